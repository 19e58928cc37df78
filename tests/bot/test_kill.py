"""Killed at any instant, the bot starts again with a whole edition. All releases here are made up."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dateline = Callable[..., Any]

_LOADS = """
import sys, time
from pathlib import Path
from bot import config, opening
from bot.desk import Desk
from knowledge.archive import Occasion
from knowledge.library import Folder

home = Path(sys.argv[1])
desk = opening.desk_over(config.load(None, {}), [Folder(home / "releases", "releases")], data_folder=home)
print("begun", flush=True)
desk.load(occasion=Occasion("a test", "start"))
number = 0
while True:
    number += 1
    for story, name in enumerate(("one", "two"), start=1001):
        path = home / "releases" / f"{name}.txt"
        part = path.with_name(f".{path.name}")
        part.write_text(sys.argv[2].format(name=name, number=number, id=story))
        part.replace(path)
    desk.load(occasion=Occasion("a test", f"number {number}"))
    print(number, flush=True)
    if number % 4 == 0:
        desk.undo(Occasion("a test", "undo"))
"""
_TEXT = (
    "The made-up ferry {name} carries {number} lanterns.\n\nNobody counted them twice.\n\n"
    "Date Posted:\t03.04.2024 10:15\nStory ID:\t{id}\nLocation:\tFORT EXAMPLE, TEXAS, US\n"
)


def _number(text: str) -> int:
    return int(text.split(" carries ")[1].split()[0])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_again_and_again_it_starts_with_a_whole_edition(
    dateline: Dateline, environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "releases").mkdir(parents=True)
    chance = random.Random(11)  # noqa: S311
    numbers: set[int] = set()
    for loads in (0, 3, 7, 1, 4):
        with subprocess.Popen(
            [sys.executable, "-c", _LOADS, str(home), _TEXT], stdout=subprocess.PIPE, env=environment
        ) as loading:
            assert loading.stdout is not None
            assert loading.stdout.readline() == b"begun\n"
            for _ in range(loads):  # so many, however slow the machine is, and a part of the next
                assert loading.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.2))
            loading.send_signal(signal.SIGKILL)
        questions = (
            b"how many lanterns does the ferry one carry\nhow many lanterns does the ferry two carry\n"
        )
        asked = dateline("ask", "--json", "-", typed=questions)
        assert (asked.code, asked.err) == (0, "")
        sentences = [one["sentence"] for one in asked.objects]
        if sentences == [None, None] and not list((home / "releases").iterdir()):
            continue
        told = list(map(_number, sentences))
        written = [_number((home / "releases" / f"{name}.txt").read_text()) for name in ("one", "two")]
        # As the files are, or a version before where an undo holds one back: killed right after it and
        # between two files, the one is two versions ahead of the other.
        behind = [now - then for now, then in zip(written, told, strict=True)]
        assert set(behind) <= {0, 1}, (written, told)
        numbers.update(told)
        listed = dateline("log")
        assert listed.code == 0
        assert "made-up ferry" in listed.out or "nothing has changed" in listed.err
    assert len(numbers) > 1
