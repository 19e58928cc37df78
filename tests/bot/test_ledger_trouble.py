"""The ledger in trouble: processes that die, crowds, full disks, damaged files, odd folders."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ledger import (
    AskedRecord,
    DataFolderError,
    Ledger,
    LedgerError,
    LedgerUnusableError,
    NotALedgerError,
    SecretDamagedError,
)
from bot.ledger.secret import make_or_read

ASKED = AskedRecord("channel", None, 1, 2, "e5a1", "Who?", True, 0.5, ("p1",), None)

# What the processes of these tests begin with.
CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.ledger import AskedRecord, Ledger, LedgerError
ASKED = AskedRecord("channel", None, 1, 2, "e5a1", "Who?" * 100, True, 0.5, ("p1",), None)
FOLDER = Path(sys.argv[1])
"""


def child(code: str, folder: Path) -> subprocess.Popen[str]:
    """Start a process that runs `code` after CHILD, outside the checkout."""
    command = [sys.executable, "-c", CHILD + code, str(folder)]
    return subprocess.Popen(command, cwd=folder.parent, stdout=subprocess.PIPE, text=True)


async def write_one(folder: Path) -> int:
    ledger = await Ledger.open(folder, store_text=False)
    try:
        return await ledger.record(ASKED)
    finally:
        await ledger.close()


def tamper(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "ledger.sqlite")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(tmp_path / "data", store_text=True)
    yield opened
    await opened.close()


# Crashes, crowds, full disks


def test_what_was_recorded_survives_a_kill(tmp_path: Path) -> None:
    code = """
async def main():
    ledger = await Ledger.open(FOLDER, store_text=False)
    for _ in range(20):
        print(await ledger.record(ASKED), flush=True)
    asyncio.get_running_loop().create_task(ledger.record(ASKED))
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""
    process = child(code, tmp_path / "data")
    printed, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    recorded = [int(line) for line in printed.split()]
    assert len(recorded) == 20

    async def kept() -> list[bool]:
        ledger = await Ledger.open(tmp_path / "data", store_text=False)
        found = [await ledger.row(row_id) is not None for row_id in recorded]
        await ledger.record(ASKED)
        await ledger.close()
        return found

    assert all(asyncio.run(kept()))


def test_a_kill_in_the_middle_of_a_migration_leaves_nothing_half_done(tmp_path: Path) -> None:
    code = """
from alembic import op
op.create_index = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(Ledger.open(FOLDER, store_text=False))
"""
    process = child(code, tmp_path / "data")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert asyncio.run(write_one(tmp_path / "data"))


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    code = """
async def main():
    ledger = await Ledger.open(FOLDER, store_text=False)
    rows = [await ledger.row(await ledger.record(ASKED)) for _ in range(5)]
    await ledger.close()
    print(*(f"{row.id}:{row.asker}" for row in rows))
asyncio.run(main())
"""
    processes = [child(code, tmp_path / "data") for _ in range(4)]
    printed = " ".join(process.communicate()[0] for process in processes).split()
    assert [process.returncode for process in processes] == [0] * 4
    ids = sorted(int(one.split(":")[0]) for one in printed)
    assert ids == list(range(ids[0], ids[0] + 20))
    assert len({one.split(":")[1] for one in printed}) == 1
    assert sorted(file.name for file in (tmp_path / "data").iterdir()) == ["ledger.sqlite", "secret"]


def test_all_who_make_the_secret_at_once_get_the_same(tmp_path: Path) -> None:
    ready = threading.Barrier(6)

    def make(file: Path) -> bytes:
        ready.wait()
        return make_or_read(file)

    with ThreadPoolExecutor(6) as threads:
        for turn in range(20):
            made = list(threads.map(make, [tmp_path / f"secret{turn}"] * 6))
            assert len(set(made)) == 1
            assert len(made[0]) == 32
    assert len(list(tmp_path.iterdir())) == 20


async def test_many_at_once_all_get_their_row(ledger: Ledger) -> None:
    assert len(set(await asyncio.gather(*(ledger.record(ASKED) for _ in range(40))))) == 40


async def test_another_process_that_writes_is_waited_for(ledger: Ledger, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "data/ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(ledger.record(ASKED))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    other.execute("ROLLBACK")
    other.close()
    assert await waiting


async def test_a_cancelled_record_leaves_no_lock_behind(ledger: Ledger) -> None:
    for turns in range(60):
        given_up = [asyncio.create_task(ledger.record(ASKED)) for _ in range(2)]
        for _ in range(turns):
            await asyncio.sleep(0.0001)
        for task in given_up:
            task.cancel()
        await asyncio.gather(*given_up, return_exceptions=True)
    assert await ledger.row(await ledger.record(ASKED)) is not None


@pytest.mark.skipif(os.name != "posix", reason="a limit on file sizes is POSIX")
def test_a_full_disk_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    asyncio.run(write_one(tmp_path / "data"))
    code = """
import resource
async def main():
    ledger = await Ledger.open(FOLDER, store_text=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        while True:
            print(await ledger.record(ASKED), flush=True)
    except LedgerError as error:
        print(type(error).__name__, error, flush=True)
        os._exit(3)
asyncio.run(main())
"""
    process = child(code, tmp_path / "data")
    *recorded, error = process.communicate()[0].splitlines()
    assert process.returncode == 3
    assert error.startswith(f"LedgerUnusableError The ledger {tmp_path}/data/ledger.sqlite cannot be used: ")
    assert recorded
    ids_kept = sqlite3.connect(tmp_path / "data/ledger.sqlite").execute("SELECT id FROM answers")
    assert {int(row_id) for row_id in recorded} <= {row_id for (row_id,) in ids_kept}


@pytest.mark.parametrize("zone", ["America/Lima", "Asia/Kathmandu", "UTC"])
def test_the_time_is_utc_wherever_the_bot_runs(tmp_path: Path, zone: str) -> None:
    code = """
async def main():
    ledger = await Ledger.open(FOLDER, store_text=False)
    print((await ledger.row(await ledger.record(ASKED))).asked_at.isoformat())
    await ledger.close()
asyncio.run(main())
"""
    before = datetime.now(UTC)
    command = [sys.executable, "-c", CHILD + code, str(tmp_path / "data")]
    printed = subprocess.check_output(command, text=True, env=os.environ | {"TZ": zone}, cwd=tmp_path)
    assert before <= datetime.fromisoformat(printed.strip()) <= datetime.now(UTC)
    [[stored]] = sqlite3.connect(tmp_path / "data/ledger.sqlite").execute("SELECT asked_at FROM answers")
    assert before <= datetime.fromisoformat(stored).replace(tzinfo=UTC) <= datetime.now(UTC)


# Folders and files that are not as they should be


@pytest.mark.parametrize("name", ["a b", "50%41", "what?x=1&y#z", "ñandú ✈", "file:x", "deep/down/here"])
async def test_any_name_of_a_folder_will_do(tmp_path: Path, name: str) -> None:
    assert await write_one(tmp_path / name)
    assert (tmp_path / name / "ledger.sqlite").is_file()


async def test_a_relative_folder_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = await Ledger.open(Path("data"), store_text=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    first = await ledger.record(ASKED)
    await ledger.close()
    assert await write_one(tmp_path / "data") == first + 1


@pytest.mark.parametrize("below", ["", "below"])
async def test_a_folder_that_cannot_be_made(tmp_path: Path, below: str) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DataFolderError, match="taken") as caught:
        await Ledger.open(tmp_path / "taken" / below, store_text=False)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
@pytest.mark.skipif(
    os.name == "posix"
    and os.geteuid() == 0
    and not all(p.stat().st_mode & 1 for p in Path(__file__).resolve().parents),
    reason="the superuser may write everywhere, and nobody else may read this checkout",
)
@pytest.mark.parametrize(
    ("locked", "mode", "named"),
    [
        (".", 0o500, "new/ledger.sqlite"),
        ("data", 0o500, "data"),
        ("data/ledger.sqlite", 0o400, "ledger.sqlite"),
    ],
)
def test_a_place_that_cannot_be_written(tmp_path: Path, locked: str, mode: int, named: str) -> None:
    code = f"""
import shutil, tempfile
asyncio.run(Ledger.open(FOLDER, store_text=False))  # to import all of it while that is allowed
if os.geteuid() == 0:
    os.setuid(65534)  # the superuser may write everywhere
os.chdir(tempfile.mkdtemp())
if {locked!r} == ".":
    folder = Path("new")
    folder.mkdir()
    folder.chmod({mode})
else:
    folder = Path("data")
    asyncio.run(Ledger.open(folder, store_text=False))
    Path({locked!r}).chmod({mode})
try:
    asyncio.run(Ledger.open(folder, store_text=False))
except LedgerError as error:
    print(error)
folder.chmod(0o700)
shutil.rmtree(Path.cwd())
"""
    printed = child(code, tmp_path / "data").communicate()[0]
    assert printed.count("\n") == 1
    assert named in printed


@pytest.mark.parametrize("content", [b"hi", b"hello\n" * 2_000, b"SQLite format 3\0" + b"\xff" * 9_000])
async def test_a_file_that_is_not_a_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(content)
    with pytest.raises(NotALedgerError) as caught:
        await Ledger.open(tmp_path, store_text=False)
    assert str(file) in str(caught.value)
    assert caught.value.file == file
    assert file.read_bytes() == content


async def test_a_damaged_ledger(tmp_path: Path) -> None:
    await write_one(tmp_path)
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(file.read_bytes()[:4_096] + b"\xff" * 20_000)
    with pytest.raises(LedgerUnusableError, match=str(file)):
        await write_one(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 31, 33, 5_000])
async def test_a_damaged_secret_is_never_replaced(tmp_path: Path, size: int) -> None:
    (tmp_path / "secret").write_bytes(b"x" * size)
    with pytest.raises(SecretDamagedError, match=f"{tmp_path}/secret.*{size} bytes"):
        await Ledger.open(tmp_path, store_text=False)
    assert (tmp_path / "secret").read_bytes() == b"x" * size


async def test_a_failure_while_running_is_an_error_of_the_ledger_and_passes(
    ledger: Ledger, tmp_path: Path
) -> None:
    tamper(tmp_path / "data", "ALTER TABLE answers RENAME TO hidden")
    with pytest.raises(LedgerError, match="no such table"):
        await ledger.record(ASKED)
    tamper(tmp_path / "data", "ALTER TABLE hidden RENAME TO answers")
    assert await ledger.record(ASKED)
