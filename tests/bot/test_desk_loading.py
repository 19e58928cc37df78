"""Loads of the desk, and Python's garbage collector, which stops all threads for a look at everything."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import config, opening
from bot.desk import Desk, Reply
from knowledge.records import Answer, Passage, Story


@pytest.fixture
def desk(releases: Path) -> Desk:
    settings = config.load(None, {})
    return opening.desk_over(settings, opening.sources(settings, releases, releases))


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """The generations of all looks of an eager collector."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    usual = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(100, 1, 1)
    yield seen
    gc.set_threshold(*usual)
    gc.callbacks.remove(note)


def test_the_collector_looks_neither_at_a_load_nor_at_what_was_loaded(desk: Desk, looks: list[int]) -> None:
    looks.clear()
    desk.load()
    assert looks == []
    assert gc.isenabled()
    assert desk.edition.stories
    assert not [one for one in gc.get_objects() if isinstance(one, Story | Passage)]


def test_an_edition_out_of_service_goes_without_the_collector(desk: Desk) -> None:
    desk.load()
    old = weakref.ref(desk.edition.vocabulary)
    gc.disable()
    try:
        desk.load()
        assert old() is None
        assert not gc.isenabled()
    finally:
        gc.enable()


def told(reply: Reply) -> str:
    assert isinstance(reply.verdict, Answer)
    assert reply.verdict.best is not None
    return reply.verdict.best.passage.text


async def test_questions_are_answered_during_a_reload(
    desk: Desk, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.load()
    question = "how many trucks does the bridge carry"
    (releases / "bridge.txt").write_text((releases / "bridge.txt").read_text().replace("seventeen", "eleven"))
    half_way, go_on = threading.Event(), threading.Event()
    settle = desk._library._stacks.settle

    def wait(*given: Any) -> None:  # noqa: ANN401 - whatever it takes
        half_way.set()
        assert go_on.wait(30)
        settle(*given)

    monkeypatch.setattr(desk._library._stacks, "settle", wait)
    reload = asyncio.create_task(desk.reload())
    assert await asyncio.to_thread(half_way.wait, 30)
    during = await desk.answer(question)
    assert not reload.done()
    go_on.set()
    await reload
    after = await desk.answer(question)
    assert ["seventeen" in told(reply) for reply in (during, after)] == [True, False]
    desk.close()


async def test_a_reload_leaves_the_event_loop_its_turn(desk: Desk, releases: Path) -> None:
    """Only a guard against standing still: how long it waits is measured by tests/bench/reload.py."""
    bridge = (releases / "bridge.txt").read_text()
    for number in range(150):
        told = bridge.replace("900001", str(910000 + number)).replace("seventeen", str(number))
        (releases / f"{number}.txt").write_text(told)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    report = await desk.reload()
    assert len(report.added) >= 150
    assert ticks > 20
    ticking.cancel()
    desk.close()
