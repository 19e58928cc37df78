"""The footer of a DVIDS release: "NEWS INFO", its fields, the rights, the credit line.

It comes on one line, on several, or as a table with bars; fields come in any
order, and some are missing.
"""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.formats import dates, lines
from knowledge.records import Fact, FactName, Span

_NAMES: dict[str, FactName | None] = {
    "Date Taken": "taken",
    "Date Posted": "posted",
    "Story ID": "story id",
    "News ID": "story id",
    "Location": "location",
    "Web Views": "views",
    "Downloads": "downloads",
    # fields that end the one before them, and answer no question
    "Photo ID": None, "Image ID": None, "Video ID": None, "Audio ID": None, "VIRIN": None, "Resolution": None,
    "Size": None, "Length": None, "Filename": None, "Hometown": None, "Category": None, "High-Res. Downloads": None,
    "Podcast Hits": None, "Year": None, "Genre": None, "Artist": None, "Album": None, "Track #": None,
}  # fmt: skip
_LABEL = rf"(?P<label>{'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})[ ]?:"
_STOP = re.compile(rf"(?<!\w)(?:{_LABEL}|(?P<rights>PUBLIC DOMAIN)(?!\w))")
_HEADING = re.compile(
    rf"(?<!\w)(?:NEWS|IMAGE|VIDEO|AUDIO)[ ]INFO\b[\s|:]*(?={_LABEL.replace('?P<label>', '?:')})"
)
_LINE_LABEL = re.compile(rf"[|\s]{{0,9}}{_LABEL}")
_VALUES: dict[FactName, re.Pattern[str]] = {
    "taken": re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}"),
    "posted": re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}(?:[^\S\r\n]{1,3}[0-9]{2}:[0-9]{2})?"),
    "story id": re.compile(r"[0-9]{1,12}"),
    "location": re.compile(r"[^\r\n|]{1,200}"),
    "views": re.compile(r"[0-9][0-9,]{0,14}"),
    "downloads": re.compile(r"[0-9][0-9,]{0,14}"),
}
_BY_DVIDS = "identified by DVIDS"
_WORK = "This work, "
_TERMS = re.compile(
    r"(?:,?[ ]must comply with the restrictions shown on \S{1,200}"
    r"|,?[ ]is free of known copyright restrictions under U\.S\. copyright law\.?"
    r"|[^\r\n.]{0,200}\.?)"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit line: what it says, and where it stands."""

    span: Span
    title: str
    author: str | None


@dataclass(frozen=True, slots=True)
class Footer:
    """All that the footer says. `start` is where it begins in the text: the body ends there."""

    start: int
    facts: tuple[Fact, ...]
    credit: Credit | None

    def value(self, name: FactName) -> str | None:
        """Return the value of the first field of that name, or None."""
        return next((fact.value for fact in self.facts if fact.name == name), None)

    def day(self, name: FactName) -> date | None:
        """Return the first real day in the fields of that name, or None."""
        found = (dates.find(fact.value) for fact in self.facts if fact.name == name)
        return next((one.day for one in found if one), None)


def read(text: str) -> Footer | None:
    """Return the footer of `text`, or None when it has none."""
    credit_end = text.rfind(_BY_DVIDS)
    heading = None
    for heading in _HEADING.finditer(text):
        pass
    if heading is not None:
        start = heading.start()
        credit = _credit(text, start, credit_end)
        return Footer(start, _facts(text, heading.end(), credit), credit)
    credit = _credit(text, 0, credit_end)
    return _headless(text, credit)


def _headless(text: str, credit: Credit | None) -> Footer | None:
    """Find a footer without its heading: the lines of fields that end the text, or stand above the credit."""
    start = credit.span.start if credit else len(text)
    seen: set[str] = set()
    for line in reversed(lines.lines(text, 0, start)):
        label = _LINE_LABEL.match(text, line.start, line.end)
        if label:
            seen.add(label["label"])
        elif line.of(text) != "PUBLIC DOMAIN" and not _lone_value(text, line):
            break
        start = line.start
    if credit is None and not {"Story ID", "Date Posted", "Date Taken"} & seen:
        return None
    return Footer(start, _facts(text, start, credit), credit)


def _lone_value(text: str, line: Span) -> bool:
    """Tell whether `line` is the value of a label that stands on the line above it."""
    above = text.rfind(":", max(0, line.start - 40), line.start)
    return line.end - line.start < 60 and above >= 0 and not text[above + 1 : line.start].strip(" \t\r\n|")


def _credit(text: str, start: int, end: int) -> Credit | None:
    """Read "This work, TITLE, by NAME, identified by DVIDS, …" from `[start, …)`; `end` is where DVIDS is named."""
    if end < start:
        return None
    begin = text.find(_WORK, max(start, _line_start(text, end)), end)
    if begin < 0:
        begin = text.rfind(_WORK, start, end)
    if begin < 0:
        return None
    title, by, author = lines.flat(text[begin + len(_WORK) : end]).rstrip(" ,").rpartition(", by ")
    terms = _TERMS.match(text, end + len(_BY_DVIDS))
    span = lines.trim(text, begin, terms.end() if terms else end + len(_BY_DVIDS))
    if span is None:
        return None
    return Credit(span, title if by else author, author if by else None)


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _facts(text: str, start: int, credit: Credit | None) -> tuple[Fact, ...]:
    """Return the fields from `start` on, the rights and the credit, in order."""
    parts = [(start, credit.span.start), (credit.span.end, len(text))] if credit else [(start, len(text))]
    facts = [fact for begin, end in parts for fact in _fields(text, begin, end)]
    if credit and credit.title and "\n" not in (words := credit.span.of(text)) and "\r" not in words:
        facts.append(Fact("credit", credit.span, credit.title))
    return tuple(sorted(facts, key=lambda fact: fact.span.start))


def _fields(text: str, start: int, end: int) -> list[Fact]:
    """Return the labelled fields and the rights in `[start, end)`."""
    stops = list(_STOP.finditer(text, start, end))
    ends = [stop.start() for stop in stops[1:]] + [end]
    facts = []
    for stop, until in zip(stops, ends, strict=False):
        fact = _rights(stop) if stop["rights"] else _field(text, stop, until)
        if fact is not None:
            facts.append(fact)
    return facts


def _rights(stop: re.Match[str]) -> Fact:
    return Fact("rights", Span(stop.start(), stop.end()), stop["rights"])


def _field(text: str, stop: re.Match[str], until: int) -> Fact | None:
    """Return the field whose label is `stop`: with its label where both stand on one line, else the value alone."""
    name = _NAMES[stop["label"]]
    if name is None:
        return None
    begin = stop.end()
    while begin < until and (text[begin].isspace() or text[begin] == "|"):
        begin += 1
    match = _VALUES[name].match(text, begin, until)
    span = lines.trim(text, match.start(), match.end()) if match else None
    if span is None:
        return None
    broken = "\n" in text[stop.end() : begin] or "\r" in text[stop.end() : begin]
    return Fact(name, span if broken else Span(stop.start(), span.end), span.of(text))
