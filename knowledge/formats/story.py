"""What every reader of a form needs to make a story of what it found."""

import hashlib
import re
from datetime import date
from pathlib import PurePosixPath

from knowledge.formats import dateline, dates, headline
from knowledge.formats.head import Head
from knowledge.records import DateOrigin, Fact, Span, Story, StoryDate

_ODD = re.compile(r"[^a-z0-9._-]")
_ON = re.compile(r"(?:On[^\S\r\n]{1,3})?")


def from_head(text: str, file: str, top: Head, crawled: date | None) -> Story:
    """Make a story of a head and a body; `crawled` is the day that a crawler put before the text."""
    lead = top.body[0]
    place = dateline.read(text, lead)
    where = place.place.of(text) if place else None
    title = (Fact("title", top.title, top.title.of(text)),) if top.title else ()
    return Story(
        id=file_id(file),
        title=title[0].value if title else headline.from_lead(text, lead),
        text=text,
        file=file,
        date=first_date(
            (top.posted_day, "posted"),
            (top.byline.day if top.byline else None, "page"),
            (place.day if place else _opening_day(text, lead), "dateline"),
            (crawled, "leading"),
        ),
        author=top.byline.author if top.byline else None,
        location=where,
        dateline=where,
        paragraphs=top.body,
        facts=in_order(title + top.facts),
    )


def in_order(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return `facts` as they follow each other in the text."""
    return tuple(sorted(facts, key=lambda fact: fact.span.start))


def first_date(*candidates: tuple[date | None, DateOrigin]) -> StoryDate | None:
    """Return the first of `candidates` that has a day."""
    return next((StoryDate(day, origin) for day, origin in candidates if day), None)


def file_id(file: str) -> str:
    """Make a story's id of the name of its file: the stem in small letters, "-" for all but a-z, 0-9, ".", "_".

    A name with nothing else gives a hash of it, so that two such files differ.
    """
    stem = PurePosixPath(file).stem.lower()
    name = _ODD.sub("-", stem)
    if name.strip("-._"):
        return name
    return hashlib.blake2s(stem.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _opening_day(text: str, lead: Span) -> date | None:
    """Return the day that a lead opens with: "On August 21, 2012, the center hosted …"."""
    on = _ON.match(text, lead.start, lead.end)
    start = on.end() if on else lead.start
    found = dates.find(text, start, min(lead.end, start + 60))
    return found.day if found and found.span.start == start else None
