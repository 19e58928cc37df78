"""The command line as a process of its own, on folders of made-up releases."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BRIDGE = """\
 date 2024-03-02 CAMP EXAMPLE, Nowhere – Engineers of the made-up 9th Bridge Company opened a wooden bridge \
over the Quill River, March 1.

“The bridge carries seventeen trucks at once,” said Sgt. Ada Example, bridge master. “We counted twice.”

The company needed forty days to build it, among herons and mosquitoes.

NEWS INFO Date Taken: 03.01.2024 Date Posted: 03.02.2024 10:00 Story ID: 900001 Location: CAMP EXAMPLE, \
NOWHERE, US Web Views: 5 Downloads: 1 PUBLIC DOMAIN This work, Made-up bridge opens over the Quill, \
by SGT Ada Example, identified by DVIDS, must comply with the restrictions shown on https://www.dvidshub.net/about/copyright."""

KITCHEN = """\
 date 2023-06-20 FORT SPOON, Elsewhere – Cooks of the made-up 3rd Kitchen Platoon won the golden ladle, \
June 18.

The platoon served nine hundred dumplings before noon, a record for the garrison.

NEWS INFO Date Taken: 06.18.2023 Date Posted: 06.20.2023 08:30 Story ID: 900002 Location: FORT SPOON, \
ELSEWHERE, US Web Views: 9 Downloads: 0 PUBLIC DOMAIN This work, Made-up cooks win the golden ladle, \
by SPC Ben Sample, identified by DVIDS, must comply with the restrictions shown on https://www.dvidshub.net/about/copyright."""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; fails on anything else."""
        return [json.loads(line) for line in self.raw.split(b"\n")[:-1]]


Dateline = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of the commands: a home and a cache of their own, no token, nothing from outside."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DISCORD_"))
    }
    ours = {"DATELINE_HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    return kept | ours | {"COLUMNS": "100"}


@pytest.fixture
def dateline(environment: dict[str, str]) -> Dateline:
    """Run a `dateline` command with what stands on its standard input, and wait for its end."""

    def run(*arguments: str | Path, typed: bytes = b"", extra: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            input=typed,
            capture_output=True,
            timeout=60,
            env=environment | (extra or {}),
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())

    return run


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with two made-up releases."""
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "kitchen.txt").write_text(KITCHEN, encoding="utf-8")
    return folder


@pytest.fixture
def ask(dateline: Dateline, releases: Path) -> Callable[..., list[dict[str, Any]]]:
    """Put lines to `dateline ask --json` over the made-up releases and return the objects."""

    def put(lines: Sequence[str], *options: str) -> list[dict[str, Any]]:
        typed = "".join(f"{line}\n" for line in lines).encode()
        ran = dateline("ask", "--json", "--knowledge", releases, *options, "-", typed=typed)
        assert (ran.code, ran.err) == (0, "")
        return ran.objects

    return put
