"""PDF and Word documents, made by the tests; and files that hold several releases."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from docx import Document

from knowledge.formats import Refused, read
from knowledge.records import Story

Release = Callable[..., str]

LINES = [
    "Crews cross the made-up lake",
    "By SPC Juniper Vale, Fort Crumb Public Affairs, February 3, 2020",
    "CAMP MARROW, Nowhere - Forty crews crossed the made-up lake in nine whole",
    "days, and nobody was lost. The keepers of the light counted every one of the ferry-",
    "boats twice.",
    "It rained.",
]


def pdf(lines: Sequence[str]) -> bytes:
    """Write a PDF of one page with these lines, in the plainest form there is."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def word(lines: Sequence[str], table: Sequence[str] = ()) -> bytes:
    """Write a Word document with these paragraphs, and a row of a table."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        row = document.add_table(rows=1, cols=len(table)).rows[0]
        for cell, words in zip(row.cells, table, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 60_000_000)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("release.txt", "The crews slept.")
    return out.getvalue()


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
    assert one.text == two.text == text
    assert paragraphs(one) == ["The crews of the made-up lake slept."]
    assert paragraphs(two) == ["It rained on the made-up moor."]
    assert two.exact
    assert {fact.span.of(text) for fact in two.facts if fact.name == "story id"} == {"Story ID: 1002"}


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
