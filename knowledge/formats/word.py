"""Word releases (.docx), with the extra `word`: bytes -> text, a line for each paragraph."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from knowledge.formats import lines
from knowledge.refusal import Refused

MARK = b"PK\x03\x04"
_PART = "word/document.xml"
_OTHER_PARTS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "a LibreOffice document; save it as .docx"),
)
_UNPACKED = 50_000_000  # bytes; a few kilobytes can unfold into gigabytes
_WRITTEN = 20_000_000  # bytes of it that are XML, which takes far more room when it is read
_LONGEST = 2_000_000  # characters
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What was struck out, or moved away from here; what only old programs show; paragraphs in frames, which come
# for themselves; what is hidden.
_LEFT_OUT = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_COMPATIBLE}Fallback", f"{_WORD}p"})
_SPACES = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-"}


def text(raw: bytes) -> str:
    """Return the text of a Word document. Raises Refused where it has none or the extra is missing."""
    try:
        from docx import Document
    except ImportError:
        raise Refused(
            "It is a Word document, which needs one more package: pip install 'dateline[word]'."
        ) from None
    try:
        _look_into(raw)
        body = Document(io.BytesIO(raw)).element.body
        told = "\n\n".join(filter(None, map(_told, _paragraphs(body))))[:_LONGEST]
    except Refused:
        raise
    except Exception as error:  # its maker may have put anything wrong; zipfile, lxml and docx raise theirs
        raise Refused("It is a Word document that cannot be read.") from error
    if not any(map(str.isalnum, told)):
        raise Refused("It is a Word document without text.")
    return told


def _look_into(raw: bytes) -> None:
    """Raise Refused where `raw` is no Word document, or one that unpacks to more than any does."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = {one.filename: one.file_size for one in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Refused("It is a packed file that is broken.") from None
    if _PART not in parts:
        kind = next(
            (kind for part, kind in _OTHER_PARTS if part in parts), "a packed file, and no Word document"
        )
        raise Refused(f"It is {kind}; no release is read from it.")
    written = sum(size for name, size in parts.items() if not name.startswith("word/media/"))
    if sum(parts.values()) > _UNPACKED or written > _WRITTEN:
        raise Refused(f"It unpacks to more than {_WRITTEN:,} bytes, as no release does.")


def _paragraphs(part: Any) -> Iterator[Any]:  # noqa: ANN401 - python-docx gives the types of lxml, which has none
    """All paragraphs in a part of the document, in order: of tables and frames too."""
    for one in part:
        if one.tag == f"{_COMPATIBLE}Fallback":
            continue
        if one.tag == f"{_WORD}p":
            yield one
        yield from _paragraphs(one)


def _told(paragraph: Any) -> str:  # noqa: ANN401
    return lines.flat("".join(_pieces(paragraph)))


def _pieces(part: Any) -> Iterator[str]:  # noqa: ANN401
    for one in part:
        if one.tag == f"{_WORD}t":
            yield one.text or ""
        elif one.tag in _SPACES:
            yield _SPACES[one.tag]
        elif one.tag not in _LEFT_OUT and not _is_hidden(one):
            yield from _pieces(one)


def _is_hidden(part: Any) -> bool:  # noqa: ANN401
    mark = part.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val") not in ("0", "false", "off")
