"""A passage and its story as the matcher sees them: sets of stems, counted once when an edition is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from knowledge.counts import Counts, count
from knowledge.passages import opening
from knowledge.records import Passage, Span, Story
from knowledge.text import stems, tokens

Orders = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SentenceProfile:
    """The stems of one sentence, in order."""

    span: Span
    order: tuple[str, ...] = field(repr=False)

    @property
    def stems(self) -> frozenset[str]:
        """The stems as a set: made anew each time, for the sets of all sentences would take the most room."""
        return frozenset(self.order)


@dataclass(frozen=True, slots=True)
class StoryProfile:
    """The words of a story: of its title, of its date and source, of the passage that opens it, and all of
    them, counted by passage.
    """

    story: Story
    title: frozenset[str] = field(repr=False)
    about: frozenset[str] = field(repr=False)
    opening: frozenset[str] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    counts: Counts = field(repr=False)

    @property
    def everything(self) -> frozenset[str]:
        """The stems of the whole story: its passages, its title, its date and source."""
        return self.stems | self.title | self.about

    def gives(self, stem: str) -> bool:
        """Whether the story says a word where it says what it is about, so that it need not say it again."""
        return stem in self.title or stem in self.about or stem in self.opening


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a passage, sentence by sentence, and its story's.

    `stems` are those of the passage and of the heading that it stands under.
    """

    passage: Passage
    story: StoryProfile = field(repr=False)
    sentences: tuple[SentenceProfile, ...] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    opens: bool


def speakers(passage: Passage) -> frozenset[str]:
    """Return the stems of the name of whoever says the passage; none for no speaker."""
    return frozenset(token.stem for token in tokens(passage.speaker or ""))


@dataclass(frozen=True, slots=True)
class Volume:
    """A story with the profiles of all its passages, in their order."""

    story: Story
    profiles: tuple[Profile, ...] = field(repr=False)


def volume(story: Story, passages: tuple[Passage, ...], orders: Iterable[Orders] | None = None) -> Volume:
    """Return `story` as the matcher sees it.

    `orders` are the stems of each sentence of each passage, in order, where they are known already.
    """
    return Volume(story, _profiles(story, passages, map(_orders, passages) if orders is None else orders))


def _profiles(story: Story, passages: tuple[Passage, ...], orders: Iterable[Orders]) -> tuple[Profile, ...]:
    words = [
        tuple(map(SentenceProfile, passage.sentences, those))
        for passage, those in zip(passages, orders, strict=True)
    ]
    own = [_set(chain.from_iterable(sentence.order for sentence in one)) for one in words]
    held = [one | under for one, under in zip(own, _headings(passages, own), strict=True)]
    title = _set(token.stem for token in tokens(story.title))
    first = opening(story, passages)
    whole = StoryProfile(
        story,
        title,
        _set(_about(story)),
        held[first] if held else frozenset(),
        _set(chain.from_iterable(held)),
        count(held),
    )
    parts = zip(passages, words, held, strict=True)
    return tuple(
        Profile(passage, whole, sentences, those, number == first)
        for number, (passage, sentences, those) in enumerate(parts)
    )


def _headings(passages: Sequence[Passage], words: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """The words of the heading right above each passage; none where there is none."""
    above: frozenset[str] = frozenset()
    for passage, those in zip(passages, words, strict=True):
        yield above
        above = those if passage.kind == "heading" else frozenset()


def _orders(passage: Passage) -> Orders:
    return [stems(passage.story.text, span) for span in passage.sentences]


def _set(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(set(stems))  # a copy of a set takes half the room of one that has grown


def _about(story: Story) -> list[str]:
    """The words that a question may use for a story, though no paragraph says them: its year, source."""
    said = [story.source or "", story.author or "", story.location or "", story.dateline or ""]
    if story.date is not None:
        said.append(story.date.day.strftime("%Y %B"))
    return [token.stem for part in said for token in tokens(part)]
