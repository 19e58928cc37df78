"""Whom a story names, and by which nouns it goes on to call them. All of it is made up."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cast import named, roles
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.text import stem
from knowledge.verdict import decide

from .verdicts import check_said

CHARGED = """Example County Prosecutor's Office

FOR IMMEDIATE RELEASE
Thursday, March 30, 2017

Ferry Cashier Charged with Taking Fares

An Example County woman was charged today with taking fares from the made-up ferry company.

The prosecutor identified the defendant as Zorah Quandt, 41, of Marrow. She was released until her trial.

According to the complaint, the defendant concealed $4,300 of fares in a lifebuoy between May and July.

The captain, Jorun Velk, found the money when the lifebuoy was thrown to a swimmer.
"""


@pytest.fixture(scope="module")
def charged() -> Edition:
    return edit(read(CHARGED.encode(), "charged.txt"))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The prosecutor identified her as Zorah Quandt, 41, of Marrow.", {"zorah", "quandt"}),
        ("Sgt. Jorun de la Velk met Brennor Q. Ashgrov.", {"jorun", "velk", "brennor", "ashgrov"}),
        ("La jueza Íngrid Ñuflez habló.", {"ingrid", "nuflez"}),
        ("The New York Police Department said so.", set()),  # a dictionary has all of these
        ("Nobody came. Quandt left.", set()),  # one word may begin a sentence
    ],
)
def test_names_are_words_with_capitals_side_by_side(sentence: str, names: set[str]) -> None:
    assert named([sentence]) == {stem(one) for one in names}


@pytest.mark.parametrize(
    ("sentence", "noun", "names"),
    [
        ("She identified the defendant as Zorah Quandt, 41.", "defendant", {"zorah", "quandt"}),
        ("The defendant, Zorah Quandt, left.", "defendant", {"zorah", "quandt"}),
        (
            "The defendants as Zorah Quandt, 41, and her son, Jorun Velk.",
            "defendant",
            {"zorah", "quandt", "jorun", "velk"},
        ),
        ("The suspect, Zorah Quandt, met Jorun Velk.", "suspect", {"zorah", "quandt"}),
        ("Identificó al acusado como Zorah Quandt.", "acusado", {"zorah", "quandt"}),
        ("La víctima, Zorah Quandt, salió.", "victima", {"zorah", "quandt"}),
    ],
)
def test_a_noun_before_a_name_stands_for_it(sentence: str, noun: str, names: set[str]) -> None:
    assert roles([sentence]) == {stem(one): {stem(noun)} for one in names}


@pytest.mark.parametrize(
    "sentence",
    [
        "The defendant met Zorah Quandt.",
        "The captain, Zorah Quandt, left.",
        "The defendant, who met Zorah Quandt, left.",
    ],
)
def test_another_noun_or_place_stands_for_nobody(sentence: str) -> None:
    assert roles([sentence]) == {}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("where did zorah quandt conceal the fares", "in a lifebuoy"),
        ("how much did Quandt conceal", "$4,300"),
        ("who is the defendant", "Zorah Quandt"),
    ],
)
def test_what_a_story_tells_of_somebody_is_found_where_it_calls_them_by_a_noun(
    charged: Edition, asked: str, said: str
) -> None:
    check_said(decide(charged, asked, minimum=0.45), said)


@given(st.lists(st.text()))
def test_any_sentences_have_a_cast(sentences: list[str]) -> None:
    assert all(named(sentences))
    assert all(name and all(nouns) for name, nouns in roles(sentences).items())


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "Aa " * 33_000,
        "the defendant " * 7_000,
        "the defendants as " * 5_000 + "Ab Cd",
        "The defendants, Ab Cd" * 5_000,
        "A. " * 33_000,
    ],
    ids=["one word", "names", "nouns", "called", "many called", "initials"],
)
def test_a_text_made_to_be_slow_is_read_like_any_other(text: str) -> None:
    start = time.process_time()
    named([text])
    roles([text])
    assert time.process_time() - start < 10
