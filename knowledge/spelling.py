"""A word of the question -> the words that the releases use, or that questions are asked with.

Only a word that no release uses and that is no English word, nor a Spanish one where
releases are Spanish, is read as another; so a question about something that no release tells
keeps the word that says so.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge import asking, languages
from knowledge.dictionary import is_english, spanish_stem
from knowledge.facts import FACT_WORDS
from knowledge.lexicon import MONTHS, NATIONS, NUMBERS, RANKS, STOP_WORDS
from knowledge.text import stem

# How much of other stems, by their rarity, a passage has that holds the first.
Beside = Callable[[str, Iterable[str]], float]

_SHORT = 5  # letters of a word with one slip at most
_SHORTEST, _LONGEST = 4, 40  # letters of a word that is looked at
_TELLING = 3  # letters of a word of the releases that others are run together with
_PIECES = 4  # so many words run together are told apart
_FITTED = 8  # so many words that a slip may be meant for are looked for beside the others of the question
_ASKING = 5  # letters of a slip for a word to ask with: shorter ones may be names
_ASKED = 0.0001  # the share of all that is said that each word to ask with has at least
TO_ASK = STOP_WORDS | asking.WORDS | FACT_WORDS
_ANYWHERE = TO_ASK.union(MONTHS, NATIONS, NUMBERS)  # what a question may hold, whatever releases tell
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_VOWELS = str.maketrans("", "", "aeiou")


class Vocabulary:
    """The words of an edition, with how often each is used, and those that questions are asked with.

    `languages` are those of its stories, with how many are in each, `stems` those of all words.
    """

    def __init__(
        self,
        words: Mapping[str, int],
        beside: Beside | None = None,
        languages: Mapping[str | None, int] | None = None,
        stems: Container[str] = (),
    ) -> None:
        self._stems = stems
        self._counts = words
        self._languages = languages or {}
        self._foreign = self.language_of("") is not None
        self._beside = beside
        self._asked = _ASKED * sum(words.values())
        self._known = frozenset(chain(words, _ANYWHERE, RANKS))
        self._by_length: dict[int, list[str]] = {}
        for word in chain(words, _ANYWHERE.difference(words)):
            if len(word) > 2 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: object) -> bool:
        """Return whether a release uses a folded `word`."""
        return word in self._counts

    @property
    def counts(self) -> Mapping[str, int]:
        """How often the releases use each word."""
        return self._counts

    @property
    def is_spanish(self) -> bool:
        """Whether more of the releases' text is Spanish than English, by the commonest word of either."""
        return not self._foreign and self._counts.get("de", 0) > self._counts.get("the", 0)

    def language_of(self, question: str) -> str | None:
        """Return the language of a question to these releases, as `languages.py` tells it."""
        return languages.of_question(question, self._languages, self._stems)

    def doubts(self, word: str, language: str | None = None) -> bool:
        """Return whether a folded `word` may be a slip: no release uses it, and no dictionary has it.

        In a language without a dictionary, no release uses it in another form either.
        """
        if language and stem(word, language) in self._stems:
            return False
        return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and self._is_unheard(word)

    def _is_unheard(self, word: str) -> bool:
        if word in self._known or is_english(word):
            return False
        return not (self.is_spanish and spanish_stem(word))

    def meant(self, word: str, others: Sequence[str] = (), language: str | None = None) -> tuple[str, ...]:
        """Return the words that a folded `word` of doubt was meant to be, or none.

        Tried in this order: letters drawn out ("pleeease"), vowels left out ("mltry"), one slip after the
        first letter, two words run together, more slips, more words run together. A slip is a letter more,
        less or other, or two swapped (the optimal string alignment distance): one up to five letters, two
        above, and one inside a word to ask with. Of words that are as near, the one that stands in a passage
        with most of the stems of `others`, then the most used. `language` is that of the question.
        """
        if not self.doubts(word, language):
            return ()
        word = self._not_drawn_out(word)
        if word in self._known:
            return (word,)
        full = self._with_vowels(word)
        if full:
            return (self._fittest(full, others, language),)
        slips, near = self._nearest(word)
        if slips != (1, False):
            two = self._halves(word)
            if two:
                return two
        return (self._fittest(near, others, language),) if near else self._pieces(word)

    def _not_drawn_out(self, word: str) -> str:
        twice, once = _DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word)
        return twice if twice in self._known else once

    def _with_vowels(self, word: str) -> Sequence[str]:
        """The words that begin with the same letter and have the same consonants, of one without vowels."""
        rest = word[1:]
        if rest.translate(_VOWELS) != rest:
            return ()
        longer = chain.from_iterable(self._by_length.get(len(word) + more, ()) for more in range(len(word)))
        return [one for one in longer if one[0] == word[0] and one[1:].translate(_VOWELS) == rest]

    def _nearest(self, word: str) -> tuple[tuple[int, bool], Sequence[str]]:
        """How many slips `word` has and whether in its first letter, and the words that it is as near to."""
        most = 1 if len(word) <= _SHORT else 2
        by_slips: dict[tuple[int, bool], list[str]] = {}
        for size in range(len(word) - most, len(word) + most + 1):
            for near, slips, _ in process.extract(
                word, self._by_length.get(size, ()), scorer=OSA.distance, score_cutoff=most, limit=None
            ):
                if near in self._counts or _may_ask(word, near, slips):
                    by_slips.setdefault((int(slips), near[0] != word[0]), []).append(near)
        return min(by_slips.items(), default=((0, False), ()))

    def _fittest(self, words: Sequence[str], others: Sequence[str], language: str | None) -> str:
        ordered = sorted(words, key=lambda word: (-self._used(word), word))[:_FITTED]
        beside = self._beside
        if beside is None or not others or len(ordered) == 1:
            return ordered[0]
        return max(ordered, key=lambda word: beside(stem(word, language), others))

    def _used(self, word: str) -> float:
        return max(self._counts.get(word, 0), self._asked if word in TO_ASK else 0)

    def _halves(self, word: str) -> tuple[str, ...]:
        """The two known words that make up `word`; of several the most even."""
        return max(self._told(word, 2), key=lambda pair: min(map(len, pair)), default=())

    def _pieces(self, word: str) -> tuple[str, ...]:
        """The fewest known words that make up `word`; of several the most even."""
        told = self._told(word, _PIECES)
        return min(told, key=lambda pieces: (len(pieces), -min(map(len, pieces))), default=())

    def _told(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        """Each way to cut `word` with one among the pieces that tells something, or that asks first."""
        every = self._cuts(word, most)
        return (one for one in every if one[0] in asking.QUESTION_WORDS or any(map(self._tells, one)))

    def _cuts(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        """Each way to cut `word` into at most so many words of the releases, or to ask with."""
        if self._is_piece(word):
            yield (word,)
        if most > 1:
            for cut in range(2, len(word) - 1):
                if self._is_piece(word[:cut]):
                    yield from ((word[:cut], *rest) for rest in self._cuts(word[cut:], most - 1))

    def _is_piece(self, word: str) -> bool:
        return word in _ANYWHERE or self._tells(word)

    def _tells(self, word: str) -> bool:
        return len(word) >= _TELLING and word in self._counts and word not in TO_ASK

    def joined(self, first: str, second: str) -> str | None:
        """Return the one word that was written as two, or None.

        That is, a word of the releases, or to ask with, one half of which is none, nor in a dictionary; of
        two words that are, neither may be one to ask with, and one must be unknown to the releases. Figures
        are never joined.
        """
        whole, halves = first + second, (first, second)
        if len(whole) < _SHORTEST or whole.isdigit() or not (whole in self._counts or whole in TO_ASK):
            return None
        if any(map(self._is_unheard, halves)):
            return whole
        apart = TO_ASK.isdisjoint(halves) and not all(half in self._counts for half in halves)
        return whole if apart else None


def _may_ask(word: str, asked: str, slips: float) -> bool:
    """Whether a word may be a slip for one to ask with, so many slips away."""
    return slips <= 1 and len(word) >= _ASKING and asked[0] == word[0]
