"""The parts of a score: what speaks for a sentence and its passage, each a pure function from 0 to 1."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge import signs
from knowledge.profile import Profile, SentenceProfile, speakers
from knowledge.question import Question

# How much a word of the question counts where it is found: in the sentence, elsewhere in
# the passage, in the title (or the story's own date and source), elsewhere in the story.
_IN_SENTENCE, _IN_PASSAGE, _IN_TITLE, _IN_STORY = 1.0, 0.8, 0.6, 0.35
_KIN = 0.5  # where the sentence has a word that may stand for it

_WORDED = 300  # a question of more characters is not compared letter by letter

# Cosines of a sentence that has nothing to do with a question, and of one that answers it.
_FAR, _NEAR = 0.76, 0.90
_WITH_WORDS = 0.125  # what the kind counts once more in a follow-up with words of its own


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the features need to know of it.

    `rarity` is how much each of its stems tells in this edition; `kin` the stems that may
    stand for it. `introducing` is a pattern for what says what the thing asked about is.
    `about` is the id of the story that is being talked of, `last` of the passage that was
    shown last. `meaning` is how near sentences come in meaning (cosine), by the passage's id and
    where they start, where a sentence model is used.
    """

    question: Question
    rarity: dict[str, float]
    kin: dict[str, frozenset[str]]
    introducing: re.Pattern[str] | None
    total: float
    about: str | None
    last: str | None
    meaning: Mapping[tuple[str, int], float]


def words(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words is found, weighed by rarity and by how near to the sentence.

    A question with no word of its own ("and when?") has none that is missing: 1.
    """
    if not asked.total:
        return 1.0
    return found(asked, profile, sentence.stems) / asked.total


def found(asked: Asked, profile: Profile, sentence: frozenset[str]) -> float:
    return sum(
        rarity * _nearness(one, asked.kin[one], profile, sentence) for one, rarity in asked.rarity.items()
    )


def _nearness(one: str, kin: frozenset[str], profile: Profile, sentence: frozenset[str]) -> float:
    if one in sentence:
        return _IN_SENTENCE
    if one in profile.stems:
        return _IN_PASSAGE
    if not kin.isdisjoint(sentence):
        return _KIN
    if one in profile.story.title or one in profile.story.about:
        return _IN_TITLE
    return _IN_STORY if one in profile.story.stems else 0.0


def sentence_words(asked: Asked, _profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words, weighed by rarity, stands in the one sentence."""
    if not asked.total:
        return 1.0
    found = sum(rarity * _in(one, asked.kin[one], sentence.stems) for one, rarity in asked.rarity.items())
    return found / asked.total


def kind(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How surely the sentence holds a thing of the kind asked for: a person, a day, a place, a reason …

    Less than half for one elsewhere in the passage; half for a question that wants no particular thing.
    """
    if asked.introducing is not None:
        return 1.0 if asked.introducing.search(sentence.span.of(profile.passage.story.text)) else 0.3
    wanted = asked.question.kind
    if not signs.wanted(wanted) or wanted in signs.MEASURED:
        return 0.5
    if profile.passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if asked.question.who_said:
        return float(profile.passage.speaker is not None)
    return _strength(asked, profile, sentence)


def measure(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How surely the sentence holds the figure asked for: a number of the things, a sum, a length of time ...

    Less than half for one elsewhere in the passage; half for a question that wants no figure.
    """
    if asked.question.kind not in signs.MEASURED:
        return 0.5
    if profile.passage.kind == "fact":
        return 0.0
    if asked.question.counted and asked.question.kind == "how many":
        return signs.count_of(_with_kin(asked), sentence.order)
    here = _strength(asked, profile, sentence)
    if asked.question.kind != "role":
        return here
    names = asked.question.stems[-1:]
    return 1.0 if any(signs.introduces(name, sentence.order) for name in names) else 0.5 * here


def _strength(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    here = signs.strength(asked.question.kind, sentence.span.of(profile.passage.story.text))
    return here or 0.4 * signs.strength(asked.question.kind, profile.passage.text)


def _with_kin(asked: Asked) -> frozenset[str]:
    counted = asked.question.counted
    return counted.union(*(asked.kin.get(one, frozenset()) for one in counted))


def speaker(asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 where the passage is in the words of the person that is asked to have said something.

    For "who said …", 1 where it has a speaker at all; half for a question about no speaker.
    """
    if asked.question.sayer:
        return float(bool(asked.question.sayer & speakers(profile.passage)))
    if profile.passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if asked.question.who_said:
        return float(profile.passage.speaker is not None)
    return 0.5


def wording(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How near the sentence comes to the question letter by letter, small words too.

    The partial ratio of rapidfuzz from 50 up, stretched to 0..1: it tells sentences of the same words
    apart.
    """
    if len(asked.question.plain) > _WORDED:
        return 0.0
    near = fuzz.partial_ratio(asked.question.plain, sentence.span.of(profile.passage.story.text).lower())
    return max(0.0, near - 50) / 50


def prose(_asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for a paragraph or a quotation, 0 for a fact, which is answered when it is asked for by name."""
    return float(profile.passage.kind != "fact")


def story(asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """Which share of the question's words, weighed by rarity, the story holds; most where its title does."""
    if not asked.total:
        return 1.0
    held = sum(rarity * _told(one, asked.kin[one], profile) for one, rarity in asked.rarity.items())
    return held / asked.total


def _told(one: str, kin: frozenset[str], profile: Profile) -> float:
    whole = profile.story
    if one in whole.title or one in whole.about:
        return 1.0
    if one in whole.stems:
        return 0.7
    return 0.0 if kin.isdisjoint(whole.stems) else 0.7 * _KIN


def detail(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words stands in the sentence, weighed by rarity in its story too.

    What all of a story's passages say tells the story and not the passage.
    """
    total = found = 0.0
    for one, rarity in asked.rarity.items():
        weight = rarity * profile.story.counts.rarity(one)
        total += weight
        found += weight * _in(one, asked.kin[one], sentence.stems)
    return found / total if total else 1.0


def _in(one: str, kin: frozenset[str], stems: frozenset[str]) -> float:
    if one in stems:
        return 1.0
    return 0.0 if kin.isdisjoint(stems) else _KIN


def meaning(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How near the sentence, after its story's title, comes to the question; 0 without a sentence model.

    A cosine from `_FAR` to `_NEAR`, where passages lie for the model that is fetched, stretched to 0..1.
    """
    cosine = asked.meaning.get((profile.passage.id, sentence.span.start), _FAR)
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def turn(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """What `kind` or `measure` says once more for a follow-up, most for one without words; else 0."""
    if not asked.question.asks_on:
        return 0.0
    wanted = measure if asked.question.kind in signs.MEASURED else kind
    return wanted(asked, profile, sentence) * (1.0 if asked.question.before else _WITH_WORDS)


def talk(asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for the passage that a follow-up leans on, a little for others of the story talked of.

    What somebody said is asked for by what it is about, and not where it stands.
    """
    if profile.passage.id == asked.last and asked.question.follows and asked.question.kind != "said":
        return 1.0
    return 0.1 if profile.passage.story.id == asked.about else 0.0


Feature = Callable[[Asked, Profile, SentenceProfile], float]
FEATURES: dict[str, Feature] = {
    "words": words,
    "sentence": sentence_words,
    "kind": kind,
    "measure": measure,
    "speaker": speaker,
    "wording": wording,
    "prose": prose,
    "story": story,
    "detail": detail,
    "turn": turn,
    "talk": talk,
    "meaning": meaning,
}
