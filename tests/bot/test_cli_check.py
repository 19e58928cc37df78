"""`dateline check`: what it says of each file, in a pipe, in a wide and in a narrow terminal, and as JSON."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dateline = Callable[..., Any]
Environment = dict[str, str]
InTerminal = Callable[..., str]

STORY_FIELDS = {"id", "title", "date", "source", "author", "location", "url", "file"}


@pytest.fixture
def mixed(releases: Path) -> Path:
    """The two releases, one that is dated ahead, a file of two of which one is there already, a bad one."""
    bridge = (releases / "bridge.txt").read_text(encoding="utf-8")
    other = bridge.replace("900001", "900003").replace("wooden bridge", "stone bridge")
    (releases / "future.txt").write_text(other.replace("03.02.2024", "03.02.2094"), encoding="utf-8")
    kitchen = (releases / "kitchen.txt").read_text(encoding="utf-8")
    third = kitchen.replace("900002", "900004").replace("dumplings", "pancakes")
    (releases / "several.txt").write_text(f"{third}\n\n{kitchen}", encoding="utf-8")
    (releases / "odd.txt").write_bytes(b"\0\xff\0\xff")
    return releases


def test_a_pipe_gets_a_line_for_each_story_and_each_reason(dateline: Dateline, mixed: Path) -> None:
    ran = dateline("check", mixed)
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    known = r"\(2 March 2024, posted; DVIDS; \d+ passages\)"
    assert re.fullmatch(rf"taken    bridge\.txt: Made-up bridge opens over the Quill {known}", lines[0])
    assert [line[:9] for line in lines if "odd.txt" in line] == ["refused  "]
    assert any(line.startswith("         ! It is dated 2094-03-02, which is yet to come") for line in lines)
    several = [line for line in lines if "several.txt: " in line]
    assert [line[:8].strip() for line in several] == ["taken", "refused"]
    assert "already read from kitchen.txt" in several[1]
    assert lines[-1] == "3 taken, 1 in part, 1 refused"


def test_files_that_are_named_are_told_by_the_names_they_were_given(
    dateline: Dateline, releases: Path, tmp_path: Path
) -> None:
    (tmp_path / "odd.txt").write_bytes(b"\0\xff\0\xff")
    ran = dateline("check", releases / "bridge.txt", tmp_path / "odd.txt", tmp_path / "nowhere")
    assert ran.code == 1
    assert f"taken    {releases / 'bridge.txt'}: Made-up bridge" in ran.out
    assert f"refused  {tmp_path / 'odd.txt'}: " in ran.out
    assert f"refused  {tmp_path / 'nowhere'}: There is no such file or folder." in ran.out
    assert ran.out.endswith("1 taken, 2 refused\n")


def test_a_named_file_has_its_warnings_too(dateline: Dateline, mixed: Path) -> None:
    assert "! It is dated 2094-03-02" in dateline("check", mixed / "future.txt").out


def test_alone_it_reads_what_is_configured_and_serves_nothing(
    dateline: Dateline, releases: Path, tmp_path: Path
) -> None:
    config = tmp_path / "mine.yaml"
    config.write_text("knowledge: {folders: [made-up], shipped: false}")
    ran = dateline("check", "--config", config)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "2 taken, 0 refused")
    assert not (tmp_path / "home").exists()


def test_a_configured_folder_that_is_not_there_is_named(dateline: Dateline, tmp_path: Path) -> None:
    config = tmp_path / "mine.yaml"
    config.write_text("knowledge: {folders: [nowhere], shipped: false}")
    ran = dateline("check", "--config", config)
    assert ran.code == 1
    assert f"refused  {tmp_path / 'nowhere'}: There is no such folder." in ran.out


def test_json_is_one_object_for_each_file(dateline: Dateline, mixed: Path) -> None:
    ran = dateline("check", "--json", mixed)
    assert (ran.code, ran.err) == (1, "")
    by_file = {one["file"]: one for one in ran.objects}
    assert list(by_file) == sorted(by_file)
    assert {file: one["state"] for file, one in by_file.items()} == {
        "bridge.txt": "taken",
        "future.txt": "taken",
        "kitchen.txt": "taken",
        "odd.txt": "refused",
        "several.txt": "partly",
    }
    [bridge] = by_file["bridge.txt"]["stories"]
    assert set(bridge) == STORY_FIELDS | {"date_origin", "passages", "notes"}
    assert (bridge["id"], bridge["date"], bridge["date_origin"]) == ("900001", "2024-03-02", "posted")
    assert bridge["passages"] > 3
    assert bridge["notes"] == []
    assert any("yet to come" in note for note in by_file["future.txt"]["stories"][0]["notes"])
    assert by_file["bridge.txt"]["reason"] is None
    assert by_file["odd.txt"]["stories"] == []
    assert by_file["odd.txt"]["reason"]
    assert "already read" in by_file["several.txt"]["reason"]


@pytest.fixture
def in_terminal(environment: Environment) -> InTerminal:
    """Run `dateline check` on a pseudo-terminal of a width, and return what the screen got."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

    def run(width: int, *arguments: Path) -> str:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "check", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
            env=environment | {"TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": str(width)},
        )
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 1 << 16):
                shown += piece
        except OSError:  # the end, as Linux tells it
            pass
        os.close(ours)
        assert process.wait(60) in (0, 1)
        return shown.decode()

    return run


def plain(shown: str) -> list[str]:
    """The lines of a screen without their colours."""
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()]


def test_a_wide_terminal_shows_a_table(in_terminal: InTerminal, mixed: Path) -> None:
    lines = plain(in_terminal(140, mixed))
    assert lines[0].split() == ["file", "release", "date", "source", "passages"]
    [bridge] = [line for line in lines if "bridge.txt" in line]
    assert re.fullmatch(
        r"taken +bridge\.txt +Made-up bridge opens over the Quill +2024-03-02 posted +DVIDS +\d+", bridge
    )
    future = next(number for number, line in enumerate(lines) if "future.txt" in line)
    assert all(line.startswith(" " * 9) for line in lines[future + 1 : future + 3])
    assert any(line.strip().startswith("! It is dated 2094-03-02") for line in lines)
    [several] = [line for line in lines if "several.txt" in line]
    assert several.startswith("partly ")
    assert any(line.startswith("refused   odd.txt ") for line in lines)
    assert lines[-1] == "3 taken, 1 in part, 1 refused"


@pytest.mark.parametrize("width", [40, 80])
def test_a_narrow_terminal_shows_a_list_that_fits(in_terminal: InTerminal, mixed: Path, width: int) -> None:
    lines = plain(in_terminal(width, mixed))
    assert max(map(len, lines)) <= width
    assert lines[0] == "taken   bridge.txt"
    assert lines[1] == "        Made-up bridge opens over the"[:width].rstrip() or width == 80
    words = " ".join(" ".join(lines).split())
    assert "2 March 2024, posted · DVIDS · " in words
    assert "! It is dated 2094-03-02, which is yet to come" in words
    assert "refused odd.txt" in words
    assert words.endswith("3 taken, 1 in part, 1 refused")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("width", [60, 140])
def test_no_file_steers_the_terminal(in_terminal: InTerminal, tmp_path: Path, width: int) -> None:
    steering = "\x1b]0;owned\x07\x9b31m\u202e\x08\x7f"
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / f"evil [red]name[b]{steering}.txt").write_text(
        f"Evil [bold]title[/bold]{steering}\n\n" + "The made-up castle stands on a hill.\n\n" * 60,
        encoding="utf-8",
    )
    (folder / f"refused{steering}.txt").write_bytes(b"")
    shown = in_terminal(width, folder)
    assert not set(re.sub(r"\x1b\[[0-9;]*m", "", shown)) & set("\x1b\x07\x9b\u202e\x08\x7f")
    assert "[red]name[b]" in shown
    assert "Evil [bold]title[/bold]" in shown


def test_thousands_of_files_are_lines_in_a_terminal_too(in_terminal: InTerminal, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1001):
        (folder / f"{number:04}.txt").write_bytes(b"")
    lines = plain(in_terminal(140, folder))
    assert lines[0].startswith("refused  0000.txt: ")
    assert lines[-1] == "0 taken, 1001 refused"
