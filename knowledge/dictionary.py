"""Which words are English, the stems of those that are Spanish, and how often both languages use each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.scripts import letters, stemmer, without_ending

_COMMON = 1000  # so often the English corpus has a word that is no slip for another
_OFTEN = 1e-6  # of all words in a corpus; what is rarer has no share


@dataclass(frozen=True, slots=True)
class _Words:
    """Common English words, the stems of Spanish ones, English words with such a stem, and all shares."""

    common: frozenset[str]
    spanish_stems: frozenset[str]
    alike: frozenset[str]
    shares: Mapping[str, float]


def is_english(word: str) -> bool:
    """Whether a folded `word` is a common English one."""
    return word in _words().common


def spanish_stem(word: str) -> str | None:
    """Return the stem of a folded Spanish `word`, in any of its forms; None for one that is English too."""
    if word in _words().alike:
        return None
    found = without_ending(word, "spanish")
    return found if found in _words().spanish_stems else None


def is_listed(word: str) -> bool:
    """Whether a folded `word` is in the English or the Spanish dictionary; of the others most are names."""
    return is_english(word) or spanish_stem(word) is not None


def shares() -> Mapping[str, float]:
    """Return what share of all that is said a folded word is, in English or in Spanish, where it is more.

    Counted in subtitles of films. Words that are rarer than one in a million are left out.
    """
    return _words().shares


@lru_cache(maxsize=1)
def _words() -> _Words:
    english, spanish = _counted("en"), _counted("es")
    stems = stemmer("spanish").stemWords
    spanish_stems = frozenset(stems(list(spanish)))
    stemmed = zip(english, stems(list(english)), strict=True)
    return _Words(
        common=frozenset(word for word, seen in english.items() if seen >= _COMMON),
        spanish_stems=spanish_stems,
        alike=frozenset(word for word, one in stemmed if one in spanish_stems),
        shares=_shares((english, spanish)),
    )


def _counted(language: str) -> dict[str, int]:
    """The folded words of a language, with how often its corpus has each."""
    from spellchecker import SpellChecker  # 0.2 s, and only a release being read or a question needs it

    counts: dict[str, int] = {}
    for word, seen in SpellChecker(language=language).word_frequency.items():
        folded = letters(word)
        counts[folded] = counts.get(folded, 0) + seen
    return counts


def _shares(languages: Iterable[Mapping[str, int]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for counts in languages:
        total = sum(counts.values())
        for word, seen in counts.items():
            if seen >= _OFTEN * total:
                found[word] = max(found.get(word, 0.0), seen / total)
    return found
