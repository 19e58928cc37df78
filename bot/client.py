"""The bot on Discord: what it asks of Discord, its commands and their registration, start and end."""

import asyncio
import hashlib
import json
import logging
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord.ext import commands

from bot import watching
from bot.cogs.about import About
from bot.cogs.ask import Ask
from bot.cogs.knowledge import Knowledge, LogPage, ReportPage
from bot.cogs.stories import Stories
from bot.config import Config
from bot.corrections import Corrections
from bot.desk import Desk
from bot.drafts import DraftButton, Drafts
from bot.errors import Tree, log_failure
from bot.ledger import Ledger, LedgerError
from bot.opening import ADDED_FOLDER
from bot.views import More, Next, Page, StoryOf
from bot.wire import schedule
from bot.wording import counted

_log = logging.getLogger(__name__)

# After so long a thread that computes lets another have its turn. Where two compute, a reload and an answer,
# they may take turns many times before the event loop has its own: 25 ms were measured with 1 ms here, and
# 5 ms with this.
SWITCH_SECONDS = 0.0001
_SYNCED = (
    "commands"  # the note under which the ledger keeps the fingerprint of the commands that Discord knows
)


class Dateline(commands.Bot):
    """The bot. It answers from `desk`, and keeps its ledger in `data_folder`, which is made when missing.

    `releases` is where releases go that admins add (releases/ in `data_folder`).
    `clock` is what cooldowns run on: seconds that never go back. `ledger` is
    there once the bot has logged in.
    """

    ledger: Ledger

    def __init__(
        self,
        config: Config,
        desk: Desk,
        data_folder: Path,
        *,
        releases: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(
            command_prefix=(),  # no prefix commands
            help_command=None,
            tree_cls=Tree,
            intents=intents(config),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # every event brings the message it is about
        )
        self.config = config
        self.desk = desk
        self.clock = clock
        self.corrections = Corrections(self)
        self.drafts = Drafts(clock)
        self.releases = releases or data_folder / ADDED_FOLDER
        self._data_folder = data_folder

    async def setup_hook(self) -> None:
        """Open the ledger, add commands and buttons, and tell Discord of commands that changed.

        Raises LedgerError when the ledger cannot be used.
        """
        self.ledger = await Ledger.open(self._data_folder, store_text=self.config.privacy.store_text)
        for cog in (Ask(self), Stories(self), Knowledge(self), About(self)):
            await self.add_cog(cog)
        self.add_dynamic_items(More, Next, StoryOf, Page, ReportPage, LogPage, DraftButton)
        try:
            await self._sync_if_changed()
        except (discord.HTTPException, LedgerError) as error:
            log_failure(error, "registering the commands; those registered before go on working")
        self.desk.on_change(self.corrections.edition_changed)
        self.corrections.start()

    async def close(self) -> None:
        """Leave Discord and let go of the ledger; a second time is no error."""
        await self.corrections.stop()
        await super().close()
        if hasattr(self, "ledger"):
            await self.ledger.close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: the parent class would look for prefix commands; the cog `Ask` listens by itself."""

    async def on_ready(self) -> None:
        """Log that the bot is there, with what it answers from."""
        stories = len(self.desk.edition.stories)
        _log.info(
            "Ready as %s in %s, answering from %s",
            self.user,
            counted(len(self.guilds), "server", "servers"),
            counted(stories, "story", "stories"),
        )
        if not stories:
            _log.warning("There is nothing to answer from: add releases, then use /knowledge reload")

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401
        """Log what an event handler raised; nobody is there to be told."""
        error = sys.exception()
        if error is not None:
            log_failure(error, f"handling the event {event_method}")

    async def _sync_if_changed(self) -> None:
        fingerprint = self._fingerprint()
        if await self.ledger.note(_SYNCED) == fingerprint:
            return
        await self.tree.sync()
        await self.ledger.set_note(_SYNCED, fingerprint)
        _log.info("Told Discord of the commands")

    def _fingerprint(self) -> str:
        definitions = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        payload = json.dumps([self.application_id, definitions], sort_keys=True)
        return hashlib.sha256(payload.encode()).hexdigest()


def intents(config: Config) -> discord.Intents:
    """Return what the bot asks to be told: servers and messages; what messages say only for ask-channels.

    Discord sends the content of direct messages and of messages that mention the bot anyway.
    """
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=bool(config.discord.ask_channels),
    )


def run(config: Config, desk: Desk, data_folder: Path, token: str) -> int:
    """Log in with `token` and serve until Ctrl-C or SIGTERM; return the exit code.

    Loads `desk` if nobody has. 0 for a wanted end; 1, with one line on standard error, when Discord
    refuses the token or an intent, cannot be reached, or the data folder cannot be used.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    # It never speaks: the warnings that it could not would be the first that a host reads.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        asyncio.run(_serve(config, desk, data_folder, token))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except (discord.DiscordException, aiohttp.ClientError, OSError, LedgerError) as error:
        print(_why(error), file=sys.stderr)  # noqa: T201 - the one line that the host sees
        return 1
    return 0


async def _serve(config: Config, desk: Desk, data_folder: Path, token: str) -> None:
    if not token.isprintable():  # two lines were copied; the connection would only call it an attack
        raise discord.LoginFailure
    _end_on_sigterm()
    with closing(desk):  # in here: asyncio.run waits for the thread of a reload, which this breaks off
        if desk.report is None:
            await desk.reload()
        async with (
            schedule.serving(config, data_folder, desk.reload),
            watching.serving(config, data_folder, desk.reload),
            Dateline(config, desk, data_folder) as client,
        ):
            # A task of its own: up to Python 3.11, asyncio.wait_for, which discord.py connects with,
            # swallows a cancellation that comes as it ends. This wait does not, and leaving the block
            # closes the client.
            serving = asyncio.create_task(client.start(token))
            try:
                await asyncio.wait([serving])
            finally:
                serving.cancel()
            await serving


def _end_on_sigterm() -> None:
    task = asyncio.current_task()
    if task is not None:
        with suppress(
            NotImplementedError
        ):  # Windows has no such signal; asyncio.run handles Ctrl-C everywhere
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _why(error: Exception) -> str:
    """Return one line that says why the bot cannot run and what to do."""
    match error:
        case discord.LoginFailure():
            return (
                "Discord refused the token: copy it again from the developer portal "
                "(Bot, Reset Token) into DISCORD_TOKEN."
            )
        case discord.PrivilegedIntentsRequired():
            return (
                "Discord refused the message-content intent: switch it on in the developer portal "
                "(Bot, Message Content Intent), or empty discord.ask_channels in the config."
            )
        case LedgerError():
            return str(error)
        case aiohttp.ClientError() | OSError():
            return f"Discord cannot be reached: {error}"
        case _:
            return f"Discord refused: {error}"
