"""Twins: two stories that answer a question equally well, or that it compares; both are shown."""

from collections.abc import Sequence

from knowledge.edition import Edition
from knowledge.question import Question
from knowledge.records import Match, Passage

_EQUAL = 0.02  # how far the score of a twin may be below the best
_ALIKE = 0.6  # the share of their words that two passages have in common that say the same


def beside(question: Question, ranked: Sequence[Match]) -> Match | None:
    """Return the match of another story that belongs beside the first of `ranked`, or None."""
    best = ranked[0]
    others = (match for match in ranked if match.passage.story.id != best.passage.story.id)
    other = next((match for match in others if match.passage.tells), None)
    if other is None or question.compares:
        return other
    return other if other.score >= best.score - _EQUAL else None


def rival(edition: Edition, question: Question, ranked: Sequence[Match]) -> Match | None:
    """Return the next best of `ranked` that says something else than the first, or None.

    What a comparison is to show beside the first is none.
    """
    best, shown = ranked[0].passage, beside(question, ranked) if question.compares else None
    others = (match for match in ranked[1:] if match is not shown)
    return next((match for match in others if not _alike(edition, best, match.passage)), None)


def _alike(edition: Edition, one: Passage, other: Passage) -> bool:
    """Whether two passages say the same in about the same words (the Jaccard index of their stems)."""
    first, second = edition.profile(one).stems, edition.profile(other).stems
    return len(first & second) >= _ALIKE * len(first | second)
