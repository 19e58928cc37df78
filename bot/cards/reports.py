"""The cards for those who look after the releases: what a reload did, and how things stand."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.cards import limits
from bot.cards.escaping import escape, plain
from bot.cards.parts import QUIET_COLOUR, card, date_in_words, short, title_of
from bot.reporting import what_changed
from bot.wording import counted
from knowledge.records import StoryDate

if TYPE_CHECKING:
    from bot.adding import Offer
    from knowledge.archive import Printed
    from knowledge.edition import Edition
    from knowledge.reading import Refusal
    from knowledge.report import Change, LoadReport
    from knowledge.slug import Slug

LOGGED = 5  # editions on a page of the log
_LISTED = 10  # titles on a page of a report, of each list …
_TROUBLES = 4  # … and of what was refused or odd
_DRAFTED = 5
_PART = 780  # units of each list; seven of them, with all names, stay below the 6,000 of an embed
_LINE = 190
_FILE, _REASON = 50, 130
_TITLE = 56  # so that ten titles and their dates fit
_EDITION = 12

_One = TypeVar("_One")
_Lists = dict[str, tuple[list[str], int]]  # the lines that are shown, and how many there are


def report_pages(report: "LoadReport") -> int:
    """Return how many pages the card of a load has."""
    titles = max(map(len, (report.added, report.changed, report.removed)))
    troubles = max(map(len, (report.refused, report.kept, report.held, report.withdrawn, report.warnings)))
    return max(1, -(-titles // _LISTED), -(-troubles // _TROUBLES))


def report_card(report: "LoadReport", page: int = 0, title: str = "Knowledge reloaded") -> discord.Embed:
    """Return page `page`, from 0, of the card of what a load did: what it changed, refused, warns of."""
    pages = report_pages(report)
    page = min(max(page, 0), pages - 1)
    parts = {
        "Added": _part(report.added, page, _title),
        "Changed": _part(report.changed, page, _change),
        "Removed": _part(report.removed, page, _title),
        **_troubles(report, page),
    }
    text = f"{_in_service(report.stories, report.passages)} Read in {report.seconds:.1f} s."
    if not _anything(parts):
        text += "\nNothing changed."
    elif report.unchanged:
        text += f"\n{counted(report.unchanged, 'story is', 'stories are')} as before."
    embed = _with_lists(card(title=title, text=text), parts)
    footer = f"Edition {report.edition[:_EDITION]}" + (f" · page {page + 1} of {pages}" if pages > 1 else "")
    return embed.set_footer(text=footer)


def status_card(edition: "Edition", report: "LoadReport | None") -> discord.Embed:
    """Return the card of what is in service, and what the last load, if any, could not read."""
    newest = edition.newest
    text = _in_service(len(edition.slugs), len(edition.profiles))
    if newest is not None:
        text += f" The newest story is from {date_in_words(StoryDate(newest, 'posted'))}."
    parts: _Lists = _troubles(report) if report is not None else {}
    if report is None:
        text += "\nNo release has been read yet."
    else:
        text += f"\nLast read <t:{int(report.at.timestamp())}:R>."
        if not _anything(parts):
            text += " The last load read every file."
    embed = card(title="Knowledge", text=text)
    return _with_lists(embed, parts).set_footer(text=f"Edition {edition.name[:_EDITION]}")


def draft_card(offered: "Offer") -> discord.Embed:
    """Return the card of a release that may be added: what was understood of it, and what is odd."""
    draft = offered.draft
    embed = card(title="Add this to my library?" if offered.is_new else "This is in my library already")
    for story, slug in zip(draft.stories[:_DRAFTED], draft.slugs, strict=False):
        told = [date_in_words(story.date), short(story.source, _TITLE), short(story.author, _TITLE)]
        lines = [" · ".join(filter(None, told)), counted(slug.passages, "passage", "passages")]
        name = limits.head(escape(title_of(story)), limits.FIELD_NAME)
        embed.add_field(name=name, value="\n".join(lines), inline=False)
    if len(draft.slugs) > _DRAFTED:
        embed.description = f"{len(draft.slugs):,} stories; the first {_DRAFTED} are:"
    parts: _Lists = {
        "Is already here as": _part(draft.same, 0, _title),
        "Takes the place of": _part(draft.others, 0, _title),
        "Warnings": _part(draft.notes, 0, _line, _TROUBLES),
    }
    return _with_lists(embed, parts).set_footer(text=limits.head(plain(offered.file), _LINE) or None)


def log_card(printed: Sequence["Printed"], page: int) -> discord.Embed:
    """Return page `page`, from 0, of what changed the knowledge, the last first: when, who, how, what."""
    shown = printed[page * LOGGED : (page + 1) * LOGGED]
    embed = card(title="What changed my library", text=None if shown else "Nothing has changed it yet.")
    for one in shown:
        who, how = short(one.occasion.who, _TITLE), short(one.occasion.how, _TITLE)
        lines = [f"{who} · {how}", *map(_line, one.told[:_LISTED])]
        if one.restores is not None:
            lines.insert(1, f"went back to number {one.restores}")
        name = f"{one.number}. {one.at:%-d %B %Y %H:%M} UTC · edition {one.name[:_EDITION]}"
        value = limits.join_fitting(lines, limits.FIELD_VALUE, most=_LISTED + 2)
        embed.add_field(name=name, value=value, inline=False)
    return embed


def _in_service(stories: int, passages: int) -> str:
    told = (
        f"{counted(stories, 'story', 'stories')} and {counted(passages, 'passage', 'passages')} in service."
    )
    return told if stories else "There is nothing to answer from: no story is in service."


def _troubles(report: "LoadReport", page: int = 0) -> _Lists:
    return {
        "Refused": _part(report.refused, page, _refusal, _TROUBLES),
        "Still answered from the last good copy": _part(report.kept, page, _line, _TROUBLES),
        "As an undo left them, until they change": _part(report.held, page, _line, _TROUBLES),
        "Withdrawn": _part(report.withdrawn, page, _title, _TROUBLES),
        "Warnings": _part(report.warnings, page, _line, _TROUBLES),
    }


def _part(
    those: Sequence[_One], page: int, line: Callable[[_One], str], each: int = _LISTED
) -> tuple[list[str], int]:
    """Word as many as a page shows; wording all of thousands would hold up the event loop."""
    return [line(one) for one in those[page * each : (page + 1) * each]], len(those)


def _refusal(refusal: "Refusal") -> str:
    return f"**{short(refusal.file, _FILE) or '(blank)'}**: {short(refusal.reason, _REASON)}"


def _anything(parts: _Lists) -> bool:
    return any(total for _, total in parts.values())


def _line(text: str) -> str:
    return short(text, _LINE) or "(blank)"


def _title(slug: "Slug") -> str:
    return f"{short(title_of(slug), _TITLE)} · {date_in_words(slug.date)}"


def _change(change: "Change") -> str:
    return f"{short(title_of(change.now), _TITLE)} ({short(what_changed(change), _TITLE)})"


def _with_lists(embed: discord.Embed, parts: _Lists) -> discord.Embed:
    for name, (lines, total) in parts.items():
        if lines:
            shown = limits.join_fitting(lines, _PART, most=_LISTED)
            embed.add_field(name=f"{name} ({total:,})", value=shown, inline=False)
            if name in ("Refused", "Warnings"):
                embed.colour = QUIET_COLOUR
    return embed
