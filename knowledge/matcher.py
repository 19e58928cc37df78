"""Question + candidates -> ranked passages, each score explained.

A score is a weighted sum of the features of `features.py`; here is the one place where they are weighed.
"""

from collections.abc import Iterable, Mapping, Sequence

from knowledge import signs
from knowledge.edition import Edition
from knowledge.features import FEATURES, Asked, found, meaning, sentence_words
from knowledge.profile import Profile, SentenceProfile
from knowledge.question import Question
from knowledge.records import Match, Part
from knowledge.synonyms import kin_of

_WEIGHED = 40  # so many candidates, the best by their words alone, are weighed sentence by sentence
_SENTENCES = 16  # so many sentences of a passage are weighed

# Fitted by tests/bench/fit.py, but for what it says is set by hand.
WEIGHTS = {
    "words": 0.225,
    "sentence": 0.129,
    "kind": 0.081,
    "measure": 0.183,
    "speaker": 0.03,
    "wording": 0.112,
    "prose": 0.1,
    "story": 0.111,
    "detail": 0.159,
    "turn": 0.8,
    "talk": 0.04,
}
# The same with the sentence model.
WEIGHTS_WITH_MEANING = {
    "words": 0.125,
    "kind": 0.068,
    "measure": 0.136,
    "wording": 0.085,
    "speaker": 0.03,
    "prose": 0.1,
    "story": 0.071,
    "detail": 0.141,
    "meaning": 0.374,
    "turn": 0.8,
    "talk": 0.04,
}


def rank(
    edition: Edition,
    question: Question,
    places: Iterable[int],
    about: str | None = None,
    *,
    last: str | None = None,
    cosines: Mapping[int, float] | None = None,
) -> list[Match]:
    """Score the profiles at `places` and return them best first; equals stay in the order of the edition.

    `about` and `last` are ids of the story and the passage talked of; `cosines` how near
    sentences come in meaning, by their rows.
    """
    asked, profiles = prepare(edition, question, places, about, last=last, cosines=cosines)
    weights = WEIGHTS_WITH_MEANING if cosines else WEIGHTS
    found = [_match(asked, profile, weights) for profile in profiles]
    return sorted(found, key=lambda match: -match.score)


def prepare(
    edition: Edition,
    question: Question,
    places: Iterable[int],
    about: str | None = None,
    *,
    last: str | None = None,
    cosines: Mapping[int, float] | None = None,
) -> tuple[Asked, list[Profile]]:
    """Return what the features need to know of the question, and the profiles at `places` worth weighing."""
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    wanted = sorted(set(places))
    means = signs.introducing([term.word for term in question.terms]) if question.kind == "meaning" else None
    asked = Asked(
        question=question,
        rarity=rarity,
        kin=kin_of(question.stems),
        introducing=means,
        total=sum(rarity.values()),
        about=about,
        last=last,
        meaning=_by_sentence(edition, wanted, cosines or {}),
    )
    profiles = sorted((edition.profiles[place] for place in wanted), key=lambda one: -_promise(asked, one))
    return asked, profiles[:_WEIGHED]


def _by_sentence(
    edition: Edition, places: Iterable[int], cosines: Mapping[int, float]
) -> dict[tuple[str, int], float]:
    return {
        (edition.profiles[place].passage.id, sentence.span.start): cosines[row]
        for place in places
        for row, sentence in zip(edition.rows[place], edition.profiles[place].sentences, strict=True)
        if row in cosines
    }


def _promise(asked: Asked, profile: Profile) -> float:
    """How much a passage promises by its words and its meaning, whichever sentence they stand in."""
    words = found(asked, profile, profile.stems) / (asked.total or 1.0)
    means = max(meaning(asked, profile, one) for one in profile.sentences) if asked.meaning else 0.0
    return words + means + (0.02 if profile.opens else 0.0)


def _match(asked: Asked, profile: Profile, weights: Mapping[str, float]) -> Match:
    likely = _likely(asked, profile)
    scored = [(_score(asked, profile, sentence, weights), sentence) for sentence in likely]
    parts, sentence = max(scored, key=lambda one: sum(part.value * part.weight for part in one[0]))
    score = sum(part.value * part.weight for part in parts)
    return Match(profile.passage, sentence.span, round(score, 9), parts)


def _likely(asked: Asked, profile: Profile) -> Sequence[SentenceProfile]:
    """The sentences with most of the question's words, in their order; all of them in any common passage."""
    if len(profile.sentences) <= _SENTENCES:
        return profile.sentences
    most = sorted(profile.sentences, key=lambda one: -sentence_words(asked, profile, one))[:_SENTENCES]
    return sorted(most, key=lambda one: one.span.start)


def _score(
    asked: Asked, profile: Profile, sentence: SentenceProfile, weights: Mapping[str, float]
) -> tuple[Part, ...]:
    return tuple(
        Part(name, FEATURES[name](asked, profile, sentence), weight) for name, weight in weights.items()
    )
