"""`dateline preview` without a browser: how it begins, ends and fails."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot import preview
from bot.config import load
from bot.desk import Desk, Talks
from knowledge.library import Library

PATIENCE = 60  # seconds; far more than it takes


def start(home: Path, *options: str) -> "subprocess.Popen[str]":
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "preview", "--data", str(home / "data"), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=ours | {"HOME": str(home), "TMPDIR": str(home)},
    )


def test_without_its_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)  # as where it was never installed
    desk = Desk(Library([], max_file_bytes=1), minimum_confidence=1, talks=Talks(0))
    with pytest.raises(preview.PreviewUnavailable, match=r"pip install 'dateline\[preview\]'"):
        preview.run(load(environment={}), desk, tmp_path)


def test_a_port_in_use_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(tmp_path, "--port", str(port))
        said, complained = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (1, "")
    assert re.fullmatch(rf".*Port {port} cannot be used: .+\n", complained)


def test_sigterm_ends_it_with_one_line_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = start(tmp_path)
    try:
        assert process.stdout is not None
        assert "http://127.0.0.1:" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert (process.returncode, said, complained) == (0, "The preview has ended.\n", "")
    assert not list(tmp_path.glob("dateline-preview-*"))
