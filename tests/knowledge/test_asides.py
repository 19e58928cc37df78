"""Why somebody asks and how he feels is no part of the question; a lead that tells something is."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.asides import alone
from knowledge.edition import Edition
from knowledge.records import Answer, NoAnswer, Verdict
from knowledge.text import tokens

ASKED = "how many loaves did the field bakers bake"
AROUND = (
    "my son is serving and we hear nothing, so could you let me know {}? God bless",
    "sorry if this was asked before but {}",
    "my boss wants to know {}",
    "{} i cant find it anywhere",
    "{}??? asking for a friend lmao",
    "Good evening. I have been offline all day. {}? No rush at all",
    "wait hold on, {}",
    "{} plz i have class soon",
    "hey all, members keep asking me {} and i have no clue what to say",
    "{}? I don't trust what i saw there",
    "ngl i'm totally lost, {}",
    "{} 😭 my phone is dying",
    "i could not sleep because i kept wondering {}. Sorry for the late message.",
)
AROUND_SPANISH = (
    "mi hermano está lejos y en casa estamos preocupados, ¿nos pueden decir {}?",
    "{}?? me lo preguntó mi abuela y no supe qué decirle",
    "chicos, en mi grupo no paran de preguntarme {} porque yo ya no sé qué decir",
)
SPANISH = "cuántos panes hornearon los panaderos"


@pytest.mark.parametrize("around", AROUND)
def test_only_the_question_is_left(around: str) -> None:
    left = alone(around.format(ASKED), ())
    assert left is not None
    assert left.removeprefix("but ").removesuffix(" and") == ASKED


@pytest.mark.parametrize("around", AROUND_SPANISH)
def test_only_the_spanish_question_is_left(around: str) -> None:
    assert alone(around.format(SPANISH), ()) == "cuantos panes hornearon los panaderos"


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "In 2022, when the ferry sank, who was on board?",
        "the robot trials: what did the soldiers like",
        "who is quoted in the story, and who wrote it?",
        "what is the story id of the us peru talks",
        "why is my home wifi so slow",
        "what did he say? and when?",
        "",
        "?",
        "😭",
    ],
)
def test_where_nobody_speaks_of_himself_nothing_is_left_out(text: str) -> None:
    assert alone(text, ()) is None


def test_a_lead_in_the_sentence_of_the_question_stays() -> None:
    asked = "Sorry! At the second ferry, after the fog lifted, who steered it? I need it today"
    assert alone(asked, ()) == "at the second ferry after the fog lifted who steered it"


def test_names_that_the_releases_use_stay_wherever_they_stand() -> None:
    asked = "I am writing about the Zorvane treaty with Peru in 2013. Who signed it?"
    assert alone(asked, ("zorvane", "treaty")) == "zorvane peru 2013 who signed it"
    assert alone(asked, ()) == "peru 2013 who signed it"


@pytest.mark.parametrize(
    "text", ["i have no idea", "thanks, bye", "please help me", "I need it. What is it?"]
)
def test_where_no_question_would_be_left_there_is_none(text: str) -> None:
    assert alone(text, ()) is None


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*" ".join(AROUND).split(), ASKED, ".", "?"])).map(" ".join)
)
@settings(deadline=None)
def test_what_is_left_is_in_the_text(text: str) -> None:
    left = alone(text, ())
    assert left is None or set(left.split()) <= set(alone_words(text))


def alone_words(text: str) -> list[str]:
    """All words of a text, as they are compared."""

    return [one.word for one in tokens(text)]


def test_what_is_pasted_is_left_as_it_is() -> None:
    assert alone(f"I need help. {ASKED}? " * 100, ()) is None


@pytest.mark.parametrize("around", AROUND)
def test_the_answer_is_that_of_the_question(
    ask: Callable[..., Verdict], made_up: Edition, around: str
) -> None:
    text = around.format(ASKED)
    plain, answered = ask(made_up, ASKED), ask(made_up, text)
    assert isinstance(plain, Answer)
    assert isinstance(answered, Answer)
    assert answered.best is not None
    assert plain.best is not None
    assert answered.best.passage == plain.best.passage
    assert answered.question == text


@pytest.mark.parametrize("around", AROUND)
def test_what_no_release_says_is_refused_all_the_same(
    ask: Callable[..., Verdict], made_up: Edition, around: str
) -> None:
    assert isinstance(ask(made_up, around.format("who won the chess olympiad in Oslo")), NoAnswer)
