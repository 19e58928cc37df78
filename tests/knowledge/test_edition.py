"""All that the bot knows at one moment: stories newest first, every passage findable, one name."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from itertools import permutations

import pytest

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.records import Story

Release = Callable[..., str]


def test_stories_stand_newest_first_and_undated_last(made_up: Edition) -> None:
    days = [story.date.day if story.date else date.min for story in made_up.stories]
    assert days == sorted(days, reverse=True)
    assert made_up.stories[-1].date is None
    assert made_up.newest == date(2024, 10, 17)


def test_every_story_and_passage_is_found_by_its_id(made_up: Edition) -> None:
    for story in made_up.stories:
        assert made_up.stories_by_id[story.id] is story
        parts = made_up.passages_of(story.id)
        assert parts
        assert [one.number for one in parts] == list(range(len(parts)))
        for one in parts:
            assert made_up.passages_by_id[one.id] is one
            assert one.story is story
    assert len(made_up.passages_by_id) == len(made_up.profiles)


def test_an_unknown_story_has_no_passages(made_up: Edition) -> None:
    assert made_up.passages_of("no such story") == ()


def test_an_empty_edition() -> None:
    nothing = edit(())
    assert nothing.stories == ()
    assert nothing.newest is None
    assert nothing.passages_of("1") == ()
    assert nothing.name == edit(()).name


def test_undated_stories_have_no_newest_day() -> None:
    assert edit([read(b"A made-up text of no day.", "a.txt")[0]]).newest is None


def test_the_order_of_files_changes_nothing(made_up: Edition) -> None:
    for order in list(permutations(made_up.stories))[::17]:
        again = edit(order)
        assert again.name == made_up.name
        assert [story.id for story in again.stories] == [story.id for story in made_up.stories]
        assert [profile.passage.id for profile in again.profiles] == list(made_up.passages_by_id)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("A made-up text of one day.", "a.txt"),
        ("A made-up text of no day.", "b.txt"),
        ("A made-up text", "a.txt"),
    ],
)
def test_another_text_or_file_is_another_edition(text: str, file: str) -> None:
    assert (
        edit([read(text.encode(), file)[0]]).name
        != edit([read(b"A made-up text of no day.", "a.txt")[0]]).name
    )


def test_an_edition_and_its_records_cannot_be_changed(made_up: Edition) -> None:
    passage = next(iter(made_up.passages_by_id.values()))
    for record, name in ((made_up, "name"), (made_up.stories[0], "title"), (passage, "kind")):
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, "changed")


def test_facts_of_the_sample(sample: Edition) -> None:
    story: Story = sample.stories[0]
    assert story.id == "497721"
    assert (
        story.title
        == "US, Peruvian armies strengthen strategic alliance during 2025 staff talks in Lima, Peru"
    )
    assert story.date is not None
    assert (story.date.day, story.date.origin) == (date(2025, 5, 12), "posted")
    assert story.source == "DVIDS"
    assert story.author == "SFC ShaTyra Reed-Cox"
    assert story.url == "https://www.dvidshub.net/news/497721"
