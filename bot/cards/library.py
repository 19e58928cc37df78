"""The cards on stories and the bot itself: one story, pages of stories, /about; titles for choices."""

from collections.abc import Sequence
from datetime import date

import discord

from bot.cards import limits
from bot.cards.escaping import escape, one_line, plain
from bot.cards.parts import (
    NO_STORY,
    UNTITLED,
    card,
    date_for_discord,
    date_in_words,
    listed,
    short,
    title_of,
)
from bot.wording import counted
from knowledge.records import Story, StoryDate

PER_PAGE = 8
_FILTERS = 300

_HOW = (
    "I answer questions from news releases. An answer is a passage of one release, word for word, "
    "with its source and its date. When no release says it, I tell you so.\n\n"
    "Ask with `/ask`, mention me, reply to one of my answers, or write to me directly."
)
_NOTHING_KNOWN = "No story yet: I have nothing to answer from."
_KEPT = "I keep which passages I showed, when and where, and a keyed hash in place of who asked."
_TEXT_KEPT = "I keep the words of your question too."
_TEXT_NOT_KEPT = "I do not keep the words of your question."


def story_card(story: Story, passages: int) -> discord.Embed:
    """Return the card of one story: its facts, its first paragraph, its link, its number of passages."""
    first = story.paragraphs[0].of(story.text) if story.paragraphs else ""
    text = limits.head(escape(first).strip(), limits.DESCRIPTION)
    embed = card(title=title_of(story), url=story.url, text=text)
    facts = {
        "Source": short(story.source, 200),
        "Date": date_for_discord(story.date),
        "Author": short(story.author, 200),
        "Place": short(story.location, 200),
        "Passages": f"{passages:,}",
        "Link": f"[Read the release]({embed.url})" if embed.url else "",
    }
    for name, value in facts.items():
        if value:
            embed.add_field(name=name, value=value)
    return embed


def page_count(n: int) -> int:
    """Return how many pages `n` stories take; never less than one."""
    return max(1, -(-n // PER_PAGE))


def stories_page(stories: Sequence[Story], page: int, *, filters: str = "") -> discord.Embed:
    """Return page `page`, counted from 0, of `stories` as given; a page that is not there is the nearest.

    `filters` says in words what was filtered by ("Peru, 2025").
    """
    pages = page_count(len(stories))
    page = min(max(page, 0), pages - 1)
    shown = stories[page * PER_PAGE : (page + 1) * PER_PAGE]
    asked = limits.head(escape(one_line(filters)), _FILTERS)
    names = listed(shown, limits.DESCRIPTION - _FILTERS - len("\n\n"), most=PER_PAGE)
    text = "\n\n".join(filter(None, [asked, names or NO_STORY]))
    embed = card(title="Stories", text=text)
    number = counted(len(stories), "story", "stories")
    return embed.set_footer(text=f"{number} · page {page + 1:,} of {pages:,}" if pages > 1 else number)


def about_card(*, stories: int, newest: date | None, disclaimer: str, store_text: bool) -> discord.Embed:
    """Return the card that says what the bot is, what it knows, what it keeps, and the disclaimer."""
    embed = card(title="Dateline", text=_HOW)
    known = f"{counted(stories, 'story', 'stories')}." if stories else _NOTHING_KNOWN
    if newest is not None:
        known += f" The newest is from {date_in_words(StoryDate(newest, 'posted'))}."
    embed.add_field(name="What I know", value=known, inline=False)
    kept = f"{_KEPT}\n{_TEXT_KEPT if store_text else _TEXT_NOT_KEPT}"
    embed.add_field(name="Privacy", value=kept, inline=False)
    line = limits.head(plain(disclaimer), limits.FOOTER)
    return embed.set_footer(text=line) if line else embed


def title_choice(story: Story) -> str:
    """Return a story's title for a choice, with its year; 1 to 100 units."""
    year = f" ({story.date.day.year})" if story.date else ""
    return limits.head(plain(story.title) or UNTITLED, limits.CHOICE_NAME - len(year)) + year
