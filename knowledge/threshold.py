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
_FURTHEST = 0.05  # how far the threshold is moved at most


@dataclass(frozen=True, slots=True)
class Measured:
    """Which releases a measurement was of, and whether it was with a sentence model."""

    stories: frozenset[bytes]
    with_meaning: bool

    @classmethod
    def of(cls, edition: Edition) -> "Measured":
        """Note what an edition holds."""
        return cls(frozenset(slug.mark for slug in edition.slugs), edition.meaning is not None)

    def differs(self, before: "Measured") -> bool:
        """Whether a tenth of the stories is new, gone or changed, or the sentence model came or went."""
        changed = max(len(self.stories - before.stories), len(before.stories - self.stories))
        return self.with_meaning != before.with_meaning or changed > _FEW_CHANGED * len(before.stories)


def needed(minimum: float, unsaid: float | None) -> float:
    """Return the confidence an answer needs: `minimum`, moved towards `unsaid`, where that was measured."""
    if unsaid is None:
        return minimum
    return min(1.0, max(0.0, minimum - _FURTHEST, min(minimum + _FURTHEST, unsaid)))


def measure(edition: Edition, stop: Callable[[], bool]) -> float | None:
    """Return the confidence that four in five of the answers stay below which no passage holds.

    Asks 100 questions, some 10 ms each. None where there are too few stories, or `stop` said to stop.
    """
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
    ranked = rank(edition, question, [one for one in places if one != place], cosines=cosines)
    return chance(weigh(edition, question, ranked)) if ranked else 0.0
