"""Department of Justice releases: FOR IMMEDIATE RELEASE, day, title, body, then what it is filed under."""

import re
from dataclasses import replace

from knowledge.formats import dates, head, letterhead, story
from knowledge.records import Fact, FactName, Span, Story

_DEPARTMENT = "Department of Justice"
_FILED: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    ("topics", re.compile(r"Topic(?:\(s\)|s)?:")),
    ("components", re.compile(r"Component(?:\(s\)|s)?:")),
    ("number", re.compile(r"Press Release Number:")),
    ("updated", re.compile(r"Updated:?(?=[^\S\r\n]{1,3}\S)")),
)
_NUMBER = re.compile(r"[A-Za-z0-9.-]{1,32}")


def read(text: str, file: str) -> Story | None:
    """Read `text` as a release of the Justice Department; None when its head does not say so."""
    all_lines = story.content(text)
    mark = letterhead.mark(text, all_lines)
    names = [line.of(text) for line in all_lines[: mark or 0]]
    at = next((i for i, words in enumerate(names) if words.removeprefix("U.S. ") == _DEPARTMENT), None)
    if mark is None or at is None:
        return None
    below = all_lines[mark + 1 :]
    filed = tuple(fact for line in below if (fact := _filed(text, line)))
    taken = {fact.span for fact in filed}
    body = tuple(line for line in below if line not in taken)
    told = story.from_head(text, file, head.read(text, body))
    return replace(
        told,
        id=_number(filed) or told.id,
        source=", ".join((f"U.S. {_DEPARTMENT}", *names[at + 1 :])),
        facts=story.in_order((*told.facts, *filed)),
    )


def _filed(text: str, line: Span) -> Fact | None:
    """Return what `line` files the release under, or None for a line of the body."""
    for name, label in _FILED:
        match = label.match(text, line.start, line.end)
        value = text[match.end() : line.end].strip() if match else ""
        if value and (name != "updated" or dates.whole(text, Span(line.end - len(value), line.end))):
            return Fact(name, line, value)
    return None


def _number(filed: tuple[Fact, ...]) -> str | None:
    """Return the number of the release without white space, or None where it is none."""
    numbers = ("".join(fact.value.split()) for fact in filed if fact.name == "number")
    return next((number for number in numbers if _NUMBER.fullmatch(number)), None)
