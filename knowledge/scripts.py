"""How words are written in each script: which marks are letters, where words end, whose endings they take."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import Stemmer

# Scripts that write no spaces between words: kana, Chinese and Korean (which has spaces, but words that take
# many endings), as the inside of a pattern's set …
_SYLLABLES = (
    "\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
_SYLLABLE = re.compile(f"[{_SYLLABLES}]")
# … and Thai, Lao, Burmese, Khmer.
_SOUNDS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
# So many letters that follow each other are compared as one word, where each is a syllable, or a sound.
_OF_SYLLABLES, _OF_SOUNDS = 2, 3
_LETTER = re.compile(r"\w\W{0,8}|\W")

_MARKS = (0x0300, 0x2FFF)
_GENERAL = "\u036f"  # up to here marks are of no one script
# Unicode's canonical combining classes of Hebrew and Arabic vowels, and from where on those of accents are.
# Marks of all other classes are letters.
_VOWELS, _ACCENTS = range(10, 37), 200
_SHORT_I = "й"  # no и with an accent

# The first and the last character of scripts, and the language whose endings are taken off.
_ENDINGS = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u052f", "russian"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
)


@lru_cache(maxsize=1)
def unparted() -> str:
    """Return the letters, marks and digits of scripts without spaces, as the inside of a pattern's set."""
    return _SYLLABLES + _sounds()


@lru_cache(maxsize=1)
def marks() -> str:
    """Return the marks that stand with the letters of any script, as the inside of a pattern's set."""
    return "".join(filter(is_mark, _characters(*_MARKS)))


def letters(text: str) -> str:
    """Return `text` in small, plain letters: without width, ligatures, accents."""
    if text.isascii():
        return text.lower()
    # Kept before the marks are put in order: another one could come between и and its own.
    pieces = unicodedata.normalize("NFC", text.casefold()).split(_SHORT_I)
    apart = (unicodedata.normalize("NFKD", piece).casefold().translate(_accents()) for piece in pieces)
    return unicodedata.normalize("NFC", _SHORT_I.join(apart))


def stretches(word: str) -> Sequence[tuple[int, int]]:
    """Return where in `word` stand what is compared as one word: all of it, or each few letters of a run.

    Those of a run without spaces overlap: each starts at the letter after the one where the last started.
    """
    if not has_unparted(word):
        return ((0, len(word)),)
    return [part for run in _runs().finditer(word) for part in _few_letters(run)]


def _few_letters(run: re.Match[str]) -> Iterable[tuple[int, int]]:
    if not run.lastgroup:
        return [run.span()]
    together = _OF_SOUNDS if run.lastgroup == "sounds" else _OF_SYLLABLES
    starts = [letter.start() for letter in _LETTER.finditer(run.string, *run.span())]
    return zip(starts, [*starts[together:], run.end()], strict=False)


def language(word: str) -> str | None:
    """Return the language whose endings a folded word of another script than Latin takes; None if unknown."""
    return next((name for first, last, name in _ENDINGS if first <= word[:1] <= last), None)


def without_ending(word: str, language: str) -> str:
    """Return the stem of a folded word of that language."""
    return str(stemmer(language).stemWord(word))


@lru_cache
def stemmer(language: str) -> Stemmer.Stemmer:
    """Return what takes the endings of a language off its words; it remembers none of them."""
    return Stemmer.Stemmer(language, 0)


def is_mark(character: str) -> bool:
    """Whether a character is a mark that belongs to the letter before it."""
    return unicodedata.category(character).startswith("M")


def has_unparted(text: str) -> bool:
    """Whether `text` has a letter of a script without spaces."""
    return not text.isascii() and _unparted().search(text) is not None


def has_syllables(text: str) -> bool:
    """Whether `text` has a letter of a script without spaces that writes syllables, not sounds."""
    return not text.isascii() and _SYLLABLE.search(text) is not None


def _is_accent(character: str) -> bool:
    """Whether a mark only says how a letter sounds, so that readers leave it out."""
    if not is_mark(character):
        return False
    written = unicodedata.combining(character)
    enclosing = unicodedata.category(character) == "Me"
    return enclosing or character <= _GENERAL or written in _VOWELS or written >= _ACCENTS


def _characters(first: int, last: int) -> Iterable[str]:
    return map(chr, range(first, last + 1))


@lru_cache(maxsize=1)
def _accents() -> dict[int, None]:
    return {ord(one): None for one in _characters(*_MARKS) if _is_accent(one)}


@lru_cache(maxsize=1)
def _unparted() -> re.Pattern[str]:
    return re.compile(f"[{unparted()}]")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?P<syllables>[{_SYLLABLES}]+)|(?P<sounds>[{_sounds()}]+)|[^{unparted()}]+")


@lru_cache(maxsize=1)
def _sounds() -> str:
    every = (one for block in _SOUNDS for one in _characters(*block))
    return "".join(one for one in every if one.isalnum() or is_mark(one))
