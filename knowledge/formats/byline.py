"""The line that says who wrote a release: "By Maj. Ann Lee, Public Affairs, May 3, 2012"."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.formats import dates
from knowledge.records import Fact, Span

_LONGEST = 300
_MOST_WORDS = 16  # without a date behind it, "By …" with more words than this is a sentence
_BY = re.compile(
    r"(?:(?:Story|Article|Written|Photo|Video|Courtesy story) )?(?:[Bb]y|BY):?[^\S\r\n]{1,3}"
    r"(?:by[^\S\r\n]{1,3})?(?=[A-Z0-9])"
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|II|III|IV|Ph\.?D\.?|M\.?D\.?|USAF?|USN|USMC|USCG|Ret\.?)")
_PARTS = re.compile(r"[^\S\r\n]{0,3}[,|/][^\S\r\n]{0,3}")
_BEFORE_DAY = re.compile(r"[ \t\xa0,|/–—-]{0,9}(?:Published|Posted)?[ \t\xa0,|/:–—-]{0,9}$")
UNIT = re.compile(
    r"\b(?:Affairs|Wing|Brigade|Division|Command|Service|Squadron|Group|Center|Detachment|Office|Regiment|"
    r"Battalion|Corps|Fleet|Guard|Agency|Directorate|Army|Navy|Air Force|Garrison|Bureau|Headquarters)\b"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who is credited: `author` as written, the organisation named with the author, and the day.

    `credit` is all of the line `span` but its "By"; `unit` is the line below
    where the organisation stands there.
    """

    span: Span
    credit: str
    author: str
    organisation: str | None
    day: date | None
    unit: Span | None = None

    def facts(self, text: str) -> list[Fact]:
        """Return the line, and that of the unit, as facts of the release."""
        facts = [Fact("byline", self.span, self.credit)]
        return [*facts, Fact("byline", self.unit, self.unit.of(text))] if self.unit else facts


def read(text: str, line: Span, below: Span | None = None) -> Byline | None:
    """Return the byline that `line` is, or None when it is something else.

    `below` is the line after it, taken for the author's unit where it names one.
    """
    opening = _BY.match(text, line.start, line.end)
    if opening is None or line.end - line.start > _LONGEST:
        return None
    found = _closing_date(text, opening.end(), line.end)
    credit = text[opening.end() : found.span.start if found else line.end]
    credit = credit[: match.start()] if (match := _BEFORE_DAY.search(credit)) else credit
    if not credit or (found is None and _is_sentence(credit)):
        return None
    author, organisation = _parted(credit)
    unit = below if below and not organisation and found is None and is_unit(text, below) else None
    return Byline(
        span=line,
        credit=text[opening.end() : line.end],
        author=author,
        organisation=unit.of(text) if unit else organisation,
        day=found.day if found else None,
        unit=unit,
    )


def is_unit(text: str, line: Span) -> bool:
    """Tell whether `line` is the name of a unit or an office, and nothing else."""
    words = line.of(text) if line.end - line.start <= 100 else ""
    return bool(UNIT.search(words)) and words[-1] not in ".!?:;" and not _is_sentence(words)


def _closing_date(text: str, start: int, end: int) -> dates.Found | None:
    """Return the day that closes the line, if one does."""
    found = dates.find(text, start, end)
    return found if found and found.span.end == end else None


def _is_sentence(credit: str) -> bool:
    words = credit.split()
    if len(words) > _MOST_WORDS or (credit[-1] in ".!?:;" and not _SUFFIX.fullmatch(words[-1])):
        return True
    # names and organisations are capitalised, but for an "of" or a "the": "By March they were home" is none
    return sum(word[0].islower() for word in words) > len(words) // 3


def _parted(credit: str) -> tuple[str, str | None]:
    """Part "Ann Lee, Jr., Public Affairs" into the author and the organisation."""
    first, *rest = [part for part in _PARTS.split(credit) if part] or [credit]
    while rest and _SUFFIX.fullmatch(rest[0]):
        first = f"{first}, {rest.pop(0)}"
    return first, ", ".join(rest) or None
