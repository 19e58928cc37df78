"""The cards that answer a question, and what its buttons show."""

import discord

from bot.cards import limits
from bot.cards.escaping import escape, one_line, plain
from bot.cards.parts import NO_STORY, QUIET_COLOUR, around, card, listed, passage_text, source_lines, title_of
from knowledge.records import Answer, Match, NoAnswer, Passage, Repair

_LISTED = 10
_NEAREST = 3
_SUMMARY = 500
_REPAIRS = 300  # units; with title, text, source and question below the 6,000 of an embed
_SOURCE = "Source"
_BESIDE = "Another release"
_BESIDE_ROOM = 800  # units that the passage leaves to another release, where there is one


def answer_card(answer: Answer, *, asked: str | None = None) -> discord.Embed:
    """Return the card of an answer: the passage with its sentence in bold, or the list of stories.

    `asked` is the question where the chat does not show it above the card.
    """
    if answer.kind == "stories" or answer.best is None:
        embed = _stories_card(answer, asked)
    else:
        embed = _best_card(answer.best, answer.beside, asked)
    return _with_repairs(embed, answer.repairs)


def no_answer_card(no: NoAnswer, *, asked: str | None = None) -> discord.Embed:
    """Return the card that says why there is no answer, and which stories come nearest (at most 3)."""
    reason = escape(one_line(no.reason)) or NO_STORY
    embed = card(text=limits.head(reason, limits.DESCRIPTION), asked=asked, colour=QUIET_COLOUR)
    nearest = no.nearest_stories[:_NEAREST]
    if nearest:
        name = "The nearest story" if len(nearest) == 1 else "The nearest stories"
        value = listed(nearest, limits.FIELD_VALUE, most=_NEAREST, numbered=True)
        embed.add_field(name=name, value=value, inline=False)
    return _with_repairs(embed, no.repairs)


def match_card(passage: Passage, *, place: int, of: int) -> discord.Embed:
    """Return the card of a further match, the `place`th `of` all, counted from 1."""
    embed = _passage_card(passage, passage_text(passage, None, limits.DESCRIPTION))
    return embed.set_footer(text=f"Match {place:,} of {of:,}")


def context_card(before: Passage | None, passage: Passage, after: Passage | None) -> discord.Embed:
    """Return the card of a passage, in bold, between the one before and the one after it."""
    above = f"{escape(before.text).strip()}\n\n" if before else ""
    below = f"\n\n{escape(after.text).strip()}" if after else ""
    middle = escape(passage.text).strip()
    text = around(above, middle, below, limits.DESCRIPTION) if middle else above + below
    embed = _passage_card(passage, limits.head(text, limits.DESCRIPTION))
    edge = _edge(before, after)
    return embed.set_footer(text=edge) if edge else embed


def _passage_card(passage: Passage, text: str, *, asked: str | None = None) -> discord.Embed:
    story = passage.story
    embed = card(title=title_of(story), url=story.url, text=text, asked=asked)
    return embed.add_field(name=_SOURCE, value=source_lines(story, limits.FIELD_VALUE), inline=False)


def _best_card(best: Match, beside: Match | None, asked: str | None) -> discord.Embed:
    room = limits.DESCRIPTION - (_BESIDE_ROOM if beside else 0)
    embed = _passage_card(best.passage, passage_text(best.passage, best.sentence, room), asked=asked)
    if beside is not None:
        embed.add_field(name=_BESIDE, value=_other(beside), inline=False)
    return embed


def _other(match: Match) -> str:
    """The sentence of another story, and that story's name and date, within the room for them."""
    most = _BESIDE_ROOM - len(_BESIDE)
    named = listed([match.passage.story], most // 2, most=1)
    room = most - limits.units(named) - len("\n")
    return f"{limits.head(escape(match.sentence_text).strip(), room)}\n{named}"


def _stories_card(answer: Answer, asked: str | None) -> discord.Embed:
    summary = limits.head(escape(answer.summary or "").strip(), _SUMMARY)
    room = limits.DESCRIPTION - limits.units(summary) - len("\n\n")
    names = listed(answer.stories, room, most=_LISTED, numbered=True)
    return card(text="\n\n".join(filter(None, [summary, names])) or NO_STORY, asked=asked)


def _edge(before: Passage | None, after: Passage | None) -> str:
    if before is None and after is None:
        return "This is all that the release says."
    if before is None:
        return "The release begins here."
    return "The release ends here." if after is None else ""


def _with_repairs(embed: discord.Embed, repairs: tuple[Repair, ...]) -> discord.Embed:
    """Say below the card which words were read as others; a footer shows no Markdown."""
    if not repairs:
        return embed
    read = " and ".join(f"“{plain(repair.typed)}” as “{plain(repair.used)}”" for repair in repairs)
    return embed.set_footer(text=limits.head(f"I read {read}.", _REPAIRS))
