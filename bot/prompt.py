"""Questions from the command line, a prompt or a pipe, one after the other to the desk."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from bot import protocol
from bot.desk import Desk, Reply

Show = Callable[[Reply], None]
_TALK = "terminal"


def ask_all(desk: Desk, questions: Iterable[str], show: Show, *, chat: bool) -> None:
    """Ask `desk` every question in turn and `show` each reply; as one conversation where `chat`."""
    for question in questions:
        show(desk.ask(question, talk=_TALK if chat else None))


def lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the questions of a stream, one a line, as they come; only a line feed ends a line."""
    for raw in stream:
        yield raw.removesuffix(b"\n").decode("utf-8", errors="replace")


def at_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def typed() -> Iterator[str]:
    """Yield what a person types at a prompt, blank lines left out, until Ctrl-D or Ctrl-C."""
    with suppress(ImportError):  # not every Python is built with it; it gives arrow keys and history
        import readline  # noqa: F401
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            question = input("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ").strip()
            if question:
                yield question
                sys.stdout.write("\n")
    sys.stdout.write("\n")


def print_json(reply: Reply) -> None:
    """Write a reply to standard output as the protocol has it, at once."""
    write(protocol.line(protocol.reply(reply)))


def write(raw: bytes) -> None:
    """Write bytes to standard output as they are, at once."""
    sys.stdout.buffer.write(raw)
    sys.stdout.buffer.flush()
