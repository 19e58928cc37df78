"""Word releases (.docx), with the extra `word`: bytes -> text, a line for each paragraph."""

import io
import zipfile

from knowledge.formats.refusal import Refused

MARK = b"PK\x03\x04"
_PART = "word/document.xml"
_UNPACKED = 50_000_000  # bytes; a few kilobytes can unfold into gigabytes
_LONGEST = 2_000_000  # characters


def is_word(raw: bytes) -> bool:
    """Whether `raw` is a Word document, among the many things that are packed like one."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return _PART in packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def text(raw: bytes) -> str:
    """Return the text of a Word document. Raises Refused where it has none or the extra is missing."""
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise Refused(
            "It is a Word document, which needs one more package: pip install 'dateline[word]'."
        ) from None
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
            raise Refused(f"It unpacks to more than {_UNPACKED:,} bytes, as no release does.")
    try:
        parts = list(Document(io.BytesIO(raw)).iter_inner_content())
        lines: list[str] = []
        for one in parts:
            cells = (
                (cell.text for row in one.rows for cell in row.cells)
                if isinstance(one, Table)
                else (one.text,)
            )
            lines += cells
    except (ValueError, KeyError, AttributeError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise Refused(
            f"It is a Word document that cannot be read: {' '.join(str(error).split())[:100]}."
        ) from error
    told = "\n\n".join(" ".join(line.split()) for line in lines if line.strip())[:_LONGEST]
    if not any(map(str.isalnum, told)):
        raise Refused("It is a Word document without text.")
    return told
