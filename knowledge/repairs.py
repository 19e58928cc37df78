"""The words of a question -> those of the releases: slips put right, and each word in their language."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge import asking, facts
from knowledge.dictionary import is_english
from knowledge.records import Repair
from knowledge.spanish import english, in_spanish
from knowledge.spelling import Vocabulary
from knowledge.text import Token, stem

_COGNATE = 4  # so many letters a Spanish word has in common with the English one it is read as
_SLIPS = 8  # so many slips are put right: each takes up to 1 ms for every 5,000 words that releases use


def repaired(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[list[Token], list[Repair]]:
    """Return the words of a question as the releases would have them, and what was put right."""
    spanish = asks_in_spanish(words)
    foreign = {word.word: _translated(word.word, vocabulary, spanish=spanish) for word in words}
    right = _put_right([one for one, meant in foreign.items() if not meant], vocabulary, spanish=spanish)
    out: list[Token] = []
    repairs: list[Repair] = []
    for word in words:
        meant, better = foreign[word.word], right.get(word.word)
        if meant:
            out.append(replace(word, stem=stem(meant)))
        elif better:
            repairs.append(Repair(word.word, " ".join(better)))
            out += [Token(part, stem(part), word.span) for part in better]
        else:
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


def _put_right(words: Sequence[str], vocabulary: Vocabulary, *, spanish: bool) -> dict[str, tuple[str, ...]]:
    """What those of `words` that are slips were meant to be; of those that must be looked up, the first."""
    known = {one: (asking.SLIPS[one],) for one in words if one in asking.SLIPS}
    doubted = [one for one in words if one not in known and vocabulary.doubts(one)]
    return known | {one: _better(one, vocabulary, spanish=spanish) for one in doubted[:_SLIPS]}


def _better(word: str, vocabulary: Vocabulary, *, spanish: bool) -> tuple[str, ...]:
    """The words that a `word` of doubt was meant to be; none when it may stay."""
    if word in asking.WORDS or word in facts.FACT_WORDS:
        return ()
    pair = vocabulary.split(word)
    if pair:
        return pair
    meant = vocabulary.repair(word)
    if not meant or stem(meant) == stem(word):
        return ()
    return () if spanish and meant[:_COGNATE] != word[:_COGNATE] else (meant,)
