"""`dateline preview`: the real bot in a page of the local browser, with no account and no token.

simcord (the extra `preview`) plays Discord in this process and serves the page on
loopback; the bot runs as it does on Discord, on discord.py's own dispatch. The page
shows one server with one channel, in which every question is answered, and switches
between a reader and an admin.

The ledger of a preview is a temporary folder, deleted at the end: its users, channels and
messages have made-up numbers that must not mix with the real ones, and the commands have
to be registered anew with every simulated Discord. Releases are read where the desk reads
them, so those in the real data folder are served, and feeds bring theirs there.
"""

import asyncio
import importlib
import importlib.util
import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot import watching
from bot.client import Dateline
from bot.config import Config
from bot.desk import Desk
from bot.opening import ADDED_FOLDER
from bot.wire import schedule

if TYPE_CHECKING:  # an extra: imported only after `_load_extra`
    import simcord

_BOT = "Dateline"
_SERVER = "Newsroom"
_CHANNEL = "ask-dateline"
_TOPIC = "Ask a question in plain words, or type / for the commands"
# What the page needs and the bot does not.
_EXTRA_MODULES = ("simcord", "av", "linkify_it", "markdown_it", "PIL", "regex")
# How long the page waits for the bot to finish what a message or a click began; the reload
# of a large library is the longest.
_SETTLE_SECONDS = 60.0


class PreviewUnavailable(Exception):  # noqa: N818 - a state of things, not a mistake
    """The page cannot be served; the message says why and what to do, in one sentence."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(
    config: Config,
    desk: Desk,
    data_folder: Path,
    *,
    releases: Path | None = None,
    port: int = 0,
    announce: Callable[[str], None] = _say,
) -> int:
    """Serve the bot in a local page until Ctrl-C, SIGTERM or the page's own "End preview session".

    Loads `desk` if nobody has. `port` is one on loopback, 0 for any free one. `announce` gets a line
    with the address and one at the end. `data_folder` is where feeds bring releases; `releases`, a folder
    in it unless another is given, where those go that are added. Returns the exit code, 0. Raises
    PreviewUnavailable when the extra is not installed or the port cannot be had.
    """
    _load_extra()
    with suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(_serve(config, desk, data_folder, releases or data_folder / ADDED_FOLDER, port, announce))
    announce("The preview has ended.")
    return 0


def _load_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in _EXTRA_MODULES):
        raise PreviewUnavailable(
            "The preview needs its extra: pip install 'dateline[preview]'"
            " (in a checkout: pip install '.[preview]')."
        )
    # On import, simcord tries out a client of its own; discord.py warns, once in a process, of what
    # that one lacks (intents) and of what the bot does not need (voice).
    log = logging.getLogger("discord")
    level = log.level
    log.setLevel(logging.ERROR)
    importlib.import_module("simcord")
    log.setLevel(level)


async def _serve(
    config: Config, desk: Desk, data_folder: Path, releases: Path, port: int, announce: Callable[[str], None]
) -> None:
    _end_on_signals()
    # The desk is closed in here: asyncio.run waits for the thread of a reload, which closing breaks off.
    with closing(desk), tempfile.TemporaryDirectory(prefix="dateline-preview-") as ledger:
        if desk.report is None:
            await desk.reload()
        bot = Dateline(_with_ask_channel(config), desk, Path(ledger), releases=releases)
        # Outside of the simulated Discord, which would wait for a feed before it shows an answer.
        feeds = schedule.serving(config, data_folder, desk.reload)
        watch = watching.serving(config, data_folder, desk.reload)
        async with feeds, watch, _discord(bot) as env, _page(env, port, _welcome(desk, data_folder)) as page:
            announce(f"The preview is at {page.url} (Ctrl-C ends it)")
            await page.wait_closed()


def _end_on_signals() -> None:
    """Let SIGINT and SIGTERM unwind this task in good order, however often they come."""
    task = asyncio.current_task()

    def end() -> None:
        if task is not None and not task.cancelling():
            task.cancel()

    with suppress(NotImplementedError):  # Windows: asyncio.run turns Ctrl-C into the same cancellation
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, end)


def _with_ask_channel(config: Config) -> Config:
    """Return `config` with the page's channel as the only one where every question is answered."""
    discord_section = config.discord.model_copy(update={"ask_channels": [_CHANNEL]})
    return config.model_copy(update={"discord": discord_section})


def _welcome(desk: Desk, data_folder: Path) -> str:
    count = len(desk.edition.stories)
    if not count:
        return (
            f"I have no news releases to answer from yet. Put some into `{data_folder / ADDED_FOLDER}`"
            " (or where `--knowledge` points), view this page as the admin and use `/knowledge reload`."
        )
    stories = "one news release" if count == 1 else f"{count:,} news releases"
    return f"I answer questions from {stories}, word for word. Ask one here, or type `/` for my commands."


@asynccontextmanager
async def _discord(bot: Dateline) -> "AsyncIterator[simcord.Env]":
    """Log `bot` in to a simulated Discord under its own name, and out again."""
    import simcord

    env = simcord.Env(bot, check_errors=False, settle_timeout=_SETTLE_SECONDS)
    # simcord's clock begins at a New Year; the page stamps messages with it, so set it to the present.
    env.backend.advance_clock(max(0.0, time.time() - env.now().timestamp()))
    async with bot:
        await env.start()
        try:
            if bot.user is not None:
                await bot.user.edit(username=_BOT)
            yield env
        finally:
            await env.shutdown()


@asynccontextmanager
async def _page(env: "simcord.Env", port: int, welcome: str) -> "AsyncIterator[simcord.Preview]":
    """Serve a channel with a reader and an admin, in which the bot has said `welcome`."""
    import simcord

    server = env.create_guild(_SERVER)
    channel = server.create_text_channel(_CHANNEL, topic=_TOPIC)
    admins = server.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    reader = server.add_member(env.create_user("reader", global_name="Reader"))
    admin = server.add_member(env.create_user("admin", global_name="Admin"), roles=[admins])
    await env.bot.get_partial_messageable(channel.id).send(welcome)
    try:
        async with env.preview(channel, viewers=[reader, admin], layout="channel", port=port) as page:
            yield page
    except simcord.SetupError as error:
        raise PreviewUnavailable(_why(error, port)) from error


def _why(error: "simcord.SetupError", port: int) -> str:
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno is not None:
        return f"Port {port} cannot be used: {os.strerror(cause.errno)}. Choose another one, or 0 for any."
    return str(error)
