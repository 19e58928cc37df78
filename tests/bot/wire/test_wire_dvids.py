"""The DVIDS API, played by the server on this machine: windows of time, stories one by one, the key."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.wire import report
from bot.wire.run import Wire, run
from knowledge import formats

if TYPE_CHECKING:
    from conftest import Asked, Behaviour, Clock, Make, Server

DAY = 86_400.0


class Archive:
    """A made-up archive: stories by number, each with the time of its publication."""

    def __init__(self, make: "Make", server: "Server", stories: dict[int, float], most: int = 1000) -> None:
        self.make = make
        self.stories = stories
        self.most = most
        self.titles: Callable[[int], str] = "Made-up march number {}".format
        server.pages["/search"] = self.search
        server.pages["/asset"] = self.asset

    async def search(self, asked: "Asked", out: asyncio.StreamWriter) -> None:
        query = asked.query
        assert query["api_key"] == self.make.key
        start, end = (moment(query[name]) for name in ("from_publishdate", "to_publishdate"))
        found = sorted(number for number, when in self.stories.items() if start <= when < end)
        first = 50 * (int(query["page"]) - 1)
        shown = [self.make.found(number, self.titles(number)) for number in found[first : first + 50]]
        told = {"page_info": {"total_results": min(len(found), self.most)}, "results": shown}
        await self.make.answer(json.dumps(told), kind="application/json")(asked, out)

    async def asset(self, asked: "Asked", out: asyncio.StreamWriter) -> None:
        number = int(asked.query["id"].removeprefix("news:"))
        told = self.make.asset(number, self.titles(number), f"{self.titles(number)}. {self.make.body}")
        await self.make.answer(told, kind="application/json")(asked, out)


def moment(written: str) -> float:
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()


def searched(server: "Server") -> list[tuple[float, float, int]]:
    """The windows and pages that were searched."""
    queries = [one.query for one in server.asked if one.path == "/search"]
    return [
        (moment(one["from_publishdate"]), moment(one["to_publishdate"]), int(one["page"])) for one in queries
    ]


async def test_stories_of_the_last_week_come_one_by_one_and_the_next_run_asks_from_there(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    archive = Archive(make, server, {900_001: clock.now - 9 * DAY, 900_002: clock.now - 2 * DAY})
    feed = make.feed(server.url("/search?branch=Army&page=9"), "Army", "dvids")
    first = await run(feed, wire)
    assert (first.fault, first.new) == (None, ("army/900002.json",))
    [story] = formats.read((wire.releases / first.new[0]).read_bytes(), first.new[0])
    assert (story.id, story.title) == ("900002", "Made-up march number 900002")
    assert server.asked[0].query["branch"] == "Army"
    before = clock.now
    clock.now += DAY / 2
    archive.stories[900_003] = before + 60
    second = await run(feed, wire)
    assert (second.new, second.unchanged) == (("army/900003.json",), 0)
    assert searched(server) == [(before - 7 * DAY, before, 1), (before - DAY, clock.now, 1)]


async def test_the_first_run_begins_where_the_address_says(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    Archive(make, server, {900_001: moment("2025-01-02T00:00:00Z")})
    feed = make.feed(server.url("/search?from_publishdate=2025-01-01"), "Army", "dvids")
    assert (await run(feed, wire)).new == ("army/900001.json",)
    assert searched(server) == [(moment("2025-01-01T00:00:00Z"), clock.now, 1)]


async def test_all_pages_of_a_search_are_read(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    Archive(make, server, {900_000 + n: clock.now - 3600 for n in range(120)})
    steps: list[tuple[str, int, int]] = []
    feed = make.feed(server.url("/search"), "Army", "dvids")
    result = await run(feed, replace(wire, pages=500), lambda *step: steps.append(step))
    assert len(result.new) == 120
    assert [page for _, _, page in searched(server)] == [1, 2, 3]
    assert steps[-1] == ("Army", 120, 120)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


async def test_a_window_with_more_than_the_service_counts_is_halved(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    spread = {900_000 + n: clock.now - 7 * DAY + n * 5000 for n in range(120)}
    # As if it counted no further than 1,000, with fewer stories.
    archive = Archive(make, server, spread)
    search = archive.search

    async def uncounted(asked: "Asked", out: asyncio.StreamWriter) -> None:
        start, end = (moment(asked.query[name]) for name in ("from_publishdate", "to_publishdate"))
        if end - start > 2 * DAY:
            told = {"page_info": {"total_results": 1000}, "results": [make.found(1, "Not to be taken")]}
            await make.answer(json.dumps(told))(asked, out)
        else:
            await search(asked, out)

    server.pages["/search"] = uncounted
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), replace(wire, pages=500))
    assert result.fault is None
    assert {name.removeprefix("army/") for name in result.new} == {f"{number}.json" for number in spread}


async def test_a_run_that_took_only_some_begins_there_again(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    Archive(make, server, {900_000 + n: clock.now - 3600 for n in range(5)})
    feed = make.feed(server.url("/search"), "Army", "dvids")
    few = replace(wire, pages=2)
    results = [await run(feed, few) for _ in range(3)]
    assert [(len(one.new), one.left) for one in results] == [(2, 3), (2, 1), (1, 0)]
    assert len({window[0] for window in searched(server)}) == 1


async def test_a_story_that_changed_replaces_its_file(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    archive = Archive(make, server, {900_001: clock.now - 60})
    feed = make.feed(server.url("/search"), "Army", "dvids")
    await run(feed, wire)
    archive.titles = "Made-up march number {}, put right".format
    second = await run(feed, wire)
    assert (second.new, second.changed) == ((), ("army/900001.json",))


async def test_without_a_key_nothing_is_called_and_the_variable_is_named(
    server: "Server", make: "Make", wire: Wire
) -> None:
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), replace(wire, key=None))
    assert "DVIDS_API_KEY" in (result.fault or "")
    assert server.asked == []


@pytest.mark.parametrize("status", [401, 403])
async def test_a_key_that_is_refused_ends_the_run_and_no_story_is_given_up(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", status: int
) -> None:
    archive = Archive(make, server, {900_001: clock.now - 60})
    feed = make.feed(server.url("/search"), "Army", "dvids")
    for path in ("/search", "/asset"):
        kept = server.pages[path]
        server.pages[path] = make.answer(f'{{"errors": "{make.key} is no key"}}', status)
        result = await run(feed, wire)
        assert result.fault == f"127.0.0.1 does not take the key in DVIDS_API_KEY ({status})."
        assert result.next_try == clock.now + 3600
        server.pages[path] = kept
    archive.stories[900_002] = clock.now - 30
    assert len((await run(feed, wire)).new) == 2


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"<html>Just a moment</html>",
        b"[]",
        b"null",
        b'{"page_info": {"total_results": "many"}, "results": []}',
        b'{"page_info": {"total_results": Infinity}, "results": []}',
        b'{"page_info": {"total_results": NaN}, "results": []}',
        b'{"page_info": {"total_results": 1}, "results": {"id": "news:1"}}',
        b'{"results": []}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
async def test_what_is_no_answer_of_the_service_is_a_passing_fault(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", told: bytes
) -> None:
    server.pages["/search"] = make.answer(told, kind="application/json")
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), wire)
    assert "DVIDS API" in (result.fault or "")
    assert result.next_try == clock.now + 15 * 60


async def test_odd_results_are_passed_over(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    odd: list[Any] = [
        None,
        5,
        {},
        {"id": "image:1"},
        {"id": ["news:1"]},
        {"id": "news:../../x"},
        {"id": "news:7"},
    ]
    archive = Archive(make, server, {900_001: clock.now - 60})
    told = {
        "page_info": {"total_results": 8},
        "results": [*odd, make.found(900_001, archive.titles(900_001))],
    }
    server.pages["/search"] = make.answer(json.dumps(told))
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), wire)
    assert result.fault is None
    assert set(result.new) <= {"army/900001.json", "army/7.json"}
    assert "army/900001.json" in result.new


async def test_a_service_that_never_ends_is_left_after_some_searches(
    server: "Server", make: "Make", wire: Wire
) -> None:
    told = {
        "page_info": {"total_results": 10**9},
        "results": [make.found(900_001, "Made-up march number 900001")],
    }
    Archive(make, server, {})
    server.pages["/search"] = make.answer(json.dumps(told))
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), wire)
    assert result.fault is None
    assert len(searched(server)) <= 60


async def test_an_asset_that_is_no_json_is_tried_again(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    Archive(make, server, {900_001: clock.now - 60})
    good = server.pages["/asset"]
    server.pages["/asset"] = make.answer(make.page("Just a moment"))
    feed = make.feed(server.url("/search"), "Army", "dvids")
    first = await run(feed, wire)
    assert (first.left, len(first.skipped)) == (1, 1)
    server.pages["/asset"] = good
    assert (await run(feed, wire)).new == ("army/900001.json",)


async def test_the_key_is_in_no_result_log_file_or_book(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    archive = Archive(make, server, {900_000 + n: clock.now - 60 for n in range(3)})
    archive.titles = (f"Made-up {make.key} number {{}}").format
    feed = make.feed(server.url("/search"), "Army", "dvids")
    echo = f"No asset for api_key={make.key}"
    behaviours: list[Behaviour] = [
        make.answer(echo, 500),
        make.answer(echo, 400),
        make.redirect(f"/asset?api_key={make.key}&x"),
        make.redirect(f"http://10.0.0.1/?api_key={make.key}"),
        make.redirect(f"http://[{make.key}"),
        make.answer(
            make.asset(900_000, f"Made-up {make.key} number 900000", f"Made-up {make.key}, made up.")
        ),
    ]
    told = []
    for number, behaviour in enumerate([*behaviours, archive.asset]):
        archive.stories[900_010 + number] = clock.now - 60
        server.pages["/asset"] = behaviour
        result = await run(feed, wire)
        told += [repr(result), *report.lines(result), json.dumps(report.as_object(result)), repr(wire)]
    kept = [path.read_bytes() for path in wire.releases.parent.rglob("*") if path.is_file()]
    assert len(kept) > 1
    assert make.key.encode() not in b"".join(kept)
    assert make.key not in " ".join(told) + caplog.text


async def test_a_slow_service_is_not_waited_for(server: "Server", make: "Make", wire: Wire) -> None:
    async def silent(_: "Asked", __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server.pages["/search"] = silent
    began = time.monotonic()
    short = replace(wire, limits=replace(wire.limits, seconds=0.2))
    result = await run(make.feed(server.url("/search"), "Army", "dvids"), short)
    assert "took more than 0.2 seconds" in (result.fault or "")
    assert time.monotonic() - began < 20
