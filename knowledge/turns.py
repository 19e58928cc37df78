""" "And X?", "what about X?": the question before, asked of X."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.dictionary import is_listed
from knowledge.lexicon import MONTHS
from knowledge.question import Question, understand
from knowledge.spelling import Vocabulary
from knowledge.text import Token

_IN_TURN = re.compile(
    r"^(?:ok |okay |no )?(?:and|y|what about|how about|que tal|i mean|i meant) "
    r"(?:(?:the|in|on|for|from|at|with|el|la|los|las|en|de|por|para|con|a) ){0,3}"
)
# What X is not: a question of its own, or somebody who was named before.
_ASKS_ITSELF = re.compile(
    r"\b(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|quien|que|cuando|donde|como|cual"
    r"|cuant[oa]s?|it|he|she|they|him|her|them|ella|ellos|else|others?|next|otr[oa]s?)\b"
)
_FEW = 3  # words that X has at most
_READINGS = 3


def asks_in_turn(question: Question) -> bool:
    """Return whether a question asks of something, X, what was asked before of another thing."""
    if question.kind != "what" or question.scope != "passage" or question.fact is not None:
        return False
    return 0 < len(_of(question)) <= _FEW and not _ASKS_ITSELF.search(_rest(question))


def in_turn(question: Question, before: str, vocabulary: Vocabulary, today: date | None) -> list[Question]:
    """Return how a question that asks in turn can be read, after the one `before`; none for another question.

    Each is the question before with X in the place of who spoke, of a time if X is one, or of one of up to
    three names; or with X besides, where it is another sort of word.
    """
    if not asks_in_turn(question):
        return []
    of, first = _of(question), understand(before, vocabulary, today=today)
    named = " ".join(one.word for one in of)
    texts = [_put(first.plain, place, named) for place in _places(first, question)[:_READINGS]]
    return [_read(question, of, text, vocabulary, today) for text in texts or [f"{first.plain} {named}"]]


def _rest(question: Question) -> str:
    """What stands after the "and"; nothing where there is none."""
    found = _IN_TURN.match(question.plain)
    return question.plain[found.end() :] if found else ""


def _of(question: Question) -> list[Token]:
    """The words of X."""
    rest = _rest(question).split()
    return [term for term in question.terms if term.word in rest]


def _places(first: Question, question: Question) -> list[set[str]]:
    """The words of the first question in whose place X may stand: who spoke, or what is of its sort."""
    sort = "time" if question.period else _sort(_of(question)[-1].word)
    said = {term.word for term in first.terms if term.stem in first.sayer}
    if said and sort != "time":
        return [said]
    if sort == "word":
        return []
    told = first.plain.split() if sort == "time" else [term.word for term in first.terms]
    return list(_together(first.plain.split(), {word for word in told if _sort(word) == sort}))


def _together(words: Sequence[str], wanted: set[str]) -> Iterator[set[str]]:
    """Those of the `wanted` words that stand side by side: the parts of a name."""
    found: set[str] = set()
    for word in (*words, ""):
        if word in wanted:
            found.add(word)
        elif found:
            yield found
            found = set()


def _sort(word: str) -> str:
    if any(character.isdigit() for character in word) or word in MONTHS:
        return "time"
    return "word" if is_listed(word) else "name"


def _put(plain: str, place: set[str], named: str) -> str:
    words: list[str] = []
    for word in plain.split():
        if word not in place:
            words.append(word)
        elif named not in words:
            words.append(named)
    return " ".join(words)


def _read(
    question: Question, of: Sequence[Token], text: str, vocabulary: Vocabulary, today: date | None
) -> Question:
    read = understand(text, vocabulary, today=today)
    return replace(
        read,
        typed=question.typed,
        repairs=question.repairs,
        follows=True,
        before=text,
        asked_of=frozenset(one.stem for one in of),
    )
