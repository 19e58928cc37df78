"""/knowledge reload and status, for those who may manage the server."""

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards

if TYPE_CHECKING:
    from bot.client import Dateline

_RUNNING = "A reload is already running. Please wait for it to end."


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Knowledge(
    commands.GroupCog, group_name="knowledge", group_description="The releases that answers come from"
):
    """Reads the releases again, and tells what is in service.

    Discord shows these commands to managers only, but an admin of the server can
    open them to everybody; so the permission is checked here too.
    """

    def __init__(self, client: "Dateline") -> None:
        self.client = client
        self._reloading = asyncio.Lock()

    @app_commands.command(name="reload", description="Read the releases again, and say what changed")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def reload(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Reload, one at a time; questions are answered from the old edition meanwhile."""
        if self._reloading.locked():
            await interaction.response.send_message(_RUNNING, ephemeral=True)
            return
        async with self._reloading:
            await interaction.response.defer(ephemeral=True, thinking=True)
            report = await self.client.desk.reload()
        await interaction.followup.send(embed=cards.report_card(report))

    @app_commands.command(
        name="status", description="Which releases are in service, and what the last reload did"
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def status(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Show it to the person who asks."""
        card = cards.status_card(self.client.desk.edition, self.client.desk.report)
        await interaction.response.send_message(embed=card, ephemeral=True)
