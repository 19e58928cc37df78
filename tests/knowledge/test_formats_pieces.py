"""Days and datelines, in all the styles that releases write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats import dateline, dates, read
from knowledge.records import Span

STYLES = (
    "%B {d}, %Y", "%b. {d}, %Y", "%A, %B {d}, %Y", "%a., %b {d} %Y", "{d} %B %Y", "%m/%d/%Y", "{m}/{d}/%Y",
    "%m.%d.%Y", "%Y-%m-%d", "%B %d, %Y",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(STYLES), st.booleans())
def test_every_day_is_read_in_every_style(day: date, style: str, capitals: bool) -> None:
    written = day.strftime(style).format(d=day.day, m=day.month)
    text = f"posted {written.upper() if capitals else written}, they said"
    _assert_read(text, written, day)


MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
DIAS = "lunes martes miércoles jueves viernes sábado domingo".split()


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(
        ["{d} de {m} de {y}", "{d} de {m} del {y}", "{w}, {d} de {m} de {y}", "{w} {d} de {m} de {y}"]
    ),
    st.booleans(),
)
def test_every_day_is_read_in_spanish(day: date, style: str, capitals: bool) -> None:
    written = style.format(d=day.day, m=MESES[day.month - 1], y=day.year, w=DIAS[day.weekday()])
    text = f"publicado el {written.upper() if capitals else written}, dijeron"
    _assert_read(text, written, day)


def _assert_read(text: str, written: str, day: date) -> None:
    found = dates.find(text)
    assert found is not None
    assert found.day == day
    assert found.span.of(text).lower() == written.lower()


@pytest.mark.parametrize(
    "text",
    [
        "30 de febrero de 2020", "3 de mayo", "3 de mayos de 2012", "de mayo de 2012", "3 de may de 2012",
        "February 30, 2020", "02.30.2020", "13/01/2020", "2020-13-01", "May 3", "May 32, 2012",
        "Mayor 3, 2012", "may 3, 2012", "March 14,", "1.2.3.2020", "12345-01-01", "2020-01-011",
        "May 3, 20125", "Marches 3, 2012", "May 3, 0012", "May\n3, 2012",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert dates.find(text) is None


def test_an_impossible_day_does_not_hide_the_next() -> None:
    found = dates.find("Feb. 30, 2020 or 3 March 2020")
    assert found is not None
    assert found.day == date(2020, 3, 3)


@pytest.mark.parametrize(
    ("written", "month"), [("Sept. 9, 2011", 9), ("Sep. 9, 2011", 9), ("June 9th, 2011", 6)]
)
def test_short_months_and_ordinals(written: str, month: int) -> None:
    found = dates.find(written)
    assert found is not None
    assert found.day == date(2011, month, 9)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("FORT SAM EXAMPLE, Texas – Senior leaders met.", "FORT SAM EXAMPLE, Texas"),
        ("FORT EXAMPLE, Texas —Troopers ran.", "FORT EXAMPLE, Texas"),
        ("VILLAFENWICK, 3 de marzo de 2021 — El puente se abrió.", "VILLAFENWICK"),
        ("FORT EXAMPLE, VA - Brig. Gen. Lee spoke.", "FORT EXAMPLE, VA"),
        ("JOINT BASE EXAMPLE-NORTH, Va. - Gen. Lee spoke.", "JOINT BASE EXAMPLE-NORTH, Va."),
        ("FORT McEXAMPLE, Wis. -- The men ran.", "FORT McEXAMPLE, Wis."),
        ("BOGOTÁ, Colombia – They met.", "BOGOTÁ, Colombia"),
        ("KIRTLAND AIR FORCE BASE, N.M. (AFNS) -- They met.", "KIRTLAND AIR FORCE BASE, N.M."),
        ("WASHINGTON (Army News Service, May 3, 2012) -- They met.", "WASHINGTON"),
        ("WASHINGTON, May 3, 2012 – They met.", "WASHINGTON"),
        ("ABOARD USS EXAMPLE, At Sea — Sailors ran.", "ABOARD USS EXAMPLE, At Sea"),
        ("Lima, Peru – They met.", "Lima, Peru"),
        ("WASHINGTON The Justice Department met.", "WASHINGTON"),
        ("ST. LOUIS The Justice Department met.", "ST. LOUIS"),
        ("First Stop – Fort Example, VA, was nice.", None),
        ("ARCIC Director LTG Lee met them.", None),
        ("UPDATE – They met again.", None),
        ("ARMY SOUTH – PERU TALKS END", None),
        ("FORT EXAMPLE, Texas – ", None),
        ("FORT EXAMPLE, Texas", None),
        ("1ST BRIGADE – They met.", None),
        ("“WE WON” – so they said.", None),
        ("Robots—which he likes, too—ran.", None),
        ("WASHINGTON POST reporters met.", None),
        ("A" * 200 + " – They met.", None),
    ],
)
def test_datelines(line: str, place: str | None) -> None:
    found = dateline.read(line, Span(0, len(line)))
    assert (found.place.of(line) if found else None) == place


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Singapore, 22 June 2012", "22 June 2012"),
        ("PORTLAND, Maine, October 28, 2021", "October 28, 2021"),
        ("San José de Ash, 3 de mayo de 2012", "3 de mayo de 2012"),
        ("22 June 2012", None),
        ("Lima 22 June 2012", None),
        ("Updated, 22 June 2012", None),
        ("The talks ended, 22 June 2012", None),
        ("Lima, 22 June 2012, Peru", None),
        ("Lima, 31 June 2012", None),
    ],
)
def test_a_line_of_a_place_and_a_day(line: str, day: str | None) -> None:
    found = dateline.day_of(line, Span(0, len(line)))
    assert (found.of(line) if found else None) == day


def test_a_place_and_a_day_below_the_title_date_the_story() -> None:
    text = "Ferry board opens a new pier at Ash\n\nDunwick, 22 June 2012\n\nThe made-up pier is long."
    story, *_ = read(text.encode(), "pier.txt")
    assert story.date is not None
    assert story.date.day == date(2012, 6, 22)
    assert [fact.span.of(text) for fact in story.facts if fact.name == "posted"] == ["Dunwick, 22 June 2012"]


@given(st.text(max_size=200))
def test_a_dateline_stays_in_its_line(words: str) -> None:
    text = f"above\n{words}\nbelow – The end."
    found = dateline.read(text, Span(6, 6 + len(words)))
    if found is not None:
        assert 6 <= found.place.start < found.place.end <= found.end <= 6 + len(words)
        assert text[found.place.start : found.place.end].strip()
