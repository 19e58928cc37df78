"""Twins: two stories that answer a question equally well; both are shown."""

from collections.abc import Sequence

from knowledge.edition import Edition
from knowledge.records import Match, Passage

_EQUAL = 0.02  # how far the score of a twin may be below the best
_ALIKE = 0.6  # the share of their words that two passages have in common that say the same


def beside(ranked: Sequence[Match]) -> Match | None:
    """Return the match of another story that belongs beside the first of `ranked`, or None."""
    best = ranked[0]
    others = (match for match in ranked if match.passage.story.id != best.passage.story.id)
    other = next((match for match in others if match.passage.tells), None)
    return other if other and other.score >= best.score - _EQUAL else None


def rival(edition: Edition, ranked: Sequence[Match]) -> Match | None:
    """Return the next best of `ranked` that says something else than the first, or None."""
    best = ranked[0].passage
    return next((match for match in ranked[1:] if not _alike(edition, best, match.passage)), None)


def _alike(edition: Edition, one: Passage, other: Passage) -> bool:
    """Whether two passages say the same in about the same words (the Jaccard index of their stems)."""
    first, second = edition.profile(one).stems, edition.profile(other).stems
    return len(first & second) >= _ALIKE * len(first | second)
