"""How sure an answer is: what speaks for and against the best passage, and the chance that it is right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from knowledge.edition import Edition
from knowledge.question import Question
from knowledge.records import Match, Part
from knowledge.synonyms import kin_of
from knowledge.twins import rival

_ALONE = 0.1  # either lead of a passage that is the only one in reach
_BESIDE = 3  # so many passages are often as good as each other where none is right
_CLEAR = 0.16  # a lead of more tells no more
# Leads of a passage with a lower score tell less: the best of what says little is far ahead too.
_TELLING = 0.5

# Fitted by tests/bench/fit.py.
_ALWAYS = -4.103
_WEIGHTS = (5.624, -0.566, 8.856, 6.826, 0.373, 0.0)
# The same with the sentence model.
_ALWAYS_WITH_MEANING = -4.732
_WEIGHTS_WITH_MEANING = (4.927, -1.107, 9.616, 7.304, 0.625, 0.944)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a best passage, each from 0 to 1.

    `score` is its score. `absent` is the share of the question's words, weighed by rarity,
    that its whole story does not hold. `ahead` is the lead over the next passage that says
    something else, `apart` that over the third best; either counts less for a passage that says little
    itself. `measure` says whether its sentence holds the figure asked for. `meaning` is how near it comes
    in meaning; None without a sentence model.
    """

    score: float
    absent: float
    ahead: float
    apart: float
    measure: float
    meaning: float | None = None

    def values(self) -> tuple[float, ...]:
        """Return the evidence as numbers, in the order of the weights."""
        return (self.score, self.absent, self.ahead, self.apart, self.measure, self.meaning or 0.0)

    def weights(self) -> tuple[float, ...]:
        """Return the weight of each of the values."""
        return _WEIGHTS if self.meaning is None else _WEIGHTS_WITH_MEANING

    def parts(self) -> tuple[Part, ...]:
        """Return each piece of evidence with the weight it counts with."""
        names = (one.name for one in fields(self))
        weighed = zip(names, self.values(), self.weights(), strict=True)
        return tuple(Part(name, value, weight) for name, value, weight in weighed if weight)


def chance(evidence: Evidence) -> float:
    """Return the chance that the passage is right: logistic regression, fitted as Platt (1999) does."""
    logit = _ALWAYS if evidence.meaning is None else _ALWAYS_WITH_MEANING
    logit += sum(value * weight for value, weight in zip(evidence.values(), evidence.weights(), strict=True))
    return 1 / (1 + math.exp(-logit))


def weigh(edition: Edition, question: Question, ranked: Sequence[Match]) -> Evidence:
    """Return the evidence for the first of `ranked`, which is not empty."""
    best = ranked[0]
    parts = {part.name: part.value for part in best.parts}
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    told, kin = edition.profile(best.passage).story.everything, kin_of(question.stems)
    absent = [weight for one, weight in rarity.items() if told.isdisjoint({one, *kin[one]})]
    third = ranked[:_BESIDE][-1]
    counts = min(1.0, best.score / _TELLING)
    return Evidence(
        score=best.score,
        absent=sum(absent) / (sum(rarity.values()) or 1.0),
        ahead=counts * _lead(best, rival(edition, question, ranked)),
        apart=counts * _lead(best, third if third is not best else None),
        measure=parts["measure"],
        meaning=parts.get("meaning"),
    )


def _lead(best: Match, other: Match | None) -> float:
    return min(_CLEAR, best.score - other.score) if other else _ALONE
