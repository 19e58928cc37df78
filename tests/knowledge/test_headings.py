"""A heading is never an answer; what stands below it is found by its words."""

from collections.abc import Callable

import pytest

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.records import Answer, NoAnswer
from knowledge.verdict import decide

Release = Callable[..., str]

HEADING = "About the Gull Point Light"
BELOW = "It was built of stone by forty masons, who are said to have slept in tents on the beach all summer."


@pytest.fixture
def lights(release: Release) -> Edition:
    """A made-up story with a heading, and one of something else."""
    texts = [
        release("The board met on Monday to hear the keepers of the coast and their plans.", HEADING, BELOW),
        release("It rained on the made-up moor for nine days.", number="3", title="Rain"),
    ]
    return edit([read(text.encode(), f"{number}.txt")[0] for number, text in enumerate(texts)])


@pytest.mark.parametrize("question", ["what is the gull point light", "gull point light", "about the light"])
def test_a_heading_is_no_answer(lights: Edition, question: str) -> None:
    said = decide(lights, question, minimum=0.0)
    shown = said.ranked if isinstance(said, Answer) else said.nearest
    assert HEADING not in {match.passage.text for match in shown}
    assert shown
    assert shown[0].passage.text == BELOW


def test_nothing_but_a_heading_answers_nothing(lights: Edition) -> None:
    within = next(story.id for story in lights.stories if story.title == "Rain")
    assert isinstance(decide(lights, "what is the gull point light", minimum=0.2, within=within), NoAnswer)


def test_who_built_it_is_told_below_the_heading(lights: Edition) -> None:
    said = decide(lights, "who built the light at gull point", minimum=0.3)
    assert isinstance(said, Answer)
    assert said.best is not None
    assert said.best.passage.text == BELOW
