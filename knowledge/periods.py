"""The times that a question names, English and Spanish: a year, a month, a day, a stretch, "last year".

Reads folded words, as `text.fold` leaves them. A month without a year is a time only where stories are asked
for: "may" is more often a verb.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from knowledge.lexicon import MONTHS, NUMBERS

_YEARS = range(1900, 2100)
# "12 de mayo de 2025", "May of 2025", "older than 2012", "anteriores a 2012"
_LINKS = frozenset("of de del the el than a".split())
_IN = frozenset("in on of from dated date during for en de del fecha".split())
_AFTER = frozenset("after despues newer later posterior posteriores".split())
_SINCE = frozenset("since desde".split())
_BEFORE = frozenset("before antes older earlier anterior anteriores".split())
_UNTIL = frozenset("until till through hasta".split())
_BETWEEN = frozenset("between entre from de desde since".split())
_AND = frozenset("and to until till through y a al hasta".split())
_LAST = frozenset("last past previous pasado pasada ultimo ultima ultimos ultimas".split())
_THIS = frozenset("this current este esta".split())
_UNITS = {
    "day": "day", "days": "day", "dia": "day", "dias": "day",
    "week": "week", "weeks": "week", "semana": "week", "semanas": "week",
    "month": "month", "months": "month", "mes": "month", "meses": "month",
    "year": "year", "years": "year", "ano": "year", "anos": "year",
}  # fmt: skip
_DAYS_AGO = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1}
_ORDINALS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both among them.

    `relative` is one that was told from today. With a `month`, only the days of that month, of any year.
    """

    first: date
    last: date
    relative: bool = False
    month: int | None = None

    def holds(self, day: date) -> bool:
        """Return whether `day` is one of them."""
        return self.first <= day <= self.last and self.month in (None, day.month)


@dataclass(frozen=True, slots=True)
class Named:
    """A period, and the places of the words that name it: `[start, end)`."""

    period: Period
    start: int
    end: int


def named(words: Sequence[str], today: date | None = None) -> Named | None:
    """Return the first period that `words` name with a word before it that says so ("in 2013"), or None.

    "Last year" and its like count from `today`; without it they name none.
    """
    found = (_at(words, place, today) for place in range(len(words)))
    return next((one for one in found if one is not None), None)


def month_of_any_year(words: Sequence[str]) -> Named | None:
    """Return the first month that `words` name without a year ("from june", "de abril"), or None."""
    for place, (word, after) in enumerate(pairwise(words)):
        if word in _IN and after in MONTHS:
            return Named(Period(date.min, date.max, month=MONTHS[after]), place, place + 2)
    return None


def _at(words: Sequence[str], place: int, today: date | None) -> Named | None:
    stretch = _stretch(words, place) or _open_ended(words, place) or _within(words, place)
    if stretch is not None or today is None:
        return stretch
    return _from_today(words, place, today)


def _stretch(words: Sequence[str], place: int) -> Named | None:
    """ "between 2012 and 2015", "from May 1 to June 3 2025", "from May to June 2025"."""
    if words[place] not in _BETWEEN:
        return None
    first = (
        _moment(words, place + 1)
        or _day_without_year(words, place + 1)
        or _month_without_year(words, place + 1)
    )
    if first is None or not _is(words, first.end, _AND):
        return None
    last = _moment(words, first.end + 1)
    if last is None:
        return None
    begin = first.period.first
    if begin.year == date.min.year:  # "from May 1 to June 3 2025" names the year once
        year = last.period.last.year
        begin = begin.replace(year=year if begin.month <= last.period.last.month else year - 1)
    if begin > last.period.last:
        return None
    return Named(Period(begin, last.period.last), place, last.end)


def _open_ended(words: Sequence[str], place: int) -> Named | None:
    word = words[place]
    if word not in _AFTER | _SINCE | _BEFORE | _UNTIL:
        return None
    moment = _moment(words, _over_links(words, place + 1))
    if moment is None:
        return None
    first, last = moment.period.first, moment.period.last
    day = timedelta(days=1)
    period = {
        word in _AFTER: Period(last + day, date.max),
        word in _SINCE: Period(first, date.max),
        word in _BEFORE: Period(date.min, first - day),
        word in _UNTIL: Period(date.min, last),
    }[True]
    return Named(period, place, moment.end)


def _within(words: Sequence[str], place: int) -> Named | None:
    """ "in 2013", "dated May 12 2025", "2013 date"."""
    if words[place] in _IN:
        moment = _moment(words, _over_links(words, place + 1))
        return Named(moment.period, place, moment.end) if moment else None
    moment = _moment(words, place)
    if moment is not None and _is(words, moment.end, frozenset({"date"})):
        return Named(moment.period, place, moment.end + 1)
    return None


def _moment(words: Sequence[str], place: int) -> Named | None:
    """A year, a month of a year, or a day."""
    for day_at, month_at, year_at in _orders(words, place):
        year = _year(words, year_at)
        month = MONTHS.get(words[month_at]) if month_at is not None else None
        if year is None or (month_at is not None and month is None):
            continue
        if month is None:
            return Named(Period(date(year, 1, 1), date(year, 12, 31)), place, year_at + 1)
        length = calendar.monthrange(year, month)[1]
        if day_at is None:
            return Named(Period(date(year, month, 1), date(year, month, length)), place, year_at + 1)
        day = _day(words[day_at])
        if day is not None and day <= length:
            return Named(Period(date(year, month, day), date(year, month, day)), place, year_at + 1)
    return None


def _orders(words: Sequence[str], place: int) -> Iterator[tuple[int | None, int | None, int]]:
    """Where day, month and year may stand: "2025", "May 2025", "May 12 2025", "12 May 2025"."""
    if place >= len(words):
        return
    second = _over_links(words, place + 1)
    third = _over_links(words, second + 1)
    yield None, None, place
    yield None, place, second
    if second < len(words):
        yield second, place, third
        yield place, second, third


def _day_without_year(words: Sequence[str], place: int) -> Named | None:
    if place + 1 >= len(words) or words[place] not in MONTHS:
        return None
    day = _day(words[place + 1])
    month = MONTHS[words[place]]
    if day is None or day > calendar.monthrange(date.min.year, month)[1]:
        return None
    return Named(Period(date(date.min.year, month, day), date(date.min.year, month, day)), place, place + 2)


def _month_without_year(words: Sequence[str], place: int) -> Named | None:
    month = MONTHS.get(words[place]) if place < len(words) else None
    if month is None:
        return None
    length = calendar.monthrange(date.min.year, month)[1]
    return Named(Period(date(date.min.year, month, 1), date(date.min.year, month, length)), place, place + 1)


def _from_today(words: Sequence[str], place: int, today: date) -> Named | None:
    word = words[place]
    if word in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[word])
        return Named(Period(day, day, relative=True), place, place + 1)
    following = words[place + 1 : place + 3]
    if word in _LAST | _THIS and following and following[0] in _UNITS:
        return Named(_unit(_UNITS[following[0]], today, back=word in _LAST), place, place + 2)
    if word in _UNITS and following and following[0] in _LAST:  # "el ano pasado"
        return Named(_unit(_UNITS[word], today, back=True), place, place + 2)
    if word in _LAST and len(following) > 1 and following[1] in _UNITS:
        many = NUMBERS.get(following[0], following[0])
        if many.isascii() and many.isdigit() and 0 < int(many[:4]) < 1000:
            return Named(_many(_UNITS[following[1]], today, int(many[:4])), place, place + 3)
    return None


def _unit(unit: str, today: date, *, back: bool) -> Period:
    """The day, week (from Monday), month or year that today is in; the one before where `back`."""
    first, last = _around(unit, today)
    if back:
        first, last = _around(unit, first - timedelta(days=1))
    return Period(first, last, relative=True)


def _around(unit: str, day: date) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        length = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=length)
    return (date(day.year, 1, 1), date(day.year, 12, 31)) if unit == "year" else (day, day)


def _many(unit: str, today: date, many: int) -> Period:
    """The last so many days, weeks, months of 30.4 days or years of 365.25, today among them."""
    days = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}[unit] * many
    return Period(today - timedelta(days=round(days)), today, relative=True)


def _year(words: Sequence[str], place: int) -> int | None:
    word = words[place] if place < len(words) else ""
    plain = len(word) == 4 and word.isascii() and word.isdigit()
    return int(word) if plain and int(word) in _YEARS else None


def _day(word: str) -> int | None:
    bare = word[:-2] if word.endswith(_ORDINALS) else word
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 3 and 0 < int(bare) < 32 else None


def _over_links(words: Sequence[str], place: int) -> int:
    while place < len(words) and words[place] in _LINKS:
        place += 1
    return place


def _is(words: Sequence[str], place: int, among: frozenset[str]) -> bool:
    return place < len(words) and words[place] in among
