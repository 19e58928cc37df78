"""The parts of a score: what speaks for a sentence and its passage, each a pure function from 0 to 1."""

import operator
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from rapidfuzz import fuzz

from knowledge import signs
from knowledge.profile import Profile, SentenceProfile, speakers
from knowledge.question import Question
from knowledge.text import plain

# How much a word of the question counts where it is found: in the sentence; in what a story need not say
# again, its title, its own date and source, its opening paragraph; elsewhere in the passage, or in the story.
_IN_SENTENCE, _GIVEN, _IN_PASSAGE, _IN_STORY = 1.0, 0.9, 0.7, 0.25
_KIN = 0.5  # where the sentence has a word that may stand for it
_ONCE = 1.5  # a word that stands once in a passage tells 1 / (1 + this), one that stands often nearly 1

_WORDED_ALIKE = 50  # a partial ratio that any two sentences have
_WORDED = 300  # a question of more characters is not compared letter by letter

# Cosines of a sentence that has nothing to do with a question, and of one that answers it.
_FAR, _NEAR = 0.76, 0.90
_WITH_WORDS = 0.125  # what the kind counts once more in a follow-up with words of its own


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
        if one in self.profile.stems or not self._stand_in[one].isdisjoint(self.profile.stems):
            return _IN_PASSAGE
        return _IN_STORY if one in self.profile.story.stems else 0.0

    @cached_property
    def _stand_in(self) -> dict[str, frozenset[str]]:
        """The nouns by which the story calls whoever has a word of the question in the name."""
        return {one: self.profile.story.stand_in(one) for one in self.asked.rarity}

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
        return _share(self.asked.rarity.values(), told)

    @cached_property
    def promise(self) -> float:
        """Which share of the question's words the passage holds, whichever sentence they stand in."""
        return self.found(self.sight_of(self.profile.stems))

    def found(self, holds: Iterable[float]) -> float:
        """Which share of the question's words is found, in what `holds` them so far or elsewhere."""
        return _share(self.asked.rarity.values(), map(max, holds, self.elsewhere))

    def sight_of(self, stems: frozenset[str]) -> tuple[float, ...]:
        """How far `stems` hold each word of the question: 1, half for a word that may stand for it, or 0.

        A noun by which the story calls somebody is as good as the name.
        """
        return tuple(
            1.0
            if one in stems or not self._stand_in[one].isdisjoint(stems)
            else 0.0
            if kin.isdisjoint(stems)
            else _KIN
            for one, kin in self.asked.kin.items()
        )

    @cached_property
    def in_story(self) -> float:
        """Which share of the question's words, weighed by rarity, the story holds; its title counts more."""
        rarity = self.asked.rarity
        return _share(rarity.values(), map(self._told, rarity))

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


def _share(weights: Collection[float], values: Iterable[float]) -> float:
    """Which share of the weights the values, each from 0 to 1, leave; all of it where nothing weighs."""
    total = sum(weights)
    return sum(map(operator.mul, weights, values)) / total if total else 1.0


def _often(times: Counter[str], stem: str, kin: Iterable[str]) -> float:
    """How much a stem tells by how often it stands there, and less by those that may stand for it."""
    often = max(times[stem], _KIN * sum(times[one] for one in kin))
    return often / (often + _ONCE)


def sight(look: Look, sentence: SentenceProfile) -> Sight:
    """Return a sentence as the question sees it."""
    return Sight(look, sentence, look.sight_of(sentence.stems))


def words(sight: Sight) -> float:
    """Which share of the question's words is found, weighed by rarity and by how near to the sentence.

    A question with no word of its own ("and when?") has none that is missing: 1.
    """
    return sight.look.found(sight.holds)


def beyond(sight: Sight) -> float:
    """Which share of the question's words stands in the sentence, of those that the story does not give away.

    Weighed by rarity. The name of what the whole story is about leads to the story, and to none of its
    sentences: few say it again. A question of none but such words is not told by them: half.
    """
    weights = sight.look.beyond
    return _share(weights, sight.holds) if any(weights) else 0.5


def sentence_words(sight: Sight) -> float:
    """Which share of the question's words, weighed by rarity, stands in the one sentence."""
    return _share(sight.look.asked.rarity.values(), sight.holds)


def repeated(sight: Sight) -> float:
    """How often the passage says the question's words, weighed by rarity.

    times / (times + 1.5) for each, the saturation of BM25 (Robertson and Zaragoza, 2009) without its length.
    """
    return sight.look.repeated


def phrasing(sight: Sight) -> float:
    """Which share of the question's words, small ones too, stands in the sentence as it is asked.

    0 for a question of small words alone, which stand anywhere.
    """
    asked, words = sight.look.asked, frozenset(sight.plain.split())
    spelt = asked.question.plain.split()
    return sum(word in words for word in spelt) / len(spelt) if asked.total else 0.0


def pairs(sight: Sight) -> float:
    """Which share of the words that follow each other in the question do so in the sentence."""
    asked = sight.look.asked.pairs
    return len(asked.intersection(pairwise(sight.sentence.order))) / len(asked) if asked else 0.0


def kind(sight: Sight) -> float:
    """How surely the sentence holds a thing of the kind asked for: a person, a day, a place, a reason …

    Less than half for one elsewhere in the passage; half for a question that wants no particular thing.
    """
    asked, passage = sight.look.asked, sight.look.profile.passage
    if asked.introducing is not None:
        return 1.0 if asked.introducing.search(sight.text) else 0.3
    wanted = asked.question.kind
    if not signs.wanted(wanted) or wanted in signs.MEASURED:
        return 0.5
    if passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if asked.question.who_said:
        return float(passage.speaker is not None)
    return sight.strength


def measure(sight: Sight) -> float:
    """How surely the sentence holds the figure asked for: a number of the things, a sum, a length of time ...

    Less than half for one elsewhere in the passage; half for a question that wants no figure.
    """
    asked, order = sight.look.asked, sight.sentence.order
    if asked.question.kind not in signs.MEASURED:
        return 0.5
    if sight.look.profile.passage.kind == "fact":
        return 0.0
    if asked.question.counted and asked.question.kind == "how many":
        return signs.count_of(_with_kin(asked), order)
    here = sight.strength
    if asked.question.kind != "role":
        return here
    return 1.0 if any(signs.introduces(name, order) for name in asked.question.stems) else 0.5 * here


def brief(sight: Sight) -> float:
    """What `kind` or `measure` says once more, divided by the words of the question: the fewer there are, the
    more it tells what is asked for.
    """
    return _wanted(sight) / max(1, len(sight.look.asked.question.terms))


def _wanted(sight: Sight) -> float:
    """How surely the sentence holds what is asked for, a figure or a thing of another kind."""
    return (measure if sight.look.asked.question.kind in signs.MEASURED else kind)(sight)


def _with_kin(asked: Asked) -> frozenset[str]:
    counted = asked.question.counted
    return counted.union(*(asked.kin.get(one, frozenset()) for one in counted))


def speaker(sight: Sight) -> float:
    """1 where the passage is in the words of the person that is asked to have said something.

    For "who said …", 1 where it has a speaker at all; 0 for a question about no speaker.
    """
    question, passage = sight.look.asked.question, sight.look.profile.passage
    if question.sayer:
        return float(bool(question.sayer & speakers(passage)))
    if passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if question.who_said:
        return float(passage.speaker is not None)
    return 0.0


def wording(sight: Sight) -> float:
    """How near the sentence comes to the question letter by letter, small words too.

    The partial ratio of rapidfuzz from 50 up, stretched to 0..1: it tells sentences of the same words
    apart. Less for a sentence that is shorter than the question.
    """
    asked = sight.look.asked
    if len(asked.question.plain) > _WORDED:
        return 0.0
    near = fuzz.partial_ratio(asked.question.plain, sight.plain, score_cutoff=_WORDED_ALIKE)
    # A heading of two words says little.
    whole = min(1.0, len(sight.plain) / max(1, len(asked.question.plain)))
    return whole * max(0.0, near - _WORDED_ALIKE) / (100 - _WORDED_ALIKE)


def prose(sight: Sight) -> float:
    """1 for a paragraph or a quotation, 0 for a fact, which is answered when it is asked for by name."""
    return float(sight.look.profile.passage.kind != "fact")


def story(sight: Sight) -> float:
    """Which share of the question's words, weighed by rarity, the story holds; most where its title does."""
    return sight.look.in_story


def detail(sight: Sight) -> float:
    """Which share of the question's words stands in the sentence, weighed by rarity in its story too.

    What all of a story's passages say tells the story and not the passage.
    """
    return _share(sight.look.details, sight.holds)


def meaning(sight: Sight) -> float:
    """How near the sentence, after its story's title, comes to the question; 0 without a sentence model.

    A cosine from `_FAR` to `_NEAR`, where passages lie for the model that is fetched, stretched to 0..1.
    """
    return nearness(sight.look, sight.sentence)


def nearness(look: Look, sentence: SentenceProfile) -> float:
    """What `meaning` says of a sentence."""
    return _near(look.asked.meaning.get((look.profile.passage.id, sentence.span.start), _FAR))


def _near(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def gist(sight: Sight) -> float:
    """How near the passage as a whole, after its story's title, comes to the question, as `meaning` does."""
    return sight.look.gist


def turn(sight: Sight) -> float:
    """What `kind` or `measure` says once more for a follow-up, most for one without words; else 0."""
    question = sight.look.asked.question
    if not question.asks_on:
        return 0.0
    return _wanted(sight) * (1.0 if question.before else _WITH_WORDS)


def talk(sight: Sight) -> float:
    """1 for the passage that a follow-up leans on, a little for others of the story talked of.

    What somebody said is asked for by what it is about, and not where it stands.
    """
    asked, passage = sight.look.asked, sight.look.profile.passage
    if passage.id == asked.last and asked.question.follows and asked.question.kind != "said":
        return 1.0
    return 0.1 if passage.story.id == asked.about else 0.0


Feature = Callable[[Sight], float]
FEATURES: dict[str, Feature] = {
    "words": words,
    "beyond": beyond,
    "kind": kind,
    "measure": measure,
    "brief": brief,
    "speaker": speaker,
    "wording": wording,
    "phrasing": phrasing,
    "pairs": pairs,
    "repeated": repeated,
    "prose": prose,
    "story": story,
    "detail": detail,
    "turn": turn,
    "talk": talk,
    "meaning": meaning,
    "gist": gist,
}
