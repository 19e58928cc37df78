"""The credit line of DVIDS: "This work, TITLE, by NAME, identified by DVIDS, must comply with …".

The title stands nowhere else in many releases. It may hold commas and ", by ";
the last ", by " parts it from the name.
"""

import re
from dataclasses import dataclass

from knowledge.formats import lines
from knowledge.records import Fact, Span

_LONGEST = 1_500
_WORK = "This work, "
_BY_DVIDS = re.compile(r",\s{0,3}identified by DVIDS")
_TERMS_ONLY = re.compile(r",(?=\s{0,3}must comply with the restrictions shown on)")
_TERMS = re.compile(
    r",?\s{0,3}must comply with the restrictions shown on\s{0,3}\S{1,200}"
    r"|,?\s{0,3}is free of known copyright restrictions under U\.S\. copyright law\.?"
    rf"|[^{lines.ENDS}.]{{0,200}}\.?"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r")
_LINE_END = re.compile(rf"[{lines.ENDS}]")


@dataclass(frozen=True, slots=True)
class Credit:
    """What the credit line says, and where it stands; it may be broken over lines."""

    span: Span
    title: str
    author: str | None

    def fact(self, text: str) -> Fact | None:
        """Return the sentence as a fact; None where it is broken over lines, or names no title."""
        if not self.title or _LINE_END.search(text, self.span.start, self.span.end):
            return None
        return Fact("credit", self.span, self.title)


def read(text: str, start: int = 0) -> Credit | None:
    """Return the last credit line of `text` from `start` on, or None."""
    return _read(text, start, _BY_DVIDS, named=True) or _read(text, start, _TERMS_ONLY, named=False)


def _read(text: str, start: int, sign: re.Pattern[str], *, named: bool) -> Credit | None:
    """Read the credit line that the last `sign` closes; `named` tells whether it names an author."""
    signs = list(sign.finditer(text, start))
    if not signs:
        return None
    mark = signs[-1]
    begin = _beginning(text, max(start, mark.start() - _LONGEST), mark.start())
    if begin is None:
        return None
    title, author = _parted(text[begin + len(_WORK) : mark.start()], named=named)
    terms = _TERMS.match(text, mark.end())
    span = lines.trim(text, begin, terms.end() if terms else mark.end())
    return Credit(span, title, author) if span else None


def _parted(words: str, *, named: bool) -> tuple[str, str | None]:
    """Part "TITLE, by NAME" at its last ", by "."""
    words = lines.flat(words) if _LINE_END.search(words) else words
    title, by, author = words.rpartition(", by ")
    return (title.strip(), author.strip() or None) if named and by else (words.strip(), None)


def _beginning(text: str, start: int, end: int) -> int | None:
    """Return where "This work, " opens the sentence that ends at `end`: on its line, or a few lines above."""
    line = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
    begin = text.find(_WORK, max(start, line), end)
    if begin < 0:
        begin = text.rfind(_WORK, start, end)
    return None if begin < 0 or _BLANK_LINE.search(text, begin, end) else begin
