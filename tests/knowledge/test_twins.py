"""Stories that are alike: the one that the question names wins; of two that fit equally both are named."""

from collections.abc import Callable

import pytest

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.records import Answer, NoAnswer
from knowledge.verdict import decide

Release = Callable[..., str]


@pytest.fixture
def parades(release: Release) -> Edition:
    """Two made-up parades that differ in their town, and a story of something else."""
    texts = [
        release("The parade of Amberley drew ninety horses to the fair.", number="1", title="Amberley"),
        release("The parade of Brindle drew seventy horses to the fair.", number="2", title="Brindle"),
        release("It rained on the made-up moor for nine days.", number="3", title="Rain"),
    ]
    return edit([read(text.encode(), f"{number}.txt")[0] for number, text in enumerate(texts)])


def ask(edition: Edition, question: str) -> Answer:
    said = decide(edition, question, minimum=0.3)
    assert isinstance(said, Answer), said
    return said


@pytest.mark.parametrize(("town", "words"), [("Amberley", "ninety"), ("Brindle", "seventy")])
def test_the_town_decides(parades: Edition, town: str, words: str) -> None:
    said = ask(parades, f"how many horses were at the parade of {town}")
    assert said.best is not None
    assert words in said.best.passage.text
    assert said.beside is None


def test_both_are_named_where_nothing_decides(parades: Edition) -> None:
    said = ask(parades, "how many horses were at the parade and the fair")
    assert said.best is not None
    assert said.beside is not None
    assert said.beside == said.alternatives[0]
    shown = {said.best.passage.story.id, said.beside.passage.story.id}
    assert shown == {"1", "2"}


@pytest.mark.parametrize(
    "question",
    [
        "what is the difference between the parades of Amberley and Brindle",
        "compare the parades of Amberley and Brindle",
        "did Amberley and Brindle draw the same horses to the fair in both parades",
        "did the two stories name the same fair for the horses",
        "Amberley parade vs Brindle parade",
        "how is the parade of Amberley different from the one of Brindle",
        "did Amberley or Brindle draw more horses",
        "how many horses at the parade of Amberley and how many in Brindle",
        "the parade of Amberley compared with the one of Brindle",
        "who drew horses to Amberley and who to Brindle",
        "¿qué diferencia hay entre el desfile de Amberley y el de Brindle?",
    ],
)
def test_a_comparison_shows_both(parades: Edition, question: str) -> None:
    said = ask(parades, question)
    assert said.best is not None
    assert said.beside is not None
    assert {said.best.passage.story.id, said.beside.passage.story.id} == {"1", "2"}


def test_one_story_stands_alone(parades: Edition) -> None:
    assert ask(parades, "how many days did it rain on the moor").beside is None


@pytest.fixture
def settled(release: Release) -> Edition:
    """A made-up lawsuit and its settlement, which tells of the lawsuit too, and a story of another case."""
    texts = [
        release(
            "The port of Ash filed a lawsuit against Oar and Sons on Monday.", number="1", title="Lawsuit"
        ),
        release("Oar and Sons reached a settlement of the lawsuit of Ash.", number="2", title="Settlement"),
        release("A lawsuit over a goat ended in a settlement in Fenwick.", number="3", title="Goat"),
    ]
    return edit([read(text.encode(), f"{number}.txt")[0] for number, text in enumerate(texts)])


def test_the_second_story_holds_what_the_first_lacks(settled: Edition) -> None:
    said = ask(settled, "what changed between the lawsuit and the settlement of Oar and Sons of Ash")
    assert said.best is not None
    assert said.beside is not None
    assert {said.best.passage.story.id, said.beside.passage.story.id} == {"1", "2"}


@pytest.mark.parametrize(
    "question",
    ["how is the parade of Amberley different from the one of Zanzibar", "compare whales with bicycles"],
)
def test_what_two_stories_do_not_hold_is_not_compared(parades: Edition, question: str) -> None:
    said = decide(parades, question, minimum=0.45)
    assert isinstance(said, NoAnswer) or said.beside is None
