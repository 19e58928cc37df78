"""What a page, a feed or a record says of a release -> a story, with a text that is taken out of it.

The text is the title, then a line for each fact, then the paragraphs; so that whatever is shown is a slice
of it, as it is of a release that came as plain text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.formats import lines, story
from knowledge.formats.decoding import clean
from knowledge.formats.head import Head
from knowledge.records import Fact, FactName, Span, Story
from knowledge.refusal import Refused

_LINES: tuple[tuple[FactName, str, str], ...] = (
    ("byline", "author", "By "),
    ("posted", "posted", "Date Posted: "),
    ("updated", "updated", "Updated: "),
    ("taken", "taken", "Date Taken: "),
    ("story id", "number", "Story ID: "),
    ("location", "location", "Location: "),
    ("topics", "tags", "Topics: "),
    ("rights", "rights", ""),
    ("credit", "credit", ""),
)
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,1000}")
_LONGEST_TITLE = 300
_LONGEST = 1_000  # of any other line above the text; a list of keywords may go on and on


@dataclass(frozen=True, slots=True)
class Taken:
    """What a form says of one release, in its own words; None for what it does not say.

    `paragraphs` may hold line ends and any characters. `id` names the story for good, `number` is one
    that the release states of itself.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    posted: str | None = None
    updated: str | None = None
    taken: str | None = None
    number: str | None = None
    location: str | None = None
    tags: str | None = None
    rights: str | None = None
    credit: str | None = None
    source: str | None = None
    url: str | None = None
    id: str | None = None


def told(taken: Taken, file: str) -> Story:
    """Make a story of what was taken out of `file`. Raises Refused where nothing is told."""
    notes: set[str] = set()
    paragraphs = [one for part in taken.paragraphs for one in _parts(part, notes)]
    if not paragraphs:
        raise Refused("It holds no release text.")
    story.refuse_many(len(paragraphs))
    text = _Text()
    title = _line(taken.title, notes, _LONGEST_TITLE)
    facts = [Fact("title", text.add(title, ""), title)] if title else []
    for name, field, label in _LINES:
        value = _line(getattr(taken, field), notes)
        if value:
            facts.append(Fact(name, text.add(f"{label}{value}", "\n"), value))
    body = tuple(text.add(paragraph, "\n\n") for paragraph in paragraphs)
    return _story(taken, file, text.written(), facts, body, tuple(sorted(notes)))


def entry_id(file: str, number: int, name: str | None) -> str:
    """Return an id for an entry of a file of several: of its own name for good, else of its place."""
    if given := given_id(name):
        return given
    return story.hashed(name) if name else f"{story.file_id(file)}-{number + 1}"


def given_id(name: str | None) -> str | None:
    """Return `name` where it can be a story's id: letters, digits, ".", "_" and "-"; else None."""
    return name if name and _ID.fullmatch(name) else None


def address(given: str | None) -> str | None:
    """Return a web address without white space around it; None for anything else."""
    plain = (given or "").strip()
    return plain if _ADDRESS.fullmatch(plain) and plain.isprintable() else None


def _story(
    taken: Taken, file: str, text: str, facts: list[Fact], body: tuple[Span, ...], notes: tuple[str, ...]
) -> Story:
    top = Head(facts[0].span if facts and facts[0].name == "title" else None, None, tuple(facts), body)
    made = story.from_head(text, file, top)
    number = story.value(facts, "story id")
    named = given_id(number) or given_id(taken.id)
    return replace(
        made,
        id=named or made.id,
        source=_line(taken.source, set()),
        author=story.value(facts, "byline"),
        location=story.value(facts, "location") or made.location,
        url=address(taken.url),
        exact=False,
        notes=(*notes, *made.notes),
    )


class _Text:
    """A text that grows line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, line: str, gap: str) -> Span:
        """Add a line, after a gap where it is not the first, and return where it stands."""
        before = gap if self._pieces else ""
        self._pieces.append(before + line)
        self._length += len(before) + len(line)
        return Span(self._length - len(line), self._length)

    def written(self) -> str:
        """Return all of it."""
        return "".join(self._pieces)


def _parts(paragraph: str, notes: set[str]) -> Iterable[str]:
    plain, more = clean(paragraph)
    notes.update(more)
    parts = (lines.flat(line) for line in plain.splitlines())
    return (part for part in parts if any(map(str.isalnum, part)))


def _line(value: str | None, notes: set[str], longest: int = _LONGEST) -> str | None:
    plain, more = clean(value or "")
    notes.update(more)
    return lines.short(lines.flat(plain), longest) or None
