"""A start that reads only what is new: what is kept in the cache folder, and when it is not believed."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.edition import Edition
from knowledge.library import INDEX_FOLDER, STACKS_FILE, Folder, Library
from knowledge.records import Answer
from knowledge.verdict import decide

Release = Callable[..., str]
Put = Callable[[Path, str, str], Path]
LONG_AGO = (1_600_000_000, 1_600_000_000)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def start(folder: Path, cache: Path) -> Callable[[], Library]:
    """Start anew over the folder with what the cache knows."""

    def begin() -> Library:
        library = Library([Folder(folder, "releases")], cache=cache)
        library.load()
        return library

    return begin


def answer(edition: Edition, question: str) -> str:
    said = decide(edition, question, minimum=0.1)
    assert isinstance(said, Answer)
    assert said.best is not None
    return said.best.passage.text


def everything(edition: Edition) -> tuple[object, ...]:
    return (edition.name, edition.stories, edition.profiles, edition.rows, edition.measures)


def test_a_start_does_not_open_what_it_has_read(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    os.utime(path, LONG_AGO)
    first = start().edition
    put(folder, "a.txt", release("The ferry has five lanterns.", number="1001"))  # as long, and as old
    os.utime(path, LONG_AGO)
    again = start().edition
    assert everything(again) == everything(first)
    assert answer(again, "how many lanterns has the ferry") == "The ferry has nine lanterns."
    os.utime(path)
    assert answer(start().edition, "how many lanterns has the ferry") == "The ferry has five lanterns."


def test_a_file_that_changed_just_when_it_was_read_is_read_again(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    library = start()
    when = path.stat().st_mtime_ns
    put(folder, "a.txt", release("The ferry has five lanterns.", number="1001"))
    os.utime(path, ns=(when, when))  # a clock that ticks slowly
    library.load()
    assert answer(library.edition, "how many lanterns has the ferry") == "The ferry has five lanterns."


def test_a_start_from_the_cache_knows_what_a_fresh_one_knows(
    folder: Path, made_up_folder: Path, start: Callable[[], Library]
) -> None:
    shutil.copytree(made_up_folder, folder, dirs_exist_ok=True)
    start()
    fresh = Library([Folder(folder, "releases")])
    fresh.load()
    assert everything(start().edition) == everything(fresh.edition)
    for question in (
        "who was seasick on the lake",
        "which stories mention Fenwick",
        "what is the latest story",
    ):
        told = decide(start().edition, question, minimum=0.5)
        assert told == decide(fresh.edition, question, minimum=0.5)


def test_a_refused_file_stays_refused(folder: Path, start: Callable[[], Library]) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    first, again = start().report, start().report
    assert first is not None
    assert again is not None
    assert first.refused == again.refused
    assert len(again.refused) == 1


@pytest.mark.parametrize("name", [STACKS_FILE, f"{STACKS_FILE}-wal", INDEX_FOLDER])
@pytest.mark.parametrize("damage", ["gone", "garbage", "cut"])
def test_a_damaged_cache_is_made_anew(
    folder: Path,
    cache: Path,
    start: Callable[[], Library],
    release: Release,
    put: Put,
    name: str,
    damage: str,
) -> None:
    put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    put(folder, "b.txt", release("The fog rose.", number="1002"))
    first = start().edition
    damaged = [
        path for path in cache.rglob("*") if path.is_file() and path.relative_to(cache).parts[0] == name
    ]
    for path in damaged:
        if damage == "gone":
            path.unlink()
        elif damage == "garbage":
            path.write_bytes(b"This is not what you think it is." * 200)
        else:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    again = start().edition
    assert everything(again) == everything(first)
    assert answer(again, "how many lanterns has the ferry") == "The ferry has nine lanterns."
    assert everything(start().edition) == everything(first)


def test_a_cache_that_breaks_under_a_running_library_counts_nothing_twice(
    folder: Path, cache: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    put(folder, "b.txt", release("The fog rose.", number="1002"))
    library = start()
    with sqlite3.connect(cache / STACKS_FILE) as db:
        db.execute("DROP TABLE stories")
    db.close()
    put(folder, "a.txt", release("The ferry has five lanterns.", number="1001"))
    report = library.load()
    fresh = Library([Folder(folder, "releases")])
    fresh.load()
    assert everything(library.edition) == everything(fresh.edition)
    assert [one.now.id for one in report.changed] == ["1001"]


def test_what_other_code_has_read_is_read_again(
    folder: Path, cache: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    os.utime(path, LONG_AGO)
    start()
    with sqlite3.connect(cache / STACKS_FILE) as db:
        db.execute("UPDATE about SET code = 'another'")
        db.execute("UPDATE stories SET packed = x'00'")
    db.close()
    assert answer(start().edition, "how many lanterns has the ferry") == "The ferry has nine lanterns."


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, cache: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    cache.write_text("a file in the way")
    assert answer(start().edition, "how many lanterns has the ferry") == "The ferry has nine lanterns."
    assert cache.read_text() == "a file in the way"


def test_several_may_use_one_cache_at_once(tmp_path: Path, cache: Path, release: Release, put: Put) -> None:
    """They even hold different releases; each answers from its own."""
    for one in "abc":
        put(tmp_path / one, "common.txt", release("The fog rose.", number="1000"))
        put(tmp_path / one, f"{one}.txt", release(f"The ferry {one} has lanterns.", number="1001"))
    told: dict[str, list[str]] = {one: [] for one in "abc"}

    def begin(one: str) -> None:
        for _ in range(3):
            library = Library([Folder(tmp_path / one, one)], cache=cache)
            library.load()
            told[one].append(answer(library.edition, "what about the ferry and lanterns"))

    threads = [threading.Thread(target=begin, args=(one,)) for one in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert told == {one: [f"The ferry {one} has lanterns."] * 3 for one in "abc"}
