"""What holds for every file, whatever its form: the text as it was, spans inside it, or a reason why not.

All releases in here are made up, but for the sample that comes with the project.
"""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import knowledge
from knowledge import formats
from knowledge.formats import Refused, read
from knowledge.records import Story

from .invariants import check

SHIPPED = Path(knowledge.__file__).parent / "releases" / "2025-05-12-us-peru-army-staff-talks.txt"
PIECES = [
    " date 2025-05-12 ", " date 2025-02-30 ", "FORT EXAMPLE, Texas – ", "LIMA, Peru -- ",
    "Soldiers trained in May.", "By Sgt. Ann Lee, 1st Brigade, May 3, 2012", "By I2D 12/7/2011",
    "NEWS INFO ", "Date Taken: 05.12.2025 ", "Date Posted: 02.30.2025 14:56 ", "Story ID: 123 ",
    "Location: PE ", "Web Views: ", "Downloads: 0", "|", " | ", "PUBLIC DOMAIN ", "This work, ",
    "A title, by night", ", by SGT Ann Lee", ", identified by DVIDS",
    ", must comply with the restrictions shown on https://www.dvidshub.net/about/copyright.",
    "Department of Justice", "Office of Public Affairs", "FOR IMMEDIATE RELEASE", "Made-up County",
    "Contact: Ann, 555-555-0100", "Bridges Closed for",
    "Wednesday, November 9, 2011", "Topic(s): Civil Rights", "Component(s): ",
    "Press Release Number: 18 - 408", "Updated May 3, 2012", "On August 21, 2012, it began.",
    "FORT EXAMPLE, TEXAS, UNITED STATES", "07.21.2016", "Story by Sgt. Ann Lee",
    "13th Public Affairs Detachment", "News ID: 77", "Posted: 07.22.2016 15:38", "VIEW ORIGINAL",
    "1 / 2 Show Caption + Hide Caption – ", "***", "\n", "\n", "\n", "\r\n", "\r", "\n\n\n", "\t", "    ",
    "\u2028", "\u00a0", "\ufeff", "\x1f", "é", "“", "🙂",
]  # fmt: skip

release_like = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check_plain(text: str, story: Story) -> None:
    """Assert what holds for every story read from the plain text `text`."""
    if story.exact:
        assert story.text == text
    else:
        assert story.notes
    check(story)


@given(release_like | st.text(max_size=300))
@example("Title\nBy I2D\nBy I2D")
@example("Department of Justice\nFOR IMMEDIATE RELEASE\nTopic(s): A")
@example("x\nDate Taken:\n05.12.2025\nStory ID:\n| 7 |")
@example("a\rThis work, b,\rby c,\ridentified by DVIDS")
def test_any_text_is_read_where_it_stands_or_refused(text: str) -> None:
    raw = text.encode()
    try:
        story = read(raw, "folder/Some File.txt")[0]
    except Refused:
        return
    check_plain(text.removeprefix("\ufeff"), story)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        story = read(raw, "x.txt")[0]
    except Refused:
        return
    check_plain(story.text, story)


@given(release_like)
def test_reading_twice_gives_the_same(text: str) -> None:
    def once() -> Story | str:
        try:
            return read(text.encode(), "x.txt")[0]
        except Refused as refusal:
            return str(refusal)

    assert once() == once()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "no words"),
        (b" \r\n\t\n", "no words"),
        (b"* * *\n---\n", "no words"),
        (b" date 2025-05-12 \n", "no release text"),
        (b"FOR IMMEDIATE RELEASE\n", "no release text"),
        (b"Some words\0and more\xff", "zero bytes"),
        (b"Some \0\0 words \0", "control characters"),
        (b"\xff\xfeS\0\0\xd8x\0", "no UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "a JPEG picture"),
        (b"PK\x03\x04 and so on", "a packed file"),
        (b"%PDF-1.7 and so on", "a PDF that cannot be read"),
        (b"{\\rtf1 words}", "an RTF"),
        (b"<!DOCTYPE html><nav>words</nav>", "an HTML page without"),
        (b"\n <html><script>words</script>", "an HTML page without"),
        (b"<?xml version='1.0'?><a>words</a>", "an XML"),
        (b'{"title": "words"}', "a JSON"),
        (b"w\x01o\x02r\x03d", "control characters"),
        (b"NEWS INFO Story ID: 7 Downloads: 2", "no text above it"),
    ],
)
def test_a_file_that_is_no_release_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(raw, "x.txt")[0]


def test_what_nobody_foresaw_is_a_refusal_and_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(text: str, file: str) -> None:
        raise KeyError(text)

    monkeypatch.setattr(formats, "_WHOLE", (fails,))
    with pytest.raises(Refused, match="a fault of this program"):
        read(b"A made-up text.", "a\nb.txt")
    [record] = caplog.records
    assert record.exc_info
    assert "'a\\nb.txt'" in record.getMessage()
    assert "\n" not in record.getMessage()


def test_each_reader_has_its_place_in_the_order() -> None:
    """A module with a `read(text, file)` that is not named in the order would never be asked."""
    modules = (
        import_module(f"{formats.__name__}.{one.name}") for one in pkgutil.iter_modules(formats.__path__)
    )
    readers = {module.read for module in modules if hasattr(module, "read")}
    ours = {one for one in readers if list(inspect.signature(one).parameters) == ["text", "file"]}
    assert ours == {*formats._WHOLE, *formats._PLAIN}


@pytest.mark.parametrize(
    "text",
    [
        "Note: nobody slept.\n\nThe made-up crews crossed.",
        "From Camp Marrow @ noon\nSubject: rafts\n\nThe made-up crews crossed.",
        "#1 in the made-up state\n\nThe crews crossed.",
        "{Embargoed} A made-up title\n\nThe crews crossed.",
        "[Video] A made-up title\n\nThe crews crossed.",
        "MZ and ID3 are made-up units\n\nThe crews crossed.",
        "======= \nA made-up title\n=======\n\nThe crews crossed.",
        "+++ A made-up title +++\n\nThe crews crossed.",
        "HTTP is a made-up name\n\nThe crews crossed.",
        "BMX riders and the RIFF of a made-up band\n\nThe crews crossed.",
    ],
)
def test_a_release_that_begins_almost_like_something_else_is_one(text: str) -> None:
    [story] = read(text.encode(), "x.txt")
    check_plain(text, story)
    assert story.paragraphs[-1].of(text).endswith("crossed.")


def test_byte_order_mark_goes_and_nothing_else_does() -> None:
    words = "A “title”\r\n\r\nBody\u2028still the body\x0b …\r\n"
    story = read(b"\xef\xbb\xbf" + words.encode(), "x.txt")[0]
    assert story.text == words
    assert story.paragraphs[-1].of(story.text) == "still the body"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n\n\n", "\v", "\f", "\u2028", "\u2029"])
@pytest.mark.parametrize("last", [True, False])
def test_any_line_end_parts_paragraphs(end: str, last: bool) -> None:
    text = end.join(["A title", "\tThe first.  ", "    The second."]) + (end if last else "")
    story = read(text.encode(), "x.txt")[0]
    assert [span.of(story.text) for span in story.paragraphs] == ["The first.", "The second."]


def test_a_line_without_words_is_no_paragraph() -> None:
    story = read(b"A title\n\nIt began.\n* * *\nIt ended.\n###\n", "x.txt")[0]
    assert [span.of(story.text) for span in story.paragraphs] == ["It began.", "It ended."]


@pytest.mark.parametrize(
    ("file", "story_id"),
    [
        ("2024/A Story, told.txt", "a-story--told"),
        ("Talks_2.final.txt", "talks_2.final"),
        ("plain", "plain"),
    ],
)
def test_a_story_without_a_number_is_named_after_its_file(file: str, story_id: str) -> None:
    assert read(b"A title\nA body.", file)[0].id == story_id


def test_files_named_in_other_scripts_do_not_share_an_id() -> None:
    one, two = (read(b"A title\nA body.", name)[0].id for name in ("Перу.txt", "Лима.txt"))
    assert one != two
    assert one.isalnum()
    assert one.isascii()


def test_the_shipped_sample() -> None:
    raw = SHIPPED.read_bytes()
    story = read(raw, SHIPPED.name)[0]
    check_plain(raw.decode("utf-8-sig"), story)
    assert story.id == "497721"
    assert (
        story.title
        == "US, Peruvian armies strengthen strategic alliance during 2025 staff talks in Lima, Peru"
    )
    assert story.date is not None
    assert (story.date.day.isoformat(), story.date.origin, story.date.certain) == (
        "2025-05-12",
        "posted",
        True,
    )
    assert (story.source, story.author, story.location) == ("DVIDS", "SFC ShaTyra Reed-Cox", "PE")
    assert story.url == "https://www.dvidshub.net/news/497721"
    assert story.dateline == "FORT SAM HOUSTON, Texas"
    assert len(story.paragraphs) == 13
    assert story.paragraphs[0].of(story.text).startswith("FORT SAM HOUSTON, Texas – Senior leaders")
    assert [(fact.name, fact.span.of(story.text)) for fact in story.facts[:-1]] == [
        ("taken", "Date Taken: 05.12.2025"),
        ("posted", "Date Posted: 05.12.2025 14:56"),
        ("story id", "Story ID: 497721"),
        ("location", "Location: PE"),
        ("views", "Web Views: 11"),
        ("downloads", "Downloads: 0"),
        ("rights", "PUBLIC DOMAIN"),
    ]
    credit = story.facts[-1]
    assert (credit.name, credit.value) == ("credit", story.title)
    assert credit.span.of(story.text).startswith("This work, US, Peruvian armies")
    assert credit.span.of(story.text).endswith("https://www.dvidshub.net/about/copyright.")


LONG = 100_000
HOSTILE = {
    "one word": "a" * LONG,
    "one line": "word " * (LONG // 5),
    "commas": "," * LONG + "x",
    "bylines": ", by " * 20_000 + "x",
    "byline lines": "Title\n" + "By A, \n" * 15_000,
    "works": "This work, " * 9_000 + ", identified by DVIDS",
    "works in lines": "This work, a\n" * 8_000 + ", identified by DVIDS",
    "a work of bylines": "a\nThis work, " + ", by " * 20_000 + ", identified by DVIDS",
    "credits": "a\n" + ", identified by DVIDS" * 5_000,
    "posted": "Date Posted:" * 5_000,
    "posted lines": "x\n" + "Date Posted:\n" * 5_000,
    "fields": "x\nStory ID: 1 " + "Location: a " * 9_000,
    "bars": "a\n" + "|" * LONG,
    "bars in a footer": "a\nNEWS INFO " + "|" * LONG + "x",
    "headings": "a\nNEWS INFO | " * 9_000,
    "spaces": "a" + " " * LONG + "b",
    "line ends": "a" + "\r\n" * LONG + "b",
    "short lines": "a\r" * (LONG // 2),
    "dashes": "A - " * (LONG // 4),
    "capitals": "ABCD " * (LONG // 5),
    "digits": "1" * LONG,
    "dates": "12.12." * (LONG // 6),
    "months": "May 1, " * (LONG // 7),
    "weekdays": "Monday, " * (LONG // 8),
    "brackets": "CITY (" * (LONG // 6),
    "quotes": "“" * LONG + "a",
    "labels": "Department of Justice\nFOR IMMEDIATE RELEASE\nA\nB\n" + "Topic(s): " * (LONG // 10),
    "numbers": "Department of Justice\nFOR IMMEDIATE RELEASE\nA\nB\nPress Release Number: "
    + "1 " * (LONG // 2),
    "crawled": " date " * (LONG // 6),
    "spaced crawl": " " * LONG + "date 2025-05-12 x",
    "captions": "1 / 2 Show Caption " * (LONG // 20),
    "separators": "a\u2028" * (LONG // 2),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_made_to_be_slow_is_read_like_any_other(text: str) -> None:
    """A pattern that backtracks would not end within anybody's patience on these."""
    try:
        story = read(text.encode(), "x.txt")[0]
    except Refused:
        return
    check_plain(text, story)
