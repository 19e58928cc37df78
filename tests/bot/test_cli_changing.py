"""`dateline add`, `remove`, `undo` and `log` as processes. All releases here are made up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dateline = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of the commands."""
    return tmp_path / "home"


@pytest.fixture
def bridge(releases: Path) -> Path:
    """A made-up release that is not in service."""
    return releases / "bridge.txt"


def answer(dateline: Dateline, question: str = "how many trucks does the bridge carry") -> str:
    return str(dateline("ask", "--json", question).objects[0]["sentence"])


def test_a_release_is_added_removed_and_put_back(dateline: Dateline, home: Path, bridge: Path) -> None:
    added = dateline("add", bridge, typed=b"y\n")
    assert added.code == 0, added.err
    assert "Made-up bridge opens over the Quill" in added.out
    assert "2 March 2024" in added.out
    assert (home / "releases" / "bridge.txt").read_bytes() == bridge.read_bytes()
    assert "seventeen trucks" in answer(dateline)
    removed = dateline("remove", "900001")
    assert (removed.code, removed.err) == (0, "")
    assert answer(dateline) == "None"
    back = dateline("undo")
    assert "Back to edition" in back.out
    assert "seventeen trucks" in answer(dateline)
    lines = dateline("log").out.splitlines()
    assert [line.rsplit(", ", 1)[1] for line in lines if not line.startswith(" ")] == [
        "dateline undo",
        "dateline remove 900001",
        "dateline add bridge.txt",
        "dateline a command at the terminal",
    ]
    assert "   added bridge.txt: Made-up bridge opens over the Quill" in lines


def test_what_was_taken_back_is_told_once_and_not_at_every_question(
    dateline: Dateline, bridge: Path, home: Path
) -> None:
    assert dateline("add", "--yes", bridge).code == 0
    served = home / "releases" / "bridge.txt"
    served.write_text(bridge.read_text().replace("seventeen", "nineteen"))
    assert "nineteen trucks" in answer(dateline)
    assert "bridge.txt: as an undo left it" in dateline("undo").out
    asked = dateline("ask", "how many trucks does the bridge carry")
    assert (asked.code, asked.err) == (0, "")
    assert "seventeen trucks" in asked.out


def test_nothing_is_added_without_a_yes(dateline: Dateline, home: Path, bridge: Path) -> None:
    for typed in (b"n\n", b""):
        dateline("add", bridge, typed=typed)
        assert not (home / "releases" / "bridge.txt").exists()
    assert dateline("add", "--yes", bridge).code == 0
    assert (home / "releases" / "bridge.txt").exists()
    again = dateline("add", "--yes", bridge)
    assert "already here as 900001" in again.out


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nothing.txt", "cannot be read"),
        ("http://127.0.0.1:9/a.txt", "private network"),
        ("https://[", "no address"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence(dateline: Dateline, source: str, reason: str) -> None:
    ran = dateline("add", "--yes", source)
    assert ran.code == 1
    assert reason in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_bad_file_among_good_ones(dateline: Dateline, tmp_path: Path, bridge: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    ran = dateline("add", "--yes", bad, bridge)
    assert ran.code == 1
    assert "PNG picture" in ran.err
    assert "seventeen trucks" in answer(dateline)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("undo",), "no former edition"),
        (("remove", "4711"), "there is no story '4711'"),
        (("log",), "nothing has changed"),
    ],
)
def test_nothing_to_do_is_told(dateline: Dateline, command: tuple[str, ...], sentence: str) -> None:
    ran = dateline(*command)
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
