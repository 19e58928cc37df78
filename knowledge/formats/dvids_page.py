"""The heads of DVIDS web pages, which give place, day and author a line each.

On the page itself:                       On the page for printing:

    FORT HOOD, TEXAS, UNITED STATES           13th Public Affairs Detachment
    07.21.2016                                Story by Sgt. Ann Lee
    Story by Sgt. Ann Lee                     Date: 07.21.2016
    13th Public Affairs Detachment            Posted: 07.22.2016 15:38
                                              News ID: 205109
"""

import re

from knowledge.formats import byline, dates, lines
from knowledge.formats.byline import Byline
from knowledge.formats.head import Head
from knowledge.records import Fact, FactName, Span

_REACH = 25  # lines; banners and captions stand above the place
_LONGEST_PLACE = 100
_COURTESY = "Courtesy Story"
_PRINTED: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    ("taken", re.compile(r"Date:[^\S\r\n]{0,3}(?=[0-9]{2}\.)")),
    ("posted", re.compile(r"Posted:[^\S\r\n]{0,3}(?=[0-9]{2}\.)")),
    ("story id", re.compile(r"News ID:[^\S\r\n]{0,3}(?=[0-9]{1,12}$)")),
)


def read(text: str, all_lines: tuple[Span, ...]) -> Head | None:
    """Read the head of a DVIDS page off `all_lines`; None when it is no such page, or ends with its head."""
    return _page(text, all_lines) or _printed(text, all_lines)


def _page(text: str, all_lines: tuple[Span, ...]) -> Head | None:
    top = range(min(_REACH, len(all_lines) - 2))
    at = next((i for i in top if _is_place(text, all_lines[i]) and dates.whole(text, all_lines[i + 1])), None)
    if at is None:
        return None
    place, day, *rest = all_lines[at:]
    written = _byline(text, rest[0], rest[1] if len(rest) > 1 else None)
    if written is None:
        return None
    facts = [
        Fact("location", place, place.of(text)),
        Fact("taken", day, day.of(text)),
        *written.facts(text),
    ]
    return _head(text, all_lines[0] if at else None, written, facts, rest[2 if written.unit else 1 :])


def _printed(text: str, all_lines: tuple[Span, ...]) -> Head | None:
    facts = [fact for line in all_lines[:_REACH] if (fact := _labelled(text, line))]
    if not any(fact.name == "story id" for fact in facts):
        return None
    last = max(fact.span.start for fact in facts)
    above = [line for line in all_lines if line.start <= last]
    written = next((found for line in above[1:] if (found := _byline(text, line))), None)
    if written:
        facts += written.facts(text)
    title = None if above[0] in {fact.span for fact in facts} else above[0]
    return _head(text, title, written, facts, list(all_lines[len(above) :]))


def _head(
    text: str, title: Span | None, written: Byline | None, facts: list[Fact], rest: list[Span]
) -> Head | None:
    """Make the head; a title that is printed once more above the body is left out there."""
    if title:
        facts = [Fact("title", title, title.of(text)), *facts]
        rest = rest[1:] if rest and rest[0].of(text) == title.of(text) else rest
    return Head(title, written, tuple(facts), tuple(rest)) if rest else None


def _is_place(text: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST_PLACE and line.of(text).isupper()


def _byline(text: str, line: Span, below: Span | None = None) -> Byline | None:
    """Return the byline of a page: "Story by …", or the courtesy that stands for one."""
    if line.of(text) == _COURTESY:
        return Byline(line, _COURTESY, _COURTESY, None, None)
    return byline.read(text, line, below)


def _labelled(text: str, line: Span) -> Fact | None:
    """Return what a line of the page for printing says under its label, or None."""
    for name, label in _PRINTED:
        if match := label.match(text, line.start, line.end):
            value = lines.trim(text, match.end(), line.end)
            return Fact(name, line, value.of(text)) if value else None
    return None
