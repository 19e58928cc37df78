"""The words of a question -> those of the releases: slips put right, and each word in their language."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from knowledge import asking
from knowledge.courtesy import SLANG
from knowledge.dictionary import is_english
from knowledge.languages import ELSEWHERE
from knowledge.records import Repair, Span
from knowledge.spanish import english, in_spanish
from knowledge.spelling import TO_ASK, Vocabulary
from knowledge.text import Token, stem

_COGNATE = 4  # so many letters a Spanish word has in common with the English one it is read as
_SLIPS = 8  # so many slips are put right: each takes up to 1 ms for every 5,000 words that releases use
_FITTED = 4  # so many of them are fitted to the other words of the question
_OTHERS = 12  # of which so many are looked at


def repaired(
    words: Sequence[Token], vocabulary: Vocabulary, language: str | None = None
) -> tuple[list[Token], list[Repair]]:
    """Return the words of a question in a language as releases would have them, and what was put right."""
    spanish = language is None and asks_in_spanish(words)
    words, repairs = _joined(words, vocabulary, language)
    foreign = (
        {} if language else {one.word: _translated(one.word, vocabulary, spanish=spanish) for one in words}
    )
    left = [one for one in words if not foreign.get(one.word)]
    right = _put_right(left, vocabulary, language, spanish=spanish)
    out: list[Token] = []
    for word in words:
        meant, better = foreign.get(word.word), right.get(word.word)
        if meant:
            out.append(replace(word, stem=stem(meant)))
        elif better:
            repairs.append(Repair(word.word, " ".join(better)))
            out += [Token(part, stem(part, language), word.span) for part in better]
        else:
            out.append(word)
    return out, repairs


def _joined(
    words: Sequence[Token], vocabulary: Vocabulary, language: str | None
) -> tuple[list[Token], list[Repair]]:
    """The words with those that were written as two put together, and what was put together."""
    out: list[Token] = []
    repairs: list[Repair] = []
    for word in words:
        whole = vocabulary.joined(out[-1].word, word.word) if out else None
        if whole:
            first = out.pop()
            repairs.append(Repair(f"{first.word} {word.word}", whole))
            word = Token(whole, stem(whole, language), Span(first.span.start, word.span.end))
        out.append(word)
    return out, repairs


def is_foreign(words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Return whether most words of a Spanish question by which that can be told are compared by English ones,
    and are no words of the releases, which may be Spanish too.
    """
    known = [(word, meant) for word in words if (meant := english(word.word))]
    theirs = sum(word.word in vocabulary and not is_english(word.word) for word, _ in known)
    foreign = sum(word.stem == stem(meant) for word, meant in known)
    return foreign > theirs


def asks_in_spanish(words: Sequence[Token]) -> bool:
    """Whether a question asks in Spanish; others may hold a Spanish name."""
    asked = sum(word.word in asking.SPANISH for word in words)
    return asked > 0 and asked >= sum(word.word in asking.ENGLISH for word in words)


def _translated(word: str, vocabulary: Vocabulary, *, spanish: bool) -> str | None:
    """A word that no release uses, in their language; None for one that may be of their language itself.

    To Spanish releases a Spanish word stays as it is: they may use it in another form, which has its stem.
    """
    if word in vocabulary:
        return None
    if vocabulary.is_spanish:
        return next((one for one in in_spanish(word) if one in vocabulary), None)
    return english(word) if spanish or not is_english(word) else None


def _put_right(
    words: Sequence[Token], vocabulary: Vocabulary, language: str | None, *, spanish: bool
) -> dict[str, tuple[str, ...]]:
    """What those of `words` that are slips were meant to be; of those that must be looked up, the first."""
    known = {one.word: (asking.SLIPS[one.word],) for one in words if one.word in asking.SLIPS}
    doubted = dict.fromkeys(
        one.word for one in words if one.word not in known and vocabulary.doubts(one.word, language)
    )
    others = [one.stem for one in words if one.word in vocabulary and one.word not in TO_ASK]
    looked_up: dict[str, tuple[str, ...]] = {}
    for number, word in enumerate(islice(doubted, _SLIPS)):
        if word not in ELSEWHERE and word not in SLANG:
            meant = vocabulary.meant(word, others[:_OTHERS] if number < _FITTED else (), language)
            foreign = spanish and len(meant) == 1 and meant[0][:_COGNATE] != word[:_COGNATE]
            looked_up[word] = () if foreign else meant
    return known | looked_up
