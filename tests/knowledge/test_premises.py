"""What a question takes for granted: an event, a post, a sum. Without a word for it there is no answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.premises import premises
from knowledge.question import understand
from knowledge.records import NoAnswer
from knowledge.verdict import decide

from .verdicts import check_said

_TEXT = """
The made-up ferry Otter of the Harbor Board of Ash sank at its pier on Monday, and two sailors drowned.

"We let the town down," said Una Rill, owner of the ferry Otter. "The hull was thin."

The board of Ash removed Piet Loom, captain of the Otter, from his position because he had slept.

The board asked Una Rill of the ferry Otter to repair the pier of Ash within 30 days.

Una Rill agreed to give $4,500 to the families of the sailors of the Otter.

The ferry Otter will be lifted by a crane from Brindle, whose mayor lent it to Ash.
"""


@pytest.fixture
def ferry(release: Callable[..., str]) -> Edition:
    """A made-up story of a ferry that sank."""
    return edit([read(release(*_TEXT.strip().split("\n\n")).encode(), "ferry.txt")[0]])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("why was the captain of the ferry Otter fired", "removed Piet Loom"),
        ("how much did Una Rill pay to the families of the sailors", "$4,500"),
        ("whose mayor lent the crane to Ash", "lent it"),
        ("who is the captain of the Otter", "Piet Loom"),
        ("who is the owner of the ferry Otter", "Una Rill"),
        ("por que despidieron al capitan del ferry Otter", "removed Piet Loom"),
        ("what did Una Rill say about the hull of the ferry", "The hull was thin"),
    ],
)
def test_what_is_told_is_answered_in_other_words(
    ferry: Edition, minimum: float, question: str, words: str
) -> None:
    check_said(decide(ferry, question, minimum=minimum), words)


@pytest.mark.parametrize(
    "question",
    [
        "why did Una Rill sell the ferry Otter",
        "why was Una Rill of the ferry Otter arrested",
        "how long is the prison sentence of Piet Loom, captain of the Otter",
        "who won the race of the ferry Otter on Monday",
        "why did the Harbor Board of Ash cancel the ferry Otter",
        "how much did the crane from Brindle cost",
        "how big a fine did the Harbor Board of Ash get",
        "why was Una Rill relieved of the ferry Otter",
        "how much did the board of Ash pay to repair the pier",
        "who is the sheriff of Ash",
        "who is the director of the Harbor Board of Ash",
        "por que vendieron el ferry Otter",
        "quien es el gobernador de Ash",
        "what did Piet Loom say about the ferry Otter",
        "que dijo Piet Loom del ferry Otter",
    ],
)
def test_what_is_not_told_is_refused_whatever_else_is(ferry: Edition, minimum: float, question: str) -> None:
    """Every one of them has its other words in one sentence of the story."""
    assert isinstance(decide(ferry, question, minimum=minimum), NoAnswer)


@given(st.text(max_size=200))
def test_anything_can_be_asked_of_a_passage(made_up: Edition, question: str) -> None:
    asked = understand(question, made_up.vocabulary)
    assert premises(asked).unmet_by(made_up.profiles[0]) in (True, False)


@pytest.mark.parametrize("words", ["how much ", "who is ", "how big the ", "killed ", "how much money "])
def test_a_long_question_is_read_at_once(made_up: Edition, words: str) -> None:
    """The question is cut at some length; its patterns are tried on more than that, and must end."""
    asked = replace(understand(words, made_up.vocabulary), plain=words * 10_000)
    assert premises(asked).unmet_by(made_up.profiles[0]) in (True, False)
