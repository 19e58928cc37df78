"""The `dateline` commands. What only one of them needs is imported in it, so that each starts quickly."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.plain import one_line

if TYPE_CHECKING:
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
model_app = typer.Typer(help="The sentence model: fetch it, see which is used.", no_args_is_help=True)
app.add_typer(model_app, name="model")

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
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123 - whoever starts us may have closed it
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    for stream in (sys.stdin, sys.stdout):  # a terminal that lacks a letter shows "?" instead of failing
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="dateline")
    except OSError as error:
        _say(f"{error.filename or 'cannot go on'}: {error.strerror or error}")
        sys.exit(1)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the way typer calls it
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
    desk = _open(config, data, knowledge, verbose=verbose, meaning=True)
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


@app.command("eval")
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
        raise _failure(str(error)) from None
    for mistake in sheet.mistakes:
        _say(f"{questions}: {mistake}")
    if not sheet.questions:
        raise _failure(f"{questions}: holds no question that can be asked.")
    desk = _open(config, data, knowledge, verbose=verbose, meaning=True)
    command.run(desk, sheet, misses=misses, as_json=as_json, draw=draw)
    if sheet.mistakes:
        raise typer.Exit(1)


@app.command()
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

    found = _open(config, data, knowledge, verbose=verbose).edition.stories
    if as_json:
        prompt.write(protocol.line([protocol.story(story) for story in found]))
    else:
        terminal.show_stories(terminal.console(), found)
        if not found:
            _say("there is no story: no release is loaded.")


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    *,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Read release files without serving them.

    Says of each file what was taken from it, or that it was refused and why; the exit code is 1
    when one was. Each PATH is a file or a folder; without any, all configured folders are read.
    """
    from bot import checking, opening, terminal

    settings, folder = _settings(config, data, verbose=verbose)
    folders = [] if paths else opening.sources(settings, folder)
    with opening.progress() as progress:
        found = checking.check(paths or [], folders, settings.knowledge.max_file_bytes, progress)
    terminal.show_findings(terminal.console(), found)
    if not all(isinstance(finding, checking.Taken) for finding in found):
        raise typer.Exit(1)


@app.command()
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

    edition = _open(config, data, knowledge, verbose=verbose).edition
    found = next((one for one in edition.stories if story in (one.id, one.file)), None)
    if found is None:
        raise _failure(f"there is no story {story!r}; `dateline stories` lists them.")
    # A terminal must not be steered by what a file says; a pipe gets every character.
    shown = plain(found.text) if sys.stdout.isatty() else found.text
    prompt.write(shown.encode(errors="replace"))


@app.command()
def run(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Serve the bot on Discord.

    The bot's token comes from the environment: DISCORD_TOKEN=... dateline run
    """
    from bot.config import TOKEN_VARIABLE

    settings, folder = _settings(config, data, verbose=verbose, serving=True)
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise _failure(
            f"{TOKEN_VARIABLE} is not set, and the bot needs its token; `dateline preview` needs none."
        )
    from bot import client, opening

    opening.make_room(folder)
    desk = opening.loaded_desk(settings, folder)
    with opening.studying(desk):
        raise typer.Exit(client.run(settings, desk, folder, token))


@app.command()
def preview(
    *,
    port: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=65535, show_default=False, help="The page's port; 0 takes a free one."
        ),
    ] = 0,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Try the bot in your browser, without a token.

    The page is served on this machine only; Ctrl-C ends it.
    """
    from bot import opening
    from bot import preview as page

    settings, folder = _settings(config, data, verbose=verbose)
    opening.make_room(folder)
    desk = opening.loaded_desk(settings, folder, knowledge)
    try:
        with opening.studying(desk):
            code = page.run(settings, desk, folder, port=port, announce=typer.echo)
    except page.PreviewUnavailable as error:
        raise _failure(str(error)) from None
    raise typer.Exit(code)


@app.command()
def invite(
    application_id: Annotated[str, typer.Argument(metavar="APPLICATION_ID", hidden=True)],
) -> None:
    """Print the link that adds the bot to a server.

    It asks for the permissions that the bot needs and no others. APPLICATION_ID is the number
    under "General Information" in Discord's developer portal.
    """
    from bot.invitation import link

    if not (application_id.isascii() and application_id.isdigit() and 15 <= len(application_id) <= 20):
        raise typer.BadParameter(
            "an application id is a number of 17 to 20 digits", param_hint="APPLICATION_ID"
        )
    typer.echo(link(application_id))


@model_app.command()
def fetch(
    *,
    address: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="A folder on the web that holds the same two files."),
    ] = None,
) -> None:
    """Download the sentence model.

    135 MB, once, into the user's cache folder. The files are checked against the checksums that this
    version knows; what is there already is not downloaded again.
    """
    from bot import fetching, opening
    from bot.config import fetched_model

    folder = fetched_model()
    try:
        with opening.progress("Downloading") as progress:
            fetching.fetch(fetching.MODEL, address or fetching.ADDRESS, folder, progress)
    except fetching.FetchError as error:
        raise _failure(str(error)) from None
    typer.echo(f"The sentence model is in {folder}")


@model_app.command()
def status(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Say which sentence model is used.

    Its folder and who named it, its name (a hash of its files), and how many vectors are kept of it;
    the exit code is 1 when it cannot be used.
    """
    from bot import opening
    from knowledge.semantic import ModelError, SentenceModel, Vectors

    settings, folder = _settings(config, data, verbose=verbose)
    named = settings.model_folder()
    if named is None:
        typer.echo("No sentence model is used; `dateline model fetch` downloads one.")
        return
    try:
        model = SentenceModel.open(named.path)
    except ModelError as error:
        raise _failure(f"the sentence model (named by {named.named_by}) cannot be used: {error}") from None
    vectors = Vectors(folder / opening.VECTORS_FILE)
    typer.echo(f"{named.path} (named by {named.named_by})")
    typer.echo(f"name {model.name}, {model.dimensions} dimensions")
    typer.echo(f"{vectors.count(model.name)} vectors kept in {vectors.file}")


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


def _open(
    config: Path | None, data: Path | None, knowledge: Path | None, *, verbose: bool, meaning: bool = False
) -> "Desk":
    """Return a desk over the knowledge files to list from; with `meaning`, to ask."""
    from bot import opening

    settings, folder = _settings(config, data, verbose=verbose)
    desk = opening.loaded_desk(settings, folder, knowledge, meaning=meaning)
    if meaning:  # somebody will ask
        opening.study(desk)
    return desk


def _failure(sentence: str) -> typer.Exit:
    """Say in one line why nothing was done, and return the exit that says so too."""
    _say(sentence)
    return typer.Exit(1)


def _say(sentence: str) -> None:
    typer.echo(one_line(f"dateline: {sentence}"), err=True)


if __name__ == "__main__":
    main()
