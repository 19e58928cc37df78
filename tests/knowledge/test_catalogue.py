"""Stories by what is said of them: filters, suggestions while typing, the story that words mean."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import catalogue
from knowledge.edition import Edition, edit
from knowledge.periods import Period
from knowledge.records import Story
from knowledge.text import tokens

HOSTILE = st.one_of(
    st.text(max_size=80), st.sampled_from(["(a+)+$", "'; --", "%s", "{0}", "\x00", "\ud800", "*"])
)


def ids(stories: tuple[Story, ...]) -> list[str]:
    return [story.id for story in stories]


def stems(text: str) -> list[str]:
    return [token.stem for token in tokens(text)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["24-991", "800102", "800101", "2021-bakers", "gull-point"]),
        ({"text": "   "}, ["24-991", "800102", "800101", "2021-bakers", "gull-point"]),
        ({"text": "heron lake"}, ["800102", "800101"]),
        ({"text": "HOVERCRAFT"}, ["800102"]),
        ({"text": "whale oil"}, ["gull-point"]),
        ({"text": "hern lake"}, ["800102", "800101"]),
        ({"text": "the lighthuse at gull point"}, ["gull-point"]),
        ({"text": "finch"}, ["800101"]),
        ({"text": "zeppelin"}, []),
        ({"text": "***"}, []),
        ({"year": 2022}, ["800101"]),
        ({"year": 1999}, []),
        ({"place": "camp marrow"}, ["800102", "800101"]),
        ({"place": "Camp Marow"}, ["800102", "800101"]),
        ({"place": "Dunwick"}, ["24-991"]),
        ({"place": "gull point"}, ["gull-point"]),
        ({"place": "Paris"}, []),
        ({"text": "ferry", "year": 2023}, ["800102"]),
        ({"text": "ferry", "place": "Dunwick"}, []),
        ({"year": 2023, "place": "camp marrow"}, ["800102"]),
    ],
)
def test_filters(made_up: Edition, filters: dict[str, object], found: list[str]) -> None:
    assert ids(catalogue.find(made_up, **filters)) == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("light", "gull-point"),
        ("hovrcraft", "800102"),
        ("counterfeit compases", "24-991"),
        ("BAKERS FEED", "2021-bakers"),
        ("ferry battalion crosses", "800101"),
    ],
)
def test_suggestions_while_typing(made_up: Edition, typed: str, first: str) -> None:
    assert ids(catalogue.suggest(made_up, typed, 3))[0] == first


def test_the_newest_are_suggested_before_anything_is_typed(made_up: Edition) -> None:
    assert ids(catalogue.suggest(made_up, "", 2)) == ["24-991", "800102"]
    assert catalogue.suggest(edit(()), "", 5) == ()
    assert catalogue.suggest(edit(()), "light", 5) == ()


@settings(deadline=None, max_examples=80)
@given(HOSTILE, st.integers(1, 25))
def test_anything_may_be_typed(made_up: Edition, typed: str, limit: int) -> None:
    suggested = catalogue.suggest(made_up, typed, limit)
    assert len(suggested) <= limit
    assert len(set(ids(suggested))) == len(suggested)
    found = ids(catalogue.find(made_up, text=typed, place=typed))
    newest_first = ids(made_up.stories)
    assert found == [one for one in newest_first if one in found]


@pytest.mark.parametrize(
    ("words", "story_id"),
    [
        ("lighthouse at Gull Point", "gull-point"),
        ("Fenwick hovercraft", "800102"),
        ("ferry 2022", "800101"),
        ("counterfeit compasses", "24-991"),
        ("mayor larder", "2021-bakers"),
        ("ferry on the lake", "800102"),  # both; the newer wins
    ],
)
def test_the_story_that_words_mean(made_up: Edition, words: str, story_id: str) -> None:
    found = catalogue.meant(made_up, stems(words))
    assert found is not None
    assert found.story.id == story_id
    assert 0 <= found.next_share <= found.share <= 1
    assert found.next is None or found.next.id != story_id


@pytest.mark.parametrize("words", ["", "zeppelin", "zeppelin xylophon"])
def test_words_that_mean_no_story(made_up: Edition, words: str) -> None:
    assert catalogue.meant(made_up, stems(words)) is None


def of(year: int | None) -> Period | None:
    return Period(date(year, 1, 1), date(year, 12, 31)) if year else None


@pytest.mark.parametrize(
    ("words", "year", "found"),
    [
        ("heron lake", None, ["800102", "800101"]),
        ("heron lake", 2022, ["800101"]),
        ("fenwick", None, ["800102"]),
        ("whale", None, ["gull-point"]),
        ("whale", 2022, []),
        ("zeppelin", None, []),
        ("heron zeppelin", None, []),
        ("", 2023, ["800102"]),
    ],
)
def test_the_stories_that_mention_a_thing(
    made_up: Edition, words: str, year: int | None, found: list[str]
) -> None:
    assert ids(catalogue.mentioning(made_up, stems(words), of(year))) == found
