"""Words -> candidates: the passages that hold any of them, in an order that does not change."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.counts import Counts, count
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.text import tokens

Release = Callable[..., str]


def alike(*stems: str) -> dict[str, float]:
    """Words that tell alike."""
    return dict.fromkeys(stems, 1.0)


def held(edition: Edition, place: int) -> set[str]:
    """The stems that a candidate may be found by: those of its words, and of its story's title and facts."""
    profile = edition.profiles[place]
    return set(profile.stems) | set(profile.story.title) | set(profile.story.about)


@pytest.mark.parametrize("word", ["hovercraft", "larder", "compass", "whale", "seasick"])
def test_a_word_finds_the_passages_that_hold_it(made_up: Edition, word: str) -> None:
    stem = next(iter(tokens(word))).stem
    found = made_up.index.candidates(alike(stem))
    assert {place for place, one in enumerate(made_up.profiles) if stem in one.stems} <= set(found)
    assert all(stem in held(made_up, place) for place in found)


def test_every_word_of_every_passage_finds_it(made_up: Edition) -> None:
    stems = {stem for profile in made_up.profiles for stem in profile.stems}
    everything = len(made_up.profiles)
    for stem in stems:
        found = set(made_up.index.candidates(alike(stem), limit=everything))
        assert {place for place, one in enumerate(made_up.profiles) if stem in one.stems} <= found


@pytest.mark.parametrize(
    "stems", [[], ["xylophon"], ["xylophon", "zeppelin"], [""], [" "], ["a b"], ["(", "AND"]]
)
def test_words_that_no_passage_holds_find_none(made_up: Edition, stems: list[str]) -> None:
    assert made_up.index.candidates(alike(*stems)) == []


def test_a_passage_with_more_of_the_words_comes_first(made_up: Edition) -> None:
    stems = [token.stem for token in tokens("mayor opened his own larder")]
    best = made_up.profiles[made_up.index.candidates(alike(*stems))[0]]
    assert "larder" in best.passage.text


@pytest.mark.parametrize("limit", [1, 2, 5, 1000])
def test_no_more_candidates_than_the_limit(made_up: Edition, limit: int) -> None:
    stems = sorted({stem for profile in made_up.profiles for stem in profile.stems})[:50]
    found = made_up.index.candidates(alike(*stems), limit=limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_the_same_words_give_the_same_candidates(made_up: Edition, data: st.DataObject) -> None:
    stems = sorted({stem for profile in made_up.profiles for stem in profile.stems})
    asked = data.draw(st.dictionaries(st.sampled_from(stems), st.floats(0, 12), max_size=8))
    limit = data.draw(st.integers(1, 30))
    found = made_up.index.candidates(asked, limit)
    again = edit(reversed(made_up.stories))
    assert again.index.candidates(asked, limit) == found
    assert made_up.index.candidates(dict(reversed(asked.items())), limit) == found


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_words_may_be_looked_up(made_up: Edition, words: list[str]) -> None:
    assert all(0 <= place < len(made_up.profiles) for place in made_up.index.candidates(alike(*words)))


def test_a_question_with_a_thousand_words(made_up: Edition) -> None:
    assert made_up.index.candidates(alike(*(f"word{number}" for number in range(1000)), "fog"))


def test_an_empty_index_has_no_candidates() -> None:
    assert edit(()).index.candidates(alike("fog")) == []


def test_passages_are_counted_once_for_each_stem(release: Release) -> None:
    edition = edit(
        [read(release("Fog, fog and more fog.", "A little fog.", "No rain.").encode(), "a.txt")[0]]
    )
    counts = count(profile.stems for profile in edition.profiles)
    assert counts.total == len(edition.profiles)
    assert counts.passages_with["fog"] == 2
    assert counts.passages_with["rain"] == 1
    assert "hail" not in counts.passages_with
    assert counts == edition.counts


def test_letters_that_no_passage_has_together_tell_half_of_a_word_that_none_has() -> None:
    counts = Counts(10, Counter(nightjar=1, 三号=1))
    assert counts.rarity("线有") == counts.rarity("zzz") / 2
    assert counts.rarity("三号") == counts.rarity("nightjar")


@given(st.integers(1, 1_000_000), st.data())
def test_a_rarer_word_tells_more(total: int, data: st.DataObject) -> None:
    many = data.draw(st.integers(0, total))
    few = data.draw(st.integers(0, many))
    counts = Counts(total, Counter(manyx=many, fewx=few))
    assert 0 < counts.rarity("manyx") <= counts.rarity("fewx") <= counts.rarity("nonex")
