"""Which words are English, and the stems of those that are Spanish: from dictionaries of both languages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import Stemmer

from knowledge.scripts import letters

_COMMON = 1000  # so often the dictionary's corpus has a word that is no slip for another


@dataclass(frozen=True, slots=True)
class _Words:
    """All English words, the common ones among them, and the stems of all Spanish ones."""

    english: frozenset[str] = field(repr=False)
    common: frozenset[str] = field(repr=False)
    spanish_stems: frozenset[str] = field(repr=False)


def is_english(word: str) -> bool:
    """Whether a folded `word` is a common English one."""
    return word in _words().common


def spanish_stem(word: str) -> str | None:
    """Return the stem of a folded Spanish `word`, in any of its forms; None for one that is English too."""
    if word in _words().english:
        return None
    found = str(_stemmer().stemWord(word))
    return found if found in _words().spanish_stems else None


def warm_up() -> None:
    """Read the dictionaries now (0.4 s), so that no question waits for them."""
    _words()


@lru_cache(maxsize=1)
def _words() -> _Words:
    english = dict(_of("en"))
    spanish = _stemmer().stemWords([letters(word) for word, _ in _of("es")])
    common = frozenset(word for word, seen in english.items() if seen >= _COMMON)
    return _Words(frozenset(english), common, frozenset(spanish))


def _of(language: str) -> Iterable[tuple[str, int]]:
    """The words of a language, with how often its corpus has each."""
    from spellchecker import SpellChecker  # 0.2 s, and only a release being read or a question needs it

    return SpellChecker(language=language).word_frequency.items()


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("spanish", 0)
