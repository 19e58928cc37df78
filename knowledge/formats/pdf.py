"""PDF releases, with the extra `pdf`: bytes -> text, its lines joined to paragraphs again."""

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge.formats import byline
from knowledge.records import Span
from knowledge.refusal import Refused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MARK = b"%PDF-"
_PAGES = 100  # a release has a few; a book is none
_LONGEST = 2_000_000  # characters
_SECONDS = 30.0
_STEPS = 1_000_000  # of drawing letters and lines; 100 full pages take a third of them
_LIMITS = {  # a few kilobytes can unfold into gigabytes
    "zlib_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "xform_maximum_invocations_per_extraction": 500,
}
_ENDS = re.compile(r"[.!?:][\"”’')\]]{0,3}$")
_FULL = 0.7  # of the longest line: a shorter one ends its paragraph where a sentence ends too
_HYPHENATED = re.compile(r"(?<=[a-z])-$")


def text(raw: bytes) -> str:
    """Return the text of a PDF. Raises Refused where it has none, is locked, broken, or pypdf is missing."""
    try:
        from pypdf import PdfReader, apply_configuration
    except ImportError:
        raise Refused("It is a PDF, which needs one more package: pip install 'dateline[pdf]'.") from None
    # What it finds odd in a file belongs in no log: a file could fill it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(None, **_LIMITS):
            pages = list(_pages(PdfReader(io.BytesIO(raw))))
    except Refused:
        raise
    except Exception as error:  # its maker may have put anything wrong, and pypdf raises as many errors
        raise Refused("It is a PDF that cannot be read.") from error
    told = "\n\n".join(paragraph for page in pages for paragraph in _paragraphs(page) if paragraph)[:_LONGEST]
    if not any(map(str.isalnum, told)):
        raise Refused("It is a PDF without text, a picture of a page perhaps.")
    return told


def _pages(reader: "PdfReader") -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("It is a PDF locked with a password.")
    if len(reader.pages) > _PAGES:
        raise Refused(f"It is a PDF of {len(reader.pages):,} pages; at most {_PAGES} are read.")
    patience = _Patience()
    length = 0
    for page in reader.pages:
        if length > _LONGEST:
            break
        told = _told(page, patience)
        length += len(told)
        yield told


def _told(page: "PageObject", patience: "_Patience") -> str:
    return str(page.extract_text(visitor_operand_before=patience.step))


class _Patience:
    """Ends the reading of a PDF that takes more steps, or more time, than any release does."""

    def __init__(self) -> None:
        self._steps = 0
        self._end = time.monotonic() + _SECONDS

    def step(self, *_: Any) -> None:  # noqa: ANN401 - pypdf tells what it draws, and where
        """Count a step; raise Refused where there are too many."""
        self._steps += 1
        if self._steps > _STEPS or time.monotonic() > self._end:
            raise Refused("It is a PDF that is too much work to read, as no release is.")


def _paragraphs(page: str) -> Iterator[str]:
    """The lines of a page, joined where one sentence runs on into the next line."""
    told = [line.strip() for line in page.splitlines()]
    full = _FULL * max(map(len, told), default=0)
    paragraph: list[str] = []
    length = 0
    for line in told:
        if paragraph and line and _HYPHENATED.search(paragraph[-1]):
            paragraph[-1] = paragraph[-1][:-1] + line
        elif line:
            paragraph.append(line)
        length += len(line)
        short = len(line) < full and (_ENDS.search(line) or length < full)
        if not line or short or byline.read(line, Span(0, len(line)), None):
            yield " ".join(paragraph)
            paragraph, length = [], 0
    yield " ".join(paragraph)
