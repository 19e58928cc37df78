"""A passage and its sentences as a question looks at them: what features want of them, worked out once."""

import operator
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from knowledge import signs
from knowledge.profile import Profile, SentenceProfile
from knowledge.question import Question
from knowledge.text import plain

# How much a word of the question counts where it is found: in what a story need not say again, its title, its
# own date and source, its opening paragraph, its names; elsewhere in the passage, or in the story.
_GIVEN, _IN_PASSAGE, _IN_STORY = 0.9, 0.7, 0.25
_KIN = 0.5  # where the sentence has a word that may stand for it
_ONCE = 1.5  # a word that stands once in a passage tells 1 / (1 + this), one that stands often nearly 1
# Cosines of a sentence that has nothing to do with a question, and of one that answers it.
_FAR, _NEAR = 0.76, 0.90


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the features need to know of it.

    `rarity` is how much each of its stems tells in this edition; `kin` the stems that may
    stand for it. `pairs` are the stems of words that follow each other in it, small ones too, but no
    article. `introducing` is a pattern for what says what the thing asked about is.
    `about` is the id of the story that is being talked of, `last` of the passage that was
    shown last. `meaning` is how near sentences come in meaning (cosine), by the passage's id and
    where they start, and `gists` how near whole passages do, by their ids, where a sentence model is used.
    """

    question: Question
    rarity: dict[str, float]
    kin: dict[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    introducing: re.Pattern[str] | None
    total: float
    about: str | None
    last: str | None
    meaning: Mapping[tuple[str, int], float]
    gists: Mapping[str, float]


@dataclass(frozen=True)
class Look:
    """A passage as a question looks at it, and what is the same for all of its sentences, worked out once."""

    asked: Asked
    profile: Profile

    @cached_property
    def elsewhere(self) -> tuple[float, ...]:
        """What each word of the question counts where the sentence does not hold it."""
        return tuple(map(self._elsewhere, self.asked.rarity))

    def _elsewhere(self, one: str) -> float:
        if self.profile.story.gives(one):
            return _GIVEN
        if self._says(one, self.profile.stems):
            return _IN_PASSAGE
        return _IN_STORY if one in self.profile.story.stems else 0.0

    @cached_property
    def _stand_in(self) -> dict[str, frozenset[str]]:
        """The nouns by which the story calls whoever has a word of the question in the name."""
        return {one: self.profile.story.stand_in(one) for one in self.asked.rarity}

    def _says(self, one: str, stems: frozenset[str]) -> bool:
        """Whether `stems` have a word of the question, or a noun by which the story calls whom it names."""
        return one in stems or not self._stand_in[one].isdisjoint(stems)

    @cached_property
    def beyond(self) -> tuple[float, ...]:
        """How much each word of the question tells, but nothing where the story need not say it again."""
        story = self.profile.story
        return tuple(0.0 if story.gives(one) else rarity for one, rarity in self.asked.rarity.items())

    @cached_property
    def repeated(self) -> float:
        """How often the passage holds the question's words, weighed by rarity; 1 where there are none."""
        times = Counter(chain.from_iterable(sentence.order for sentence in self.profile.sentences))
        told = [_often(times, one, kin) for one, kin in self.asked.kin.items()]
        return share(self.asked.rarity.values(), told)

    @cached_property
    def promise(self) -> float:
        """Which share of the question's words the passage holds, whichever sentence they stand in."""
        return self.found(self.sight_of(self.profile.stems))

    def found(self, holds: Iterable[float]) -> float:
        """Which share of the question's words is found, in what `holds` them so far or elsewhere."""
        return share(self.asked.rarity.values(), map(max, holds, self.elsewhere))

    def sight_of(self, stems: frozenset[str]) -> tuple[float, ...]:
        """How far `stems` hold each word of the question: 1, half for a word that may stand for it, or 0.

        A noun by which the story calls somebody is as good as the name.
        """
        by_kin = {one: 0.0 if kin.isdisjoint(stems) else _KIN for one, kin in self.asked.kin.items()}
        return tuple(1.0 if self._says(one, stems) else half for one, half in by_kin.items())

    @cached_property
    def in_story(self) -> float:
        """Which share of the question's words, weighed by rarity, the story holds; its title counts more."""
        rarity = self.asked.rarity
        return share(rarity.values(), map(self._told, rarity))

    def _told(self, one: str) -> float:
        whole = self.profile.story
        if one in whole.title or one in whole.about:
            return 1.0
        if one in whole.stems:
            return 0.7
        return 0.0 if whole.stems.isdisjoint(self.asked.kin[one]) else 0.7 * _KIN

    @cached_property
    def details(self) -> tuple[float, ...]:
        """How much each word of the question tells in the edition and in the story, multiplied.

        A name tells no more in the story than the noun by which it goes on to call whoever has it.
        """
        counts, nouns = self.profile.story.counts, self._stand_in
        return tuple(
            rarity * min(map(counts.rarity, (one, *nouns[one]))) for one, rarity in self.asked.rarity.items()
        )

    @cached_property
    def gist(self) -> float:
        """How near the passage as a whole comes to the question in meaning."""
        return _near(self.asked.gists.get(self.profile.passage.id, _FAR))

    def nearness(self, sentence: SentenceProfile) -> float:
        """How near a sentence of it comes to the question in meaning."""
        return _near(self.asked.meaning.get((self.profile.passage.id, sentence.span.start), _FAR))

    @cached_property
    def strength(self) -> float:
        """How surely the passage holds a thing of the kind asked for."""
        return signs.strength(self.asked.question.kind, self.profile.passage.text)


@dataclass(frozen=True)
class Sight:
    """A sentence of a passage, and what several features want of it, worked out once.

    `holds` is how far it holds each word of the question (0, half, 1).
    """

    look: Look
    sentence: SentenceProfile
    holds: tuple[float, ...]

    @cached_property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.sentence.span.of(self.look.profile.passage.story.text)

    @cached_property
    def plain(self) -> str:
        """The sentence as the question is compared with it: words in lower case, without marks."""
        return plain(self.text)

    @cached_property
    def strength(self) -> float:
        """How surely it holds a thing of the kind asked for; less than half for one beside it."""
        return signs.strength(self.look.asked.question.kind, self.text) or 0.4 * self.look.strength


def share(weights: Collection[float], values: Iterable[float]) -> float:
    """Which share of the weights the values, each from 0 to 1, leave; all of it where nothing weighs."""
    total = sum(weights)
    return sum(map(operator.mul, weights, values)) / total if total else 1.0


def _near(cosine: float) -> float:
    """A cosine from `_FAR` to `_NEAR`, where they lie for the model that is fetched, stretched to 0..1."""
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def _often(times: Counter[str], stem: str, kin: Iterable[str]) -> float:
    """How much a stem tells by how often it stands there, and less by those that may stand for it."""
    often = max(times[stem], _KIN * sum(times[one] for one in kin))
    return often / (often + _ONCE)


def sight(look: Look, sentence: SentenceProfile) -> Sight:
    """Return a sentence as the question sees it."""
    return Sight(look, sentence, look.sight_of(sentence.stems))
