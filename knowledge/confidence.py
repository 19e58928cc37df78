"""How sure an answer is: what speaks for and against the best passage, and the chance that it is right."""

import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.edition import Edition
from knowledge.profile import speakers
from knowledge.question import Question
from knowledge.records import Match, Part, Passage
from knowledge.signs_spanish import is_spanish
from knowledge.synonyms import held
from knowledge.twins import rival

_ALONE = 0.1  # either lead of a passage that is the only one in reach
_BESIDE = 3  # so many passages are often as good as each other where none is right
_CLEAR = 0.16  # a lead of more tells no more
# Leads of a passage with a lower score tell less: the best of what says little is far ahead too.
_TELLING = 0.5
# Where nothing tells what is asked for, many texts come equally near: the nearest in meaning is compared
# with the tenth nearest, or the last of fewer; the passage that holds most of the question's words with the
# third, where passages out of reach hold none. A lead of more than half a word, or than this cosine, tells
# no more.
_MANY, _SOME = 9, 2
_COSINE_AHEAD, _WORDS_AHEAD = 0.05, 0.5
_NEITHER = 0.5  # for a question without words of its own

# Fitted by tests/bench/fit.py: what counts always, and the weight of each piece of evidence. They are others
# with the sentence model, and others again for a passage in another language than the question, which holds
# few of its words, right or not.
_WEIGHTS = (-4.027, 4.333, 7.727, 5.646, 0.506, 1.370)
_WEIGHTS_ACROSS = (-2.472, 0.956, 7.685, 3.441, 1.747, 1.868)
_WEIGHTS_WITH_MEANING = (-5.211, 5.880, 7.611, 5.351, 0.590, 1.106)
_WEIGHTS_WITH_MEANING_ACROSS = (-3.070, 2.886, 9.596, 4.209, 0.926, 1.523)

# What speaks for an answer, in the order of the weights.
EVIDENCE = ("score", "ahead", "apart", "measure", "clear")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a best passage, each from 0 to 1.

    `score` is its score. `ahead` is the lead over the next passage that says something else, `apart`
    that over the third best; either counts less for a passage that says little itself. `measure` says
    whether its sentence holds the figure asked for. `clear` is how far the nearest of all that is in reach
    stands out from many others: in meaning, where a sentence model is used (`with_meaning`), else by the
    words of the question. It counts less the more of the question's words the whole story does not hold.
    `across` says that the passage is in another language than the question.
    """

    score: float
    ahead: float
    apart: float
    measure: float
    clear: float
    with_meaning: bool = False
    across: bool = False

    def values(self) -> tuple[float, ...]:
        """Return the evidence as numbers, in the order of the weights."""
        return (self.score, self.ahead, self.apart, self.measure, self.clear)

    def weights(self) -> tuple[float, ...]:
        """Return what counts always, and the weight of each of the values."""
        if self.with_meaning:
            return _WEIGHTS_WITH_MEANING_ACROSS if self.across else _WEIGHTS_WITH_MEANING
        return _WEIGHTS_ACROSS if self.across else _WEIGHTS

    def parts(self) -> tuple[Part, ...]:
        """Return each piece of evidence with the weight it counts with."""
        return tuple(map(Part, EVIDENCE, self.values(), self.weights()[1:]))


def chance(evidence: Evidence) -> float:
    """Return the chance that the passage is right: logistic regression, fitted as Platt (1999) does."""
    logit = sum(map(operator.mul, (1.0, *evidence.values()), evidence.weights()))
    return 1 / (1 + math.exp(-logit))


def weigh(
    edition: Edition, question: Question, ranked: Sequence[Match], cosines: Mapping[int, float] | None = None
) -> Evidence:
    """Return the evidence for the first of `ranked`, which is not empty.

    `cosines` are how near the texts in reach come in meaning, the nearest of all among them.
    """
    ranked = _without_ties(question, ranked)
    best, third = ranked[0], ranked[:_BESIDE][-1]
    counts = min(1.0, best.score / _TELLING)
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    told = sum(rarity[one] for one in held(question.stems, edition.profile(best.passage).story.everything))
    words = sum(rarity.values())
    clear = _clear(ranked, words / edition.counts.rarity(""), cosines)
    return Evidence(
        score=best.score,
        ahead=counts * _lead(best, rival(edition, ranked)),
        apart=counts * _lead(best, third if third is not best else None),
        measure=best.value("measure"),
        clear=clear * told / words if words else _NEITHER,
        with_meaning=bool(cosines),
        across=across(question, best.passage),
    )


def _without_ties(question: Question, ranked: Sequence[Match]) -> Sequence[Match]:
    """The matches without others in the words of the same person, where only that is asked for.

    "What did she say": any of what she says answers it.
    """
    said_by = speakers(ranked[0].passage)
    if not question.sayer & said_by or not question.sayer.issuperset(question.stems):
        return ranked
    return [ranked[0], *(one for one in ranked[1:] if not question.sayer & speakers(one.passage))]


def across(question: Question, passage: Passage) -> bool:
    """Whether the two are in two languages."""
    told = passage.story.language
    if told or question.language:
        return question.language != told
    return question.spanish != is_spanish(passage.text)


def _lead(best: Match, other: Match | None) -> float:
    return min(_CLEAR, best.score - other.score) if other else _ALONE


def _clear(ranked: Sequence[Match], words: float, cosines: Mapping[int, float] | None) -> float:
    """`words` is how many the question has, one that no passage holds counted as 1 and all others as less."""
    if cosines:
        return min(1.0, _before(cosines.values(), _MANY) / _COSINE_AHEAD)
    often = [one.value("repeated") for one in ranked]
    return min(1.0, words * _before([*often, *[0.0] * _SOME], _SOME) / _WORDS_AHEAD)


def _before(values: Iterable[float], place: int) -> float:
    """How much the greatest is above the one at `place`, or the last of fewer."""
    order = sorted(values, reverse=True)[: place + 1]
    return order[0] - order[-1]
