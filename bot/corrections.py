"""Earlier answers follow the releases: the bot edits its own messages when what they show changed or went."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot import cards
from bot.errors import log_failure
from bot.ledger import AnswerRow
from bot.views import under_match, view_of
from bot.wording import counted
from knowledge.changes import Outcome, outcome
from knowledge.edition import Edition

if TYPE_CHECKING:
    from bot.client import Dateline

_log = logging.getLogger(__name__)

_PAGE = 100  # rows
_OLD = timedelta(hours=1)  # edits of older messages are throttled by Discord
_REST = timedelta(seconds=1)  # from one edit to the next
_LONG_REST = timedelta(seconds=5)  # after that of an old message

_Outcomes = tuple[Outcome, ...]


class Corrections:
    """Brings what answers show in line with the edition in service, one message at a time, newest first.

    What a message shows stands in the ledger: so nothing is lost when the bot ends in between, and what
    changed while it was not running is corrected when it starts. A message that is gone or forbidden is
    passed over until what it should show changes again; after another failure it is tried at the next
    change or start. `now` and `sleep` (seconds) are what the pace is kept by.
    """

    def __init__(
        self,
        client: "Dateline",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._now = now
        self._sleep = sleep
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._rest_until: datetime | None = None
        self._changed = False  # since the sweep that runs began

    def start(self) -> None:
        """Begin in the running event loop, with what changed before; nothing where the config says so."""
        if self._client.config.corrections.enabled:
            self._loop = asyncio.get_running_loop()
            self.edition_changed()

    async def stop(self) -> None:
        """End, in the middle of it if need be; `start` begins again where this ended."""
        self._loop = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def edition_changed(self) -> None:
        """Correct what the edition in service no longer says; returns at once. For any thread."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        self._changed = True
        if self._loop is not None and (self._task is None or self._task.done()):
            self._task = self._loop.create_task(self._run(), name="corrections")

    async def _run(self) -> None:
        while self._changed:
            self._changed = False
            try:
                await self._sweep()
            except Exception as error:  # noqa: BLE001 - nobody waits for this task
                log_failure(error, "correcting earlier answers; the next change or start tries again")

    async def _sweep(self) -> None:
        if self._client.desk.report is None:  # nothing is loaded yet; that withdraws nothing
            return
        edition = self._client.desk.edition
        since = self._now() - timedelta(days=self._client.config.corrections.days)
        await self._client.ledger.forget_shown(since)
        tally = _Tally()
        async for row in self._shown(since):
            outcomes = await asyncio.to_thread(_became, row, edition)
            if _ids(outcomes) != row.stands:
                await self._correct(row, outcomes, tally)
            if self._changed:  # the next sweep has the others too, as they stand then
                break
        tally.log()

    async def _shown(self, since: datetime) -> AsyncIterator[AnswerRow]:
        last = None
        while rows := await self._client.ledger.shown_since(since, before=last, limit=_PAGE):
            for last in rows:
                yield last

    async def _correct(self, row: AnswerRow, outcomes: _Outcomes, tally: "_Tally") -> None:
        if not _looks_the_same(row, outcomes):
            await self._rest()
            if self._changed or not await self._edited(row, outcomes, tally):
                return
        await self._client.ledger.stand(row.id, _ids(outcomes))

    async def _rest(self) -> None:
        seconds = (self._rest_until - self._now()).total_seconds() if self._rest_until else 0
        if seconds > 0:
            await self._sleep(seconds)

    async def _edited(self, row: AnswerRow, outcomes: _Outcomes, tally: "_Tally") -> bool:
        """Edit the message of a row; return whether nothing is left to be done about it."""
        message_id = row.message_id or 0
        now = self._now()
        is_old = now - discord.utils.snowflake_time(message_id) > _OLD
        self._rest_until = now + (_LONG_REST if is_old else _REST)
        try:
            await self._edit(row, message_id, outcomes)
            tally.corrected += 1
        except (discord.NotFound, discord.Forbidden) as error:
            _log.info("The answer in message %d is out of reach: %s", message_id, error)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            tally.failures.append(error)
            return False
        return True

    async def _edit(self, row: AnswerRow, message_id: int, outcomes: _Outcomes) -> None:
        message = await self._client.get_partial_messageable(row.channel_id).fetch_message(message_id)
        shown = message.embeds[0] if message.embeds else None
        card = cards.corrected_card(outcomes, shown, day=self._now().astimezone().date())
        stands = outcomes[0].passage is not None
        view = view_of(under_match(row.id, 0, len(row.passage_ids))) if stands else None
        await message.edit(embed=card, view=view, allowed_mentions=discord.AllowedMentions.none())


def lasts(message: discord.Message) -> bool:
    """Whether the bot can edit its own `message` whenever it likes.

    One that only one person sees, and the answer to the command of somebody who brought the bot along,
    can be edited for some minutes only.
    """
    if message.flags.ephemeral:
        return False
    asked = message.interaction_metadata
    return asked is None or asked.is_guild_integration() or not asked.is_user_integration()


@dataclass(slots=True)
class _Tally:
    """What a sweep did."""

    corrected: int = 0
    failures: list[Exception] = field(default_factory=list)

    def log(self) -> None:
        if self.corrected:
            _log.info("Corrected %s", counted(self.corrected, "earlier answer", "earlier answers"))
        if self.failures:
            number = counted(len(self.failures), "earlier answer", "earlier answers")
            log_failure(self.failures[0], f"correcting {number}; the next change or start tries again")


def _became(row: AnswerRow, edition: Edition) -> _Outcomes:
    """Return what became of what a message first showed. Blocks."""
    return tuple(outcome(clipping, edition) for clipping in row.clippings)


def _ids(outcomes: _Outcomes) -> tuple[str | None, ...]:
    """Return the ids of the passages that a message shows; none at all where its answer is withdrawn."""
    if outcomes[0].passage is None:
        return (None,) * len(outcomes)
    return tuple(one.passage.id if one.passage else None for one in outcomes)


def _looks_the_same(row: AnswerRow, outcomes: _Outcomes) -> bool:
    """Whether the message shows its first answer, and this would be no other: only white space changed."""
    as_given = row.stands == tuple(clipping.passage_id for clipping in row.clippings)
    return as_given and all(one.fate == "unchanged" for one in outcomes)
