"""The cards for those who look after the releases: what a reload did, and how things stand."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.cards import limits
from bot.cards.parts import QUIET_COLOUR, card, date_in_words, short, title_of
from bot.wording import counted
from knowledge.records import Story, StoryDate

if TYPE_CHECKING:
    from knowledge.edition import Edition
    from knowledge.library import Report

_LISTED = 10
_PART = 880  # units of each list; six of them, with all names, stay below the 6,000 of an embed
_LINE = 240
_TITLE = 66  # so that ten titles and their dates fit
_EDITION = 12

_One = TypeVar("_One")
_Lists = dict[str, tuple[list[str], int]]  # the lines that are shown, and how many there are


def report_card(report: "Report") -> discord.Embed:
    """Return the card of what a load did: added, changed, removed, refused with reasons, warnings."""
    parts = {
        "Added": _first(report.added, _title),
        "Changed": _first(report.changed, _title),
        "Removed": _first(report.removed, _title),
        **_troubles(report),
    }
    text = f"{_in_service(report.stories, report.passages)} Read in {report.seconds:.1f} s."
    if not _anything(parts):
        text += "\nNothing changed."
    embed = card(title="Knowledge reloaded", text=text)
    return _with_lists(embed, parts).set_footer(text=f"Edition {report.edition[:_EDITION]}")


def status_card(edition: "Edition", report: "Report | None") -> discord.Embed:
    """Return the card of what is in service, and what the last load, if any, could not read."""
    newest = edition.newest
    text = _in_service(len(edition.stories), len(edition.passages_by_id))
    if newest is not None:
        text += f" The newest story is from {date_in_words(StoryDate(newest, 'posted'))}."
    parts: _Lists = _troubles(report) if report is not None else {}
    if report is None:
        text += "\nNo release has been read yet."
    elif not _anything(parts):
        text += "\nThe last load read every file."
    embed = card(title="Knowledge", text=text)
    return _with_lists(embed, parts).set_footer(text=f"Edition {edition.name[:_EDITION]}")


def _in_service(stories: int, passages: int) -> str:
    told = (
        f"{counted(stories, 'story', 'stories')} and {counted(passages, 'passage', 'passages')} in service."
    )
    return told if stories else "There is nothing to answer from: no story is in service."


def _troubles(report: "Report") -> _Lists:
    return {
        "Refused": _first(report.refused, lambda one: f"**{_line(one.file)}**: {_line(one.reason)}"),
        "Still answered from the last good copy": _first(report.kept, _line),
        "Warnings": _first(report.warnings, _line),
    }


def _first(those: Sequence[_One], line: Callable[[_One], str]) -> tuple[list[str], int]:
    """Word as many as are shown; wording all of thousands would hold up the event loop."""
    return [line(one) for one in those[:_LISTED]], len(those)


def _anything(parts: _Lists) -> bool:
    return any(total for _, total in parts.values())


def _line(text: str) -> str:
    return short(text, _LINE) or "(blank)"


def _title(story: Story) -> str:
    return f"{short(title_of(story), _TITLE)} · {date_in_words(story.date)}"


def _with_lists(embed: discord.Embed, parts: _Lists) -> discord.Embed:
    for name, (lines, total) in parts.items():
        if lines:
            shown = limits.join_fitting(lines, _PART, most=_LISTED, total=total)
            embed.add_field(name=f"{name} ({total:,})", value=shown, inline=False)
            if name in ("Refused", "Warnings"):
                embed.colour = QUIET_COLOUR
    return embed
