"""Which two stories a question compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.edition import Edition
from knowledge.question import Question
from knowledge.records import Story
from knowledge.synonyms import held

_AGAIN = 0.7  # what a word counts for the second story that the first holds as well
# The share of the question's words that one or the other must hold; and of those that the first holds,
# the share that the second must, which holds no others.
_ENOUGH, _AS_MANY = 0.6, 0.6


@dataclass(frozen=True, slots=True)
class Compared:
    """Two stories, that which holds most of the question's words first, and the share that they hold."""

    first: Story
    second: Story
    share: float


def compared(edition: Edition, question: Question) -> Compared | None:
    """Return the stories that a question compares; None where two hold too few of its words.

    The first holds most of them, weighed by rarity; the second most of those that the first lacks, and of the
    others for less: "the lawsuit and the settlement", "in 2012 and in 2013".
    """
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    first = _best(edition, rarity)
    if first is None:
        return None
    in_first = set(held(question.stems, edition.whole(first.id).everything))
    second = _best(
        edition, {one: tells * (_AGAIN if one in in_first else 1) for one, tells in rarity.items()}, first
    )
    if second is None:
        return None
    in_second = set(held(question.stems, edition.whole(second.id).everything))
    if in_second < in_first and _sum(rarity, in_second) < _AS_MANY * _sum(rarity, in_first):
        return None
    share = _sum(rarity, in_first | in_second) / _sum(rarity, rarity)
    return Compared(first, second, share) if share >= _ENOUGH else None


def _sum(rarity: Mapping[str, float], stems: Iterable[str]) -> float:
    return sum(rarity[one] for one in stems)


def _best(edition: Edition, rarity: dict[str, float], besides: Story | None = None) -> Story | None:
    found = (edition.stories[number] for number, _ in edition.index.stories(rarity))
    return next((one for one in found if besides is None or one.id != besides.id), None)
