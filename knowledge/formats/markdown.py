"""Markdown below YAML front matter: title, date, source, author, location, url, id, tags, language.

Where the Markdown is plain lines, the story is the file as it stands; where it has links, emphasis or
wrapped lines, its text is taken out of it, so that no answer shows brackets and asterisks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from knowledge import yamlfile
from knowledge.formats import story, taken
from knowledge.formats.head import Head
from knowledge.formats.refusal import Refused
from knowledge.formats.taken import Taken
from knowledge.records import Fact, FactName, Span, Story, StoryDate

if TYPE_CHECKING:
    from markdown_it.token import Token

_FENCE = re.compile(r"---[ \t]{0,20}\r?\n")
_LONGEST = 20_000  # characters of front matter
_LONGEST_BLOCK = 5_000  # characters of a paragraph in which marks are looked for
_FIELD = re.compile(r"(?P<name>[A-Za-z_]{1,20})[ \t]{0,5}:[ \t]{0,20}(?P<value>[^\r\n]{1,500})", re.ASCII)
_MARKS = frozenset({"link_open", "image", "strong_open", "code_inline"})
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|code|div|em|font|i|img|p|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE
)
_TEXTS = frozenset({"text", "code_inline", "text_special", "image"})
_EMPHASIS = re.compile(r"(?<!\w)([*_])[^*_\s](?:[^*_]{0,60}[^*_\s])?\1(?!\w)")  # *USS Comfort*
_STATED: Mapping[str, FactName] = {
    "title": "title", "date": "posted", "author": "byline", "location": "location", "id": "story id",
    "tags": "topics",
}  # fmt: skip


def read(text: str, file: str) -> Story | None:
    """Read a release with front matter; None for a text without. Raises Refused where it is broken."""
    opened = _FENCE.match(text)
    if opened is None:
        return None
    closed = next(_fences(text, opened.end()), None)
    if closed is None:
        raise Refused("Line 1 opens front matter with “---”, and no line closes it.")
    said = _said(text[opened.end() : closed.start])
    blocks = list(_blocks(text[closed.end :]))
    if not blocks:
        raise Refused("It has front matter, and no text below it.")
    if all(_is_plain(one) for one in blocks):
        return _as_it_stands(text, file, said, Span(opened.end(), closed.start), closed.end, blocks)
    return _taken_out(file, said, blocks)


def _fences(text: str, start: int) -> Iterator[Span]:
    """The lines that may close the front matter; none where it is longer than any is."""
    place = start
    while place < min(len(text), start + _LONGEST):
        end = text.find("\n", place)
        line = text[place : end if end >= 0 else len(text)]
        after = end + 1 if end >= 0 else len(text)
        if line.rstrip() in ("---", "..."):
            yield Span(place, after)
        place = after


def _said(written: str) -> dict[str, str]:
    """The values of the front matter in words; what is no text, number, day or list is passed over."""
    try:
        said = yamlfile.parse(written, above=1)
    except yamlfile.YamlError as error:
        raise Refused(f"Its front matter cannot be read: {error.mistakes[0]}.") from error
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise Refused("Its front matter is no list of names and values.")
    return {str(name).lower(): words for name, value in said.items() if (words := _words(value))}


def _words(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(words for one in value if (words := _words(one))) or None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


def _blocks(body: str) -> Iterator["Token"]:
    """The pieces of text of a Markdown document, in order: of paragraphs, headings, lists and tables."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.core.ruler.disable("inline")  # it takes time in the square of a paragraph's marks
    for block in reader.parse(body):
        if block.type == "inline" and any(map(str.isalnum, block.content)):
            block.children = []
            if len(block.content) <= _LONGEST_BLOCK:
                reader.inline.parse(block.content, reader, {}, block.children)
            yield block


def _is_plain(block: "Token") -> bool:
    """Whether a piece of text reads as it stands: on one line, without a mark.

    A backslash or a lone asterisk is no mark: formulas and footnotes have them.
    """
    marked = any(one.type in _MARKS or _is_tag(one) for one in block.children or ())
    return "\n" not in block.content and not marked and not _EMPHASIS.search(block.content)


def _is_tag(part: "Token") -> bool:
    return part.type == "html_inline" and bool(_TAG.match(part.content))


def _plain(block: "Token") -> str:
    if _is_plain(block) or not block.children:
        return " ".join(block.content.split())
    parts = []
    for one in block.children or ():
        if one.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif one.type in _TEXTS or (one.type == "html_inline" and not _is_tag(one)):
            parts.append(one.content)
    return "".join(parts)


def _as_it_stands(
    text: str, file: str, said: Mapping[str, str], front: Span, below: int, blocks: list["Token"]
) -> Story:
    facts = tuple(_facts(text, front))
    starts = [0, *(found.end() for found in re.finditer("\n", text[below:]))]
    body = []
    for block in blocks:
        line = block.map[0] if block.map else 0
        start = text.find(block.content, below + starts[min(line, len(starts) - 1)])
        body.append(Span(start, start + len(block.content)))
    title = next((fact.span for fact in facts if fact.name == "title"), None)
    told = story.from_head(text, file, Head(title, None, facts, tuple(body)))
    return _named(told, said)


def _facts(text: str, front: Span) -> Iterator[Fact]:
    for found in _FIELD.finditer(text, front.start, front.end):
        name = _STATED.get(found["name"].lower())
        at_line_start = found.start() == front.start or text[found.start() - 1] == "\n"
        value = found["value"].strip().strip("\"'")
        if name and at_line_start and any(map(str.isalnum, value)):
            yield Fact(name, Span(found.start(), found.start() + len(found.group().rstrip())), value)


def _taken_out(file: str, said: Mapping[str, str], blocks: list["Token"]) -> Story:
    found = Taken(
        paragraphs=tuple(_plain(one) for one in blocks),
        title=said.get("title"),
        author=said.get("author"),
        posted=said.get("date"),
        location=said.get("location"),
        number=said.get("id"),
        tags=said.get("tags"),
    )
    return _named(taken.told(found, file), said)


def _named(told: Story, said: Mapping[str, str]) -> Story:
    """The story under what its front matter says, whose date comes before any in the text."""
    when = told.date
    if when is not None and when.origin == "posted":
        when = StoryDate(when.day, "front matter")
    return replace(
        told,
        id=taken.given_id(said.get("id")) or told.id,
        title=said.get("title") or told.title,
        date=when,
        source=said.get("source"),
        author=said.get("author"),
        location=said.get("location") or told.location,
        url=taken.address(said.get("url")),
    )
