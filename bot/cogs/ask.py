"""Questions, however they come: commands, mentions, replies, direct messages, ask-channels."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Answering, Asking, Shown
from bot.cogs.stories import UNKNOWN_STORY, choices, chosen
from bot.cooldown import Cooldown, Wait
from bot.desk import Reply
from bot.errors import tell_message
from bot.hearing import Heard, channel_keys, should_respond, spoken
from bot.ledger import Via
from knowledge.records import Answer, Story

if TYPE_CHECKING:
    from bot.client import Dateline

LONGEST_QUESTION = 2000

HOW_TO_ASK = (
    "Ask me a question about the news releases, for example: *Who took part in the talks?* Or use `/ask`."
)
TOO_LONG = f"That is too long for me. Please ask in at most {LONGEST_QUESTION:,} characters."
_WAIT = "That is a lot of questions. Please wait {seconds} s, then ask again."


class Ask(commands.Cog):
    """Takes questions and shows answers."""

    def __init__(self, client: "Dateline") -> None:
        self.client = client
        self._answering = Answering(client.desk, client.ledger)
        limits = client.config.discord
        self._cooldown = Cooldown(limits.questions, limits.per_seconds, client.clock)
        self._ask_channels = channel_keys(limits.ask_channels)
        self._menu = app_commands.ContextMenu(name="Find the answer", callback=self.find_the_answer)

    async def cog_load(self) -> None:
        """Add the message command, which a cog does not do by itself."""
        self.client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message command away again."""
        self.client.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="ask", description="Ask a question; a passage of a news release answers it")
    @app_commands.describe(
        question="What you want to know", story="Look in this story only; start typing its title"
    )
    async def ask(
        self, interaction: "discord.Interaction[Dateline]", question: str, story: str | None = None
    ) -> None:
        """Answer /ask."""
        if await self._refused(interaction, question):
            return
        within = await chosen(self.client.desk, story) if story else None
        if story and within is None:
            await interaction.response.send_message(UNKNOWN_STORY, ephemeral=True)
            return
        await self._answer_interaction(interaction, "slash", question, within)

    @ask.autocomplete("story")
    async def titles(
        self, _interaction: "discord.Interaction[Dateline]", typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer titles."""
        return await choices(self.client.desk, typed)

    async def find_the_answer(
        self, interaction: "discord.Interaction[Dateline]", message: discord.Message
    ) -> None:
        """Answer the message that somebody points at."""
        if not await self._refused(interaction, message.content):
            await self._answer_interaction(interaction, "menu", message.content, None)

    @commands.Cog.listener("on_message")
    async def hear(self, message: discord.Message) -> None:
        """Answer a message that is for the bot, and be silent to all others."""
        me = self.client.user
        heard = should_respond(message, me=me.id, ask_channels=self._ask_channels) if me else None
        if heard is None:
            return
        try:
            await self._answer_message(message, heard)
        except Exception as error:  # noqa: BLE001 - the last stop before the person
            await tell_message(message, error, f"answering a message ({heard.via})")

    async def _refused(self, interaction: "discord.Interaction[Dateline]", text: str) -> bool:
        refusal = _refusal(self._cooldown.ask(interaction.user.id), spoken(text))
        if refusal is not None:
            await interaction.response.send_message(refusal, ephemeral=True)
        return refusal is not None

    async def _answer_interaction(
        self, interaction: "discord.Interaction[Dateline]", via: Via, text: str, within: Story | None
    ) -> None:
        # What follows is quick, but Discord gives up after three seconds and a busy machine may need them.
        await interaction.response.defer(thinking=True)
        question = spoken(text)
        asking = Asking(
            via,
            question,
            user_id=interaction.user.id,
            channel_id=interaction.channel_id or 0,
            guild_id=interaction.guild_id,
            within=within.id if within else None,
            asked=question,
        )
        reply = await self._answering.reply(asking)
        shown = await self._answering.show(asking, reply)
        sent = await interaction.followup.send(embed=shown.card, view=shown.view, wait=True)
        await self._sent(reply, shown, sent)

    async def _answer_message(self, message: discord.Message, heard: Heard) -> None:
        wait = self._cooldown.ask(message.author.id, tell=heard.addressed)
        refusal = _refusal(wait, heard.question)
        if refusal is not None:
            # Said once, so that nobody can make the bot flood a channel, and never into others' talk.
            if heard.addressed and (wait is None or wait.first):
                await message.channel.send(refusal, reference=_to(message))
            return
        asking = Asking(
            heard.via,
            heard.question,
            user_id=message.author.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else None,
            about=await self._answering.said_in(heard.replied_to),
        )
        reply = await self._answering.reply(asking)
        if not heard.addressed and not isinstance(reply.verdict, Answer):
            return
        shown = await self._answering.show(asking, reply)
        sent = await message.channel.send(embed=shown.card, view=shown.view, reference=_to(message))
        await self._sent(reply, shown, sent)

    async def _sent(self, reply: Reply, shown: Shown, message: discord.Message) -> None:
        await self._answering.sent(shown, message)
        if reply.edition.name != self.client.desk.edition.name:  # it changed while this was being answered
            self.client.corrections.edition_changed()


def _refusal(wait: Wait | None, question: str) -> str | None:
    if wait is not None:
        return _WAIT.format(seconds=wait.seconds)
    if not question:
        return HOW_TO_ASK
    return TOO_LONG if len(question) > LONGEST_QUESTION else None


def _to(message: discord.Message) -> discord.MessageReference:
    # The question may have been deleted meanwhile: then the answer stands alone.
    return message.to_reference(fail_if_not_exists=False)
