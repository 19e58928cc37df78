"""A volume <-> bytes: what was read of a story, so that it need not be read again."""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from knowledge.counts import Counts
from knowledge.lazily import Lazily
from knowledge.profile import Profile, StoryProfile, Volume, bind
from knowledge.records import Fact, Passage, Span, Story, StoryDate

_QUICK = 1  # zlib's level: half the room of plain text at a tenth of the time of its best
_PLAIN = ("title", "text", "file", "source", "author", "location", "url", "dateline", "exact", "language")


def pack(told: Volume) -> bytes:
    """Return all of a volume, its story's id too."""
    story = told.story
    said = {name: getattr(story, name) for name in _PLAIN} | {
        "id": story.id,
        "date": [story.date.day.isoformat(), story.date.origin] if story.date else None,
        "paragraphs": _ends(story.paragraphs),
        "facts": [[one.name, one.span.start, one.span.end, one.value] for one in story.facts],
        "notes": story.notes,
        "words": _words(told.whole),
        "passages": _columns(told.profiles),
    }
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), _QUICK)


def _words(whole: StoryProfile) -> dict[str, Any]:
    times = whole.counts.passages_with
    return {
        "title": " ".join(whole.title),
        "about": " ".join(whole.about),
        "opening": " ".join(whole.opening),
        "named": " ".join(whole.named),
        "roles": {one: " ".join(nouns) for one, nouns in whole.roles.items()},
        "told": " ".join(times),
        "times": list(times.values()),
    }


def _columns(profiles: Sequence[Profile]) -> dict[str, Any]:
    """All of the passages, a list for each thing that there is to say of them: fewer objects than a list for
    each passage, which are made again each time that the story is.
    """
    passages = [one.passage for one in profiles]
    sentences = [one for profile in profiles for one in profile.sentences]
    return {
        "ids": [one.id for one in passages],
        "kinds": [one.kind for one in passages],
        "spans": _ends(one.span for one in passages),
        "about": [one.fact for one in passages],
        "speakers": [one.speaker for one in passages],
        "opens": next((number for number, one in enumerate(profiles) if one.opens), 0),
        "lengths": [len(one.sentences) for one in profiles],
        "sentences": _ends(one.span for one in sentences),
        "words": [one.words for one in sentences],
    }


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
    columns = said["passages"]
    kept = _Kept(story, columns, tuple(accumulate(columns["lengths"], initial=0)))
    headings = frozenset(number for number, kind in enumerate(columns["kinds"]) if kind == "heading")
    whole = _whole(story, said["words"], len(columns["ids"]))
    words = Lazily(len(columns["ids"]), kept.words)
    return bind(whole, kept.passage, words, headings, columns["opens"])


def _whole(story: Story, said: Mapping[str, Any], passages: int) -> StoryProfile:
    told = map(sys.intern, said["told"].split())  # the same stem in many stories is one string in memory
    return StoryProfile(
        story,
        title=frozenset(said["title"].split()),
        about=frozenset(said["about"].split()),
        opening=frozenset(said["opening"].split()),
        named=frozenset(said["named"].split()),
        roles={one: frozenset(nouns.split()) for one, nouns in said["roles"].items()},
        counts=Counts(passages, Counter(dict(zip(told, said["times"], strict=True)))),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The columns of a story's passages, and the place of each passage's first sentence in theirs."""

    story: Story
    columns: Mapping[str, Any]
    starts: Sequence[int]

    def words(self, number: int) -> list[str]:
        """Return the stems of each sentence of the passage of that number."""
        start, end = self.starts[number : number + 2]
        return list(self.columns["words"][start:end])

    def passage(self, number: int) -> Passage:
        """Make the passage of that number."""
        told = self.columns
        start, end = self.starts[number : number + 2]
        return Passage(
            id=told["ids"][number],
            story=self.story,
            number=number,
            kind=told["kinds"][number],
            span=Span(*told["spans"][2 * number : 2 * number + 2]),
            sentences=tuple(_spans(told["sentences"][2 * start : 2 * end])),
            fact=told["about"][number],
            speaker=told["speakers"][number],
        )


def _ends(spans: Iterable[Span]) -> list[int]:
    return [end for span in spans for end in (span.start, span.end)]


def _spans(ends: Sequence[int]) -> Iterator[Span]:
    it = iter(ends)
    return map(Span, it, it)
