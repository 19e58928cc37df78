""" "And X?": the question before is asked of X; a passage that does not tell of X is no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.question import understand
from knowledge.records import Answer, NoAnswer
from knowledge.turns import asks_in_turn, in_turn

from .verdicts import check_said, talk


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (["how many vehicles crossed heron lake in 2022", "and in 2023?"], "402 vehicles"),
        (["how many vehicles crossed heron lake in 2023", "what about 2022"], "310 vehicles"),
        (["what did Mara Quill say", "and juniper vale?"], "I was seasick"),
        (["what did Tobias Wren say", "and quill?"], "Nobody on the far bank"),
        (["who is Verity Stone", "ok and garrow?"], "Assistant U.S. Attorney Miles Garrow"),
        (["how many vehicles crossed heron lake in 2022", "and in 2023?", "and in 2022?"], "310 vehicles"),
        (["qué dijo Mara Quill", "¿y Juniper Vale?"], "I was seasick"),
    ],
)
def test_the_question_before_is_asked_of_another(
    made_up: Edition, minimum: float, questions: list[str], words: str
) -> None:
    said = talk(made_up, questions, minimum)
    assert said.question == questions[-1]
    check_said(said, words)


def test_the_words_of_another_are_not_those_of_x(sample: Edition, minimum: float) -> None:
    """Ryan names Bossio, and in more of the words of the question than Bossio uses."""
    said = talk(sample, ["what did ryan say about the peruvian army", "and bossio?"], minimum)
    assert isinstance(said, Answer), said
    assert said.best is not None
    assert "Bossio" in (said.best.passage.speaker or "")
    silent = ["what did ryan say about the peruvian army", "and bossio?", "and bezada?"]
    assert isinstance(talk(sample, silent, minimum), NoAnswer)


@pytest.mark.parametrize(
    "questions",
    [
        ["what did Hattie Crust say about the salt", "and ansel pike?"],
        ["what did Mara Quill say", "and barnaby slate?"],
        ["how many vehicles crossed heron lake in 2022", "and in 2019?"],
        ["until when was the lamp lit with whale oil", "and the zeppelin?"],
    ],
)
def test_of_what_nothing_is_told_nothing_is_answered(
    made_up: Edition, minimum: float, questions: list[str]
) -> None:
    assert isinstance(talk(made_up, questions, minimum), NoAnswer)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("and jones?", True),
        ("y la capitana?", True),
        ("what about the second ferry", True),
        ("and in 2013?", True),
        ("and when?", False),
        ("and what did he say", False),
        ("and which stories are about jones", False),
        ("what about the other one", False),
        ("and him?", False),
        ("jones", False),
        ("and", False),
        ("", False),
    ],
)
def test_what_asks_in_turn(made_up: Edition, question: str, asks: bool) -> None:
    assert asks_in_turn(understand(question, made_up.vocabulary)) is asks


@pytest.mark.parametrize(
    ("before", "question", "readings"),
    [
        ("how long was tobias quill jailed", "and garrow?", ["how long was garrow jailed"]),
        ("what did mara quill say about oars", "and vale?", ["what did vale say about oars"]),
        ("who led the ferry in may 2022", "and in june?", ["who led the ferry in june"]),
        ("who led the bakers", "and sailors?", ["who led the bakers sailors"]),
        ("who led the bakers", "and who was hurt?", []),
    ],
)
def test_x_stands_where_its_sort_stood(
    made_up: Edition, before: str, question: str, readings: list[str]
) -> None:
    asked = understand(question, made_up.vocabulary)
    assert [one.before for one in in_turn(asked, before, made_up.vocabulary, None)] == readings


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_questions_can_be_read(made_up: Edition, before: str, question: str) -> None:
    asked = understand(f"and {question}", made_up.vocabulary)
    for one in in_turn(asked, before, made_up.vocabulary, None):
        assert one.typed == asked.typed
        assert one.asked_of <= set(asked.stems)
