"""What every reader of a form needs to make a story of what it found."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from knowledge.formats import chrome, dateline, dates, headline, lines
from knowledge.formats.dateline import Dateline
from knowledge.formats.head import Head
from knowledge.languages import of_text
from knowledge.records import DateOrigin, Fact, FactName, Span, Story, StoryDate
from knowledge.refusal import Refused

_ODD = re.compile(r"[^a-z0-9._-]")
_LONGEST_ID = 64
_SHOWN = 60  # characters of what a release says, in a note on it
_DAY = timedelta(days=1)  # between two time zones
_MOST_PARAGRAPHS = 50_000
_REACH = 4  # paragraphs in which the dateline is looked for
_ON = re.compile(r"(?:On[^\S\r\n]{1,3})?")


def content(text: str, end: int | None = None) -> tuple[Span, ...]:
    """Return the lines of `text` up to `end` that are its own: no crawler's date, no page around it.

    Raises Refused where they are too many.
    """
    _, start = dates.leading(text)
    told = lines.lines(text, start, end)
    refuse_many(len(told))
    return chrome.without(text, told)


def refuse_many(paragraphs: int) -> None:
    """Raise Refused where a file has more paragraphs than any release: it is a list of words."""
    if paragraphs > _MOST_PARAGRAPHS:
        raise Refused(f"It has more than {_MOST_PARAGRAPHS:,} paragraphs, as no release has.")


def from_head(text: str, file: str, top: Head) -> Story:
    """Make a story of a head and a body."""
    lead, filed = _lead(text, top.body)
    where = filed.place.of(text) if filed else None
    when = first_date(
        (day(top.facts, "posted"), "posted"),
        (day(top.facts, "taken"), "taken"),
        (top.byline.day if top.byline else None, "page"),
        (filed.day if filed else _opening_day(text, lead), "dateline"),
        (dates.leading(text)[0], "leading"),
    )
    return Story(
        id=file_id(file),
        title=top.title.of(text) if top.title else headline.from_lead(text, lead),
        text=text,
        file=file,
        date=when,
        source=top.sender,
        author=top.byline.author if top.byline else None,
        location=where,
        dateline=where,
        paragraphs=top.body,
        facts=in_order(top.facts),
        notes=tuple(_doubts(text, top.facts, when)),
        language=of_text(text[top.body[0].start : top.body[-1].end]),
    )


def _doubts(text: str, facts: tuple[Fact, ...], when: StoryDate | None) -> Iterator[str]:
    """What does not fit together in the days that a release gives itself, a sentence each."""
    for name in ("posted", "taken"):
        said = value(facts, name)
        if said and day(facts, name) is None:
            yield f"“{lines.short(said, _SHOWN)}” is no day of the calendar."
    posted, taken = day(facts, "posted"), day(facts, "taken")
    if posted and taken and taken > posted + _DAY:
        yield f"It was posted on {posted}, before the day it was taken, {taken}."
    leading, end = dates.leading(text)
    if end and leading is None:
        yield f"“{text[:end].strip()}” is no day of the calendar."
    elif leading and when and when.certain and when.day != leading:
        yield f"It opens with the day {leading}, which a crawler wrote; {when.day} counts."


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return `facts` as they follow each other in the text."""
    return tuple(sorted(facts, key=lambda fact: fact.span.start))


def value(facts: Iterable[Fact], name: FactName) -> str | None:
    """Return the value of the first fact of that name, or None."""
    return next((fact.value for fact in facts if fact.name == name), None)


def day(facts: Iterable[Fact], name: FactName) -> date | None:
    """Return the first day that the facts of that name say, or None; a day of no calendar is none."""
    found = (dates.find(fact.value) for fact in facts if fact.name == name)
    return next((one.day for one in found if one), None)


def first_date(*candidates: tuple[date | None, DateOrigin]) -> StoryDate | None:
    """Return the first of `candidates` that has a day."""
    return next((StoryDate(day, origin) for day, origin in candidates if day), None)


def file_id(file: str) -> str:
    """Make a story's id of the name of its file: the stem in small letters, "-" for what is odd in an id.

    Odd is all but a-z, 0-9, ".", "_" and "-". A name with nothing else gives a
    hash of it, so that two such files differ, and a long one ends with it.
    """
    stem = PurePosixPath(file).stem.lower()
    name = _ODD.sub("-", stem)
    if not name.strip("-._"):
        return hashed(stem)
    own = hashed(stem)
    return name if len(name) <= _LONGEST_ID else f"{name[: _LONGEST_ID - len(own) - 1]}-{own}"


def hashed(name: str) -> str:
    """Return twelve letters and digits that stand for a name of any kind."""
    return hashlib.blake2s(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _lead(text: str, body: tuple[Span, ...]) -> tuple[Span, Dateline | None]:
    """Return the paragraph that a dateline opens (a caption may stand above it), or else the first."""
    for line in body[:_REACH]:
        if filed := dateline.read(text, line):
            return line, filed
    return body[0], None


def _opening_day(text: str, lead: Span) -> date | None:
    """Return the day that a lead opens with: "On August 21, 2012, the center hosted …"."""
    on = _ON.match(text, lead.start, lead.end)
    start = on.end() if on else lead.start
    found = dates.find(text, start, min(lead.end, start + 60))
    return found.day if found and found.span.start == start else None
