"""Days written out in full, in every style that releases use.

"May 3, 2012", "Wednesday, Nov. 9, 2011", "3 May 2012", "12/20/2011" and "05.12.2025" (month
first, as Americans write), "2025-05-12"; in Spanish "miércoles, 3 de mayo de 2012". A day that no calendar
has is no date.
"""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.lexicon import MESES
from knowledge.records import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEARS = range(1900, 2101)  # a release of another year is a misprint
_WEEKDAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[A-Za-z]{0,6}\.?,?[^\S\r\n]{1,3})?"
_DIA = r"(?:(?i:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?[^\S\r\n]{1,3})?"
_MONTH = r"[A-Z][a-z]{2,8}|[A-Z]{3,9}"
_GAP = r"[^\S\r\n]{1,3}"
# A month may stand right behind another word: some pages print "1st BrigadeMay 7, 2015".
_DATE = re.compile(
    rf"{_WEEKDAY}(?P<month>{_MONTH})\.?{_GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?{_GAP}(?P<year>[0-9]{{4}})(?![0-9])"
    rf"|{_WEEKDAY}(?<![0-9.-])(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<month2>{_MONTH})\.?,?{_GAP}"
    r"(?P<year2>[0-9]{4})(?![0-9])"
    r"|(?<![0-9./])(?P<month3>[0-9]{1,2})(?P<mark>[./])(?P<day3>[0-9]{1,2})(?P=mark)(?P<year3>[0-9]{4})(?![0-9])"
    r"|(?<![0-9-])(?P<year4>[0-9]{4})-(?P<month4>[0-9]{2})-(?P<day4>[0-9]{2})(?![0-9])"
    rf"|{_DIA}(?<![0-9.-])(?P<day5>[0-9]{{1,2}})\.?º?{_GAP}(?i:de){_GAP}(?P<month5>[A-Za-z]{{4,10}}){_GAP}"
    rf"(?i:del?){_GAP}(?P<year5>[0-9]{{4}})(?![0-9])"
)
_LEADING = re.compile(r"\s{0,80}date[^\S\r\n]{1,3}([0-9]{4}-[0-9]{2}-[0-9]{2})(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A day, and where it is written."""

    day: date
    span: Span


def _month(word: str) -> int | None:
    """Return the number of the month that `word` names, in full or shortened to three letters or more."""
    low = word.lower().removesuffix("t") if word.lower() == "sept" else word.lower()
    return next((i for i, name in enumerate(_MONTHS, 1) if name == low or name[:3] == low), None)


def _mes(word: str) -> int | None:
    """Return the number of the month that a Spanish `word` names."""
    low = word.lower().replace("setiembre", "septiembre")
    return MESES.index(low) + 1 if low in MESES else None


def _calendar(year: str, month: int | None, day: str) -> date | None:
    if month is None or int(year) not in _YEARS:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _day(match: re.Match[str]) -> date | None:
    got = match.groupdict()
    if got["year"]:
        return _calendar(got["year"], _month(got["month"]), got["day"])
    if got["year2"]:
        return _calendar(got["year2"], _month(got["month2"]), got["day2"])
    if got["year3"]:
        return _calendar(got["year3"], int(got["month3"]), got["day3"])
    if got["year5"]:
        return _calendar(got["year5"], _mes(got["month5"]), got["day5"])
    return _calendar(got["year4"], int(got["month4"]), got["day4"])


def find(text: str, start: int = 0, end: int | None = None) -> Found | None:
    """Return the first real day written in `[start, end)` of `text`, weekday included, or None."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        day = _day(match)
        if day is not None:
            return Found(day, Span(match.start(), match.end()))
    return None


def whole(text: str, line: Span) -> date | None:
    """Return the day when `line` says nothing else ("Wednesday, November 9, 2011"), or None."""
    match = _DATE.fullmatch(text, line.start, line.end)
    return _day(match) if match else None


def leading(text: str) -> tuple[date | None, int]:
    """Return the day of a crawler's " date YYYY-MM-DD " before the text, and where the text begins.

    The place is 0 when no such words stand there; the day is None when it is
    no day of the calendar.
    """
    match = _LEADING.match(text)
    if match is None:
        return None, 0
    found = find(text, match.start(1), match.end(1))
    return found.day if found else None, match.end()
