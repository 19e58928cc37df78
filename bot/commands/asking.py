"""`dateline ask` and `dateline eval`: questions put to the releases, one by one or by the file."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import ConfigFile, Data, Knowledge, Verbose, failure, open_desk, say


def ask(
    question: Annotated[list[str] | None, typer.Argument(metavar="QUESTION", hidden=True)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each question.")] = False,
    chat: Annotated[bool, typer.Option("--chat", help="Take all lines as one conversation.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Answer a question from the releases.

    QUESTION is what you want to know, in plain words. "-" reads questions from standard input,
    one a line. Without any, a prompt opens that remembers which story is being talked of.
    """
    from bot import prompt, terminal

    words = question or []
    alone = not words
    piped = words == ["-"] or (alone and (as_json or not prompt.at_terminal()))
    if as_json and explain:
        raise typer.BadParameter("--explain is for people and --json for scripts; take one of them.")
    if chat and not (piped or alone):
        raise typer.BadParameter("--chat is for several questions; take - or no question.")
    desk = open_desk(config, data, knowledge, verbose=verbose, meaning=True)
    if piped or alone:
        desk.warm_up()
    screen = terminal.console()
    show = (
        prompt.print_json
        if as_json
        else partial(terminal.show_explained if explain else terminal.show, screen)
    )
    if piped:
        prompt.ask_all(desk, prompt.lines(sys.stdin.buffer), show, chat=chat or (alone and not as_json))
    elif alone:
        terminal.greet(screen, len(desk.edition.stories))
        prompt.ask_all(desk, prompt.typed(), show, chat=True)
    else:
        prompt.ask_all(desk, [" ".join(words)], show, chat=False)


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", hidden=True)],
    *,
    misses: Annotated[
        bool, typer.Option("--misses", help="Print every question not answered right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Draw the curves into a PNG file.")
    ] = None,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Measure how the bot does on questions of your own.

    QUESTIONS is a file of questions with their answers: JSON lines, or YAML where its name ends
    in .yaml or .yml. The exit code is 1 when some of it could not be asked.
    """
    from bot.evaluation import command

    try:
        sheet = command.read(questions)
        draw = command.plotter(plot)
    except command.EvaluationError as error:
        raise failure(str(error)) from None
    for mistake in sheet.mistakes:
        say(f"{questions}: {mistake}")
    if not sheet.questions:
        raise failure(f"{questions}: holds no question that can be asked.")
    desk = open_desk(config, data, knowledge, verbose=verbose, meaning=True)
    desk.warm_up()
    command.run(desk, sheet, misses=misses, as_json=as_json, draw=draw)
    if sheet.mistakes:
        raise typer.Exit(1)
