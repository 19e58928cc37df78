"""How much a word tells: in how many passages of an edition, or of one story, each stem stands.

Few passages tell little of how rare a word is, so what is common in the language counts less too.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from knowledge.commonness import commonness
from knowledge.scripts import has_syllables

_COMMON = 0.5  # so much less, of what it would by the passages alone, a word tells that everybody says
_PAIRED = 0.5  # what two letters of a run tell where no passage has them: they may be of two words


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of `total` passages each stem stands."""

    total: int
    passages_with: Counter[str] = field(repr=False)

    def rarity(self, stem: str) -> float:
        """Return how much a stem tells, from near 0 (everywhere) up: the inverse document frequency of BM25.

        ln(1 + (N - n + 0.5) / (n + 0.5)), Robertson and Zaragoza, "The Probabilistic
        Relevance Framework" (2009), with the 1 that keeps it above 0. Half of that for the
        commonest words, and for Chinese, Japanese or Korean letters that no passage has together.
        """
        found = self.passages_with.get(stem, 0)
        told = math.log(1 + (self.total - found + 0.5) / (found + 0.5))
        if not found and has_syllables(stem):
            return told * _PAIRED
        return told * (1 - _COMMON * commonness(stem))


def count(passages: Iterable[frozenset[str]]) -> Counts:
    """Count the passages, given by their stems, that hold each stem."""
    stems = list(passages)
    return Counts(len(stems), Counter(chain.from_iterable(stems)))
