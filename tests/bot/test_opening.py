"""What a command shows while it begins: a bar where a person waits, a line for each thing that is wrong."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from bot import config, opening


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_long_load_draws_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(opening, "_BAR_AFTER_SECONDS", -1)
    with opening.progress() as draw:
        assert draw is not None
        draw(1, 2)
    assert "Reading releases" in terminal.getvalue()


def test_a_short_load_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(opening, "_BAR_AFTER_SECONDS", 1e9)
    with opening.progress() as draw:
        assert draw is not None
        draw(1, 2)
    assert terminal.getvalue() == ""


def test_where_nobody_looks_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with opening.progress() as draw:
        assert draw is None


def test_many_refused_files_are_a_few_lines(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(9):
        (tmp_path / f"{number}.bin").write_bytes(b"\0")
    settings = config.load(None, {})
    opening.load(opening.desk_over(settings, opening.sources(settings, tmp_path, tmp_path)))
    assert len(caplog.messages) == 4
    assert caplog.messages[-1] == "6 more files were refused; `dateline check` names them"


def test_the_log_keeps_an_event_on_one_line_and_steers_no_terminal() -> None:
    script = """if True:
        import logging
        from bot import logs
        logs.set_up(verbose=False)
        log = logging.getLogger("bot.anything")
        log.warning("asked: %s", "a\\nb\\x1b[31m")
        log.info("not told")
        try:
            raise ValueError("\\x1b[2J")
        except ValueError:
            log.exception("it failed")
    """
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=60
    ).stderr.decode()
    assert told.startswith("dateline: asked: a b")
    assert "not told" not in told
    assert "dateline: it failed\nTraceback" in told
    assert "\x1b" not in told
