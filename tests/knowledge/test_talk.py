"""A conversation: the story and the person stay, a question without words takes those before it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.question import understand
from knowledge.records import Answer, NoAnswer
from knowledge.talk import Said, lean, said_by
from knowledge.verdict import decide

from .verdicts import talk

ASKED = st.sampled_from(
    [
        "who is Mara Quill",
        "and when?",
        "what did he say",
        "and the rafts?",
        "list all stories",
        "?",
        "who wrote it",
        "zeppelin",
        "how long has she been there",
        "what is it about",
        "y cuando fue eso",
    ]
)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (["how many steps did Rosalind Ash climb", "for how long?"], "thirty-one years"),
        (
            ["who commanded the 12th Ferry Battalion in 2022", "and what did she say?"],
            "Nobody on the far bank",
        ),
        (
            ["who took command of the battalion in January", "what did he say about the rafts"],
            "thirty feet apart",
        ),
        (["how many tons does each raft bear", "and how many were built?"], "Eight rafts were built"),
        (["who is Ansel Pike", "what did he give the bakers?"], "brass bell"),
        (["could the lamp of the lighthouse be seen", "until when was it lit with oil?"], "until 1911"),
        (["how much must Slate pay his customers", "who prosecuted it?"], "Miles Garrow"),
        (["how much must Slate pay his customers", "and when was it posted?"], "October 17, 2024"),
        (["who was seasick on the lake", "when was that"], "June 6-10"),
        (["how many loaves did the bakers bake", "in how many days?"], "6,400 loaves in three days"),
        (["how many compasses did Slate sell", "y cuando fue publicado"], "October 17, 2024"),
        (["who is Idris Penn", "tell me about it", "how many vehicles were carried"], "310 vehicles"),
    ],
)
def test_a_question_leans_on_what_was_said(made_up: Edition, questions: list[str], words: str) -> None:
    said = talk(made_up, questions)
    assert isinstance(said, Answer), said
    assert said.best is not None
    assert words in said.best.passage.text


@pytest.mark.parametrize(
    ("questions", "story"),
    [
        (["who is Mara Quill", "how many loaves did the field bakers bake"], "2021-bakers"),
        (["how many steps did Rosalind Ash climb", "who is Barnaby Slate"], "24-991"),
        (["how many loaves did the bakers bake", "how long is Heron Lake"], "800101"),
    ],
)
def test_a_question_of_its_own_leaves_the_story(made_up: Edition, questions: list[str], story: str) -> None:
    said = talk(made_up, questions)
    assert isinstance(said, Answer)
    assert said.story is not None
    assert said.story.id == story


@pytest.mark.parametrize("asked", ["list all stories", "how many stories are there?", "all releases"])
def test_stories_are_asked_for_of_all_there_are(made_up: Edition, asked: str) -> None:
    said = talk(made_up, ["who is Mara Quill", asked])
    assert isinstance(said, Answer)
    assert len(said.stories) == len(made_up.stories)


def test_the_latest_is_of_all_stories_too(made_up: Edition) -> None:
    said = talk(made_up, ["who is Mara Quill", "latest story"])
    assert isinstance(said, Answer)
    assert said.story == made_up.stories[0]


@pytest.mark.parametrize(
    "asked", ["how many vehicles did she carry", "what did it cost", "who paid her fine"]
)
def test_what_points_back_is_answered_from_its_story_or_not_at_all(made_up: Edition, asked: str) -> None:
    """Other stories tell of vehicles, and of one who has to pay."""
    assert isinstance(talk(made_up, ["how many steps did Rosalind Ash climb", asked]), NoAnswer)


def test_a_name_of_another_story_leads_there(made_up: Edition) -> None:
    said = talk(made_up, ["how many steps did Rosalind Ash climb", "and what did Slate sell?"])
    assert isinstance(said, Answer)
    assert said.story is not None
    assert said.story.id == "24-991"


def test_who_else_asks_for_somebody_else(made_up: Edition) -> None:
    said = talk(made_up, ["what did Mara Quill say", "who else said something?"])
    assert isinstance(said, Answer)
    assert said.best is not None
    assert said.best.passage.speaker == "Spc. Juniper Vale"


def test_any_words_of_a_person_answer_what_he_said(sample: Edition) -> None:
    """He is quoted four times, and no quotation is asked for more than another."""
    said = talk(sample, ["what did Ryan say"])
    assert isinstance(said, Answer)
    assert said.best is not None
    assert "Ryan" in (said.best.passage.speaker or "")
    more = talk(sample, ["what did Ryan say", "what else did he say?"])
    assert isinstance(more, Answer)
    assert more.best is not None
    assert "Ryan" in (more.best.passage.speaker or "")
    assert more.best.passage != said.best.passage


def test_a_post_is_nobody_s_name(release: Callable[..., str]) -> None:
    text = "The ferry board of Ash is led by its Chief Executive, who rows to work.\n\nIt rained at Ash."
    edition = edit([read(release(text).encode(), "ash.txt")[0]])
    said = said_by(edition, decide(edition, "who leads the ferry board of Ash", minimum=0.1))
    assert said is not None
    assert said.passage_id is not None
    assert said.person is None


@pytest.mark.parametrize(
    ("asked", "of_her"),
    [
        ("¿quién es el alcalde?", False),
        ("cuando cerraron el puente", False),
        ("¿qué dijo él?", True),
        ("dónde nació ella", True),
    ],
)
def test_the_spanish_article_is_nobody(made_up: Edition, asked: str, of_her: bool) -> None:
    question = lean(made_up, understand(asked, made_up.vocabulary), Said("800101", person="Mara Quill"))
    assert ("quill" in question.stems) == of_her


def test_what_was_shown_is_not_shown_again(sample: Edition) -> None:
    """The passage about the actions names a year; the day of the talks stands in another."""
    said = talk(sample, ["how many agreed-to-actions came out of the Peru talks?", "and when was that?"])
    assert isinstance(said, Answer)
    assert said.best is not None
    assert "May 5-9" in said.best.passage.text


def test_what_was_shown_is_shown_again_where_it_tells_more(sample: Edition) -> None:
    said = talk(sample, ["how many agreed-to-actions came out of the Peru talks?", "until when?"])
    assert isinstance(said, Answer)
    assert said.best is not None
    assert "through 2029" in said.best.sentence_text


def test_somebody_who_is_not_quoted_said_nothing(made_up: Edition) -> None:
    assert isinstance(talk(made_up, ["who is Ansel Pike", "what did he say about fog?"]), NoAnswer)


def test_a_person_is_forgotten_with_the_story(made_up: Edition) -> None:
    first = decide(made_up, "who is Mara Quill", minimum=0.45)
    said = said_by(made_up, first)
    assert said is not None
    assert said.person is not None
    assert "Quill" in said.person
    posted = decide(made_up, "when was it posted", minimum=0.45, said=said)
    after = said_by(made_up, posted, said)
    assert after is not None
    assert after.person == said.person
    other = said_by(made_up, decide(made_up, "does heron lake freeze in 1988", minimum=2.0), said)
    assert other is None or other.story_id == said.story_id or other.person != said.person


def test_nothing_said_leaves_the_talk_as_it_was(made_up: Edition) -> None:
    before = Said("800101", person="Mara Quill")
    assert said_by(made_up, NoAnswer("?", "no"), before) == before
    assert said_by(made_up, NoAnswer("?", "no")) is None


@settings(deadline=None, max_examples=60)
@given(st.lists(ASKED | st.text(max_size=20), max_size=6))
def test_any_conversation_goes_on(made_up: Edition, questions: list[str]) -> None:
    said = talk(made_up, questions)
    if isinstance(said, Answer) and said.best is not None:
        assert said.best.passage.text in said.best.passage.story.text
