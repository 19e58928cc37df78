"""What several cards are made of: titles, dates in words, links, the line on a story's source."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import discord

from bot.cards import limits
from bot.cards.escaping import escape, fits_label, one_line, plain, web_address
from bot.wording import in_words
from knowledge.records import Passage, Span, Story, StoryDate
from knowledge.slug import Slug

ANSWER_COLOUR = discord.Colour(0x3B6EA5)
QUIET_COLOUR = discord.Colour(0x87909A)
UNTITLED = "Untitled release"
NO_DATE = "date not stated"
_LINE_AT_MOST = 600
NO_STORY = "No story fits."


def title_of(story: Story | Slug) -> str:
    """Return the story's title on one line, unescaped; never empty."""
    return one_line(story.title) or UNTITLED


def date_in_words(date: StoryDate | None) -> str:
    """Return "12 May 2025", with "(uncertain)" where the release itself does not say so."""
    if date is None:
        return NO_DATE
    words = in_words(date.day)
    return words if date.certain else f"{words} (uncertain)"


def date_for_discord(date: StoryDate | None) -> str:
    """Return the date in words, and as a timestamp that each reader's Discord words for its country.

    Noon UTC is the same day nearly everywhere; midnight is yesterday in Texas.
    """
    if date is None:
        return NO_DATE
    noon = datetime.combine(date.day, time(12), UTC)
    words = f"{in_words(date.day)} (<t:{int(noon.timestamp())}:D>)"
    return words if date.certain else f"{words}, uncertain"


def short(text: str | None, room: int) -> str:
    """Return `text` on one line, escaped and cut to `room` units; empty for None."""
    return limits.head(escape(one_line(text)), room)


def source_lines(story: Story, room: int) -> str:
    """Return source and date, then author and place where they are known."""
    each = room // 4
    first = [short(story.source, each), date_for_discord(story.date)]
    author, place = short(story.author, each), short(story.location, each)
    second = [f"By {author}" if author else "", place]
    lines = [" · ".join(filter(None, parts)) for parts in (first, second)]
    return "\n".join(filter(None, lines))


def story_line(story: Story, room: int, *, number: int | None = None) -> str:
    """Return a story for a list, in `room` units (200 or more): its title, linked, then date, source, place.

    A title that cannot be a link's label stands beside its link. `number` is its place in the list,
    where a button speaks of it.
    """
    target = web_address(story.url) or ""
    if len(target) > 2 * room // 5:
        target = ""
    title = title_of(story)
    linked = bool(target) and fits_label(title)
    told = [date_in_words(story.date), short(story.source, room // 6), short(story.location, room // 6)]
    if target and not linked:
        told.append(f"[open]({target})")
    below = " · ".join(filter(None, told))
    # A number right before a full stop would begin a list of Discord's own.
    place = f"{number}\\. " if number is not None else ""
    signs = limits.units(below) + (len(target) if linked else 0) + len(f"{place}**[]()**\n")
    name = limits.head(escape(title), max(0, room - signs))
    return f"{place}**[{name}]({target})**\n{below}" if linked else f"{place}**{name}**\n{below}"


def passage_text(passage: Passage, said: Span | None, room: int) -> str:
    """Return a passage with the sentence `said` in bold, in at most `room` units.

    What does not fit is cut away around the sentence, which stays whole where it can.
    """
    text, span = passage.story.text, passage.span
    start = min(max(said.start, span.start), span.end) if said else span.start
    end = min(max(said.end, start), span.end) if said else span.start
    if not one_line(text[start:end]):
        return limits.head(escape(passage.text).strip(), room)
    return around(
        escape(text[span.start : start]), escape(text[start:end]), escape(text[end : span.end]), room
    )


def around(before: str, sentence: str, after: str, room: int) -> str:
    """Join three escaped texts, the middle one (never blank) in bold, cut to `room` units.

    The outer two are cut first, each giving the other what it leaves; nothing
    follows on a middle that had to be cut itself.
    """
    bare = sentence.strip()
    lead, trail = sentence[: sentence.index(bare)], sentence[len(sentence.rstrip()) :]
    # Bold needs something other than white space right inside its asterisks.
    shown = limits.head(bare, room - 4)
    bold = f"**{shown}**"
    before = (before + lead).lstrip()
    after = (trail + after).rstrip() if shown == bare else ""
    left = room - limits.units(bold)
    before = limits.tail(before, max(left // 2, left - limits.units(after)))
    after = limits.head(after, left - limits.units(before))
    return f"{before}{bold}{after}"


def card(
    *,
    title: str | None = None,
    url: str | None = None,
    text: str | None = None,
    asked: str | None = None,
    colour: discord.Colour = ANSWER_COLOUR,
) -> discord.Embed:
    """Return an embed; `title`, `url` and `asked` are raw and made safe here, `text` is ready to show."""
    embed = discord.Embed(colour=colour, description=(text or "").strip() or None)
    if title is not None:
        embed.title = limits.head(escape(one_line(title)) or UNTITLED, limits.TITLE)
        embed.url = web_address(url)
    question = plain(asked or "")
    if question:
        embed.set_author(name=limits.head(question, limits.AUTHOR_NAME))
    return embed


def listed(stories: Sequence[Story], room: int, *, most: int, numbered: bool = False) -> str:
    """Return at most `most` stories as a list in `room` units, and how many more there are.

    `numbered` puts numbers from 1 before them where there are several.
    """
    each = (room - len("\n\nand 1,000,000 more")) // max(1, min(most, len(stories))) - len("\n\n")
    each = min(each, _LINE_AT_MOST)
    count = numbered and len(stories) > 1
    lines = [
        story_line(story, each, number=place if count else None)
        for place, story in enumerate(stories[:most], start=1)
    ]
    return limits.join_fitting(lines, room, most=most, total=len(stories), gap="\n\n")
