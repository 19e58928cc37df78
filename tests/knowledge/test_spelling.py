"""A word that no release uses is read as the words it was meant to be, and no other word is touched."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.lexicon import MONTHS, NATIONS, NUMBERS
from knowledge.question import understand
from knowledge.spelling import TO_ASK, Vocabulary
from knowledge.text import stem

Release = Callable[..., str]

KNOWN = {*MONTHS, *NATIONS, *NUMBERS}
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
    assert vocabulary.meant(typed) == (used,)


@pytest.mark.parametrize("word", [word for word in WORDS if word.isalpha()])
def test_a_word_of_the_releases_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.meant(word) == ()


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
    assert vocabulary.meant(word) == ()


@pytest.mark.parametrize(
    "word", ["cuando", "donde", "quien", "january", "peruvian", "forty", "sgt", "colombia"]
)
def test_a_word_of_asking_a_month_a_nation_or_a_rank_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.meant(word) == ()


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
    assert vocabulary.meant(word) == ()


@pytest.mark.parametrize("word", ["wrxx", "xerxn", "slxtx", "lxkx"])
def test_a_short_word_is_repaired_over_one_slip_only(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.meant(word) == ()


def test_a_long_word_is_not_repaired_over_three_slips(vocabulary: Vocabulary) -> None:
    assert vocabulary.meant("hovxrxrxft") == ()


def test_the_nearest_word_wins_then_the_first_letter_then_the_most_used() -> None:
    assert Vocabulary({"zorvane": 1, "zorvanex": 9}).meant("zorvanexx") == ("zorvanex",)
    assert Vocabulary({"borvane": 9, "zorvanu": 1}).meant("zorvano") == ("zorvanu",)
    assert Vocabulary({"zorvani": 1, "zorvanu": 9}).meant("zorvano") == ("zorvanu",)


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
    assert vocabulary.meant(typed) == words


@pytest.mark.parametrize("word", ["heronheron1", "xstafftalksx", "hadid", "hasan", "outline"])
def test_what_is_no_two_words_is_not_split(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.meant(word) == ()


@given(
    st.permutations(sorted(WORDS)), st.sampled_from(["wrenn", "tobais", "batallion", "batalions", "slatte"])
)
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_releases_changes_no_repair(order: list[str], typed: str) -> None:
    assert Vocabulary({word: WORDS[word] for word in order}).meant(typed) == Vocabulary(WORDS).meant(typed)


@given(st.text(max_size=60) | st.text("aeilmnrstw", max_size=45))
@settings(deadline=None, max_examples=200)
def test_any_word_is_read_as_known_words_or_stays(word: str) -> None:
    vocabulary = Vocabulary(WORDS)
    assert all(one in WORDS or one in TO_ASK or one in KNOWN for one in vocabulary.meant(word))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hovercraaaaft", ("hovercraft",)),
        ("quiiiiill", ("quill",)),
        ("lllaaakkkeee", ("lake",)),
        ("battttalioon", ("battalion",)),
    ],
)
def test_letters_drawn_out_are_said_once(vocabulary: Vocabulary, typed: str, words: tuple[str, ...]) -> None:
    assert vocabulary.meant(typed) == words


@pytest.mark.parametrize(
    ("typed", "used"), [("hvrcrft", "hovercraft"), ("bttln", "battalion"), ("fnwck", "fenwick")]
)
def test_a_word_without_its_vowels_is_the_one_of_its_consonants(
    vocabulary: Vocabulary, typed: str, used: str
) -> None:
    assert vocabulary.meant(typed) == (used,)


@pytest.mark.parametrize("word", ["scra", "ntsb", "hsbc", "bmw", "xkcd"])
def test_what_no_word_has_the_consonants_of_stays(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.meant(word) == ()


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("wroote", "wrote"), ("reelease", "release"), ("storis", "stories"), ("oldeest", "oldest"),
        ("whcih", "which"), ("positon", "position"), ("chille", "chile"), ("septmber", "september"),
    ],
)  # fmt: skip
def test_a_slip_in_a_word_to_ask_with_is_read_as_that(vocabulary: Vocabulary, typed: str, used: str) -> None:
    """Though no release uses it."""
    assert vocabulary.meant(typed) == (used,)


@pytest.mark.parametrize("name", ["mara", "rile", "ptory", "velease", "stroyes"])
def test_what_is_short_begins_otherwise_or_has_two_slips_is_none_in_a_word_to_ask_with(
    vocabulary: Vocabulary, name: str
) -> None:
    """It may be a name."""
    assert vocabulary.meant(name) == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("whendid", ("when", "did")),
        ("wherewasthe", ("where", "was", "the")),
        ("howmanyactions", ("how", "many", "actions")),
        ("agreedtoactions", ("agreed", "to", "actions")),
    ],
)
def test_several_words_run_together_are_told_apart(
    vocabulary: Vocabulary, typed: str, words: tuple[str, ...]
) -> None:
    assert vocabulary.meant(typed) == words


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("batta", "lion", "battalion"),  # a lion is a word, "batta" is none
        ("light", "house", "lighthouse"),  # no release tells of a house
        ("wro", "te", "wrote"),
        ("staff", "talks", None),
        ("the", "lake", None),
        ("la", "ke", "lake"),
        ("heron", "lake", None),
        ("497", "721", None),
    ],
)
def test_a_word_written_as_two_is_joined(
    vocabulary: Vocabulary, first: str, second: str, whole: str | None
) -> None:
    assert vocabulary.joined(first, second) == whole


def test_of_words_as_near_the_one_that_stands_beside_the_others_wins(release: Release) -> None:
    """The cost is told more often; the coast stands in a passage with the ferry."""
    costs = release("The cost of the bridge rose.", "The cost was paid.", "The cost fell.", title="Costs")
    runs = release("A ferry runs along the coast.", title="Ferries", number="810002")
    edition = edit([read(costs.encode(), "a.txt")[0], read(runs.encode(), "b.txt")[0]])
    assert edition.vocabulary.meant("caost") == ("cost",)
    assert edition.vocabulary.meant("caost", [stem("ferry")]) == ("coast",)
    assert edition.vocabulary.meant("caost", [stem("bridge")]) == ("cost",)
    asked = understand("what runs along the caost, a ferry?", edition.vocabulary)
    assert [(one.typed, one.used) for one in asked.repairs] == [("caost", "coast")]


@pytest.mark.parametrize(
    "word", ["a" * 4000, "lake" * 1000, "lakethe" * 5 + "x", "the" * 13, "whois" * 7 + "q"]
)
def test_a_word_made_to_be_cut_in_many_ways_stays(vocabulary: Vocabulary, word: str) -> None:
    before = time.process_time()
    assert vocabulary.meant(word) == ()
    assert time.process_time() - before < 5  # all ways to cut it would take minutes


@pytest.mark.parametrize(
    "name", ["bossio", "bezada", "velez", "usarsouth", "vitorio", "guillermo", "peruvian"]
)
def test_names_of_the_sample_are_repaired_after_any_slip(sample: Edition, name: str) -> None:
    """Wherever inside the name a letter is doubled, or two change places."""
    for place in range(1, len(name) - 2):
        doubled = name[:place] + name[place] + name[place:]
        swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        for typed in {doubled, swapped} - {name}:
            assert sample.vocabulary.meant(typed) == (name,)
