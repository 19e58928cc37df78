"""PDF releases, with the extra `pdf`: bytes -> text, its lines joined to paragraphs again."""

import io
import re
from collections.abc import Iterator

from knowledge.formats import byline
from knowledge.formats.refusal import Refused
from knowledge.records import Span

MARK = b"%PDF-"
_PAGES = 100  # a release has a few; a book is none
_LONGEST = 2_000_000  # characters
_ENDS = re.compile(r"[.!?:][\"”’')\]]{0,3}$")
_FULL = 0.7  # of the longest line: a shorter one ends its paragraph where a sentence ends too
_HYPHENATED = re.compile(r"(?<=[a-z])-$")


def text(raw: bytes) -> str:
    """Return the text of a PDF. Raises Refused where it has none, is locked, broken, or pypdf is missing."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise Refused("It is a PDF, which needs one more package: pip install 'dateline[pdf]'.") from None
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("It is a PDF locked with a password.")
        if len(reader.pages) > _PAGES:
            raise Refused(f"It is a PDF of {len(reader.pages):,} pages; at most {_PAGES} are read.")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise Refused(f"It is a PDF that cannot be read: {' '.join(str(error).split())[:100]}.") from error
    told = "\n\n".join(paragraph for page in pages for paragraph in _paragraphs(page) if paragraph)[:_LONGEST]
    if not any(map(str.isalnum, told)):
        raise Refused("It is a PDF without text, a picture of a page perhaps.")
    return told


def _paragraphs(page: str) -> Iterator[str]:
    """The lines of a page, joined where one sentence runs on into the next line."""
    lines = [line.strip() for line in page.splitlines()]
    full = _FULL * max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        if _HYPHENATED.search(paragraph) and line:
            paragraph = paragraph[:-1] + line
        else:
            paragraph = f"{paragraph} {line}".strip()
        short = len(line) < full and (_ENDS.search(line) or len(paragraph) < full)
        if not line or short or byline.read(line, Span(0, len(line)), None):
            yield paragraph
            paragraph = ""
    yield paragraph
