"""/about: what the bot is, what it knows, what it keeps."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards

if TYPE_CHECKING:
    from bot.client import Dateline


class About(commands.Cog):
    """Tells about the bot."""

    def __init__(self, client: "Dateline") -> None:
        self.client = client

    @app_commands.command(name="about", description="What this bot is, what it knows, and what it keeps")
    async def about(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Show it to the person who asks."""
        edition, config = self.client.desk.edition, self.client.config
        card = cards.about_card(
            stories=len(edition.stories),
            newest=edition.newest,
            disclaimer=config.about.disclaimer,
            store_text=config.privacy.store_text,
        )
        await interaction.response.send_message(embed=card, ephemeral=True)
