"""How sure an answer must be: the threshold set, moved a little to suit the releases that are loaded.

Releases that are much alike make the matcher surer of what none of them says. How sure, questions tell
whose answer is known to be missing: made of the words of a sentence, and asked with its passage left out.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from knowledge.confidence import chance, weigh
from knowledge.edition import Edition
from knowledge.lexicon import STOP_WORDS
from knowledge.matcher import rank
from knowledge.question import understand
from knowledge.reach import in_reach
from knowledge.rules import Request
from knowledge.text import tokens

_STORIES = 20  # of fewer stories the questions would tell little
_QUESTIONS = 100
_STORIES_ASKED = 200  # so many stories its sentences are drawn from
_FEWEST, _MOST = 3, 6  # words of a question that is made
_SHORTEST, _LONGEST = 8, 40  # words of a sentence that one is made of
_REFUSED = 0.8  # the share of those questions that is to be refused
_FEW_CHANGED = 0.1  # the share of the stories that may change before it is measured anew
_MARK = 8  # bytes of a story's mark that tell it from the others
_FURTHEST = 0.05  # how far the threshold is moved at most


@dataclass(frozen=True, slots=True)
class Measured:
    """How sure the matcher was of what no passage said, and of which releases that was measured.

    `unsaid` is None where there were too few of them. `stories` are their marks, shortened.
    """

    unsaid: float | None
    stories: frozenset[bytes]
    with_meaning: bool


def differs(edition: Edition, measured: Measured) -> bool:
    """Whether a tenth of the stories is new, gone or changed, or the sentence model came or went."""
    now, before = _marks(edition), measured.stories
    changed = max(len(now - before), len(before - now))
    return (edition.meaning is not None) != measured.with_meaning or changed > _FEW_CHANGED * len(before)


def _marks(edition: Edition) -> frozenset[bytes]:
    return frozenset(slug.mark[:_MARK] for slug in edition.slugs)


def pack(measured: Measured) -> bytes:
    """Return what was measured as bytes; `unpack` makes it again."""
    unsaid = "" if measured.unsaid is None else repr(measured.unsaid)
    return f"{unsaid} {int(measured.with_meaning)}\n".encode() + b"".join(sorted(measured.stories))


def unpack(raw: bytes | None) -> Measured | None:
    """Return what was packed; None for nothing, and for what is damaged."""
    head, _, marks = (raw or b"").partition(b"\n")
    unsaid, _, with_meaning = head.partition(b" ")
    if with_meaning not in (b"0", b"1") or len(marks) % _MARK:
        return None
    stories = frozenset(marks[place : place + _MARK] for place in range(0, len(marks), _MARK))
    try:
        return Measured(float(unsaid) if unsaid else None, stories, with_meaning == b"1")
    except ValueError:
        return None


def needed(minimum: float, unsaid: float | None) -> float:
    """Return the confidence an answer needs: `minimum`, moved towards `unsaid`, where that was measured."""
    if unsaid is None:
        return minimum
    return min(1.0, max(0.0, minimum - _FURTHEST, min(minimum + _FURTHEST, unsaid)))


def measure(edition: Edition, stop: Callable[[], bool]) -> Measured:
    """Measure the confidence that four in five of the answers stay below which no passage holds.

    Asks 100 questions, some 10 ms each, until `stop` says to stop; what comes of it is then nothing.
    """
    return Measured(_unsaid(edition, stop), _marks(edition), edition.meaning is not None)


def _unsaid(edition: Edition, stop: Callable[[], bool]) -> float | None:
    if len(edition.stories) < _STORIES:
        return None
    sure = []
    for place, text in _questions(edition):
        if stop():
            return None
        sure.append(_sure_without(edition, place, text))
    return sorted(sure)[int(_REFUSED * len(sure))] if sure else None


def _questions(edition: Edition) -> Iterator[tuple[int, str]]:
    """Every other word of some sentences, the same ones each time, with the places of their passages.

    The sentences are drawn from stories that are drawn first, so that not all have to be looked into.
    """
    stories = nsmallest(_STORIES_ASKED, edition.slugs, key=lambda slug: _lot(slug.mark.hex()))
    told = (
        (_lot(f"{edition.profiles[place].passage.id} {sentence.span.start}"), place, sentence.span)
        for slug in stories
        for place in edition.places[slug.id]
        if edition.profiles[place].passage.tells
        for sentence in edition.profiles[place].sentences
        if _SHORTEST <= len(sentence.order) <= _LONGEST
    )
    for _, place, span in nsmallest(_QUESTIONS, told):
        text = edition.profiles[place].passage.story.text
        words = [one for one in tokens(text, span.start, span.end) if one.word not in STOP_WORDS][::2]
        if len(words) >= _FEWEST:
            yield place, " ".join(one.span.of(text) for one in words[:_MOST])


def _lot(name: str) -> str:
    """What is drawn does not hang on the order of the stories, nor on chance."""
    return hashlib.sha256(name.encode()).hexdigest()


def _sure_without(edition: Edition, place: int, text: str) -> float:
    """How sure the best answer is that is not in the passage at `place`."""
    question = understand(text, edition.vocabulary, facts=False)
    places, cosines = in_reach(Request(edition, question))
    others, its_rows = [one for one in places if one != place], edition.rows[place]
    left = {row: cosine for row, cosine in cosines.items() if row not in its_rows}
    ranked = rank(edition, question, others, cosines=left)
    return chance(weigh(edition, question, ranked, left)) if ranked else 0.0
