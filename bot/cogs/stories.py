"""/stories and /story: what there is to ask about."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards
from bot.cards import limits
from bot.desk import Desk
from bot.views import FILTER_LENGTH, Filters, page_of_stories
from knowledge.records import Story

if TYPE_CHECKING:
    from bot.client import Dateline

_TYPED_LENGTH = 300  # Discord lets through 6,000; comparing them with every title would take long

UNKNOWN_STORY = "I know no story by that name. Start typing its title and pick one from the list."


async def choices(desk: Desk, typed: str) -> list[app_commands.Choice[str]]:
    """Return the stories whose titles come nearest to what is typed so far, for Discord's autocomplete."""
    stories = await asyncio.to_thread(desk.suggest, typed[:_TYPED_LENGTH], limits.CHOICES)
    return [app_commands.Choice(name=cards.title_choice(story), value=story.id) for story in stories]


async def chosen(desk: Desk, typed: str) -> Story | None:
    """Return the story that was picked from `choices`, or that is called as typed, or None."""
    return await asyncio.to_thread(_chosen, desk, typed.strip()[:_TYPED_LENGTH])


def _chosen(desk: Desk, typed: str) -> Story | None:
    story = desk.story(typed)
    if story is None and typed:
        story = next(iter(desk.stories(text=typed)), None)
    return story


class Stories(commands.Cog):
    """Lists the stories, and shows one."""

    def __init__(self, client: "Dateline") -> None:
        self.client = client

    @app_commands.command(name="stories", description="List the stories that answers come from, newest first")
    @app_commands.describe(
        text="Only stories with these words",
        year="Only stories of this year",
        place="Only stories from this place",
    )
    async def stories(
        self,
        interaction: "discord.Interaction[Dateline]",
        text: app_commands.Range[str, 1, FILTER_LENGTH] | None = None,
        year: app_commands.Range[int, 1, 9999] | None = None,
        place: app_commands.Range[str, 1, FILTER_LENGTH] | None = None,
    ) -> None:
        """Show the first page to the person who asks."""
        card, view = await page_of_stories(self.client.desk, 0, Filters.typed(text, year, place))
        await interaction.response.send_message(embed=card, view=view, ephemeral=True)

    @app_commands.command(
        name="story", description="Show one story: title, date, author, source, beginning and link"
    )
    @app_commands.describe(title="The story's title; start typing and pick one")
    async def story(self, interaction: "discord.Interaction[Dateline]", title: str) -> None:
        """Show the story to the channel."""
        story = await chosen(self.client.desk, title)
        if story is None:
            await interaction.response.send_message(UNKNOWN_STORY, ephemeral=True)
            return
        count = len(await asyncio.to_thread(self.client.desk.passages_of, story.id))
        await interaction.response.send_message(embed=cards.story_card(story, count))

    @story.autocomplete("title")
    async def titles(
        self, _interaction: "discord.Interaction[Dateline]", typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer titles."""
        return await choices(self.client.desk, typed)
