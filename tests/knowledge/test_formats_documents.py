"""PDF and Word documents, made by the tests; and files that hold several releases."""

from collections.abc import Callable

import pytest

from knowledge.formats import Refused, read
from knowledge.records import Story

from .documents import packed_files, pdf, pdf_bomb, reworded, word

Release = Callable[..., str]

LINES = [
    "Crews cross the made-up lake",
    "By SPC Juniper Vale, Fort Crumb Public Affairs, February 3, 2020",
    "CAMP MARROW, Nowhere - Forty crews crossed the made-up lake in nine whole",
    "days, and nobody was lost. The keepers of the light counted every one of the ferry-",
    "boats twice.",
    "It rained.",
]


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


def test_a_pdf_is_read_paragraph_by_paragraph() -> None:
    [story] = read(pdf(LINES), "lake.txt")
    assert (story.title, story.author) == ("Crews cross the made-up lake", "SPC Juniper Vale")
    assert paragraphs(story) == [
        "CAMP MARROW, Nowhere - Forty crews crossed the made-up lake in nine whole days, and nobody was lost."
        " The keepers of the light counted every one of the ferryboats twice.",
        "It rained.",
    ]
    assert not story.exact


def test_a_word_document_is_read_with_its_tables() -> None:
    [story] = read(
        word([LINES[0], LINES[1], "The crews slept.", "It rained."], ["nine", "rafts"]), "lake.pdf"
    )
    assert (story.title, story.author) == ("Crews cross the made-up lake", "SPC Juniper Vale")
    assert paragraphs(story) == ["The crews slept.", "It rained.", "nine", "rafts"]
    assert not story.exact


def _bomb() -> bytes:
    return packed_files({"word/document.xml": b" " * 60_000_000})


def _zip() -> bytes:
    return packed_files({"release.txt": b"The crews slept."})


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: pdf([]), "PDF without text"),
        (lambda: pdf(LINES)[:300], "PDF that cannot be read"),
        (lambda: b"%PDF-1.7\n" + b"\xff" * 5000, "PDF that cannot be read"),
        (lambda: word([]), "Word document without text"),
        (lambda: word(LINES)[:-200], "packed file"),
        (_bomb, "unpacks to more than"),
        (_zip, "packed file, and no Word document"),
    ],
)
def test_a_document_without_a_release_is_refused(made: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(made(), "x.txt")


def test_two_releases_in_one_file_are_two_stories(release: Release) -> None:
    first = release("The crews of the made-up lake slept.", number="1001", title="One")
    second = release("It rained on the made-up moor.", number="1002", title="Two")
    text = first + "\n\n\n" + second + "\n"
    one, two = read(text.encode(), "both.txt")
    assert (one.id, one.title, two.id, two.title) == ("1001", "One", "1002", "Two")
    assert one.text + two.text == text
    assert paragraphs(one) == ["The crews of the made-up lake slept."]
    assert paragraphs(two) == ["It rained on the made-up moor."]
    assert {fact.span.of(two.text) for fact in two.facts if fact.name == "story id"} == {"Story ID: 1002"}


def test_two_releases_of_the_justice_department_in_one_file() -> None:
    def justice(number: str, body: str) -> str:
        return (
            "Department of Justice\nOffice of Public Affairs\n\nFOR IMMEDIATE RELEASE\n"
            f"Thursday, March 30, 2017\n\nA made-up title {number}\n\n{body * 9}\n\n"
            f"Press Release Number: {number}\n"
        )

    one, two = read(
        (justice("17-001", "A baker paid. ") + justice("17-002", "A miller paid. ")).encode(), "x.txt"
    )
    assert (one.id, two.id) == ("17-001", "17-002")
    assert "baker" in paragraphs(one)[0]
    assert "miller" in paragraphs(two)[0]


def test_a_release_with_a_rest_behind_it_is_one_story(release: Release) -> None:
    [story] = read((release("The crews slept.", number="1001") + "\n\ntags\nrafts\n").encode(), "x.txt")
    assert story.id == "1001"


@pytest.mark.parametrize(
    "marked",
    [
        "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>{}</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
        "<w:r><w:instrText>{}</w:instrText></w:r>",
    ],
    ids=["struck out", "moved away", "hidden", "a field"],
)
def test_what_a_word_document_does_not_show_is_not_read(marked: str) -> None:
    shown = word(["The crews of the made-up lake slept."])
    raw = reworded(shown, "</w:t></w:r></w:p>", "</w:t></w:r>" + marked.format("Nobody knows.") + "</w:p>")
    [story] = read(raw, "x.docx")
    assert paragraphs(story) == ["The crews of the made-up lake slept."]


def test_what_was_put_into_a_word_document_is_read() -> None:
    shown = word(["The crews of the made-up lake slept."])
    added = "</w:t></w:r><w:ins><w:r><w:t> It rained.</w:t></w:r></w:ins></w:p>"
    [story] = read(reworded(shown, "</w:t></w:r></w:p>", added), "x.docx")
    assert paragraphs(story) == ["The crews of the made-up lake slept. It rained."]


def test_a_pdf_that_draws_without_end_is_read_in_part() -> None:
    [story] = read(pdf_bomb("The crews of the made-up lake slept."), "x.pdf")
    assert 1 <= story.text.count("slept") < 10_000


def test_a_pdf_writes_nothing_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    odd = pdf(LINES).replace(b"startxref\n", b"startxref\n9")
    assert read(odd, "x.pdf")
    assert not caplog.records
