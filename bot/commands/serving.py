"""`dateline run`, `preview` and `invite`: the bot where people talk to it."""

import os
from typing import Annotated

import typer

from bot.commands.options import ConfigFile, Data, Knowledge, Verbose, failure, settings_of


def run(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Serve the bot on Discord.

    The bot's token comes from the environment: DISCORD_TOKEN=... dateline run
    """
    from bot.config import TOKEN_VARIABLE

    settings, folder = settings_of(config, data, verbose=verbose, serving=True)
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise failure(
            f"{TOKEN_VARIABLE} is not set, and the bot needs its token; `dateline preview` needs none."
        )
    from bot import client, opening

    opening.make_room(folder)
    desk = opening.loaded_desk(settings, folder, occasion=opening.START)
    with opening.studying(desk):
        raise typer.Exit(client.run(settings, desk, folder, token))


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

    settings, folder = settings_of(config, data, verbose=verbose)
    if knowledge is not None:  # what feeds bring would not be shown
        settings = settings.model_copy(update={"feeds": []})
    opening.make_room(folder)
    desk = opening.loaded_desk(settings, folder, knowledge, occasion=opening.START)
    try:
        with opening.studying(desk):
            code = page.run(settings, desk, folder, releases=knowledge, port=port, announce=typer.echo)
    except page.PreviewUnavailable as error:
        raise failure(str(error)) from None
    raise typer.Exit(code)


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
