"""Releases that wait for a yes or a no: their buttons, and what is kept of them until somebody clicks.

They are kept in memory for a quarter of an hour; whoever clicks later is told to add the file again.
"""

import asyncio
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord

from bot import adding, cards
from bot.adding import Offer
from bot.errors import guarded
from bot.views import view_of
from knowledge.archive import Occasion

if TYPE_CHECKING:
    from bot.client import Dateline

_SECONDS = 15 * 60.0
_MOST = 50
_GONE = "I no longer have that file. Please add it again."
_NOT_ADDED = "Nothing was added."


@dataclass(frozen=True, slots=True)
class _Waiting:
    offer: Offer
    occasion: Occasion
    until: float


class Drafts:
    """What waits, by a name that stands in its buttons. `clock` returns seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: OrderedDict[str, _Waiting] = OrderedDict()

    def put(self, offer: Offer, occasion: Occasion) -> str:
        """Keep an offer for a while, and return its name."""
        name = secrets.token_hex(8)
        self._waiting[name] = _Waiting(offer, occasion, self._clock() + _SECONDS)
        while len(self._waiting) > _MOST:
            self._waiting.popitem(last=False)
        return name

    def take(self, name: str) -> tuple[Offer, Occasion] | None:
        """Return an offer and who made it, once; None where it is gone."""
        found = self._waiting.pop(name, None)
        return (found.offer, found.occasion) if found and self._clock() <= found.until else None


class DraftButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"dl:draft:(?P<way>[yn]):(?P<name>[0-9a-f]{16})"
):
    """Puts what waits in service ("y"), or lets it go ("n")."""

    def __init__(self, way: str, name: str) -> None:
        add = way == "y"
        super().__init__(
            discord.ui.Button(
                label="Confirm" if add else "Cancel",
                style=discord.ButtonStyle.success if add else discord.ButtonStyle.secondary,
                custom_id=f"dl:draft:{way}:{name}",
            )
        )
        self.way = way
        self.name = name

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was clicked again."""
        return cls(match["way"], match["name"])

    @guarded
    async def callback(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Do it, and show in place of the draft what came of it."""
        client = interaction.client
        found = client.drafts.take(self.name)
        if found is None or self.way == "n":
            text = _GONE if found is None else _NOT_ADDED
            await interaction.response.edit_message(content=text, embed=None, view=None)
            return
        await interaction.response.defer()
        report = await asyncio.to_thread(adding.accept, client.desk, client.releases, *found)
        client.desk.study_soon()
        card = cards.report_card(report, title="Added to my library")
        await interaction.edit_original_response(embed=card, view=None)


def buttons(name: str) -> discord.ui.View:
    """Return the buttons under a draft."""
    return view_of([DraftButton("y", name), DraftButton("n", name)])
