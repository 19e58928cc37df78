"""What a command writes to standard error: one line an event, a traceback under it where there is one."""

import logging
import sys

from bot.plain import one_line, plain

_OURS = ("bot", "knowledge")
_SHORT = "dateline: %(message)s"
_LONG = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _OneLine(logging.Formatter):
    """Keeps what people typed and files say from breaking a line or steering a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event on one line, and under it its traceback."""
        return plain(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name for it
        """Return the event without its traceback."""
        return one_line(super().formatMessage(record))


def set_up(*, verbose: bool, serving: bool = False) -> None:
    """Log to standard error: warnings only; while `serving` events as well; all of ours when `verbose`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine(_LONG if verbose or serving else _SHORT))
    logging.basicConfig(handlers=[handler], level=logging.INFO if serving else logging.WARNING, force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.DEBUG if verbose else logging.NOTSET)
