"""Loads of the desk, and Python's garbage collector, which stops all threads for a look at everything."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import config, opening
from bot.desk import Desk
from knowledge.records import Passage, Story


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
