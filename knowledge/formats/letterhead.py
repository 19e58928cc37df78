"""The letterhead of a release: who sends it, above "FOR IMMEDIATE RELEASE", and whom the press may ask."""

import re
from collections.abc import Sequence

from knowledge.formats import byline, dates, headline
from knowledge.records import Span

_MARK = re.compile(
    r"\W{0,9}(?:for (?:immediate )?release|immediate release|(?:news|press|media) (?:release|advisory))"
    r"\W{0,9}",
    re.IGNORECASE,
)
_REACH = 10  # lines that the mark is looked for in
_LONGEST = 100  # characters of a line of a letterhead
_WORDS = 7  # of a sender's name
# What a sender is called, beside what a unit is (byline.py).
_SENDER = re.compile(
    r"\b(?:Administration|Airport|Association|Attorney|Authority|Board|Borough|City|Coalition"
    r"|College|Commission|Committee|Congress|Council|County|Court|Department|District|Foundation|Governor"
    r"|House|Institute|Laboratory|Mayor|Ministry|Municipality|Museum|Parks?|Police|Province|School"
    r"|Senate|Sheriff|State|Town|University|Village)\b"
)
_CONTACT = re.compile(
    r"(?:(?:media|press|news|public affairs) )?(?:contacts?|inquiries|enquiries)\b\s{0,3}[:|]"
    r"|(?:phone|tel|telephone|e-?mail|fax|cell|mobile)\b\.?\s{0,3}[:|]"
    r"|for (?:more|further|additional) information\b.{0,20}:",
    re.IGNORECASE,
)
_REACHED_AT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|\(?\b\d{3}\)?[-./ ]{1,3}\d{3}[-. ]\d{4}\b")


def mark(text: str, lines: Sequence[Span]) -> int | None:
    """Return the place of the line that marks what stands above it as a letterhead; None for none."""
    return next((place for place, line in enumerate(lines[:_REACH]) if is_mark(text, line)), None)


def is_mark(text: str, line: Span) -> bool:
    """Whether a line says that a release is one ("FOR IMMEDIATE RELEASE"), and nothing else."""
    return _MARK.fullmatch(text, line.start, line.end) is not None


def sender(text: str, lines: Sequence[Span]) -> str | None:
    """Return who sends a release, by the lines of its letterhead; None where they name nobody.

    A title may stand above the mark as well: it has more words, or no word for an office.
    """
    names = [
        line.of(text)
        for line in lines
        if not is_contact(text, line) and dates.whole(text, line) is None and headline.is_title(text, line)
    ]
    named = [one for one in names if _SENDER.search(one) or byline.UNIT.search(one)]
    if not named or any(len(one.split()) > _WORDS for one in names):
        return None
    return ", ".join(names)


def is_contact(text: str, line: Span) -> bool:
    """Whether a line tells whom to ask, or where he is reached."""
    words = line.of(text) if line.end - line.start <= _LONGEST else ""
    return bool(_CONTACT.match(words) or _REACHED_AT.search(words))
