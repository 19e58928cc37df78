"""Buttons that survive a restart: all that they need stands in their custom_id and in the ledger.

`dl:more:ROW:N`, `dl:next:ROW:N` and `dl:story:ROW:N` speak of the passage with number N (from 0)
of the ledger's row ROW, and answer to the one who clicks only. `dl:page:WAY:PAGE:YEAR:TEXT:PLACE`
turns the pages of a list of stories.
"""

import asyncio
import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord

from bot import cards
from bot.desk import Desk
from bot.errors import guarded
from bot.ledger import AnswerRow
from knowledge.records import Passage, Story

if TYPE_CHECKING:
    from bot.client import Dateline

FILTER_LENGTH = 30  # two filters have to fit into a custom_id of 100 characters

_GONE = "That passage is no longer in my library. Please ask again."
_STORY_GONE = "That story is no longer in my library."
_FORGOTTEN = "I no longer know the answer that this button belongs to. Please ask again."
_PLACE = r"(?P<row_id>\d{1,18}):(?P<n>\d{1,2})"


class _Button(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button about passage number `n` of the ledger row `row_id`; its kind says what it `shows`."""

    kind: str
    label: str

    def __init__(self, row_id: int, n: int, label: str | None = None) -> None:
        custom_id = f"dl:{self.kind}:{row_id}:{n}"
        super().__init__(discord.ui.Button(label=label or self.label, custom_id=custom_id))
        self.row_id = row_id
        self.n = n

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was clicked again."""
        return cls(int(match["row_id"]), int(match["n"]))

    @abstractmethod
    def shows(self, desk: Desk, row: AnswerRow) -> tuple[discord.Embed, Sequence["_Button"]] | str:
        """Return the card and its buttons, or one line why there is none. Blocks."""

    @guarded
    async def callback(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Answer the click."""
        row = await interaction.client.ledger.row(self.row_id)
        desk = interaction.client.desk
        shown = _FORGOTTEN if row is None else await asyncio.to_thread(self.shows, desk, row)
        if isinstance(shown, str):
            await interaction.response.send_message(shown, ephemeral=True)
            return
        card, under = shown
        await interaction.response.send_message(embed=card, view=view_of(under), ephemeral=True)


class More(_Button, template=f"dl:more:{_PLACE}"):
    """Shows the passages before and after."""

    kind = "more"
    label = "More context"

    def shows(self, desk: Desk, row: AnswerRow) -> tuple[discord.Embed, Sequence[_Button]] | str:
        """Return the passage between its neighbours."""
        passage = _passage(desk, row, self.n)
        if passage is None:
            return _GONE
        before, after = desk.around(passage)
        return cards.context_card(before, passage, after), [StoryOf(row.id, self.n)]


class Next(_Button, template=f"dl:next:{_PLACE}"):
    """Shows another match for the same question."""

    kind = "next"
    label = "Next match"

    def shows(self, desk: Desk, row: AnswerRow) -> tuple[discord.Embed, Sequence[_Button]] | str:
        """Return the passage, or the first after it that is still in the library."""
        count = len(row.passage_ids)
        for n in range(self.n, count):
            passage = _passage(desk, row, n)
            if passage is not None:
                return cards.match_card(passage, place=n + 1, of=count), under_match(row.id, n, count)
        return _GONE


class StoryOf(_Button, template=f"dl:story:{_PLACE}"):
    """Shows the story that a passage comes from."""

    kind = "story"
    label = "Story"

    def shows(self, desk: Desk, row: AnswerRow) -> tuple[discord.Embed, Sequence[_Button]] | str:
        """Return the story; that of the answer itself even when its passage has changed."""
        passage = _passage(desk, row, self.n)
        story = passage.story if passage else None
        if story is None and self.n == 0 and row.story_id is not None:
            story = desk.story(row.story_id)
        if story is None:
            return _STORY_GONE
        return cards.story_card(story, len(desk.passages_of(story.id))), []


def under_match(row_id: int, n: int, count: int) -> list[_Button]:
    """Return the buttons under match `n` (from 0) of the `count` that row `row_id` holds."""
    following = [Next(row_id, n + 1)] if n + 1 < count else []
    return [More(row_id, n), *following, StoryOf(row_id, n)]


def under_stories(row_id: int, passages: Sequence[int]) -> list[_Button]:
    """Return a button for each story on the card; `passages` are the numbers of theirs in row `row_id`."""
    several = len(passages) > 1
    places = enumerate(passages, start=1)
    return [StoryOf(row_id, n, f"Story {place}" if several else None) for place, n in places]


def view_of(buttons: Sequence[discord.ui.Item[Any]]) -> discord.ui.View:
    """Return a view with these buttons that never times out."""
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view


def _passage(desk: Desk, row: AnswerRow, n: int) -> Passage | None:
    return desk.passage(row.passage_ids[n]) if n < len(row.passage_ids) else None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of stories is narrowed to; fits into a custom_id."""

    text: str = ""
    year: int | None = None
    place: str = ""

    @classmethod
    def typed(cls, text: str | None, year: int | None, place: str | None) -> Self:
        """Take what a person typed, without what a custom_id cannot carry."""
        return cls(_carried(text), year, _carried(place))

    def __str__(self) -> str:
        parts = (("text", self.text), ("year", self.year), ("place", self.place))
        return ", ".join(f"{name}: {value}" for name, value in parts if value)

    async def stories(self, desk: Desk) -> Sequence[Story]:
        """Return the stories that fit, newest first; in a thread, because there may be very many."""
        return await asyncio.to_thread(desk.stories, self.text or None, self.year, self.place or None)


def _carried(text: str | None) -> str:
    # Without the colon that parts the custom_id, and without what takes two units of its hundred.
    kept = "".join(c if c.isprintable() and c != ":" and c <= "\uffff" else " " for c in text or "")
    return " ".join(kept.split())[:FILTER_LENGTH].strip()


class Page(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dl:page:(?P<way>[bf]):(?P<page>\d{1,6}):(?P<year>\d{0,4}):(?P<text>[^:]*):(?P<place>[^:]*)",
):
    """Turns from `page` (from 0) of a list of stories back ("b") or forward ("f")."""

    def __init__(self, way: str, page: int, filters: Filters, *, disabled: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label="Newer" if way == "b" else "Older",
                custom_id=f"dl:page:{way}:{page}:{filters.year or ''}:{filters.text}:{filters.place}",
                disabled=disabled,
            )
        )
        self.turned_to = page + (1 if way == "f" else -1)
        self.filters = filters

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button that was clicked again."""
        year = int(match["year"]) if match["year"] else None
        return cls(match["way"], int(match["page"]), Filters(match["text"], year, match["place"]))

    @guarded
    async def callback(self, interaction: "discord.Interaction[Dateline]") -> None:
        """Turn the page in place."""
        card, view = await page_of_stories(interaction.client.desk, self.turned_to, self.filters)
        await interaction.response.edit_message(embed=card, view=view)


async def page_of_stories(desk: Desk, page: int, filters: Filters) -> tuple[discord.Embed, discord.ui.View]:
    """Return the card of a page (from 0; the nearest there is) of the stories that fit, and its buttons."""
    stories = await filters.stories(desk)
    pages = cards.page_count(len(stories))
    page = max(0, min(page, pages - 1))
    card = await asyncio.to_thread(cards.stories_page, stories, page, filters=str(filters))
    back = Page("b", page, filters, disabled=page == 0)
    forward = Page("f", page, filters, disabled=page >= pages - 1)
    return card, view_of([back, forward] if pages > 1 else [])
