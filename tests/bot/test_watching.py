"""Folders that are watched: what is dropped in is read once it lies still. Made-up files."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import watching
from bot.config import Config, load
from knowledge.archive import Occasion

Counted = Callable[[Path], Any]


def settings(*, watch: bool, folders: list[str] | None = None) -> Config:
    config = load(environment={})
    knowledge = config.knowledge.model_copy(update={"watch": watch, "folders": folders or []})
    return config.model_copy(update={"knowledge": knowledge})


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Watch the data folder and others; give the list of reloads."""
    monkeypatch.setattr(watching, "_QUIET_MS", 300)
    monkeypatch.setattr(watching, "_AGAIN_SECONDS", 0.1)
    (tmp_path / "releases").mkdir()

    @asynccontextmanager
    async def watch(*others: Path, on: bool = True) -> AsyncIterator[list[str]]:
        reloads: list[str] = []

        async def reload(occasion: Occasion) -> None:
            reloads.append(occasion.how)

        config = settings(watch=on, folders=[str(one) for one in others])
        async with watching.serving(config, tmp_path, reload):
            await asyncio.sleep(0.7)  # until the watchers have begun
            yield reloads

    return watch


async def until(done: Callable[[], bool]) -> None:
    for _ in range(400):
        if done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")


async def test_what_is_dropped_in_is_read(tmp_path: Path, counting: Callable[..., Any]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    async with counting(other) as reloads:
        (tmp_path / "releases" / "a.txt").write_text("A made-up text.")
        await until(lambda: reloads == ["saw a change in releases"])
        (other / "b.txt").write_text("Another made-up text.")
        await until(lambda: reloads[1:] == ["saw a change in other"])
        (other / "b.txt").unlink()
        await until(lambda: len(reloads) == 3)


async def test_a_file_that_is_being_written_is_waited_for(
    tmp_path: Path, counting: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_QUIET_MS", 1500)
    async with counting() as reloads:
        with (tmp_path / "releases" / "a.txt").open("w") as file:
            for _ in range(12):
                file.write("A made-up line.\n")
                file.flush()
                await asyncio.sleep(0.1)
            assert reloads == []
        await until(lambda: len(reloads) == 1)


async def test_backups_and_half_written_files_are_nothing(
    tmp_path: Path, counting: Callable[..., Any]
) -> None:
    async with counting() as reloads:
        for name in (".a.txt.swp", "a.txt~", "b.part", ".hidden/c.txt"):
            path = tmp_path / "releases" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("A made-up text.")
        await asyncio.sleep(1.2)
        assert reloads == []
        (tmp_path / "releases" / "b.part").rename(tmp_path / "releases" / "b.txt")
        await until(lambda: len(reloads) == 1)


async def test_a_folder_that_comes_later_is_waited_for(tmp_path: Path, counting: Callable[..., Any]) -> None:
    later = tmp_path / "later"
    async with counting(later) as reloads:
        later.mkdir()
        await asyncio.sleep(0.7)
        (later / "a.txt").write_text("A made-up text.")
        await until(lambda: reloads == ["saw a change in later"])


async def test_nothing_is_watched_unless_the_settings_say_so(
    tmp_path: Path, counting: Callable[..., Any]
) -> None:
    async with counting(on=False) as reloads:
        (tmp_path / "releases" / "a.txt").write_text("A made-up text.")
        await asyncio.sleep(1)
        assert reloads == []


async def test_a_failed_reload_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watching, "_QUIET_MS", 200)
    monkeypatch.setattr(watching, "_AGAIN_SECONDS", 0.1)
    (tmp_path / "releases").mkdir()
    times = 0

    async def reload(_occasion: Occasion) -> None:
        nonlocal times
        times += 1
        raise KeyError("made up")

    async with watching.serving(settings(watch=True), tmp_path, reload):
        for number in range(1, 3):
            await asyncio.sleep(0.7)
            (tmp_path / "releases" / f"{number}.txt").write_text("A made-up text.")
            await until(lambda wanted=number: times == wanted)  # type: ignore[misc]
    assert "not in service" in caplog.text
