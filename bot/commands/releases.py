"""`dateline stories`, `check` and `text`: the releases that are there."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import (
    ConfigFile,
    Data,
    Knowledge,
    Verbose,
    failure,
    open_desk,
    say,
    settings_of,
)


def stories(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of story objects.")] = False,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """List the stories, newest first.

    Each line holds the date (with "?" where it is a guess), the id and the title of one story.
    """
    from bot import prompt, protocol, terminal

    found = open_desk(config, data, knowledge, verbose=verbose).edition.stories
    if as_json:
        prompt.write(protocol.line([protocol.story(story) for story in found]))
    else:
        terminal.show_stories(terminal.console(), found)
        if not found:
            say("there is no story: no release is loaded.")


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each file.")] = False,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Read release files without serving them.

    Says of each file what was taken from it, or that it was refused and why; the exit code is 1
    when one was. Each PATH is a file or a folder; without any, all configured folders are read.
    """
    from bot import checking, checklist, opening, prompt, protocol, terminal

    settings, folder = settings_of(config, data, verbose=verbose)
    folders = [] if paths else opening.sources(settings, folder)
    with opening.progress() as progress:
        found = checking.check(paths or [], folders, settings.knowledge.max_file_bytes, progress)
    if as_json:
        for one in found:
            prompt.write(protocol.line(protocol.checked(one)))
    else:
        checklist.show(terminal.console(), found)
    if any(one.reasons for one in found):
        raise typer.Exit(1)


def text(
    story: Annotated[str, typer.Argument(metavar="STORY", hidden=True)],
    *,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Print a story's text, exactly as it was read.

    STORY is the story's id, or its file's path below the knowledge folder.
    """
    from bot import prompt
    from bot.plain import plain

    edition = open_desk(config, data, knowledge, verbose=verbose).edition
    found = next((one for one in edition.stories if story in (one.id, one.file)), None)
    if found is None:
        raise failure(f"there is no story {story!r}; `dateline stories` lists them.")
    # A terminal must not be steered by what a file says; a pipe gets every character.
    shown = plain(found.text) if sys.stdout.isatty() else found.text
    prompt.write(shown.encode(errors="replace"))
