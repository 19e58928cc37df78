"""A passage and its story as the matcher sees them: sets of stems, counted once when it is read."""

from collections.abc import Callable, Collection, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from knowledge.cast import named, roles
from knowledge.counts import Counts, count
from knowledge.lazily import Lazily
from knowledge.passages import opening
from knowledge.records import Passage, Span, Story
from knowledge.text import Token, stems, tokens

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SentenceProfile:
    """The stems of one sentence, in order: one string, parted by spaces, for no stem holds one.

    Parted each time they are asked for: objects for all words of all sentences would take the most room.
    """

    span: Span
    words: str = field(repr=False)

    @property
    def order(self) -> list[str]:
        """The stems in order."""
        return self.words.split()

    @property
    def stems(self) -> frozenset[str]:
        """The stems as a set."""
        return frozenset(self.order)


@dataclass(frozen=True, slots=True)
class StoryProfile:
    """The words of a story: of its title, of its date and source, of the passage that opens it, and those of
    all its passages, with how many hold each. `named` are those of names, `roles` what stands for them.
    """

    story: Story
    title: frozenset[str] = field(repr=False)
    about: frozenset[str] = field(repr=False)
    opening: frozenset[str] = field(repr=False)
    counts: Counts = field(repr=False)
    named: frozenset[str] = field(default=frozenset(), repr=False)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def stems(self) -> KeysView[str]:
        """The stems of its passages."""
        return self.counts.passages_with.keys()

    @property
    def everything(self) -> frozenset[str]:
        """The stems of the whole story: its passages, its title, its date and source."""
        return self.title.union(self.about, self.stems)

    def gives(self, stem: str) -> bool:
        """Whether the story says a word where it says what it is about, or names with it whom it tells of, so
        that it need not say it again.
        """
        return stem in self.title or stem in self.about or stem in self.opening or stem in self.named

    def stand_in(self, stem: str) -> frozenset[str]:
        """Return the stems of the nouns by which the story calls the one who has a word in the name."""
        return self.roles.get(stem, _NONE)


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
    return frozenset(stems(passage.speaker or "", language=passage.story.language))


def last_name(name: str, language: str | None = None) -> Token | None:
    """Return the last word of a person's name, by which a story goes on to call them; None for no name."""
    return next(reversed(list(tokens(name, language=language))), None)


@dataclass(frozen=True, slots=True)
class Volume:
    """A story as a whole, with the profiles of all its passages, in their order."""

    whole: StoryProfile
    profiles: Sequence[Profile] = field(repr=False)

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.whole.story


def volume(story: Story, passages: Sequence[Passage]) -> Volume:
    """Return `story`, which has these passages, as the matcher sees it."""
    language = story.language
    said = [span.of(story.text) for one in passages for span in one.sentences]
    words = [[" ".join(stems(story.text, span, language)) for span in one.sentences] for one in passages]
    headings = {number for number, one in enumerate(passages) if one.kind == "heading"}
    opens = opening(story, passages)
    held = [_held(words, headings, number) for number in range(len(words))]
    whole = StoryProfile(
        story,
        title=frozenset(stems(story.title, language=language)),
        about=frozenset(_about(story)),
        opening=held[opens] if held else frozenset(),
        counts=count(held),
        named=named(said, language),
        roles=roles(said, language),
    )
    return bind(whole, passages.__getitem__, words, headings, opens)


def bind(
    whole: StoryProfile,
    passage: Callable[[int], Passage],
    words: Sequence[Sequence[str]],
    headings: Collection[int],
    opens: int,
) -> Volume:
    """Return a story as the matcher sees it, where the words of it and of its passages are known.

    `words` are the stems of each sentence of each passage, as a `SentenceProfile` has them, `headings` the
    numbers of the passages that are headings, `opens` that of the one that opens the story. `passage` gives
    the one of a number: most are never asked for, and each is made when it is.
    """

    @cache
    def profile(number: int) -> Profile:
        told = passage(number)
        sentences = tuple(map(SentenceProfile, told.sentences, words[number]))
        return Profile(told, whole, sentences, _held(words, headings, number), number == opens)

    return Volume(whole, Lazily(len(words), profile))


def _held(words: Sequence[Sequence[str]], headings: Collection[int], number: int) -> frozenset[str]:
    """The stems of a passage and of the heading right above it."""
    own = words[number]
    return frozenset(" ".join((*words[number - 1], *own) if number - 1 in headings else own).split())


def _about(story: Story) -> Iterator[str]:
    """The words that a question may use for a story, though no paragraph says them: its year, source."""
    said = [story.source or "", story.author or "", story.location or "", story.dateline or ""]
    if story.date is not None:
        said.append(story.date.day.strftime("%Y %B"))
    return chain.from_iterable(stems(part, language=story.language) for part in said)
