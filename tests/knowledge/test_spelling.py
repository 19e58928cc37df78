"""A word that no release uses is read as the word it is a slip for, and no other word is touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.spelling import Vocabulary

WORDS = {
    "wren": 3,
    "tobias": 2,
    "quill": 4,
    "fenwick": 3,
    "hovercraft": 5,
    "battalion": 9,
    "battalions": 1,
    "lighthouse": 4,
    "counterfeit": 2,
    "slate": 3,
    "interoperability": 2,
    "agreed": 1,
    "actions": 1,
    "staff": 6,
    "talks": 7,
    "heron": 5,
    "lake": 8,
    "490": 1,
    "497721": 1,
    "usarsouth": 6,
    "ejercito": 1,
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS)


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("wrenn", "wren"),
        ("wrne", "wren"),
        ("tobais", "tobias"),
        ("fenwik", "fenwick"),
        ("fennwick", "fenwick"),
        ("hovercarft", "hovercraft"),
        ("hovrcrft", "hovercraft"),
        ("batallion", "battalion"),
        ("lighthuose", "lighthouse"),
        ("conterfiet", "counterfeit"),
        ("interopperability", "interoperability"),
        ("usarsuoth", "usarsouth"),
        ("quil", "quill"),
    ],
)
def test_a_slip_is_repaired(vocabulary: Vocabulary, typed: str, used: str) -> None:
    assert vocabulary.repair(typed) == used


@pytest.mark.parametrize("word", [word for word in WORDS if word.isalpha()])
def test_a_word_of_the_releases_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.repair(word) is None
    assert vocabulary.split(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "stale",
        "later",
        "story",
        "bottle",
        "take",
        "walks",
        "who",
        "where",
        "wrote",
        "said",
        "house",
    ],
)
def test_an_english_word_that_no_release_uses_stays(vocabulary: Vocabulary, word: str) -> None:
    """It asks for something that no release tells; to repair it would answer another question."""
    assert vocabulary.repair(word) is None
    assert vocabulary.split(word) is None


@pytest.mark.parametrize(
    "word", ["cuando", "donde", "quien", "january", "peruvian", "forty", "sgt", "colombia"]
)
def test_a_word_of_asking_a_month_a_nation_or_a_rank_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.repair(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "497722",
        "4977221",
        "491",
        "45th",
        "1,250",
        "fenwick7",
        "wren1",
        "x",
        "ab",
        "",
        "’",
        "wre",
        "z" * 41,
        "z" * 5000,
    ],
)
def test_numbers_and_what_is_too_short_or_long_are_never_repaired(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.repair(word) is None
    assert vocabulary.split(word) is None


@pytest.mark.parametrize("word", ["wrxx", "xerxn", "slxtx", "lxkx"])
def test_a_short_word_is_repaired_over_one_slip_only(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.repair(word) is None


def test_a_long_word_is_not_repaired_over_three_slips(vocabulary: Vocabulary) -> None:
    assert vocabulary.repair("hovxrxrxft") is None


def test_the_nearest_word_wins_then_the_first_letter_then_the_most_used() -> None:
    assert Vocabulary({"zorvane": 1, "zorvanex": 9}).repair("zorvanexx") == "zorvanex"
    assert Vocabulary({"borvane": 9, "zorvanu": 1}).repair("zorvano") == "zorvanu"
    assert Vocabulary({"zorvani": 1, "zorvanu": 9}).repair("zorvano") == "zorvanu"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("stafftalks", ("staff", "talks")),
        ("heronlake", ("heron", "lake")),
        ("agreedactions", ("agreed", "actions")),
        ("fenwickhovercraft", ("fenwick", "hovercraft")),
    ],
)
def test_two_words_run_together_are_split(vocabulary: Vocabulary, typed: str, words: tuple[str, str]) -> None:
    assert vocabulary.split(typed) == words


@pytest.mark.parametrize("word", ["stafftalkz", "heronheron1", "lakelakelake", "outline"])
def test_what_is_no_two_words_is_not_split(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.split(word) is None


@given(
    st.permutations(sorted(WORDS)), st.sampled_from(["wrenn", "tobais", "batallion", "batalions", "slatte"])
)
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_releases_changes_no_repair(order: list[str], typed: str) -> None:
    assert Vocabulary({word: WORDS[word] for word in order}).repair(typed) == Vocabulary(WORDS).repair(typed)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_word_is_repaired_to_a_word_of_the_releases_or_not_at_all(word: str) -> None:
    vocabulary = Vocabulary(WORDS)
    repaired = vocabulary.repair(word)
    assert repaired is None or repaired in WORDS
    halves = vocabulary.split(word)
    assert halves is None or "".join(halves) == word


@pytest.mark.parametrize(
    "name", ["bossio", "bezada", "velez", "usarsouth", "vitorio", "guillermo", "peruvian"]
)
def test_names_of_the_sample_are_repaired_after_any_slip(sample: Edition, name: str) -> None:
    """Wherever inside the name a letter is doubled, or two change places."""
    for place in range(1, len(name) - 2):
        doubled = name[:place] + name[place] + name[place:]
        swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        for typed in {doubled, swapped} - {name}:
            assert sample.vocabulary.repair(typed) == name
