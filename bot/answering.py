"""From a question asked on Discord to a card with buttons, with a row in the ledger behind it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot import cards
from bot.corrections import lasts
from bot.desk import Desk, Reply
from bot.errors import log_failure
from bot.ledger import AskedRecord, Ledger, LedgerError, Via
from bot.views import under_match, under_stories, view_of
from knowledge.changes import clippings
from knowledge.records import Answer, Passage, Verdict
from knowledge.talk import Said

PASSAGES_KEPT = 10
STORIES_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: who asks what, where and how.

    `within` is the id of the only story to look in, `about` what the question
    follows up on. `asked` is what the card says was asked, where the
    channel does not see it otherwise.
    """

    via: Via
    question: str
    user_id: int
    channel_id: int
    guild_id: int | None
    within: str | None = None
    about: Said | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer ready to send; `row` is its id in the ledger, None when the ledger failed."""

    card: discord.Embed
    view: discord.ui.View
    row: int | None


class Answering:
    """Asks the desk and keeps the ledger; a ledger that fails costs the buttons, never the answer."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger

    async def reply(self, asking: Asking) -> Reply:
        """Return what the desk says."""
        talk = (asking.channel_id, asking.user_id)
        return await self._desk.answer(asking.question, within=asking.within, about=asking.about, talk=talk)

    async def show(self, asking: Asking, reply: Reply) -> Shown:
        """Record the reply and return it as a card with its buttons."""
        passages = await asyncio.to_thread(_worth_keeping, reply)
        row = await self._record(asking, reply, passages)
        card = await asyncio.to_thread(_card, reply.verdict, asking.asked)
        return Shown(card, _under(reply.verdict, passages, row), row)

    async def sent(self, shown: Shown, message: discord.Message) -> None:
        """Note which message shows the answer: a reply to it is a follow-up, and it is kept up to date."""
        if shown.row is None:
            return
        try:
            await self._ledger.sent(shown.row, message.id, lasting=lasts(message))
        except LedgerError as error:
            log_failure(error, "noting an answer's message")

    async def said_in(self, message_id: int | None) -> Said | None:
        """Return the story and the passage that a message of ours answered with, or None."""
        if message_id is None:
            return None
        try:
            row = await self._ledger.by_message(message_id)
        except LedgerError as error:
            log_failure(error, "looking up an answer")
            return None
        if row is None or row.story_id is None:
            return None
        return Said(row.story_id, row.passage_ids[0] if row.passage_ids else None)

    async def _record(self, asking: Asking, reply: Reply, passages: Sequence[Passage]) -> int | None:
        record = await asyncio.to_thread(_record_of, asking, reply, passages)
        try:
            return await self._ledger.record(record)
        except LedgerError as error:
            log_failure(error, "recording an answer")
            return None


def _card(said: Verdict, asked: str | None) -> discord.Embed:
    if isinstance(said, Answer):
        return cards.answer_card(said, asked=asked)
    return cards.no_answer_card(said, asked=asked)


def _record_of(asking: Asking, reply: Reply, passages: Sequence[Passage]) -> AskedRecord:
    said = reply.verdict
    story = said.story if isinstance(said, Answer) else None
    return AskedRecord(
        via=asking.via,
        guild_id=asking.guild_id,
        channel_id=asking.channel_id,
        user_id=asking.user_id,
        edition=reply.edition.name,
        question=asking.question,
        answered=isinstance(said, Answer),
        confidence=said.confidence,
        passage_ids=tuple(passage.id for passage in passages),
        story_id=story.id if story else None,
        clippings=clippings(said, reply.edition) if isinstance(said, Answer) else (),
    )


def _worth_keeping(reply: Reply) -> tuple[Passage, ...]:
    """Return up to ten passages, best first; for a list of stories, the first passage of each."""
    said = reply.verdict
    if isinstance(said, Answer) and said.kind == "stories":
        firsts = (reply.edition.passages_of(story.id)[:1] for story in said.stories[:PASSAGES_KEPT])
        return tuple(passage for first in firsts for passage in first)
    matches = said.ranked if isinstance(said, Answer) else said.nearest
    return tuple(match.passage for match in matches[:PASSAGES_KEPT])


def _under(said: Verdict, passages: Sequence[Passage], row: int | None) -> discord.ui.View:
    if row is None or not passages:
        return view_of([])
    if isinstance(said, Answer) and said.kind != "stories":
        return view_of(under_match(row, 0, len(passages)))
    first_of: dict[str, int] = {}
    for n, passage in enumerate(passages):
        first_of.setdefault(passage.story.id, n)
    return view_of(under_stories(row, list(first_of.values())[:STORIES_OFFERED]))
