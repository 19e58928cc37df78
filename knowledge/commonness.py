"""How common a word is in its language: what everybody says tells little, whether releases say it or not."""

import math
from functools import lru_cache

from knowledge.dictionary import shares
from knowledge.text import stem

# A word that is this share of all that is said is as common as can be, and not at all.
_MOST, _LEAST = 1e-2, 1e-5


def commonness(stemmed: str) -> float:
    """Return how common the words of a stem are, from 0 to 1, by the logarithm of their share."""
    return _by_stem().get(stemmed, 0.0)


def warm_up() -> None:
    """Read the dictionaries now (half a second), so that no question waits for them."""
    _by_stem()


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, float]:
    together: dict[str, float] = {}
    for word, share in shares().items():
        one = stem(word)
        together[one] = together.get(one, 0.0) + share
    return {one: _of(share) for one, share in together.items() if share > _LEAST}


def _of(share: float) -> float:
    return min(1.0, math.log(share / _LEAST) / math.log(_MOST / _LEAST))
