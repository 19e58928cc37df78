"""The `dateline` command line. What only one command needs is imported in it, so that each starts quickly."""

import os
import sys
from typing import Annotated

import typer

from bot.commands import asking, changing, feeds, model, releases, serving
from bot.commands.options import say

app = typer.Typer(
    help="Answer questions from news releases: one passage, word for word, with its source and date.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="The sentence model: fetch it, see which is used.", no_args_is_help=True)


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
        say(f"{error.filename or 'cannot go on'}: {error.strerror or error}")
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


app.command()(asking.ask)
app.command("eval")(asking.evaluate)
app.command()(releases.stories)
app.command()(releases.check)
app.command()(releases.text)
app.command()(changing.add)
app.command()(changing.remove)
app.command()(changing.undo)
app.command()(changing.log)
app.command()(feeds.fetch)
app.command()(serving.run)
app.command()(serving.preview)
app.command()(serving.invite)
app.add_typer(model_app, name="model")
model_app.command()(model.fetch)
model_app.command()(model.status)

if __name__ == "__main__":
    main()
