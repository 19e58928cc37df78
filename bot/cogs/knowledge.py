"""/knowledge: reload, add, remove, undo, status and log, for those who may manage the server."""

import asyncio
import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot import adding, cards
from bot.cogs.stories import UNKNOWN_STORY, choices, chosen
from bot.drafts import buttons
from bot.errors import guarded
from bot.plain import one_line
from bot.views import view_of
from knowledge.archive import ArchiveError, Occasion
from knowledge.library import NothingThereError
from knowledge.refusal import Refused
from knowledge.report import LoadReport

if TYPE_CHECKING:
    from bot.client import Dateline

_RUNNING = "A reload is already running. Please wait for it to end."
_ONE_OF = "Give me a file or the address of one, not both and not none."
_OTHER_REPORT = (
    "That report is gone: the releases were read again since. /knowledge status tells how they stand."
)
_NOT_TAKEN = "I could not take it. {reason}"
_MOST_LOGGED = 500  # editions


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Knowledge(
    commands.GroupCog, group_name="knowledge", group_description="The releases that answers come from"
):
    """Reads the releases again, adds and removes some, and tells what is in service.

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
            report = await self.client.desk.reload(_occasion(interaction, "reload"))
        await _show(interaction, report)

    @app_commands.command(name="add", description="Add a release; you see first what I understood of it")
    @app_commands.describe(file="The release as a file", url="The release's address on the web")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def add(
        self,
        interaction: "discord.Interaction[Dateline]",
        file: discord.Attachment | None = None,
        url: app_commands.Range[str, 1, 2000] | None = None,
    ) -> None:
        """Fetch it, show what it says of itself, and ask whether to serve it."""
        if (file is None) == (url is None):
            await interaction.response.send_message(_ONE_OF, ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            raw, name = await (self._uploaded(file) if file else self._fetched(url or ""))
            offer = await asyncio.to_thread(adding.offer, self.client.desk, self.client.releases, raw, name)
        except (Refused, _NotTakenError) as error:
            text = cards.escape(one_line(_NOT_TAKEN.format(reason=error)))
            await interaction.followup.send(text, ephemeral=True)
            return
        if not offer.is_new:
            await interaction.followup.send(embed=cards.draft_card(offer), ephemeral=True)
            return
        waiting = self.client.drafts.put(offer, _occasion(interaction, f"add {offer.file}"))
        await interaction.followup.send(embed=cards.draft_card(offer), view=buttons(waiting), ephemeral=True)

    async def _uploaded(self, file: discord.Attachment) -> tuple[bytes, str]:
        """The bytes and the name of a file; nothing is fetched of one that cannot be a release."""
        most = self.client.config.knowledge.max_file_bytes
        reason = adding.unwelcome(file.content_type, file.size, most)
        if reason is not None:
            raise _NotTakenError(reason)
        raw = await file.read()
        reason = adding.unwelcome(None, len(raw), most)
        if reason is not None:
            raise _NotTakenError(reason)
        return raw, file.filename

    async def _fetched(self, url: str) -> tuple[bytes, str]:
        from bot.wire.faults import WireError
        from bot.wire.getting import Limits
        from bot.wire.release import fetch_release

        config = self.client.config
        try:
            got = await fetch_release(
                url, config.wire.allowed_hosts, Limits(max_bytes=config.knowledge.max_file_bytes)
            )
        except WireError as error:
            raise _NotTakenError(str(error)) from error
        return got.raw, got.name

    @app_commands.command(name="remove", description="Take a story out of my answers")
    @app_commands.describe(story="The story's title; start typing and pick one")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def remove(self, interaction: "discord.Interaction[Dateline]", story: str) -> None:
        """Withdraw the story; its file stays, and undo puts it back."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await chosen(self.client.desk, story)
        if found is None:
            await interaction.followup.send(UNKNOWN_STORY, ephemeral=True)
            return
        occasion = _occasion(interaction, f"remove {found.id}")
        report = await asyncio.to_thread(self.client.desk.withdraw, found.id, occasion)
        await _show(interaction, report, "Removed from my answers; /knowledge undo puts it back")

    @remove.autocomplete("story")
    async def titles(
        self, _interaction: "discord.Interaction[Dateline]", typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer titles."""
        return await choices(self.client.desk, typed)

    @app_commands.command(name="undo", description="Put the former edition of the releases back in service")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def undo(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Go back, and say to when and what that changed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            former, report = await asyncio.to_thread(self.client.desk.undo, _occasion(interaction, "undo"))
        except (NothingThereError, ArchiveError) as error:
            await interaction.followup.send(cards.escape(one_line(str(error))), ephemeral=True)
            return
        await _show(interaction, report, f"Back to edition {former.name} of {former.at:%-d %B %Y %H:%M} UTC")

    @app_commands.command(
        name="status", description="Which releases are in service, and what the last reload did"
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def status(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Show it to the person who asks."""
        card = cards.status_card(self.client.desk.edition, self.client.desk.report)
        await interaction.response.send_message(embed=card, ephemeral=True)

    @app_commands.command(name="log", description="What changed the releases in service: who, when and how")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def log(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Show the last editions, the last first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        card, view = await _log_page(self.client, 0)
        await interaction.followup.send(embed=card, view=view, ephemeral=True)


class _NotTakenError(Exception):
    """A file was not fetched; the message says why, in one sentence."""


class ReportPage(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dl:report:(?P<page>\d{1,6}):(?P<edition>[0-9a-f]{1,12})",
):
    """Shows a page, from 0, of the report on the load that printed an edition."""

    def __init__(self, page: int, edition: str, label: str = "Next page") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"dl:report:{page}:{edition}"))
        self.page = page
        self.edition = edition

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was clicked again."""
        return cls(int(match["page"]), match["edition"])

    @guarded
    async def callback(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn the page in place."""
        report = interaction.client.desk.report
        if report is None or report.edition != self.edition:
            await interaction.response.send_message(_OTHER_REPORT, ephemeral=True)
            return
        card = cards.report_card(report, self.page)
        await interaction.response.edit_message(embed=card, view=_pages(report, self.page))


class LogPage(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"dl:log:(?P<page>\d{1,3})"):
    """Shows a page, from 0, of what changed the releases."""

    def __init__(self, page: int, label: str = "Older") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"dl:log:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was clicked again."""
        return cls(int(match["page"]))

    @guarded
    async def callback(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn the page in place."""
        card, view = await _log_page(interaction.client, self.page)
        await interaction.response.edit_message(embed=card, view=view)


def _occasion(interaction: discord.Interaction[Any], what: str) -> Occasion:
    where = getattr(interaction.channel, "name", None)
    return Occasion(
        one_line(f"{interaction.user.name} ({interaction.user.id})"),
        one_line(f"/knowledge {what}" + (f" in #{where}" if where else "")),
    )


async def _show(
    interaction: "discord.Interaction[Dateline]", report: LoadReport, title: str = "Knowledge reloaded"
) -> None:
    card = cards.report_card(report, title=title)
    await interaction.followup.send(embed=card, view=_pages(report, 0), ephemeral=True)


def _pages(report: LoadReport, page: int) -> discord.ui.View:
    count = cards.report_pages(report)
    back = [ReportPage(page - 1, report.edition, "Previous page")] if page > 0 else []
    forward = [ReportPage(page + 1, report.edition)] if page + 1 < count else []
    return view_of([*back, *forward])


async def _log_page(client: "Dateline", page: int) -> tuple[discord.Embed, discord.ui.View]:
    printed = await asyncio.to_thread(client.desk.printed, _MOST_LOGGED)
    newer = [LogPage(page - 1, "Newer")] if page > 0 else []
    older = [LogPage(page + 1)] if (page + 1) * cards.LOGGED < len(printed) else []
    return cards.log_card(printed, page), view_of([*newer, *older])
