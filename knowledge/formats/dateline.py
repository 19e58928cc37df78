"""The dateline that opens a release: "FORT SAM HOUSTON, Texas – ", "WASHINGTON - "."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.formats import dates
from knowledge.records import Span

_LONGEST = 160  # characters; what goes on longer than this before a dash is prose
_DASH = re.compile(r"[^\S\r\n]{0,3}(?:[–—―]|--+)|[^\S\r\n]{1,3}-(?=[^\S\r\n]|[A-Z\"“])")
_ASIDE = re.compile(r"[^\S\r\n]{0,3}(?:\([^()\r\n]*\)|/[^/\r\n]*/)$")
_DATED = re.compile(r",?[^\S\r\n]{0,3}$")
_GENTLE = re.compile(r"(?:Ma?c|De|La)(?=[A-Z])")  # the small letters in FORT McCOY and FORT DeRUSSY
_SMALL = {"of", "the", "and", "de", "del", "la", "las", "los", "el", "al", "an", "am", "on", "in", "at", "&"}
_NO_PLACE = {
    "UPDATE", "UPDATED", "BREAKING", "NEWS", "NOTE", "CORRECTION", "CORRECTED", "ADVISORY", "MEDIA",
    "RELEASE", "IMMEDIATE", "CLARIFICATION", "EDITOR", "EDITORS", "FEATURE", "COMMENTARY",
}  # fmt: skip
# The cities that news style writes without a state: they open a dateline even where the dash was lost.
_STAND_ALONE = (
    "ATLANTA", "BALTIMORE", "BOSTON", "CHICAGO", "CINCINNATI", "CLEVELAND", "DALLAS", "DENVER", "DETROIT",
    "HONOLULU", "HOUSTON", "INDIANAPOLIS", "LAS VEGAS", "LOS ANGELES", "MIAMI", "MILWAUKEE", "MINNEAPOLIS",
    "NEW ORLEANS", "NEW YORK", "OKLAHOMA CITY", "PHILADELPHIA", "PHOENIX", "PITTSBURGH", "ST. LOUIS",
    "SALT LAKE CITY", "SAN ANTONIO", "SAN DIEGO", "SAN FRANCISCO", "SEATTLE", "WASHINGTON",
)  # fmt: skip
_DASHLESS = re.compile(rf"(?:{'|'.join(map(re.escape, _STAND_ALONE))})(?=[^\S\r\n]{{1,3}}[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a release was filed: the place as written, its day if any, and where the news begins."""

    place: Span
    day: date | None
    end: int


def read(text: str, line: Span) -> Dateline | None:
    """Return the dateline that opens `line`, or None when it opens with something else."""
    dash = _DASH.search(text, line.start, min(line.end, line.start + _LONGEST))
    if dash is not None and _is_prose(text[dash.end() : line.end]):
        end = _without_asides(text, line.start, dash.start())
        found = dates.find(text, line.start, dash.start())
        if found is not None and line.start < found.span.start < end:
            end = found.span.start
        place = text[line.start : end].rstrip(" \t\xa0,")
        if _is_place(place):
            return Dateline(
                Span(line.start, line.start + len(place)), found.day if found else None, dash.end()
            )
    alone = _DASHLESS.match(text, line.start, line.end)
    return Dateline(Span(alone.start(), alone.end()), None, alone.end()) if alone else None


def day_of(text: str, line: Span) -> Span | None:
    """Return the day in a line that holds a place before it and nothing else, or None: "Lima, 3 May 2012"."""
    found = dates.find(text, line.start, min(line.end, line.start + _LONGEST))
    if found is None or found.span.end != line.end:
        return None
    place = text[line.start : found.span.start].rstrip(" \t\xa0")
    words = place.rstrip(",").replace(",", " ").split()
    named = bool(words) and words[0] not in _SMALL and all(map(_is_name, words))
    return found.span if named and place.endswith(",") and words[0].upper() not in _NO_PLACE else None


def _is_prose(rest: str) -> bool:
    """Tell whether `rest` reads as news; a headline in capitals, or nothing at all, does not."""
    return any(map(str.islower, rest[:200]))


def _without_asides(text: str, start: int, end: int) -> int:
    """Return the end of the place before "(AFNS)", "(May 7, 2015)" or "/PRNewswire/"."""
    while aside := _ASIDE.search(text[start:end]):
        end = start + aside.start()
    return end


def _is_place(words: str) -> bool:
    """Tell whether `words` are written as a dateline writes places.

    "CITY", "CITY, State", or "City, State": where nothing is in capitals, a
    comma and capitalised words must show that this is no sentence.
    """
    parts = [part.split() for part in words.split(",")]
    if not all(1 <= len(part) <= 6 for part in parts) or len(parts) > 4:
        return False
    if not _NO_PLACE.isdisjoint(parts[0]):
        return False
    if not all(_is_name(word) for part in parts for word in part) or parts[0][0] in _SMALL:
        return False
    if all(word in _SMALL or _is_loud(word) for word in parts[0]):
        return True
    return len(parts) > 1 and all(part[0] not in _SMALL for part in parts)


def _is_name(word: str) -> bool:
    return word in _SMALL or (word[0].isupper() and not any(map(str.isdigit, word)))


def _is_loud(word: str) -> bool:
    bare = _GENTLE.sub("", word, count=1)
    return len(bare) > 1 and bare.isupper()
