"""Markdown below YAML front matter: title, date, source, author, location, url, id, tags, language.

Where the Markdown is plain lines, the story is the file as it stands; where it has links, emphasis or
wrapped lines, its text is taken out of it, so that no answer shows brackets and asterisks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import yamlfile
from knowledge.formats import html, lines, story, taken
from knowledge.formats.decoding import clean
from knowledge.formats.head import Head
from knowledge.formats.taken import Taken
from knowledge.records import Fact, FactName, Span, Story, StoryDate
from knowledge.refusal import Refused

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FENCE = re.compile(r"\s{0,200}^---[ \t]{0,20}(?:\r\n?|\n)", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]{0,20}(?:\r\n?|\n|\Z)")
_LONGEST = 20_000  # characters of front matter
_LONGEST_VALUE = 300  # characters of a title, a name or a place
_LONGEST_REASON = 200
_PIECE = 2_000  # characters in which marks are looked for at once
_DENSE = 0.2  # the share of marks with which a longer text is none to be read, but made to take time
_FEW = 400  # characters
_FIELD = re.compile(r"(?P<name>[A-Za-z_]{1,20})[ \t]{0,5}:[ \t]{0,20}(?P<value>[^\r\n]{1,500})", re.ASCII)
_QUOTES = re.compile(r"[\"'\]]{0,3}")  # behind a value
_MARKS = frozenset({"link_open", "image", "strong_open", "code_inline"})
_TAG = re.compile(
    r"<!--|</?(?:a|abbr|article|audio|b|big|blockquote|body|br|button|center|cite|code|del|div|em|embed|font"
    r"|form|h[1-6]|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|meta|object|ol|p|pre|q|s|script|section"
    r"|small|source|span|strong|style|sub|sup|svg|table|td|textarea|th|tr|u|ul|video)\b",
    re.IGNORECASE,
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
    closed = _CLOSING.search(text, opened.end(), opened.end() + _LONGEST)
    if closed is None:
        raise Refused(_unclosed(text, opened.end()))
    above = len(_LINE_END.findall(text, 0, opened.end()))
    said = _said(text[opened.end() : closed.start()], above)
    blocks = list(_blocks(text[closed.end() :]))
    if not blocks:
        raise Refused("It has front matter, and no text below it.")
    body = _places(text, closed.end(), blocks)
    if body is None:
        return _taken_out(file, said, blocks)
    return _as_it_stands(text, file, said, Span(opened.end(), closed.start()), body)


def _unclosed(text: str, start: int) -> str:
    if _CLOSING.search(text, start):
        return f"Its front matter is longer than {_LONGEST:,} characters."
    line = len(_LINE_END.findall(text, 0, start))
    return f"Line {line} opens front matter with “---”, and no line closes it."


def _said(written: str, above: int) -> dict[str, str]:
    """The values of the front matter as they are written; what is no text or list of texts is passed over."""
    try:
        said = yamlfile.parse(written, above=above, as_written=True)
    except yamlfile.YamlError as error:
        reason = lines.short(error.mistakes[0], _LONGEST_REASON)
        raise Refused(f"Its front matter cannot be read: {reason}.") from error
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise Refused("Its front matter is no list of names and values.")
    return {str(name).lower(): words for name, value in said.items() if (words := _words(value))}


def _words(value: object) -> str | None:
    """A value on one line, without what nobody sees: escapes in YAML write any character."""
    if isinstance(value, list):
        value = ", ".join(words for one in value if (words := _words(one)))
    if not isinstance(value, str):
        return None
    plain = lines.short(lines.flat(clean(value)[0]), _LONGEST_VALUE)
    return plain if any(map(str.isalnum, plain)) else None


def _blocks(body: str) -> Iterator["Token"]:
    """The pieces of text of a Markdown document, in order: of paragraphs, headings, lists and tables."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.disable("code")  # an indented paragraph is one, here
    reader.core.ruler.disable("inline")  # it takes time in the square of a paragraph's marks
    for block in reader.parse(body):
        if block.type == "html_block":
            yield from (replace(block, type="inline", content=one) for one in html.paragraphs(block.content))
        elif block.type == "inline" and any(map(str.isalnum, block.content)):
            block.children = [part for piece in _pieces(block.content) for part in _parts(reader, piece)]
            yield block


def _parts(reader: "MarkdownIt", piece: str) -> "list[Token]":
    parts: list[Token] = []
    reader.inline.parse(piece, reader, {}, parts)
    return parts


def _pieces(content: str) -> Iterator[str]:
    """The pieces of a paragraph that are read for marks, for that takes time in the square of those."""
    if sum(map(content.count, "*_[]!<&`")) > max(_FEW, _DENSE * len(content)):
        return
    start = 0
    while start < len(content):
        end = start + _PIECE
        if len(content) > end:
            space = content.rfind(" ", start + _PIECE // 2, end)
            end = space + 1 if space >= 0 else end
        yield content[start:end]
        start = end


def _is_plain(block: "Token") -> bool:
    """Whether a piece of text reads as it stands: on one line, without a mark.

    A backslash or a lone asterisk is no mark: formulas and footnotes have them.
    """
    marked = any(one.type in _MARKS or _is_tag(one) for one in block.children or ())
    return len(block.content.splitlines()) == 1 and not marked and not _EMPHASIS.search(block.content)


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


def _places(text: str, below: int, blocks: list["Token"]) -> tuple[Span, ...] | None:
    """Where the pieces stand in the file; None where one does not read there as it is meant to."""
    starts = [below, *(found.end() for found in _LINE_END.finditer(text, below))]
    body: list[Span] = []
    for block in blocks:
        first, after = block.map or (0, 0)
        start = max(starts[min(first, len(starts) - 1)], body[-1].end if body else below)
        end = starts[after] if after < len(starts) else len(text)
        place = text.find(block.content, start, end) if _is_plain(block) else -1
        if place < 0:
            return None
        body.append(Span(place, place + len(block.content)))
    return tuple(body)


def _as_it_stands(
    text: str, file: str, said: Mapping[str, str], front: Span, body: tuple[Span, ...]
) -> Story:
    facts = tuple(_facts(text, front, said))
    title = next((fact.span for fact in facts if fact.name == "title"), None)
    told = story.from_head(text, file, Head(title, None, facts, body))
    return _named(told, said)


def _facts(text: str, front: Span, said: Mapping[str, str]) -> Iterator[Fact]:
    """The lines of the front matter that say what it means as it is written: no nested value, no escape."""
    for found in _FIELD.finditer(text, front.start, front.end):
        field = found["name"].lower()
        value = said.get(field)
        at_line_start = found.start() == front.start or text[found.start() - 1] in "\r\n"
        if value is None or field not in _STATED or not at_line_start:
            continue
        place = text.find(value, found.start("value"), found.end())
        if place >= 0:
            end = _QUOTES.match(text, place + len(value), found.end())
            yield Fact(_STATED[field], Span(found.start(), end.end() if end else found.end()), value)


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
