"""What people say around a question changes nothing of what is asked."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.courtesy import SLANG, bare
from knowledge.edition import Edition
from knowledge.question import is_question, understand
from knowledge.records import Answer, NoAnswer, Verdict
from knowledge.text import tokens

BEFORE = (
    "hey bot could you please tell me", "hi guys, does anyone know", "Good morning! Can you tell me",
    "i was wondering if you know", "quick question:", "I'd like to know", "just curious,", "pls",
    "i need", "I'm looking for", "do u know", "ok so can somebody please tell us" , "thanks! may i ask",
    "any idea",
    "hola, alguien sabe", "me podrías decir", "Buenas tardes, quisiera saber", "por favor dime",
)  # fmt: skip
AFTER = (
    "please", "pls lol thx!!", "thanks in advance", "? thank you so much guys", "?? anyone?", "lmao",
    "do you know?", "if anyone knows", "just wondering", "let me know", "por favor, gracias", "? asap",
    "haha xd",
)  # fmt: skip
ASKED = (
    "who commanded the 12th Ferry Battalion in 2022",
    "how many loaves did the field bakers bake",
    "when was the lamp of the lighthouse lit with oil",
)


def said(text: str, used: tuple[str, ...] = ()) -> str:
    """The words of a text that are left."""
    return " ".join(word.word for word in bare(list(tokens(text)), used))


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("asked", ASKED)
def test_what_is_said_before_a_question_is_no_part_of_it(before: str, asked: str) -> None:
    assert said(f"{before} {asked}") == said(asked) == asked.lower()


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("asked", ASKED)
def test_what_is_said_after_a_question_is_no_part_of_it(after: str, asked: str) -> None:
    assert said(f"{asked} {after}") == asked.lower()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("could you list the stories about fog", "list the stories about fog"),
        ("can you please summarize the ferry story", "summarize the ferry story"),
        ("tell me about the ferry", "about the ferry"),
        ("hey, what did the bot do", "what did the bot do"),
        ("can you see the lighthouse from the town", "can you see the lighthouse from the town"),
        ("who is the old man", "who is the old man"),
        ("what did he tell the mayor", "what did he tell the mayor"),
        ("question three of the exam was what", "question three of the exam was what"),
        ("what does lol mean", "what does mean"),
    ],
)
def test_what_asks_stays(text: str, left: str) -> None:
    assert said(text) == left


def test_slang_of_the_releases_stays() -> None:
    assert said("what does lol mean", ("lol",)) == "what does lol mean"
    assert said("what is lol", ("lol",)) == "what is lol"
    assert said("who sang at the ferry lol") == "who sang at the ferry"


@pytest.mark.parametrize(
    "text", ["thanks", "hello there", "please", "hey bot", "lol", "can you tell me", "por favor"]
)
def test_where_nothing_else_is_said_all_stays(text: str) -> None:
    assert said(text) == text


@given(
    st.lists(
        st.sampled_from([*sorted(SLANG), *" ".join((*BEFORE, *AFTER, *ASKED)).split()]),
        min_size=1,
        max_size=40,
    )
)
def test_what_is_left_is_a_stretch_of_what_was_said_without_slang(words: list[str]) -> None:
    every = list(tokens(" ".join(words)))
    assume(every)
    left = bare(every, ())
    assert len(left) <= len(every)
    assert left
    rest = [word for word in every if word.word not in SLANG] or every
    assert any(list(left) in (rest[start : start + len(left)], every) for start in range(len(rest)))


@pytest.mark.parametrize(
    "part", ["hey ", "please ", "i was wondering ", "do you know ", "lol ", "can you ", "a "]
)
def test_long_texts_are_read_whole_or_cut_few_times(part: str) -> None:
    assert bare(list(tokens(part * 5000)), ())


@settings(deadline=None, max_examples=40)
@given(
    before=st.sampled_from(["", *BEFORE]), asked=st.sampled_from(ASKED), after=st.sampled_from(["?", *AFTER])
)
def test_the_answer_is_the_same(
    ask: Callable[..., Verdict], made_up: Edition, before: str, asked: str, after: str
) -> None:
    plain, polite = ask(made_up, asked), ask(made_up, f"{before} {asked} {after}")
    assert isinstance(plain, Answer)
    assert isinstance(polite, Answer)
    assert polite.best is not None
    assert plain.best is not None
    assert polite.best.passage == plain.best.passage
    assert polite.confidence >= plain.confidence - 1e-9


@pytest.mark.parametrize("text", ["hello", "hey bot", "thanks", "gracias"])
def test_a_greeting_alone_is_told_how_to_ask(
    ask: Callable[..., Verdict], made_up: Edition, text: str
) -> None:
    answered = ask(made_up, text)
    assert isinstance(answered, NoAnswer)
    assert answered.reason.startswith("Ask me about the news releases")


def test_a_sentence_model_reads_the_question_alone(made_up: Edition) -> None:
    asked = understand("Hey bot, could you tell me who Mara Quill is? Thanks!", made_up.vocabulary)
    assert asked.whole == "who Mara Quill is"
    assert understand("Who is Mara Quill?", made_up.vocabulary).whole == "Who is Mara Quill?"


@pytest.mark.parametrize(
    "text",
    [
        "hey bot who is Mara Quill",
        "hi all, does anyone know when the ferry sank",
        "hola alguien sabe quien es",
    ],
)
def test_a_polite_question_is_one(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["hey guys, see you later", "thanks a lot", "good morning all", "lol"])
def test_politeness_alone_is_no_question(text: str) -> None:
    assert not is_question(text)
