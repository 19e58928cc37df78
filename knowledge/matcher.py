"""Question + candidates -> ranked passages, each score explained.

A score is a weighted sum of features. Each feature is a pure function from 0
to 1, and `WEIGHTS` is the one place where they are weighed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge import signs
from knowledge.edition import Edition
from knowledge.profile import Profile, SentenceProfile, speakers
from knowledge.question import Question
from knowledge.records import Match, Part
from knowledge.synonyms import kin_of

# How much a word of the question counts where it is found: in the sentence, elsewhere in
# the passage, in the title (or the story's own date and source), elsewhere in the story.
_IN_SENTENCE, _IN_PASSAGE, _IN_TITLE, _IN_STORY = 1.0, 0.8, 0.6, 0.35
_KIN = 0.5  # where the sentence has a word that may stand for it

_WEIGHED = 40  # so many candidates, the best by their words alone, are weighed sentence by sentence
_SENTENCES = 16  # so many sentences of a passage are weighed
_WORDED = 300  # a question of more characters is not compared letter by letter

_FAR, _NEAR = (
    0.76,
    0.90,
)  # cosines of a passage that has nothing to do with a question, and of one that answers it
_STRICT = frozenset({"how many", "how long", "when"})

WEIGHTS = {
    "words": 0.44,
    "sentence": 0.12,
    "pairs": 0.08,
    "kind": 0.12,
    "holds": 0.1,
    "speaker": 0.05,
    "wording": 0.03,
    "prose": 0.06,
    "lead": 0.03,
    "talk": 0.15,
    "meaning": 0.15,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the features need to know of it.

    `rarity` is how much each of its stems tells in this edition; `kin` the stems that may
    stand for it. `introducing` is a pattern for what says what the thing asked about is.
    `about` is the id of the story that is being talked of, `last` of the passage that was
    shown last. `meaning` is how near passages come in meaning (cosine), by id, where a
    sentence model is used.
    """

    question: Question
    rarity: dict[str, float]
    kin: dict[str, frozenset[str]]
    introducing: re.Pattern[str] | None
    total: float
    about: str | None
    last: str | None
    meaning: Mapping[str, float]


def rank(
    edition: Edition,
    question: Question,
    places: Iterable[int],
    about: str | None = None,
    *,
    last: str | None = None,
    meaning: Mapping[int, float] | None = None,
) -> list[Match]:
    """Score the profiles at `places` and return them best first; equals stay in the order of the edition.

    `about` and `last` are ids of the story and the passage talked of; `meaning` how near a
    place comes in meaning, as a cosine.
    """
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    profiles = [edition.profiles[place] for place in sorted(set(places))]
    near = {edition.profiles[place].passage.id: cosine for place, cosine in (meaning or {}).items()}
    means = signs.introducing([term.word for term in question.terms]) if question.kind == "meaning" else None
    asked = Asked(question, rarity, kin_of(question.stems), means, sum(rarity.values()), about, last, near)
    profiles.sort(key=lambda profile: -_promise(asked, profile))
    found = [_match(asked, profile) for profile in profiles[:_WEIGHED]]
    return sorted(found, key=lambda match: -match.score)


def _promise(asked: Asked, profile: Profile) -> float:
    """How much a passage promises by its words alone, whichever sentence they stand in."""
    words_found = _found(asked, profile, profile.stems) / (asked.total or 1.0)
    return words_found + WEIGHTS["meaning"] * meaning(asked, profile) + (0.02 if profile.opens else 0.0)


def _match(asked: Asked, profile: Profile) -> Match:
    scored = [(_score(asked, profile, sentence), sentence) for sentence in _likely(asked, profile)]
    parts, sentence = max(scored, key=lambda one: sum(part.value * part.weight for part in one[0]))
    score = sum(part.value * part.weight for part in parts)
    return Match(profile.passage, sentence.span, round(score, 9), parts)


def _likely(asked: Asked, profile: Profile) -> Sequence[SentenceProfile]:
    """The sentences with most of the question's words, in their order; all of them in any common passage."""
    if len(profile.sentences) <= _SENTENCES:
        return profile.sentences
    most = sorted(profile.sentences, key=lambda one: -sentence_words(asked, profile, one))[:_SENTENCES]
    return sorted(most, key=lambda one: one.span.start)


def _score(asked: Asked, profile: Profile, sentence: SentenceProfile) -> tuple[Part, ...]:
    return tuple(
        Part(name, feature(asked, profile, sentence), WEIGHTS[name]) for name, feature in FEATURES.items()
    )


def words(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words is found, weighed by rarity and by how near to the sentence.

    A question with no word of its own ("and when?") has none that is missing: 1.
    """
    if not asked.total:
        return 1.0
    return _found(asked, profile, sentence.stems) / asked.total


def _found(asked: Asked, profile: Profile, sentence: frozenset[str]) -> float:
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
    found = 0.0
    for one, rarity in asked.rarity.items():
        if one in sentence.stems:
            found += rarity
        elif not asked.kin[one].isdisjoint(sentence.stems):
            found += _KIN * rarity
    return found / asked.total


def pairs(asked: Asked, _profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's neighbouring words are neighbours in the sentence."""
    wanted = asked.question.pairs
    return sum(pair in sentence.pairs for pair in wanted) / len(wanted) if wanted else 0.0


def kind(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How surely the sentence holds a thing of the kind asked for: a person, a date, a number …

    Less than half for one elsewhere in the passage; half for a question that wants no particular thing.
    """
    if asked.introducing is not None:
        return 1.0 if asked.introducing.search(sentence.span.of(profile.passage.story.text)) else 0.3
    if not signs.wanted(asked.question.kind):
        return 0.5
    if profile.passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if asked.question.who_said:
        return float(profile.passage.speaker is not None)
    if asked.question.counted:
        return signs.count_of(_with_kin(asked), sentence.order)
    text = profile.passage.story.text
    here = signs.strength(asked.question.kind, sentence.span.of(text))
    return here or 0.4 * signs.strength(asked.question.kind, profile.passage.text)


def _with_kin(asked: Asked) -> frozenset[str]:
    counted = asked.question.counted
    return counted.union(*(asked.kin.get(one, frozenset()) for one in counted))


def holds(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """0 where a number, a date or a length of time is asked for and the passage has none; 1 elsewhere."""
    return float(asked.question.kind not in _STRICT or kind(asked, profile, sentence) > 0)


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


def lead(_asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for the paragraph that opens its story."""
    return float(profile.opens)


def meaning(asked: Asked, profile: Profile, _sentence: SentenceProfile | None = None) -> float:
    """How near the passage comes to the question in meaning; 0 without a sentence model.

    A cosine from `_FAR` to `_NEAR`, where passages lie for the model that is fetched, stretched to 0..1.
    """
    cosine = asked.meaning.get(profile.passage.id, _FAR)
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def talk(asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for the passage that a follow-up question leans on, a little for others of the story talked of."""
    if profile.passage.id == asked.last and asked.question.follows:
        return 1.0
    return 0.1 if profile.passage.story.id == asked.about else 0.0


Feature = Callable[[Asked, Profile, SentenceProfile], float]
FEATURES: dict[str, Feature] = {
    "words": words,
    "sentence": sentence_words,
    "pairs": pairs,
    "kind": kind,
    "holds": holds,
    "speaker": speaker,
    "wording": wording,
    "prose": prose,
    "lead": lead,
    "talk": talk,
    "meaning": meaning,
}
