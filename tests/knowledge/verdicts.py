"""What many tests do with verdicts: ask in a conversation, look for words in the answer."""

from collections.abc import Sequence

from knowledge.edition import Edition
from knowledge.records import Answer, NoAnswer, Verdict
from knowledge.talk import Said, said_by
from knowledge.verdict import decide


def talk(edition: Edition, questions: Sequence[str], minimum: float = 0.45) -> Verdict:
    """Ask one question after the other, and return the last verdict."""
    said: Said | None = None
    verdict: Verdict = NoAnswer("", "nothing was asked")
    for question in questions:
        verdict = decide(edition, question, minimum=minimum, said=said)
        said = said_by(edition, verdict, said)
    return verdict


def check_said(verdict: Verdict, words: str) -> None:
    """Assert that the answer is a passage with these words, a slice of its story, and the sentence of it."""
    assert isinstance(verdict, Answer), verdict
    best = verdict.best
    assert best is not None
    assert words in best.passage.text
    assert best.passage.text in best.passage.story.text
    assert best.sentence_text in best.passage.text
