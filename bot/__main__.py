"""The `dateline` commands. What only one of them needs is imported in it, so that each starts quickly."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.asking import Show
    from bot.config import Config
    from bot.desk import Desk

app = typer.Typer(
    help="Answer questions from news releases: one passage, word for word, with its source and date.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

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


def main() -> None:
    """Run the command line and exit: 0 done, 1 not done, 2 wrongly called or configured."""
    for stream in (sys.stdin, sys.stdout):  # a terminal that lacks a letter shows "?" instead of failing
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="dateline")
    except OSError as error:
        _say(f"{error.filename or 'cannot go on'}: {error.strerror or error}")
        sys.exit(1)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def _dateline(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTION]", help='What you want to know; "-" reads one question a line.'),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each question.")] = False,
    chat: Annotated[bool, typer.Option("--chat", help="Take the lines of - as one conversation.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Answer a QUESTION, or without one, open a prompt that remembers which story is being talked of."""
    if as_json and explain:
        raise typer.BadParameter("--explain is for people and --json for scripts; take one of them.")
    from bot import asking

    words = question or []
    piped = words == ["-"] or (not words and (as_json or not _at_terminal()))
    if chat and words and not piped:
        raise typer.BadParameter("--chat is for several questions; take - or no question.")
    desk = _open(config, data, knowledge, verbose=verbose)
    show = asking.print_json if as_json else _shower(explain=explain)
    if piped:
        asking.ask_all(desk, asking.lines(sys.stdin.buffer), show, chat=chat or (not words and not as_json))
    elif words:
        asking.ask_all(desk, [" ".join(words)], show, chat=False)
    else:
        typer.echo(f"Ask about {_stories(len(desk.edition.stories))}. Ctrl-D ends.")
        asking.ask_all(desk, asking.typed(), show, chat=True)


@app.command()
def stories(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of story objects.")] = False,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """List the stories, newest first: date, id, title."""
    from bot import asking, protocol, terminal

    found = _open(config, data, knowledge, verbose=verbose).edition.stories
    if as_json:
        asking.write(protocol.line([protocol.story(story) for story in found]))
    else:
        terminal.show_stories(terminal.console(), found)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders; without any, all configured."),
    ] = None,
    *,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Read release files without serving them; say what was taken, and what was refused and why."""
    from bot import checking, opening, terminal

    settings, folder = _settings(config, data, verbose=verbose)
    limit = settings.knowledge.max_file_bytes
    if paths:
        found = checking.check_paths(paths, limit)
    else:
        found = checking.check_folders(opening.sources(settings, folder), limit)
    screen = terminal.console()
    taken = refused = 0
    for finding in found:
        terminal.show_finding(screen, finding)
        taken += isinstance(finding, checking.Taken)
        refused += not isinstance(finding, checking.Taken)
    typer.echo(f"{taken} taken, {refused} refused")
    raise typer.Exit(1 if refused else 0)


@app.command()
def text(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help="A story's id or file, as `dateline stories` has it.")
    ],
    *,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Print the text of a STORY, exactly as it was read."""
    from bot import asking
    from bot.plain import one_line, plain

    desk = _open(config, data, knowledge, verbose=verbose)
    found = next((one for one in desk.edition.stories if story in (one.id, one.file)), None)
    if found is None:
        near = desk.suggest(story, 1)
        hint = f"; did you mean {near[0].id}, “{near[0].title}”?" if near else "."
        raise _failure(one_line(f"There is no story {story!r}{hint}"))
    shown = plain(found.text) if sys.stdout.isatty() else found.text
    asking.write(shown.encode("utf-8", errors="replace"))


@app.command()
def run(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Serve the bot on Discord; the token comes from the environment (DISCORD_TOKEN)."""
    from bot.config import TOKEN_VARIABLE

    settings, folder = _settings(config, data, verbose=verbose, serving=True)
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise _failure(
            f"{TOKEN_VARIABLE} is not set; the bot needs its token from Discord. `dateline preview` does not."
        )
    from bot import client, opening

    opening.make_room(folder)
    desk = opening.desk_over(settings, opening.sources(settings, folder))
    opening.load(desk)
    raise typer.Exit(client.run(settings, desk, folder, token))


@app.command()
def preview(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port on this machine; 0 takes a free one.")
    ] = 0,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Try the bot in a page of your browser, without an account or a token."""
    from bot import opening
    from bot import preview as page

    settings, folder = _settings(config, data, verbose=verbose)
    opening.make_room(folder)
    desk = opening.desk_over(settings, opening.sources(settings, folder, knowledge))
    opening.load(desk)
    try:
        code = page.run(settings, desk, folder, port=port, announce=typer.echo)
    except page.PreviewUnavailable as error:
        raise _failure(str(error)) from None
    raise typer.Exit(code)


@app.command()
def invite(
    application_id: Annotated[
        str, typer.Argument(metavar="APPLICATION_ID", help="From the developer portal.")
    ],
) -> None:
    """Print the link that adds the bot to a server, with the permissions it needs and no others."""
    from bot.invitation import link

    if not (application_id.isascii() and application_id.isdigit() and 15 <= len(application_id) <= 20):
        raise typer.BadParameter(
            "an application id is a number of 17 to 20 digits", param_hint="APPLICATION_ID"
        )
    typer.echo(link(application_id))


def _settings(
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
            _say(mistake)
        raise typer.Exit(2) from None
    return settings, data or settings.data_folder()


def _open(config: Path | None, data: Path | None, knowledge: Path | None, *, verbose: bool) -> "Desk":
    """Return a desk with its knowledge files read."""
    from bot import opening

    settings, folder = _settings(config, data, verbose=verbose)
    desk = opening.desk_over(settings, opening.sources(settings, folder, knowledge))
    opening.load(desk)
    return desk


def _shower(*, explain: bool) -> "Show":
    from functools import partial

    from bot import terminal

    return partial(terminal.show_explained if explain else terminal.show, terminal.console())


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _stories(count: int) -> str:
    return f"{count} {'story' if count == 1 else 'stories'}"


def _say(sentence: str) -> None:
    typer.echo(f"dateline: {sentence}", err=True)


def _failure(sentence: str) -> typer.Exit:
    """Say in one line why nothing was done, and return the exit that says so too."""
    _say(sentence)
    return typer.Exit(1)


if __name__ == "__main__":
    main()
