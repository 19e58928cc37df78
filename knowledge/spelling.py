"""A word of the question -> the word that the releases use.

Only a word that no release uses and that is no English word, nor a Spanish one where
releases are Spanish, is repaired; so a question about something that no release tells
keeps the word that says so.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.dictionary import is_english, spanish_stem
from knowledge.lexicon import MONTHS, NATIONS, NUMBERS, RANKS, STOP_WORDS

_SHORT = 5
_SHORTEST, _LONGEST = 4, 40  # letters of a word that is looked at
_TWO_WORDS = 6  # letters of two words run together


class Vocabulary:
    """The words of an edition, by length, with how often each is used."""

    def __init__(self, words: Mapping[str, int], known: Iterable[str] = ()) -> None:
        self._known = frozenset(chain(words, STOP_WORDS, MONTHS, NATIONS, NUMBERS, RANKS, known))
        self._counts = words
        self._by_length: dict[int, list[str]] = {}
        for word in words:
            if len(word) > 2 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: object) -> bool:
        """Return whether a release uses a folded `word`."""
        return word in self._counts

    @property
    def is_spanish(self) -> bool:
        """Whether more of the releases' text is Spanish than English, by the commonest word of either."""
        return self._counts.get("de", 0) > self._counts.get("the", 0)

    def doubts(self, word: str) -> bool:
        """Return whether a folded `word` may be a slip: no release uses it, and no dictionary has it."""
        return (
            _SHORTEST <= len(word) <= _LONGEST
            and word not in self._known
            and word.isalpha()
            and not is_english(word)
            and not (self.is_spanish and spanish_stem(word))
        )

    def repair(self, word: str) -> str | None:
        """Return the word of the releases that a folded `word` is a slip for, or None when it is none.

        One slip (a letter more, less or other, or two swapped: the optimal string alignment distance) up to
        five letters, two above. The nearest wins, then the one that shares the first letter, then the most
        used.
        """
        if not self.doubts(word):
            return None
        slips = 1 if len(word) <= _SHORT else 2
        near = [
            pair
            for size in range(len(word) - slips, len(word) + slips + 1)
            for pair in self._near(word, size, slips)
        ]
        if not near:
            return None
        return min(near, key=lambda pair: (pair[1], pair[0][0] != word[0], -self._counts[pair[0]], pair[0]))[
            0
        ]

    def _near(self, word: str, size: int, slips: int) -> list[tuple[str, int]]:
        found = process.extract(
            word,
            self._by_length.get(size, ()),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=None,
        )
        return [(near, int(distance)) for near, distance, _ in found]

    def split(self, word: str) -> tuple[str, str] | None:
        """Return the two words of the releases that were run together in `word`, or None."""
        if not self.doubts(word) or len(word) < _TWO_WORDS:
            return None
        cuts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        whole = [pair for pair in cuts if all(half in self._known for half in pair)]
        return max(whole, key=lambda pair: min(len(pair[0]), len(pair[1])), default=None)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often the releases use each word."""
        return self._counts
