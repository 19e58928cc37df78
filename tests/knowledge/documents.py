"""Writes the documents that tests read: PDF, Word, packed files. What stands in them is made up."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document


def pdf(lines: Sequence[str]) -> bytes:
    """Write a PDF of one page with these lines, in the plainest form there is."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    return _pdf([f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET"])


def pdf_bomb(words: str) -> bytes:
    """Write a small PDF that shows a line of words ten million times."""
    return _pdf(["/Next Do " * 50] * 4 + ["/Next Do " * 2, f"BT /F1 11 Tf 50 780 Td ({words}) Tj ET"])


def _pdf(drawings: Sequence[str]) -> bytes:
    """Write a PDF of one page with the first drawing, in which "/Next Do" draws the next, and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R%s>>" % _resources(6),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, drawing in enumerate(drawings, 6):
        stream = drawing.encode("latin-1")
        form = b"<</Subtype/Form/BBox[0 0 9 9]%s/Length %d>>" % (_resources(number), len(stream))
        objects.append(b"%sstream\n%s\nendstream" % (form, stream))
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _resources(following: int) -> bytes:
    return b"/Resources<</Font<</F1 4 0 R>>/XObject<</Next %d 0 R>>>>" % following


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


def reworded(document: bytes, old: str, new: str) -> bytes:
    """Write a Word document again, with some of its XML replaced."""
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    inside = parts["word/document.xml"].decode()
    assert old in inside
    return packed_files({**parts, "word/document.xml": inside.replace(old, new).encode()})


def packed_files(files: Mapping[str, bytes]) -> bytes:
    """Write a packed file with these files in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in files.items():
            packed.writestr(name, raw)
    return out.getvalue()
