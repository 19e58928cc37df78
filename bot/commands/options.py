"""What the commands share: their options, how they open the settings and the desk, and how they fail."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.plain import one_line

if TYPE_CHECKING:
    from bot.config import Config
    from bot.desk import Desk

Knowledge = Annotated[
    Path | None,
    typer.Option(
        "--knowledge", metavar="DIR", help="Read the releases in DIR instead of all configured ones."
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings laid over the defaults (or DATELINE_CONFIG)."),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The data folder: added releases, the ledger (or DATELINE_HOME)."
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Tell on standard error what happens.")]


def settings_of(
    config: Path | None, data: Path | None, *, verbose: bool, serving: bool = False
) -> "tuple[Config, Path]":
    """Set up the log and return the settings and the data folder; exit 2 with every mistake of the config."""
    from bot import logs
    from bot.config import ConfigError, load

    logs.set_up(verbose=verbose, serving=serving)
    try:
        settings = load(config)
    except ConfigError as error:
        for mistake in error.mistakes:
            say(mistake)
        raise typer.Exit(2) from None
    return settings, data or settings.data_folder()


def open_desk(
    config: Path | None, data: Path | None, knowledge: Path | None, *, verbose: bool, meaning: bool = False
) -> "Desk":
    """Return a desk over the knowledge files to list from; with `meaning`, to ask."""
    from bot import opening

    settings, folder = settings_of(config, data, verbose=verbose)
    desk = opening.loaded_desk(settings, folder, knowledge, meaning=meaning)
    if meaning:  # somebody will ask
        opening.study(desk)
    return desk


def failure(sentence: str) -> typer.Exit:
    """Say in one line why nothing was done, and return the exit that says so too."""
    say(sentence)
    return typer.Exit(1)


def say(sentence: str) -> None:
    """Print a line for the person at the terminal to standard error."""
    typer.echo(one_line(f"dateline: {sentence}"), err=True)
