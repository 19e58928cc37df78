"""How text is read: folding, tokens, stems, sentences.

Folding happens token by token on a copy; every token keeps where it stands in
the text as it is.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat

import sentencex

from knowledge import scripts
from knowledge.dictionary import spanish_stem
from knowledge.lexicon import NATIONS, NO_SENTENCE_END, NUMBERS, RANKS, SHORT
from knowledge.records import Span
from knowledge.scripts import is_mark, letters, without_ending

# All runs that could fail late are bounded, so that no text takes more than linear time.
_POSSESSIVE = re.compile(r"['’ʼ`´]s?$")
# An article or a pronoun that leans on the word after it: "l'école", "dell'anno".
_ELIDED = re.compile(r"^[^\W\d_]{1,6}['’ʼ`´](?=\w)")
_ELIDING = frozenset({"catalan", "french", "italian"})
_IN_NUMBERS = frozenset(".,:⁄")  # the last in "½"
_LAST_WORD = re.compile(r"([^\s\"'“”‘’(\[]{1,20})\.[\"'”’)\]]*\s*$")
_LETTERS = re.compile(r"[a-z](?:\.[a-z]){1,4}")
_INNER_END = re.compile(r"[.!?][\"”’')\]]{0,3}\s(?=[\"“‘(\[]?[A-Z0-9])")
_OPENS = re.compile(r"\s[\"“‘(\[]\Z")
_IDEOGRAPHS = 0x3000  # where the marks of the scripts that part words end
_REMEMBERED = 40  # letters of a word that is folded and stemmed once for all texts
_LONGEST_PIECE = 2000  # sentencex takes time in the square of a text with many quotation marks


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it stands (`span`), folded (`word`), and as it is compared (`stem`)."""

    word: str
    stem: str
    span: Span


def fold(word: str) -> str:
    """Return `word` without what does not change which word it is: case, width, accents, possessive, dots."""
    # Plain letters have marks of their own for some signs: "(1)" for "⑴", a space and an accent for "´".
    bare = "".join(filter(_stays, letters(_POSSESSIVE.sub("", word))))
    if bare[:1].isdigit():
        return bare.replace(",", "")
    return bare.replace(".", "")


def _stays(character: str) -> bool:
    return character.isalnum() or is_mark(character) or character in _IN_NUMBERS


@lru_cache(maxsize=100_000)
def stem(word: str, language: str | None = None) -> str:
    """Return what a folded word is compared by: a number's digits, a rank in full, a nation, or its stem.

    `language` is that of the text it stands in, as `languages.py` tells it.
    """
    known = NUMBERS.get(word) or RANKS.get(word) or SHORT.get(word) or NATIONS.get(word)
    if known:
        word = known
    elsewhere = scripts.language(word) or language
    if elsewhere:
        return without_ending(word, elsewhere)
    return without_ending(spanish_stem(word) or word, "english")


def tokens(
    text: str, start: int = 0, end: int | None = None, *, language: str | None = None
) -> Iterator[Token]:
    """Yield the words of `text[start:end]`, which is in that language, in order, with their places in `text`.

    Of a script without spaces each few letters are one, so that they overlap.
    """
    for found in _token().finditer(text, start, len(text) if end is None else end):
        for first, last in scripts.stretches(found.group()):
            span = Span(found.start() + first, found.start() + last)
            word, compared = _read(span.of(text), language)
            if word:
                yield Token(word, compared, span)


def stems(text: str, span: Span | None = None, language: str | None = None) -> tuple[str, ...]:
    """Return the stems of the words of `text`, or a stretch of it, in order: as `tokens`, in less time."""
    start, end = (span.start, span.end) if span else (0, len(text))
    read = map(_read, _words(_token().findall(text, start, end)), repeat(language))
    return tuple(compared for word, compared in read if word)


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """A number, with its dots; initials ("U.S."); letters, digits, marks, what has no width, and one
    apostrophe inside. Runs without spaces are parted later.
    """
    return re.compile(
        rf"\d[\d.,:]{{0,30}}\d(?![^\W{scripts.unparted()}])"
        r"|(?:[^\W\d_]\.){1,7}[^\W\d_]\b\.?"
        rf"|[\w{scripts.marks()}\u00ad\u200b-\u200d\u2060]+(?:['’ʼ`´][^\W\d_]+)?"
    )


def _words(found: Iterable[str]) -> Iterator[str]:
    """What is compared as one word each, of what the pattern found."""
    return chain.from_iterable((raw,) if raw.isascii() else _parted(raw) for raw in found)


def _parted(raw: str) -> list[str]:
    return [raw[first:last] for first, last in scripts.stretches(raw)]


def plain(text: str) -> str:
    """Return `text` in lower case, without accents and marks, its words parted by single spaces.

    Nearly the words of `tokens`, folded, in less time: a possessive leaves its s.
    """
    bare = letters(text).translate(_unmarked())
    parted = _words(_token().findall(bare)) if scripts.has_unparted(bare) else bare.split()
    return " ".join(parted)


@lru_cache(maxsize=1)
def _unmarked() -> dict[int, str | None]:
    """What becomes of each character that is no letter or digit: nothing, where it stands inside words."""
    signs = (sign for sign in map(chr, range(_IDEOGRAPHS)) if not sign.isalnum() and not is_mark(sign))
    return {ord(sign): None if unicodedata.category(sign) == "Cf" or sign in ".," else " " for sign in signs}


def count_words(texts: Iterable[str], language: str | None = None) -> Counter[str]:
    """Count the folded words of `texts` in a language: those of `tokens`, in less time."""
    words: Counter[str] = Counter()
    for raw, times in Counter(chain.from_iterable(map(_token().findall, texts))).items():
        for one in _words((raw,)):
            words[_read(one, language)[0]] += times
    del words[""]
    return words


def _read(raw: str, language: str | None) -> tuple[str, str]:
    """Return a word folded, and its stem: the same two strings for the same word, which saves memory."""
    return (_remembered if len(raw) <= _REMEMBERED else _folded)(raw, language)


def _folded(raw: str, language: str | None) -> tuple[str, str]:
    word = fold(_ELIDED.sub("", raw) if language in _ELIDING else raw)
    return word, stem(word, language)


@lru_cache(maxsize=100_000)
def _remembered(raw: str, language: str | None) -> tuple[str, str]:
    return _folded(raw, language)


def sentences(text: str, whole: Span) -> tuple[Span, ...]:
    """Part `whole` into sentences, in order, without the white space around them.

    A full stop after a rank, an initial or an abbreviation ends none, nor does one before a lower-case
    letter; marks alone are none.
    """
    spans: list[Span] = []
    for piece in _pieces(text, whole):
        for start, end in _boundaries(piece.of(text)):
            part = strip(text, Span(piece.start + start, piece.start + end))
            if part.start == part.end:
                continue
            if spans and _goes_on(text, spans[-1], part):
                spans[-1] = Span(spans[-1].start, part.end)
            else:
                spans.append(part)
    return tuple(spans)


def _boundaries(piece: str) -> Iterator[tuple[int, int]]:
    """Cut where sentencex does, and inside quotations too, which it leaves whole."""
    cuts: set[int] = set()
    place = 0
    for sentence in sentencex.segment("en", piece):
        place += len(sentence)
        cuts.add(place)
    cuts.update(found.end() for found in _INNER_END.finditer(piece))
    # A mark that opens the next quotation is part of what it opens.
    moved = {cut - 1 if _OPENS.search(piece, max(0, cut - 2), cut) else cut for cut in cuts}
    return pairwise(sorted(moved | {0, len(piece)}))


def _pieces(text: str, whole: Span) -> Iterator[Span]:
    start = whole.start
    while whole.end - start > _LONGEST_PIECE:
        cut = text.rfind(". ", start, start + _LONGEST_PIECE) + 1
        if cut <= start:
            cut = text.rfind(" ", start, start + _LONGEST_PIECE) + 1
        if cut <= start:
            cut = start + _LONGEST_PIECE
        yield Span(start, cut)
        start = cut
    yield Span(start, whole.end)


def strip(text: str, span: Span) -> Span:
    """Return `span` without the white space at its ends; empty where it holds nothing else."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _goes_on(text: str, last: Span, following: Span) -> bool:
    """Whether the cut between two sentences was none."""
    if not any(map(str.isalnum, following.of(text))):  # marks alone are none: a quotation mark left open
        return True
    if text[following.start].islower() and following.start > last.end:
        return True
    ended = _LAST_WORD.search(text, max(last.start, last.end - 24), last.end)
    if ended is None:
        return False
    word = ended.group(1).casefold()
    if _LETTERS.fullmatch(word) and text[following.start].isdigit():  # "P.S. 164", "H.R. 3074"
        return True
    return word in NO_SENTENCE_END or (len(word) == 1 and word.isalpha())
