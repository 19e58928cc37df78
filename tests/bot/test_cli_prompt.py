"""`dateline ask` alone: the prompt, on a pseudo-terminal."""

import contextlib
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

Environment = dict[str, str]


def test_the_prompt_on_a_terminal_remembers_the_story_and_ends_at_ctrl_d(
    environment: Environment, releases: Path
) -> None:
    typed = b"how many trucks does the bridge carry?\n\nand who wrote it?\n\x04"
    shown, code = _in_terminal(["ask", "--knowledge", str(releases)], typed, environment)
    assert code == 0
    assert "Ask about 2 stories. Ctrl-D ends." in shown
    assert shown.count("https://www.dvidshub.net/news/900001") >= 2
    assert "\x1b[1m“The bridge carries" in shown
    assert "Traceback" not in shown


def test_ctrl_c_at_the_prompt_is_quiet(environment: Environment, releases: Path) -> None:
    shown, code = _in_terminal(["ask", "--knowledge", str(releases)], b"\x03", environment, insist=True)
    assert code == 0
    assert "Traceback" not in shown
    assert "Abort" not in shown


def _in_terminal(
    arguments: list[str], typed: bytes, environment: Environment, *, insist: bool = False
) -> tuple[str, int]:
    """Run a command on a pseudo-terminal, type once its prompt stands, and return what the screen got.

    `insist` types again as long as nothing happens: a Ctrl-C that comes in the instant between the prompt
    and the wait for keys is kept by readline until the next key.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"TERM": "xterm", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    with process, contextlib.closing(_Screen(ours)) as screen:
        try:
            screen.wait_for("›")
            screen.type(typed, insist=insist)
            return screen.shown, process.wait(timeout=60)
        finally:
            process.kill()


class _Screen:
    """Our end of a pseudo-terminal, and all that it has shown."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._raw = b""
        self._ended = False

    @property
    def shown(self) -> str:
        return self._raw.decode(errors="replace").replace("\r\n", "\n")

    def close(self) -> None:
        os.close(self._end)

    def wait_for(self, words: str) -> None:
        while words not in self.shown:
            assert self._read(60), f"the screen never showed {words}: {self.shown}"

    def type(self, keys: bytes, *, insist: bool) -> None:
        """Type and watch until the command has ended."""
        os.write(self._end, keys)
        for _ in range(60):
            while self._read(1):
                pass
            if self._ended:
                return
            if insist:
                os.write(self._end, keys)
        pytest.fail(f"the command did not end: {self.shown}")

    def _read(self, seconds: float) -> bool:
        """Read what the screen shows next; False when nothing came in time or the command has ended."""
        if not select.select([self._end], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._end, 4096)
        except OSError:  # how Linux says that the other end has closed
            piece = b""
        self._raw += piece
        self._ended = not piece
        return bool(piece)


def _take_terminal() -> None:
    """Let Ctrl-C on the new terminal reach the command."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
