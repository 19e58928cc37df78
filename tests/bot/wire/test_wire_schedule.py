"""When feeds run: once and all, or each when it is due; whatever happens to one, the others go on."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load
from bot.wire import backoff, schedule
from bot.wire.run import Wire
from bot.wire.schedule import keep_running, run_once

if TYPE_CHECKING:
    from conftest import Clock, Make, Server


class Day:
    """Sleeps by moving the clock; when the day that is played is over, whoever sleeps is sent home."""

    def __init__(self, clock: "Clock", hours: float) -> None:
        self._clock = clock
        self._end = clock.now + 3600 * hours
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._clock.now += seconds
        await asyncio.sleep(0)
        if self._clock.now >= self._end:
            raise asyncio.CancelledError


async def ignore(_feed: str, _files: Sequence[str]) -> None:
    """Be told, and do nothing."""


async def test_all_run_once_and_a_fault_of_one_is_not_one_of_another(
    server: "Server", make: "Make", wire: Wire
) -> None:
    server.pages["/good"] = make.answer(make.rss(make.item("One", body=make.body)))
    server.pages["/bad"] = make.answer("x", 500)
    feeds = [make.feed(server.url("/bad"), "bad"), make.feed(server.url("/good"), "good")]
    bad, good = await run_once(feeds, wire)
    assert (bad.feed, bad.written) == ("bad", ())
    assert "(500)" in (bad.fault or "")
    assert (good.feed, good.fault, len(good.new)) == ("good", None, 1)


async def test_feeds_of_one_host_run_one_after_the_other_and_those_of_two_side_by_side(
    server: "Server", make: "Make", wire: Wire
) -> None:
    both = asyncio.Event()
    there = 0

    async def together(asked: object, out: asyncio.StreamWriter) -> None:
        nonlocal there
        there += 1
        if there == 2:
            both.set()
        await both.wait()
        await make.answer(make.rss())(asked, out)  # type: ignore[arg-type]

    server.pages |= {"/a": together, "/b": together, "/c": make.answer(make.rss())}
    feeds = [
        make.feed(server.url("/a"), "a"),
        make.feed(server.url("/c"), "c"),
        make.feed(server.url("/b", "localhost"), "b"),
    ]
    async with schedule.Line(["127.0.0.1", "localhost"], pause=0) as line, asyncio.timeout(20):
        results = await run_once(feeds, replace(wire, line=line))
    assert [one.fault for one in results] == [None, None, None]
    assert server.paths.index("/c") == 2


@pytest.mark.parametrize(
    "broken", [OSError(28, "No space left on device"), sqlite3.OperationalError("locked")]
)
async def test_a_disk_that_is_full_is_a_sentence(
    server: "Server", make: "Make", wire: Wire, monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def note(*_: object) -> None:
        raise broken

    monkeypatch.setattr(wire.book, "note", note)
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body)))
    [result] = await run_once([make.feed(server.url("/feed"))], wire)
    assert (result.fault or "").startswith("The data folder cannot be written: ")


async def test_what_nobody_foresaw_is_logged_without_what_it_was_about(
    server: "Server",
    make: "Make",
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def read(*_: object) -> None:
        raise KeyError(make.key)

    monkeypatch.setattr("bot.wire.items.read", read)
    server.pages["/feed"] = make.answer(make.rss())
    [result] = await run_once([make.feed(server.url("/feed"))], wire)
    assert "KeyError" in (result.fault or "")
    assert "test_wire_schedule.py" in caplog.text  # the place
    assert make.key not in caplog.text + (result.fault or "")


async def test_each_feed_runs_when_it_is_due(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    server.pages |= {"/often": make.answer(make.rss()), "/rarely": make.answer(make.rss())}
    feeds = [
        make.feed(server.url("/often"), "often", every=30),
        make.feed(server.url("/rarely"), "rarely", every=240),
    ]
    day = Day(clock, 8.1)
    await keep_running(feeds, wire, ignore, day.sleep)
    assert (server.paths.count("/often"), server.paths.count("/rarely")) == (17, 3)
    assert max(day.slept) <= 600


async def test_a_start_does_not_call_again_what_is_not_yet_due(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    server.pages["/feed"] = make.answer(make.rss())
    for hours in (0.4, 0.4):
        await keep_running([make.feed(server.url("/feed"))], wire, ignore, Day(clock, hours).sleep)
    assert len(server.asked) == 1


async def test_a_feed_that_fails_is_called_less_and_less_and_then_as_before(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    server.pages["/feed"] = make.answer("x", 500)
    feed = make.feed(server.url("/feed"), every=30)
    await keep_running([feed], wire, ignore, Day(clock, 24).sleep)
    assert len(server.asked) == 7  # after 15, 30, 60, 120, 240, 480 minutes
    server.asked.clear()
    server.pages["/feed"] = make.answer(make.rss())
    await keep_running([feed], wire, ignore, Day(clock, 24).sleep)
    assert len(server.asked) > 10


async def test_only_a_run_that_wrote_files_is_told_and_never_two_at_a_time(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    told: list[tuple[str, Sequence[str]]] = []
    at_once = 0

    async def changed(feed: str, files: Sequence[str]) -> None:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        await asyncio.sleep(0.05)
        assert all((wire.releases / file).is_file() for file in files)
        at_once -= 1
        told.append((feed, files))

    server.pages |= {
        "/a": make.answer(make.rss(make.item("One", body=make.body, guid="a:1"))),
        "/b": make.answer(make.rss(make.item("Two", body=make.body * 2, guid="b:1"))),
        "/none": make.answer(make.rss(make.item("Gone", server.url("/x")))),
    }
    feeds = [
        make.feed(server.url("/a"), "a"),
        make.feed(server.url("/b", "localhost"), "b"),
        make.feed(server.url("/none"), "none"),
    ]
    async with schedule.Line(["127.0.0.1", "localhost"], pause=0) as line:
        await keep_running(feeds, replace(wire, line=line), changed, Day(clock, 5).sleep)
    assert sorted(feed for feed, _ in told) == ["a", "b"]
    assert "Feed a: 1 new, 0 changed" in caplog.text
    assert "Feed none: Gone: " in caplog.text


async def test_a_reload_that_fails_does_not_end_the_feeds(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", caplog: pytest.LogCaptureFixture
) -> None:
    async def changed(_feed: str, _files: Sequence[str]) -> None:
        raise RuntimeError("made up")

    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body)))
    await keep_running([make.feed(server.url("/feed"))], wire, changed, Day(clock, 2.5).sleep)
    assert len(server.asked) == 3
    assert "its releases are not in service" in caplog.text


async def test_the_wire_opens_as_the_settings_say(tmp_path: Path, server: "Server", make: "Make") -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("knowledge: {max_file_bytes: 1000}\nwire: {allowed_hosts: [127.0.0.1]}\n")
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body * 3)))
    feed = make.feed(server.url("/feed"))
    async with schedule.opened(load(file), tmp_path / "data", {"DVIDS_API_KEY": f" {make.key}\n"}) as wire:
        assert (wire.key, wire.releases) == (make.key, tmp_path / "data" / "releases")
        assert make.key not in repr(wire)
        [large] = await run_once([feed], wire)
        server.pages["/feed"] = make.answer(make.rss(make.item("One", body="Short.", guid="a:1")))
        [small] = await run_once([feed], wire)
    assert "larger than the 1,000 bytes" in (large.fault or "")
    assert len(small.new) == 1
    assert (tmp_path / "data" / "cache" / "feeds.sqlite").is_file()


@given(st.integers(-5, 10_000), st.floats(0, 1), st.none() | st.floats(0, 1e12))
def test_a_wait_is_five_minutes_to_a_day_and_never_shorter_than_asked_for_within_a_day(
    failures: int, chance: float, asked: float | None
) -> None:
    wait = backoff.after_failures(failures, chance, asked)
    assert 5 * 60 <= wait <= backoff.DAY
    assert asked is None or wait >= min(asked, backoff.DAY)


@given(st.integers(1, 8), st.floats(0, 1))
def test_many_bots_do_not_come_back_at_once(failures: int, chance: float) -> None:
    longest = backoff.after_failures(failures, 0)
    assert 0.9 * longest <= backoff.after_failures(failures, chance) <= longest
    assert backoff.after_failures(failures, 1) < longest
