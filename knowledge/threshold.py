"""How sure an answer must be: the threshold set, moved a little to suit the releases that are loaded.

Releases that are much alike make the matcher surer of what none of them says. How sure, questions tell
whose answer is known to be missing: made of the words of a sentence, and asked with its passage left out.
"""

import hashlib
from collections.abc import Callable, Iterator
from heapq import nsmallest

from knowledge.confidence import chance, weigh
from knowledge.edition import Edition
from knowledge.lexicon import STOP_WORDS
from knowledge.matcher import rank
from knowledge.question import understand
from knowledge.reach import in_reach
from knowledge.records import Passage, Span
from knowledge.rules import Request
from knowledge.text import tokens

_STORIES = 20  # of fewer stories the questions would tell little
_QUESTIONS = 100
_FEWEST, _MOST = 3, 6  # words of a question that is made
_SHORTEST, _LONGEST = 8, 40  # words of a sentence that one is made of
_REFUSED = 0.8  # the share of those questions that is to be refused
_FURTHEST = 0.05  # how far the threshold is moved at most


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
    """Every other word of some sentences, the same ones each time, with the places of their passages."""
    told = (
        (_lot(profile.passage, sentence.span), place, sentence.span)
        for place, profile in enumerate(edition.profiles)
        if profile.passage.tells
        for sentence in profile.sentences
        if _SHORTEST <= len(sentence.order) <= _LONGEST
    )
    for _, place, span in nsmallest(_QUESTIONS, told):
        text = edition.profiles[place].passage.story.text
        words = [one for one in tokens(text, span.start, span.end) if one.word not in STOP_WORDS][::2]
        if len(words) >= _FEWEST:
            yield place, " ".join(one.span.of(text) for one in words[:_MOST])


def _lot(passage: Passage, span: Span) -> str:
    """A sentence's lot: which are drawn does not hang on the order of the stories, nor on chance."""
    return hashlib.sha256(f"{passage.id} {span.start}".encode()).hexdigest()


def _sure_without(edition: Edition, place: int, text: str) -> float:
    """How sure the best answer is that is not in the passage at `place`."""
    question = understand(text, edition.vocabulary, facts=False)
    places, cosines = in_reach(Request(edition, question))
    ranked = rank(edition, question, [one for one in places if one != place], cosines=cosines)
    return chance(weigh(edition, question, ranked)) if ranked else 0.0
