"""What `dateline eval` does at its edges: reads the file, asks the desk, prints, draws."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from bot import opening, prompt, protocol
from bot.desk import Desk, Reply
from bot.evaluation import judging, questions, report
from bot.evaluation.figures import Figures, figures
from bot.evaluation.questions import Question, Sheet
from knowledge.library import Progress

_LARGEST_BYTES = 5_000_000
_YAML = (".yaml", ".yml")

log = logging.getLogger(__name__)


class EvaluationError(Exception):
    """Nothing can be measured; the message says why in one sentence."""


def read(path: Path) -> Sheet:
    """Return the questions and mistakes of a file. Raise EvaluationError when it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:  # a path that no system takes is a ValueError
        raise EvaluationError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if len(raw) > _LARGEST_BYTES:
        raise EvaluationError(f"{path}: is larger than {_LARGEST_BYTES} bytes.")
    return questions.read(raw, as_yaml=path.suffix.lower() in _YAML)


def plotter(path: Path | None) -> Callable[[Figures], None] | None:
    """Return what draws into `path`, None without one. Raise EvaluationError where that cannot be."""
    if path is None:
        return None
    if path.is_dir() or not path.parent.is_dir():
        raise EvaluationError(f"{path}: is no place for a file.")
    try:
        from bot.evaluation import plot
    except ModuleNotFoundError as error:
        message = "--plot needs matplotlib, which is not installed: pip install 'dateline[plot]'"
        raise EvaluationError(message) from error
    return lambda counted: plot.save(counted, path)


def run(
    desk: Desk, sheet: Sheet, *, misses: bool, as_json: bool, draw: Callable[[Figures], None] | None
) -> None:
    """Ask the questions of `sheet`, print how it went, and draw it where that is wanted."""
    for line in judging.strangers(sheet.questions, desk.edition.stories):
        log.warning("%s", line)
    with opening.progress("Asking") as progress:
        replies = ask(desk, sheet.questions, progress)
    judgements = [
        judging.judge(question, reply.verdict, reply.ms)
        for question, reply in zip(sheet.questions, replies, strict=True)
    ]
    counted = figures(judgements)
    if as_json:
        missed = {"misses": report.misses_as_objects(judgements, replies)} if misses else {}
        prompt.write(protocol.line({**report.as_object(counted), "mistakes": sheet.mistakes, **missed}))
    else:
        for line in [*(report.misses(judgements, replies) if misses else ()), *report.lines(counted)]:
            typer.echo(line)
    if draw:
        draw(counted)


def ask(desk: Desk, asked: Sequence[Question], progress: Progress | None = None) -> list[Reply]:
    """Return the reply to each question; one that follows others comes after them, in a talk of its own.

    `progress` is called with the number of questions asked and the number of all.
    """
    replies = []
    for count, question in enumerate(asked, start=1):
        talk = ("evaluation", question.line) if question.before else None
        for text in question.before:
            desk.ask(text, talk=talk)
        replies.append(desk.ask(question.text, talk=talk))
        if progress:
            progress(count, len(asked))
    return replies
