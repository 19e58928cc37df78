"""The line that says who wrote a release: "By Maj. Ann Lee, Public Affairs, May 3, 2012"."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.formats import dates
from knowledge.records import Fact, Span

_LONGEST = 300
_MOST_WORDS = 16  # without a date behind it, "By …" with more words than this is a sentence
_BY = re.compile(
    r"(?:(?:Story|Article|Written|Courtesy[ ]story)[ ])?by:?[^\S\r\n]{1,3}(?=[A-Z0-9])", re.IGNORECASE
)
_SUFFIX = re.compile(
    r"(?:Jr\.?|Sr\.?|I{2,3}|IV|Ph\.?D\.?|M\.?D\.?|USAF?|USN|USMC|USCG|Ret\.?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who is credited: `author` as written, the organisation named after the author, and the day."""

    span: Span
    credit: str
    author: str
    organisation: str | None
    day: date | None

    @property
    def fact(self) -> Fact:
        """The line as a fact of the release."""
        return Fact("byline", self.span, self.credit)


def read(text: str, line: Span) -> Byline | None:
    """Return the byline that `line` is, or None when it is something else."""
    opening = _BY.match(text, line.start, line.end)
    if opening is None or line.end - line.start > _LONGEST:
        return None
    found = _closing_date(text, opening.end(), line.end)
    credit = text[opening.end() : found.span.start if found else line.end].strip(" \t\xa0,|–—-")
    if not credit or (found is None and _is_sentence(credit)):
        return None
    author, organisation = _parted(credit)
    return Byline(line, text[opening.end() : line.end], author, organisation, found.day if found else None)


def _closing_date(text: str, start: int, end: int) -> dates.Found | None:
    """Return the day that closes the line, if one does."""
    found = dates.find(text, start, end)
    return found if found and found.span.end == end else None


def _is_sentence(credit: str) -> bool:
    words = credit.split()
    if len(words) > _MOST_WORDS or (credit[-1] in ".!?:;" and not _SUFFIX.fullmatch(words[-1])):
        return True
    # "By the river" and "By March they were home" are no credits: a name has two capitalised words or stands alone
    return sum(word[0].islower() for word in words) > len(words) // 3


def _parted(credit: str) -> tuple[str, str | None]:
    """Part "Ann Lee, Jr., Public Affairs" into the author and the organisation."""
    first, *rest = [part.strip() for part in credit.split(",")]
    while rest and _SUFFIX.fullmatch(rest[0]):
        first = f"{first}, {rest.pop(0)}"
    return first, ", ".join(rest) or None
