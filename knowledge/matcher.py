"""Question + candidates -> ranked passages, each score explained.

A score is a weighted sum of the features of `features.py`; here is the one place where they are weighed.
"""

import operator
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from knowledge import signs
from knowledge.edition import Edition
from knowledge.features import FEATURES, meaning, sentence_words
from knowledge.lexicon import ARTICLES
from knowledge.look import Asked, Look, Sight, sight
from knowledge.question import Question
from knowledge.records import Match, Part
from knowledge.synonyms import kin_of
from knowledge.text import stem

_WEIGHED = 16  # so many candidates, those that promise most, are weighed sentence by sentence
_SENTENCES = 4  # so many sentences of a passage are weighed
_PAIRED = 60  # words of a question whose neighbours are looked for

# Fitted by tests/bench/fit.py, but for what it says is set by hand.
WEIGHTS = {
    "words": 0.15,
    "beyond": 0.082,
    "kind": 0.062,
    "measure": 0.181,
    "brief": 0.046,
    "speaker": 0.1,
    "wording": 0.085,
    "phrasing": 0.125,
    "pairs": 0.034,
    "repeated": 0.067,
    "prose": 0.1,
    "story": 0.1,
    "detail": 0.067,
    "turn": 0.8,
    "talk": 0.04,
}
# The same with the sentence model.
WEIGHTS_WITH_MEANING = {
    "words": 0.093,
    "beyond": 0.081,
    "kind": 0.053,
    "measure": 0.166,
    "brief": 0.039,
    "wording": 0.06,
    "phrasing": 0.069,
    "pairs": 0.014,
    "speaker": 0.1,
    "prose": 0.1,
    "story": 0.069,
    "detail": 0.033,
    "meaning": 0.202,
    "gist": 0.121,
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
    sentences and passages come in meaning, by their rows.
    """
    looks = prepare(edition, question, places, about, last=last, cosines=cosines)
    weights = WEIGHTS_WITH_MEANING if cosines else WEIGHTS
    found = [_match(look, weights) for look in looks]
    return sorted(found, key=lambda match: -match.score)


def prepare(
    edition: Edition,
    question: Question,
    places: Iterable[int],
    about: str | None = None,
    *,
    last: str | None = None,
    cosines: Mapping[int, float] | None = None,
) -> list[Look]:
    """Return the passages at `places` that are worth weighing, as the question looks at them."""
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    wanted = sorted(set(places))
    means = signs.introducing([term.word for term in question.terms]) if question.kind == "meaning" else None
    asked = Asked(
        question=question,
        rarity=rarity,
        kin=kin_of(question.stems),
        pairs=_pairs(question.plain.split()[:_PAIRED], question.language),
        introducing=means,
        total=sum(rarity.values()),
        about=about,
        last=last,
        meaning=_by_sentence(edition, wanted, cosines) if cosines else {},
        gists=_by_passage(edition, wanted, cosines) if cosines else {},
    )
    looks = sorted((Look(asked, edition.profiles[place]) for place in wanted), key=lambda one: -_promise(one))
    return looks[:_WEIGHED]


def _pairs(words: Sequence[str], language: str | None) -> frozenset[tuple[str, str]]:
    together = (pair for pair in pairwise(words) if ARTICLES.isdisjoint(pair))
    return frozenset((stem(one, language), stem(other, language)) for one, other in together)


def _by_sentence(
    edition: Edition, places: Iterable[int], cosines: Mapping[int, float]
) -> dict[tuple[str, int], float]:
    return {
        (edition.profiles[place].passage.id, sentence.span.start): cosines[row]
        for place in places
        for row, sentence in zip(edition.rows[place], edition.profiles[place].sentences, strict=False)
        if row in cosines
    }


def _by_passage(edition: Edition, places: Iterable[int], cosines: Mapping[int, float]) -> dict[str, float]:
    """The cosine of each passage as a whole, which its last row is of, also where it is the only sentence."""
    last = {edition.profiles[place].passage.id: edition.rows[place][-1] for place in places}
    return {passage: cosines[row] for passage, row in last.items() if row in cosines}


def _promise(look: Look) -> float:
    """How much a passage promises by its words and its meaning, whichever sentence they stand in."""
    means = max(look.nearness(one) for one in look.profile.sentences) if look.asked.meaning else 0.0
    return look.promise + means + (0.02 if look.profile.opens else 0.0)


def _match(look: Look, weights: Mapping[str, float]) -> Match:
    weighed = ((_values(one, weights), one) for one in _likely(look))
    values, best = max(weighed, key=lambda one: _sum(one[0], weights))
    parts = tuple(map(Part, weights, values, weights.values()))
    return Match(look.profile.passage, best.sentence.span, round(_sum(values, weights), 9), parts)


def _likely(look: Look) -> Sequence[Sight]:
    """The sentences that come nearest to the question in words and in meaning, in their order."""
    seen = [sight(look, one) for one in look.profile.sentences]
    if len(seen) <= _SENTENCES:
        return seen
    most = sorted(seen, key=lambda one: -sentence_words(one) - meaning(one))[:_SENTENCES]
    return sorted(most, key=lambda one: one.sentence.span.start)


def _values(sight: Sight, weights: Mapping[str, float]) -> tuple[float, ...]:
    return tuple([FEATURES[name](sight) for name in weights])  # a list is filled faster


def _sum(values: Sequence[float], weights: Mapping[str, float]) -> float:
    return float(sum(map(operator.mul, values, weights.values())))
