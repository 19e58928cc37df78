"""The times that a question names, told from a day that the tests set."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.periods import Period, named
from knowledge.records import Answer
from knowledge.text import tokens
from knowledge.verdict import decide

TODAY = date(2024, 2, 29)  # a Thursday
WORDS = st.sampled_from(
    (
        "in on of de from between entre and to y since before antes after until last past this ano pasado "
        "year years day days week month 0 1 2 12 29 30 31 31st 2nd 99 999 12345 1899 1900 2023 2024 2099 "
        "2100 february feb may mayo december today ayer ٣ ² stories"
    ).split()
)


def read(text: str, today: date | None = TODAY) -> tuple[str, str] | None:
    found = named([token.word for token in tokens(text)], today)
    return (found.period.first.isoformat(), found.period.last.isoformat()) if found else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("which stories are from 2013?", "2013-01-01", "2013-12-31"),
        ("stories in February 2024", "2024-02-01", "2024-02-29"),
        ("the story of May 12, 2025", "2025-05-12", "2025-05-12"),
        ("noticias del 12 de mayo de 2025", "2025-05-12", "2025-05-12"),
        ("stories between 2012 and 2015", "2012-01-01", "2015-12-31"),
        ("stories between May 1 and June 3, 2020", "2020-05-01", "2020-06-03"),
        ("de marzo de 2012 hasta abril de 2013", "2012-03-01", "2013-04-30"),
        ("entre 2012 y 2013", "2012-01-01", "2013-12-31"),
        ("releases since 2020", "2020-01-01", "9999-12-31"),
        ("releases after May 2020", "2020-06-01", "9999-12-31"),
        ("antes de 2015", "0001-01-01", "2014-12-31"),
        ("noticias anteriores a 2015", "0001-01-01", "2014-12-31"),
        ("stories older than May 2020", "0001-01-01", "2020-04-30"),
        ("noticias posteriores a 2015", "2016-01-01", "9999-12-31"),
        ("stories between May and June 2020", "2020-05-01", "2020-06-30"),
        ("entre noviembre y febrero de 2021", "2020-11-01", "2021-02-28"),
        ("until June 2nd 2015", "0001-01-01", "2015-06-02"),
        ("what came out today", "2024-02-29", "2024-02-29"),
        ("what came out yesterday", "2024-02-28", "2024-02-28"),
        ("stories of this week", "2024-02-26", "2024-03-03"),
        ("stories of last month", "2024-01-01", "2024-01-31"),
        ("last year's stories", "2023-01-01", "2023-12-31"),
        ("las noticias del año pasado", "2023-01-01", "2023-12-31"),
        ("noticias de este mes", "2024-02-01", "2024-02-29"),
        ("the last ten days", "2024-02-19", "2024-02-29"),
        ("past 2 weeks", "2024-02-15", "2024-02-29"),
    ],
)
def test_a_period_that_is_named(text: str, first: str, last: str) -> None:
    assert read(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "stories about 310 vehicles",
        "how may I help",
        "who may come in may",
        "in 12 days",
        "on February 30, 2024",
        "between 2015 and 2012",
        "the last of the rafts",
        "in 1066",
        "in ２０１３x",
        "last 99999 years",
    ],
)
def test_no_period(text: str) -> None:
    assert read(text) is None


def test_without_a_day_to_count_from_last_year_is_no_period() -> None:
    assert read("stories of last year", None) is None


@given(st.lists(WORDS, max_size=12), st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_any_words_name_a_period_in_order_or_none(words: list[str], today: date) -> None:
    found = named(words, today)
    if found is not None:
        assert found.period.first <= found.period.last
        assert 0 <= found.start < found.end <= len(words)


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_text_at_all(words: list[str]) -> None:
    named(words, TODAY)


def test_a_period_holds_its_days() -> None:
    period = Period(date(2020, 1, 2), date(2020, 1, 3))
    assert [period.holds(date(2020, 1, day)) for day in (1, 2, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("question", "today", "found"),
    [
        ("which stories are from last year", date(2024, 3, 1), ["800102"]),
        ("which stories are from last year", date(2023, 3, 1), ["800101"]),
        ("which stories came out between 2021 and 2022", date(2030, 1, 1), ["800101", "2021-bakers"]),
        ("how many stories in june 2022", date(2030, 1, 1), ["800101"]),
        ("stories before 2022", date(2030, 1, 1), ["2021-bakers"]),
        ("stories mentioning Heron Lake since 2023", date(2030, 1, 1), ["800102"]),
        ("stories from june", date(2030, 1, 1), ["800102", "800101"]),
        ("noticias de marzo", date(2030, 1, 1), ["2021-bakers"]),
        ("what was published in june 2022", date(2030, 1, 1), ["800101"]),
    ],
)
def test_stories_of_a_period(made_up: Edition, question: str, today: date, found: list[str]) -> None:
    said = decide(made_up, question, minimum=0.5, today=today)
    assert isinstance(said, Answer)
    assert [story.id for story in said.stories] == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("last 2 stories", ["24-991", "800102"]),
        ("the two latest stories", ["24-991", "800102"]),
        ("the two oldest stories about Heron Lake", ["800101", "800102"]),
        ("stories not about Heron Lake", ["24-991", "2021-bakers", "gull-point"]),
        ("which stories aren't about Slate", ["800102", "800101", "2021-bakers", "gull-point"]),
        ("which stories mention both the ferry and Fenwick", ["800102"]),
        ("noticias que no hablan de Slate", ["800102", "800101", "2021-bakers", "gull-point"]),
    ],
)
def test_so_many_stories_or_all_others(made_up: Edition, question: str, found: list[str]) -> None:
    said = decide(made_up, question, minimum=0.5, today=date(2030, 1, 1))
    assert isinstance(said, Answer)
    assert [story.id for story in said.stories] == found


def test_when_the_first_story_came_out(made_up: Edition) -> None:
    said = decide(made_up, "when did the first story about Heron Lake come out", minimum=0.5)
    assert isinstance(said, Answer)
    assert said.best is not None
    assert "06.13.2022" in said.best.passage.text


def test_the_latest_story_of_a_period(made_up: Edition) -> None:
    said = decide(made_up, "what is the latest story of last year", minimum=0.5, today=date(2023, 6, 1))
    assert isinstance(said, Answer)
    assert said.story is not None
    assert said.story.id == "800101"
