"""The cards that earlier answers become when a release changes or is withdrawn."""

from collections.abc import Iterator, Sequence
from datetime import date

import discord

from bot.cards import limits
from bot.cards.escaping import clean, escape, one_line
from bot.cards.parts import QUIET_COLOUR, card, listed, passage_text, source_lines, title_of
from bot.wording import in_words
from knowledge.changes import Outcome, RunKind, diff
from knowledge.records import Passage, Story

_UPDATED = "Updated since"
_SAME_SENTENCE = "The sentence in bold stands as it was; what is around it has changed."
_STORY_GONE = "The release that I answered from is no longer in my library."
_PASSAGE_GONE = "The release no longer says what I answered with."
_SOURCE = "Source"
_BESIDE = "Another release"
_BESIDE_UPDATED = "Another release, updated since"
_BESIDE_WITHDRAWN = "Withdrawn since."
_BESIDE_ROOM = 800  # units
_FOOTER_ROOM = 300
_ASIDE = 60  # units of what is kept on each side of a change, where not all of it has room
_MARKS: dict[RunKind, str] = {"kept": "", "removed": "~~", "added": "**"}

_Told = tuple[RunKind, str]


def corrected_card(outcomes: Sequence[Outcome], shown: discord.Embed | None, *, day: date) -> discord.Embed:
    """Return the card for an answer whose clippings (its passage, then the one beside it) became that.

    Unchanged, it is the answer as it was first given; updated, it says so and shows what changed in the
    sentence; withdrawn on `day`, it has no word left of the passage. `shown` is the card that is there
    now: the question above it and the line below it stay.
    """
    first, *beside = outcomes
    if first.passage is None:
        embed = _withdrawn_card(first.story, day)
        return _framed(embed, shown)
    embed = _framed(card(title=title_of(first.passage.story), url=first.passage.story.url), shown)
    for name, value in _fields(first, first.passage, beside):
        embed.add_field(name=name, value=value, inline=False)
    room = min(limits.DESCRIPTION, limits.EMBED_TOTAL - _used(embed))
    embed.description = passage_text(first.passage, first.sentence, room) or None
    return embed


def diff_text(old: str, new: str, room: int) -> str:
    """Return what changed from `old` to `new` in Markdown, in at most `room` units.

    Removed words are struck, added ones bold. Where there is little room, most of what both have in common
    is left out, and then what comes last.
    """
    told = [(run.kind, escape(clean(run.text)).strip()) for run in diff(old, new)]
    seen = [(kind, words) for kind, words in told if one_line(words)]
    whole = " ".join(f"{_MARKS[kind]}{words}{_MARKS[kind]}" for kind, words in seen)
    return whole if limits.units(whole) <= room else _fitting(_shortened(seen, room), room)


def _fitting(told: Sequence[_Told], room: int) -> str:
    """Join the runs, marked, in at most `room` units; a run that is cut is the last."""
    parts: list[str] = []
    for kind, words in told:
        mark = _MARKS[kind]
        most = room - limits.units(" ".join([*parts, 2 * mark]))
        shown = limits.head(words, most)
        if shown:
            parts.append(f"{mark}{shown}{mark}")
        if shown != words:
            break
    return " ".join(parts)


def _shortened(told: Sequence[_Told], room: int) -> list[_Told]:
    changed = room // 2 - 2 * _ASIDE  # so that there is room for what was removed and what was added for it
    last = len(told) - 1
    return [
        (kind, _aside(words, first=n == 0, last=n == last) if kind == "kept" else limits.head(words, changed))
        for n, (kind, words) in enumerate(told)
    ]


def _aside(words: str, *, first: bool, last: bool) -> str:
    """What is kept, cut to what stands beside the changes before and after it."""
    if limits.units(words) <= 2 * _ASIDE:
        return words
    beginning = "" if first else limits.head(words, _ASIDE)
    end = "" if last else limits.tail(words, _ASIDE)
    return " ".join(filter(None, (beginning, end)))


def _withdrawn_card(story: Story | None, day: date) -> discord.Embed:
    text = f"**Withdrawn on {in_words(day)}.** {_PASSAGE_GONE if story else _STORY_GONE}"
    if story is None:
        return card(text=text, colour=QUIET_COLOUR)
    embed = card(title=title_of(story), url=story.url, text=text, colour=QUIET_COLOUR)
    return embed.add_field(name=_SOURCE, value=source_lines(story, limits.FIELD_VALUE), inline=False)


def _fields(first: Outcome, passage: Passage, beside: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    if first.fate == "updated":
        yield _UPDATED, _updated(first)
    yield _SOURCE, source_lines(passage.story, limits.FIELD_VALUE)
    for other in beside:
        if other.passage is None:
            yield _BESIDE, _BESIDE_WITHDRAWN
        else:
            yield _BESIDE_UPDATED if other.fate == "updated" else _BESIDE, _other(other, other.passage)


def _updated(outcome: Outcome) -> str:
    old, new = outcome.clipping.sentence, outcome.sentence_text
    if old.split() == new.split():
        return _SAME_SENTENCE
    return diff_text(old, new, limits.FIELD_VALUE) or limits.ELLIPSIS


def _other(outcome: Outcome, passage: Passage) -> str:
    """What the passage of another story says, and that story's name and date."""
    named = listed([passage.story], _BESIDE_ROOM // 2, most=1)
    said = outcome.sentence_text or passage.text
    return f"{limits.head(escape(said).strip(), _BESIDE_ROOM // 2)}\n{named}"


def _framed(embed: discord.Embed, shown: discord.Embed | None) -> discord.Embed:
    """Put the question above the card and the line below it that the card there has."""
    if shown is not None and shown.author.name:
        embed.set_author(name=limits.head(shown.author.name, limits.AUTHOR_NAME))
    if shown is not None and shown.footer.text:
        embed.set_footer(text=limits.head(shown.footer.text, _FOOTER_ROOM))
    return embed


def _used(embed: discord.Embed) -> int:
    """The units that the card takes up so far."""
    parts = [embed.title, embed.description, embed.author.name, embed.footer.text]
    parts += [part for one in embed.fields for part in (one.name, one.value)]
    return sum(limits.units(part) for part in parts if part)
