"""A slug: a story in short, what lists and loads need to know of it without reading it."""

import hashlib
import json
import os
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.profile import Volume
from knowledge.records import Story, StoryDate


@dataclass(frozen=True, slots=True)
class Slug:
    """A story in short.

    `serial` is its number in the stacks. `own` says that its id stands in the release itself. `place` is all
    that it says of where it plays. `notes` are those of its story. `told` is a hash of what it tells, `mark`
    of all there is to it. `language` is that of its story. `lengths` are the numbers of sentences of its
    passages, two bytes each.
    """

    serial: int
    id: str
    own: bool
    title: str
    file: str
    date: StoryDate | None
    place: str
    notes: tuple[str, ...] = field(repr=False)
    told: bytes = field(repr=False)
    mark: bytes = field(repr=False)
    language: str | None
    lengths: bytes = field(repr=False)

    @property
    def passages(self) -> int:
        """The number of its passages."""
        return len(self.lengths) // 2

    @property
    def sentences(self) -> Sequence[int]:
        """The number of sentences of each passage."""
        return array("H", self.lengths)


def of(told: Volume, serial: int) -> Slug:
    """Return the slug of a story that has that number."""
    story = told.story
    return Slug(
        serial=serial,
        id=story.id,
        own=any(fact.name in ("story id", "number") for fact in story.facts),
        title=story.title,
        file=story.file,
        date=story.date,
        place=" ".join(filter(None, (story.location, story.dateline))),
        notes=story.notes,
        told=_told(story),
        mark=_mark(story),
        language=story.language,
        lengths=array("H", (len(one.sentences) for one in told.profiles)).tobytes(),
    )


def to_row(slug: Slug) -> tuple[Any, ...]:
    """Return a slug as the values of a table's row; `from_row` makes it again."""
    when = slug.date
    return (
        slug.id,
        slug.own,
        slug.title,
        os.fsencode(slug.file),  # names of files need be no text
        when.day.isoformat() if when else None,
        when.origin if when else None,
        slug.place,
        json.dumps(slug.notes) if slug.notes else None,
        slug.told,
        slug.mark,
        slug.language,
        slug.lengths,
    )


def from_row(row: Sequence[Any]) -> Slug:
    """Return the slug that a row tells of, its serial first."""
    serial, name, own, title, file, day, origin, place, notes, told, mark, language, lengths = row
    when = StoryDate(date.fromisoformat(day), origin) if day else None
    said = tuple(json.loads(notes)) if notes else ()
    where = os.fsdecode(file)
    return Slug(serial, name, bool(own), title, where, when, place, said, told, mark, language, lengths)


def _told(story: Story) -> bytes:
    """A hash of what a story tells, whatever stands around it in its file."""
    digest = hashlib.sha256()
    for span in (*story.paragraphs, *(fact.span for fact in story.facts)):
        digest.update(span.of(story.text).encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()


def _mark(story: Story) -> bytes:
    digest = hashlib.sha256()
    for part in (story.file, story.id, story.text):
        digest.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return digest.digest()
