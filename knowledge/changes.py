"""What became of what answers showed, once the releases have changed.

An answer is a clipping: a passage with its telling sentence. A passage's id is made from its words, so a
changed word makes it another passage; which one took its place is told by likeness, word for word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

from knowledge.edition import Edition
from knowledge.records import Answer, Match, Passage, Span, Story

Fate = Literal["unchanged", "updated", "withdrawn"]
RunKind = Literal["kept", "removed", "added"]

# Shares of the words that two texts have in common, in their order; 1 where they are the same.
_SAME_PASSAGE = 0.5
_SAME_SENTENCE = 0.5  # within a passage that took the place of the old one
_TELLING = 0.75  # alone, where the passage around the sentence was cut in another way
_MOST_RIVALS = 200
_MOST_WORDS = 2000  # of a diff, whose time and room go with the square of it
_WORD = re.compile(r"\w+|[^\w\s]")
_SPACED_WORD = re.compile(r"\s*\S+|\s+")


@dataclass(frozen=True, slots=True)
class Clipping:
    """A passage as an answer showed it: its words and its telling sentence at that time.

    `rivals` are the ids of passages that stood beside it in its story and said nearly the same: none
    of them can have taken its place. `told` is the hash, in hex, of all that its story told: by it a story
    is known that goes by another id since, as one without a number does whose file was renamed.
    """

    story_id: str
    passage_id: str
    words: str
    sentence: str
    rivals: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a clipping, in an edition.

    `story` is the story that it came from, whatever its id is now, None when that is gone. `passage` is the
    clipped passage or the one that took its place, None when there is none. `sentence` is where that passage
    says what the telling sentence said, in offsets of the story's text; None where it no longer does.
    """

    clipping: Clipping
    story: Story | None
    passage: Passage | None
    sentence: Span | None

    @property
    def fate(self) -> Fate:
        """What became of the clipping; white space alone is no change."""
        if self.passage is None:
            return "withdrawn"
        return "unchanged" if self.passage.text.split() == self.clipping.words.split() else "updated"

    @property
    def sentence_text(self) -> str:
        """The telling sentence as it is now; empty where nothing says it."""
        return self.sentence.of(self.passage.story.text) if self.passage and self.sentence else ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that an old text and a new one have in common, or that only one of them has."""

    kind: RunKind
    text: str


def clippings(answer: Answer, edition: Edition) -> tuple[Clipping, ...]:
    """Return what an answer from `edition` shows: its passage, then the one beside it; none for a list.

    Looks at every passage of the stories: some ten milliseconds for a very long one.
    """
    shown = (answer.best, answer.beside) if answer.kind != "stories" else ()
    return tuple(_clip(match, edition) for match in shown if match is not None)


def outcome(clipping: Clipping, edition: Edition) -> Outcome:
    """Return what became of a clipping in `edition`; where it is gone, that takes as long as `clippings`."""
    story = edition.stories_by_id.get(clipping.story_id) or _renamed(clipping, edition)
    passage = edition.passages_by_id.get(clipping.passage_id)
    if passage is None and story is not None:
        passage = _successor(clipping, story, edition)
    sentence = _sentence(clipping.sentence, passage) if passage else None
    return Outcome(clipping, story, passage, sentence)


def diff(old: str, new: str) -> tuple[Run, ...]:
    """Return what `new` keeps of `old`, and what is removed and added, word by word, in reading order.

    What is kept and what is removed, joined, is `old`; what is kept and what is added is `new`. What is
    removed stands before what is added in its place. Texts of thousands of words are not compared.
    """
    before, after = _SPACED_WORD.findall(old), _SPACED_WORD.findall(new)
    if old != new and max(len(before), len(after)) > _MOST_WORDS:
        return tuple(_changed(old, new))
    return tuple(_runs(before, after))


def _clip(match: Match, edition: Edition) -> Clipping:
    passage = match.passage
    told = edition.slugs_by_id[passage.story.id].told.hex()
    clipping = Clipping(passage.story.id, passage.id, passage.text, match.sentence_text, told=told)
    rivals = [one.id for one in _alike(clipping, passage.story, edition) if one.text != passage.text]
    return replace(clipping, rivals=tuple(rivals[:_MOST_RIVALS]))


def _renamed(clipping: Clipping, edition: Edition) -> Story | None:
    """The story that tells all that the clipping's told, under another id."""
    told = bytes.fromhex(clipping.told)
    name = next((one.id for one in edition.slugs if one.told == told), None)
    return edition.stories_by_id[name] if name is not None else None


def _successor(clipping: Clipping, story: Story, edition: Edition) -> Passage | None:
    if len(clipping.rivals) == _MOST_RIVALS:  # and maybe more: a list, whose entries nobody can tell apart
        return None
    return next((one for one in _alike(clipping, story, edition) if one.id not in clipping.rivals), None)


def _alike(clipping: Clipping, story: Story, edition: Edition) -> list[Passage]:
    """The passages of a story that could be the clipping, most alike first."""
    words, sentence = _words(clipping.words), _words(clipping.sentence)
    found = []
    for passage in edition.passages_of(story.id):
        if passage.kind == "heading":
            continue
        whole = _likeness(words, _words(passage.text))
        telling = max(_likenesses(sentence, passage), default=0.0)
        if whole >= _SAME_PASSAGE or telling >= _TELLING:
            found.append((whole + telling, passage))
    found.sort(key=lambda one: -one[0])
    return [passage for _, passage in found]


def _sentence(said: str, passage: Passage) -> Span | None:
    """Where `passage` says what the sentence `said`, or None."""
    likeness = _likenesses(_words(said), passage)
    best = max(likeness, default=0.0)
    return passage.sentences[likeness.index(best)] if best >= _SAME_SENTENCE else None


def _likenesses(words: list[str], passage: Passage) -> list[float]:
    """How alike each sentence of a passage is."""
    return [_likeness(words, _words(one.of(passage.story.text))) for one in passage.sentences]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _likeness(these: list[str], those: list[str]) -> float:
    return Indel.normalized_similarity(these, those)


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    steps = Indel.opcodes(before, after)
    for kept, group in groupby(steps, key=lambda step: step.tag == "equal"):
        these = list(group)
        old = "".join("".join(before[step.src_start : step.src_end]) for step in these)
        new = "".join("".join(after[step.dest_start : step.dest_end]) for step in these)
        yield from (Run("kept", old),) if kept else _changed(old, new)


def _changed(old: str, new: str) -> Iterator[Run]:
    if old:
        yield Run("removed", old)
    if new:
        yield Run("added", new)
