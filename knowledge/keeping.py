"""A volume <-> bytes: what was read of a story, so that it need not be read again."""

import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.profile import Profile, Volume, volume
from knowledge.records import Fact, Passage, Span, Story, StoryDate

_QUICK = 1  # zlib's level: half the room of plain text at a tenth of the time of its best
_PLAIN = ("title", "text", "file", "source", "author", "location", "url", "dateline", "exact")


def pack(told: Volume) -> bytes:
    """Return all of a volume, its story's id too."""
    story = told.story
    said = {name: getattr(story, name) for name in _PLAIN} | {
        "id": story.id,
        "date": [story.date.day.isoformat(), story.date.origin] if story.date else None,
        "paragraphs": [end for span in story.paragraphs for end in (span.start, span.end)],
        "facts": [[one.name, one.span.start, one.span.end, one.value] for one in story.facts],
        "notes": story.notes,
        "passages": [_packed(one) for one in told.profiles],
    }
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), _QUICK)


def unpack(raw: bytes) -> Volume:
    """Return what was packed. Raises ValueError, KeyError, TypeError or zlib.error where it is damaged."""
    said = json.loads(zlib.decompress(raw))
    when = said["date"]
    story = Story(
        **{name: said[name] for name in _PLAIN},
        id=said["id"],
        date=StoryDate(date.fromisoformat(when[0]), when[1]) if when else None,
        paragraphs=tuple(_spans(said["paragraphs"])),
        facts=tuple(Fact(name, Span(start, end), value) for name, start, end, value in said["facts"]),
        notes=tuple(said["notes"]),
    )
    passages = tuple(_passage(story, number, one) for number, one in enumerate(said["passages"]))
    return volume(story, passages, ([_order(words) for words in one["words"]] for one in said["passages"]))


def _packed(profile: Profile) -> Mapping[str, Any]:
    passage = profile.passage
    return {
        "id": passage.id,
        "kind": passage.kind,
        "span": [passage.span.start, passage.span.end],
        "fact": passage.fact,
        "speaker": passage.speaker,
        "sentences": [end for one in profile.sentences for end in (one.span.start, one.span.end)],
        "words": [" ".join(one.order) for one in profile.sentences],
    }


def _passage(story: Story, number: int, said: Mapping[str, Any]) -> Passage:
    return Passage(
        id=said["id"],
        story=story,
        number=number,
        kind=said["kind"],
        span=Span(*said["span"]),
        sentences=tuple(_spans(said["sentences"])),
        fact=said["fact"],
        speaker=said["speaker"],
    )


def _spans(ends: Sequence[int]) -> Iterator[Span]:
    it = iter(ends)
    return map(Span, it, it)


def _order(words: str) -> tuple[str, ...]:
    # The same stem in many stories is one string in memory.
    return tuple(map(sys.intern, words.split(" "))) if words else ()
