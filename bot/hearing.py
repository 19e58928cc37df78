"""Which messages of a channel the bot reacts to, and what they ask: one decision, without any effect."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import discord

from bot.ledger import Via
from knowledge.question import is_question

# What Discord draws as something else: <@1> <@!1> <@&1> <#1> </ask:1> <:name:1> <a:name:1> <t:1:R> <id:home>.
_DRAWN = re.compile(
    r"<(?:[@#][!&]?\d{1,20}|/[^<>\n]{1,100}:\d{1,20}|a?:\w{1,32}:\d{1,20}|t:-?\d{1,20}(?::\w)?|id:\w{1,20})>"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that the bot reacts to.

    `via` is how it reached the bot. `question` is what it says without mentions,
    empty when nothing else was said. `replied_to` is the id of the bot's own
    message that it replies to. `addressed` is False for a question overheard
    between other people: it gets an answer or silence.
    """

    via: Via
    question: str
    replied_to: int | None = None
    addressed: bool = True


def should_respond(message: discord.Message, *, me: int, ask_channels: Collection[str]) -> Heard | None:
    """Decide whether the bot, whose user id is `me`, reacts to `message`; None is silence.

    In this order: bots, webhooks and Discord itself get silence; a direct message is
    for the bot, and so is a message that mentions it or replies to it with the ping on; in
    `ask_channels` (see `channel_keys`) and their threads, so is every question.
    """
    if message.author.bot or message.webhook_id is not None or message.is_system():
        return None
    question = spoken(message.content)
    replied_to = _replied_to(message, me)
    if message.guild is None:
        return Heard("reply" if replied_to else "direct", question, replied_to)
    if any(user.id == me for user in message.mentions):
        return Heard("reply" if replied_to else "mention", question, replied_to)
    if not _names(message.channel).isdisjoint(ask_channels) and is_question(question):
        overheard = message.mentions or (message.reference and not replied_to)
        return Heard("reply" if replied_to else "channel", question, replied_to, addressed=not overheard)
    return None


def spoken(text: str) -> str:
    """Return `text` on one line, without mentions, custom emoji and the like."""
    return " ".join(_DRAWN.sub(" ", text).split())


def channel_keys(named: Collection[int | str]) -> frozenset[str]:
    """Return the ids and names under which `should_respond` knows channels, from those in the config."""
    return frozenset(str(one).strip().removeprefix("#").casefold() for one in named)


def _names(channel: object) -> set[str]:
    # A thread counts as its channel too; only the id of that is known when it is not cached.
    parts = (channel, getattr(channel, "parent", None))
    names = {getattr(part, "name", None) for part in parts}
    ids = {getattr(part, "id", None) for part in parts} | {getattr(channel, "parent_id", None)}
    return {str(key).casefold() for key in names | ids if key is not None}


def _replied_to(message: discord.Message, me: int) -> int | None:
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None:
        return None
    original = reference.resolved
    return original.id if isinstance(original, discord.Message) and original.author.id == me else None
