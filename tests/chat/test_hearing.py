"""The pure parts: what a message says without its mentions, waiting, filters that fit into a button."""

from __future__ import annotations

import time

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.cooldown import Cooldown
from bot.hearing import channel_keys, spoken
from bot.views import Filters, Page


@given(some.text())
def test_what_is_spoken_is_on_one_line(text: str) -> None:
    assert spoken(text) == " ".join(spoken(text).split())
    assert "<@1>" not in spoken(f"{text}<@1> {text}")


@pytest.mark.parametrize("text", ["Who <b>spoke</b> & why < 3?", "a <@b> c", "<#x>", "3 <> 4", "<:wave>"])
def test_what_only_looks_like_a_mention_stays(text: str) -> None:
    assert spoken(text) == text


@pytest.mark.parametrize("part", ["<", "<@", "<@1", "</a", "<:a", "<t:1:", "</:1", " ", "\n", "<a:aaaaaaa:1"])
def test_long_texts_are_read_quickly(part: str) -> None:
    before = time.process_time()
    spoken(part * (100_000 // len(part)))
    assert time.process_time() - before < 5  # a slow pattern would take minutes


def test_channels_are_known_by_id_and_by_name() -> None:
    assert channel_keys([42, "#Ask-Me", " news ", "43"]) == {"42", "43", "ask-me", "news"}


@given(
    questions=some.integers(1, 5),
    seconds=some.floats(1, 1000),
    steps=some.lists(some.tuples(some.integers(1, 3), some.floats(0, 500)), max_size=60),
)
def test_nobody_gets_more_answers_than_allowed_in_any_window(
    questions: int, seconds: float, steps: list[tuple[int, float]]
) -> None:
    now = 0.0
    cooldown = Cooldown(questions, seconds, lambda: now)
    began: dict[int, float] = {}
    asked: dict[int, int] = {}
    for person, pause in steps:
        now += pause
        if person not in began or now - began[person] >= seconds:
            began[person], asked[person] = now, 0
        asked[person] += 1
        wait = cooldown.ask(person)
        assert (wait is None) == (asked[person] <= questions)
        if wait is not None:
            assert 1 <= wait.seconds <= seconds + 1
            assert wait.first == (asked[person] == questions + 1)


@given(
    text=some.text(max_size=60),
    year=some.none() | some.integers(1, 9999),
    place=some.text(max_size=60),
    page=some.integers(0, 999_999),
)
async def test_filters_come_back_from_a_button(text: str, year: int | None, place: str, page: int) -> None:
    filters = Filters.typed(text, year, place)
    for way in "bf":
        button = Page(way, page, filters)
        assert len(button.custom_id.encode("utf-16-le")) // 2 <= 100
        match = Page.__discord_ui_compiled_template__.fullmatch(button.custom_id)
        assert match is not None
        again = await Page.from_custom_id(None, discord.ui.Button(), match)  # type: ignore[arg-type]
        assert (again.filters, again.turned_to) == (filters, button.turned_to)
