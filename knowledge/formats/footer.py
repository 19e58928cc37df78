"""The footer of a DVIDS release: "NEWS INFO", its fields, the rights, the credit line.

It comes on one line, on several, or as a table with bars; fields come in any
order, and some are missing.
"""

import re
from dataclasses import dataclass

from knowledge.formats import credit, lines
from knowledge.formats.credit import Credit
from knowledge.records import Fact, FactName, Span

_NAMES: dict[str, FactName] = {
    "Date Taken": "taken",
    "Date Posted": "posted",
    "Story ID": "story id",
    "News ID": "story id",
    "Location": "location",
    "Web Views": "views",
    "Downloads": "downloads",
}
# One of these tells a footer that has neither heading nor credit line.
_TELLING: frozenset[FactName] = frozenset({"taken", "posted", "story id"})
_OTHER = (  # fields of pictures and films: they end the field before them, and answer no question
    "Photo ID", "Image ID", "Video ID", "Audio ID", "VIRIN", "Resolution", "Size", "Length", "Filename",
    "Hometown", "Category", "High-Res. Downloads", "Podcast Hits",
)  # fmt: skip
_LABEL = rf"(?:{'|'.join(map(re.escape, (*_OTHER, *_NAMES)))})"
_HEADING = re.compile(rf"(?<!\w)(?:NEWS|IMAGE|VIDEO|AUDIO) INFO\b[\s|:]*(?={_LABEL} ?:|PUBLIC DOMAIN)")
_STOP = re.compile(rf"(?<!\w)(?:(?P<label>{_LABEL}) ?:|(?P<rights>PUBLIC DOMAIN)(?!\w))")
_OPENING = re.compile(rf"(?:\|\s{{0,9}})?(?P<label>{_LABEL}) ?:(?P<bare>\s*\|?$)?")
_DAY = r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}"
_VALUES: dict[FactName, re.Pattern[str]] = {
    "taken": re.compile(_DAY),
    "posted": re.compile(rf"{_DAY}(?:[^\S{lines.ENDS}]{{1,3}}[0-9]{{2}}:[0-9]{{2}})?"),
    "story id": re.compile(r"[0-9]{1,12}"),
    "location": re.compile(rf"[^{lines.ENDS}|]{{1,200}}"),
    "views": re.compile(r"[0-9][0-9,]{0,14}"),
    "downloads": re.compile(r"[0-9][0-9,]{0,14}"),
}
_BETWEEN = re.compile(r"[\s|]*")
_LINE_END = re.compile(rf"[{lines.ENDS}]")
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Footer:
    """All that the footer says. `start` is where it begins in the text: the body ends there."""

    start: int
    facts: tuple[Fact, ...]
    credit: Credit | None


def read(text: str) -> Footer | None:
    """Return the footer of `text`, or None when it has none."""
    headings = list(_HEADING.finditer(text))
    start = headings[-1].start() if headings else 0
    line = credit.read(text, start)
    if not headings:
        start = _last_lines(text, line.span.start if line else len(text))
    facts = _facts(text, start, line)
    if not headings and line is None and _TELLING.isdisjoint(fact.name for fact in facts):
        return None
    return Footer(start, tuple(facts), line)


def _last_lines(text: str, end: int) -> int:
    """Return where the lines of fields begin that stand right above `end`; `end` where none do."""
    start = end
    above = lines.lines(text, 0, end)
    openings = [_OPENING.match(text, line.start, line.end) for line in above]
    for place in range(len(above) - 1, -1, -1):
        line, label = above[place], openings[place - 1] if place else None
        is_value = label is not None and label["bare"] is not None and line.end - line.start <= _LONGEST_VALUE
        if not (openings[place] or is_value or line.of(text).strip(" |") == "PUBLIC DOMAIN"):
            break
        start = line.start
    return start


def _facts(text: str, start: int, line: Credit | None) -> list[Fact]:
    """Return the fields from `start` on, the rights and the credit."""
    if line is None:
        return _fields(text, start, len(text))
    named = line.fact(text)
    around = _fields(text, start, line.span.start) + _fields(text, line.span.end, len(text))
    return [*around, named] if named else around


def _fields(text: str, start: int, end: int) -> list[Fact]:
    """Return the labelled fields and the rights in `[start, end)`."""
    stops = list(_STOP.finditer(text, start, end))
    ends = [*(stop.start() for stop in stops[1:]), end]
    facts = (_fact(text, stop, until) for stop, until in zip(stops, ends, strict=False))
    return [fact for fact in facts if fact]


def _fact(text: str, stop: re.Match[str], until: int) -> Fact | None:
    """Return the rights, or the field labelled `stop`: with its label where both stand on one line."""
    if stop["rights"]:
        return Fact("rights", Span(stop.start(), stop.end()), stop["rights"])
    name = _NAMES.get(stop["label"])
    if name is None:
        return None
    between = _BETWEEN.match(text, stop.end(), until)
    match = _VALUES[name].match(text, between.end() if between else stop.end(), until)
    span = lines.trim(text, match.start(), match.end()) if match else None
    if span is None:
        return None
    broken = _LINE_END.search(text, stop.end(), span.start)
    return Fact(name, span if broken else Span(stop.start(), span.end), span.of(text))
