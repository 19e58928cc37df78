"""What became of what answers showed. The releases here are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import changes
from knowledge.changes import Clipping, Run
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.records import Answer, Match, NoAnswer, Passage, Story
from knowledge.verdict import decide

Ask = Callable[..., Answer | NoAnswer]

OPENING = "CAMP MARROW, Nowhere – The made-up 12th Kite Wing flew 731 paper kites over the dunes on Saturday."
NURSERY = "Sgt. Ada Sample said the paper came from a mill in Elsewhere. It took nine weeks to fold."
QUOTE = "“Every kite we fly today will be flown again,” said Capt. Bo Example, the wing's kite officer."


def of(*paragraphs: str, number: str = "990001") -> str:
    told = "\n\n".join(paragraphs)
    return (
        f"{told}\n\nDate Taken:\t03.02.2024\nDate Posted:\t03.04.2024 10:15\n"
        f"Story ID:\t{number}\nLocation:\tCAMP MARROW, NOWHERE, US\n"
    )


def edition(*texts: str) -> Edition:
    stories: list[Story] = []
    for number, text in enumerate(texts):
        stories += read(text.encode(), f"{number}.txt")
    return edit(stories)


def passage(of: Edition, words: str) -> Passage:
    [found] = [one for one in of.passages_by_id.values() if words in one.text]
    return found


def clipped(of: Edition, words: str) -> Clipping:
    """Clip the sentence with these words, as an answer would show it."""
    found = passage(of, words)
    [sentence] = [one for one in found.sentences if words in one.of(found.story.text)]
    answer = Answer("", "passage", 1.0, Match(found, sentence, 1.0))
    [clipping] = changes.clippings(answer, of)
    return clipping


def words_of(runs: tuple[Run, ...], kind: str) -> str:
    return "".join(run.text for run in runs if run.kind == kind)


@pytest.fixture(scope="module")
def before() -> Edition:
    return edition(of(OPENING, NURSERY, QUOTE), of("CAMP OTHER – The band played on.", number="990002"))


# What is clipped


def test_an_answer_is_clipped_as_it_is_shown(before: Edition) -> None:
    said = decide(before, "how many paper kites were flown?", minimum=0.3, today=date(2024, 5, 1))
    assert isinstance(said, Answer)
    [clipping] = changes.clippings(replace(said, beside=None), before)
    assert clipping.words == OPENING
    assert clipping.passage_id in before.passages_by_id
    assert clipping.story_id == passage(before, "731").story.id
    assert clipping.sentence in OPENING


def test_what_is_shown_beside_it_is_clipped_too_and_a_list_is_not(before: Edition) -> None:
    first, second = passage(before, "731"), passage(before, "The band")
    best, beside = (Match(one, one.sentences[0], 0.5) for one in (first, second))
    answer = Answer("", "passage", 0.9, best, beside=beside)
    assert [one.passage_id for one in changes.clippings(answer, before)] == [first.id, second.id]
    assert changes.clippings(replace(answer, kind="stories"), before) == ()
    assert changes.clippings(replace(answer, best=None, beside=None), before) == ()


# What became of it


def test_what_stands_is_unchanged_wherever_it_moved(before: Edition) -> None:
    clipping = clipped(before, "nine weeks")
    after = edition(of("CAMP MARROW – Something new came first.", QUOTE, NURSERY, OPENING))
    stands = changes.outcome(clipping, after)
    assert stands.fate == "unchanged"
    assert stands.passage == passage(after, "nine weeks")
    assert stands.sentence_text == "It took nine weeks to fold."


def test_a_changed_word_leads_to_the_passage_that_took_its_place(before: Edition) -> None:
    after = edition(of(OPENING.replace("731", "732"), NURSERY, QUOTE))
    stands = changes.outcome(clipped(before, "731"), after)
    assert stands.fate == "updated"
    assert stands.passage == passage(after, "732")
    assert "732 paper kites" in stands.sentence_text
    runs = changes.diff(stands.clipping.sentence, stands.sentence_text)
    assert [run.text.strip() for run in runs if run.kind != "kept"] == ["731", "732"]


def test_white_space_alone_is_no_change(before: Edition) -> None:
    after = edition(of(OPENING, NURSERY.replace("mill in", "mill  in"), QUOTE))
    stands = changes.outcome(clipped(before, "a mill"), after)
    assert stands.passage is not None
    assert stands.passage.id != stands.clipping.passage_id
    assert stands.fate == "unchanged"


def test_a_story_that_is_gone_is_withdrawn(before: Edition) -> None:
    after = edition(of("CAMP OTHER – The band played on.", number="990002"))
    stands = changes.outcome(clipped(before, "731"), after)
    assert (stands.fate, stands.story, stands.passage, stands.sentence_text) == ("withdrawn", None, None, "")


def test_a_paragraph_that_is_gone_from_its_story_is_withdrawn(before: Edition) -> None:
    after = edition(of(OPENING, QUOTE))
    stands = changes.outcome(clipped(before, "nine weeks"), after)
    assert stands.fate == "withdrawn"
    assert stands.story == after.stories[0]


def test_a_paragraph_told_in_wholly_other_words_is_withdrawn(before: Edition) -> None:
    other = "CAMP MARROW, Nowhere – Nobody knows any longer how the weekend went, a spokesman wrote."
    assert changes.outcome(clipped(before, "731"), edition(of(other, NURSERY))).fate == "withdrawn"


def test_a_heading_takes_no_passages_place() -> None:
    line = "The Kites Of Camp Marrow Flew Far"
    clipping = clipped(edition(of(OPENING, f"{line}.", NURSERY)), line)
    after = edition(of(OPENING, line, NURSERY))
    assert passage(after, line).kind == "heading"
    assert changes.outcome(clipping, after).fate == "withdrawn"


def test_the_same_words_in_another_story_are_not_those_of_the_one_that_is_gone(before: Edition) -> None:
    after = edition(of(OPENING.replace("731", "732"), number="990003"))
    assert changes.outcome(clipped(before, "731"), after).fate == "withdrawn"


def test_a_release_whose_file_was_renamed_is_not_withdrawn() -> None:
    text = f"{OPENING}\n\n{NURSERY}\n\n{QUOTE}\n"  # without a number it goes by the name of its file
    before = edit(read(text.encode(), "kites.txt"))
    after = edit(
        [
            *read(b"CAMP OTHER, Nowhere - The band played on.", "band.txt"),
            *read(text.encode(), "2024/12th-wing.txt"),
        ]
    )
    clipping = clipped(before, "731")
    assert clipping.story_id not in after.stories_by_id
    stands = changes.outcome(clipping, after)
    assert (stands.fate, stands.passage) == ("unchanged", passage(after, "731"))
    assert stands.story is not None
    assert stands.story.file == "2024/12th-wing.txt"
    kept_before = replace(clipping, told="")  # by a ledger of older answers
    assert changes.outcome(kept_before, after).fate == "withdrawn"


CASUALTIES = [
    f"Pvt. {name}, {age}, of Elsewhere, Nowhere, assigned to the made-up 1st Tent Battalion, lost a boot."
    for name, age in (("Cy Fiction", 21), ("Di Legend", 22), ("Ed Myth", 23))
]


def test_what_always_stood_beside_it_does_not_take_its_place() -> None:
    clipping = clipped(edition(of(OPENING, *CASUALTIES)), "Di Legend")
    after = edition(of(OPENING, CASUALTIES[0], CASUALTIES[2]))
    assert changes.outcome(clipping, after).fate == "withdrawn"
    after = edition(of(OPENING, CASUALTIES[0], CASUALTIES[1].replace("22", "32"), CASUALTIES[2]))
    stands = changes.outcome(clipping, after)
    assert stands.fate == "updated"
    assert "Di Legend, 32" in stands.sentence_text


def test_of_a_long_list_nobody_can_tell_what_took_the_place_of_an_entry() -> None:
    entries = [f"Pvt. Number {n}, {n}, of Elsewhere, of the made-up 1st Tent Battalion." for n in range(300)]
    clipping = clipped(edition(of(OPENING, *entries)), "Number 17,")
    assert changes.outcome(clipping, edition(of(OPENING, *entries[:17], *entries[18:]))).fate == "withdrawn"
    assert changes.outcome(clipping, edition(of(*entries[:18], OPENING))).fate == "unchanged"


def test_of_a_paragraph_that_stood_there_twice_one_remains() -> None:
    twice = edition(of(OPENING, NURSERY, QUOTE, NURSERY))
    second = [one for one in twice.passages_by_id.values() if one.text == NURSERY][1]
    answer = Answer("", "passage", 1.0, Match(second, second.sentences[0], 1.0))
    [clipping] = changes.clippings(answer, twice)
    assert changes.outcome(clipping, edition(of(OPENING, NURSERY, QUOTE))).fate == "unchanged"


def test_a_fact_is_followed_by_the_fact_of_its_name() -> None:
    text = of(OPENING, NURSERY, QUOTE)
    clipping = clipped(edition(text), "03.04.2024")
    stands = changes.outcome(clipping, edition(text.replace("03.04.2024", "03.05.2024")))
    assert stands.passage is not None
    assert stands.passage.fact == "posted"
    gone = text.replace("Date Posted:\t03.04.2024 10:15\n", "")
    assert changes.outcome(clipping, edition(gone)).fate == "withdrawn"


def test_the_sentence_that_was_taken_out_of_its_paragraph_stands_nowhere(before: Edition) -> None:
    after = edition(of(OPENING, NURSERY.replace(" It took nine weeks to fold.", ""), QUOTE))
    stands = changes.outcome(clipped(before, "nine weeks"), after)
    assert (stands.fate, stands.sentence, stands.sentence_text) == ("updated", None, "")
    assert stands.passage == passage(after, "a mill")


def test_a_sentence_is_found_where_paragraphs_were_joined_or_parted(before: Edition) -> None:
    long = " ".join(f"The wing has flown kites at camp number {n}." for n in range(30))
    joined = changes.outcome(clipped(before, "nine weeks"), edition(of(OPENING, f"{NURSERY} {long}")))
    assert joined.sentence_text == "It took nine weeks to fold."
    clipping = clipped(edition(of(OPENING, f"{long} {NURSERY}")), "nine weeks")
    parted = changes.outcome(clipping, edition(of(OPENING, long, NURSERY)))
    assert parted.sentence_text == "It took nine weeks to fold."


def test_what_comes_back_is_unchanged_again(before: Edition) -> None:
    clipping = clipped(before, "731")
    assert changes.outcome(clipping, edition()).fate == "withdrawn"
    assert changes.outcome(clipping, before).fate == "unchanged"


# The difference of two sentences

ANY = st.text(st.characters(exclude_categories=()), max_size=80)
SENTENCES = st.lists(st.sampled_from(["a", "b", "the", "kites", " ", "\n", "", "-"]), max_size=40).map(
    " ".join
)


@given(ANY | SENTENCES, ANY | SENTENCES)
def test_kept_and_removed_is_the_old_text_kept_and_added_the_new(old: str, new: str) -> None:
    runs = changes.diff(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)
    kinds = [run.kind for run in runs]
    assert all(pair != ("added", "removed") for pair in pairwise(kinds))
    assert all(first != second for first, second in pairwise(kinds))


@given(ANY)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert words_of(changes.diff(text, text), "kept") == text


def test_words_are_changed_as_a_whole() -> None:
    runs = changes.diff("They flew 731 kites on Friday.", "They flew 732 kites on Friday morning.")
    assert [(run.kind, run.text) for run in runs] == [
        ("kept", "They flew"),
        ("removed", " 731"),
        ("added", " 732"),
        ("kept", " kites on"),
        ("removed", " Friday."),
        ("added", " Friday morning."),
    ]


def test_texts_of_thousands_of_words_are_not_compared() -> None:
    old, new = "a b " * 1500, "b a " * 1500
    assert changes.diff(old, new) == (Run("removed", old), Run("added", new))


@pytest.mark.parametrize("old", ["a " * 50_000, "a" * 100_000, " " * 100_000, "\n \t" * 30_000 + "x"])
def test_a_text_made_to_be_slow_is_not(old: str) -> None:
    for new in (old[:-3] + "b c", "b " * 50_000, "", old):
        runs = changes.diff(old, new)
        assert "".join(run.text for run in runs if run.kind != "added") == old
