"""What stands before the body of a release: boilerplate, title, day, byline."""

import re
from dataclasses import dataclass

from knowledge.formats import byline, dateline, dates, headline, letterhead
from knowledge.formats.byline import Byline
from knowledge.records import Fact, Span
from knowledge.refusal import Refused

_BOILERPLATE = {"news", "press office"}
_REACH = 3  # a byline stands at most this many lines below the title
_DAY_LABEL = re.compile(
    r"(?:(?:for immediate release|news|features?|commentary|press release|news release|release date|released|"
    r"date posted|posted|published(?: on)?|date)(?:[^\S\r\n]{0,3}[|:][^\S\r\n]{0,3}|[^\S\r\n]{1,3}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say: `facts` (title and byline among them), and the lines left for the body.

    At least one line is left. `sender` is who sends the release, by its letterhead.
    """

    title: Span | None
    byline: Byline | None
    facts: tuple[Fact, ...]
    body: tuple[Span, ...]
    sender: str | None = None


def read(text: str, lines: tuple[Span, ...]) -> Head:
    """Read the head off the first of `lines`; what is no part of it is the body.

    Raises Refused when nothing is left for the body.
    """
    return _below_letterhead(text, lines) or _read(text, lines, None)


def _below_letterhead(text: str, lines: tuple[Span, ...]) -> Head | None:
    """The head below a letterhead; None where there is none, or no title below it."""
    mark = letterhead.mark(text, lines)
    above, below = lines[: mark or 0], lines[(mark or 0) + 1 :]
    sender = letterhead.sender(text, above)
    if sender is None or not below:
        return None
    kept = tuple(line for line in above if dates.whole(text, line) or letterhead.is_contact(text, line))
    found = _read(text, (*kept, *below), sender)
    return found if found.title else None


def _read(text: str, lines: tuple[Span, ...], sender: str | None) -> Head:
    rest = [line for line in lines[:_REACH] if not is_boilerplate(text, line)] + list(lines[_REACH:])
    if not rest:
        raise Refused("It holds no release text.")
    contacts = _take_contacts(text, rest)
    posted = _take_day(text, rest)
    contacts += _take_contacts(text, rest)
    titles = _take_title(text, rest)
    posted = posted or _take_day(text, rest)
    written = _take_byline(text, rest)
    posted = posted or _take_day(text, rest) or _take_place_and_day(text, rest)
    facts = [Fact("title", line, line.of(text)) for line in titles]
    title = Span(titles[0].start, titles[-1].end) if titles else None
    facts += written.facts(text) if written else []
    facts += [posted] if posted else []
    return Head(title, written, tuple(facts), (*contacts, *rest), sender)


def is_boilerplate(text: str, line: Span) -> bool:
    """Tell whether `line` is printed on every release ("FOR IMMEDIATE RELEASE")."""
    if letterhead.is_mark(text, line):
        return True
    return line.end - line.start < 40 and line.of(text).strip(" :.*-").lower() in _BOILERPLATE


def _take_contacts(text: str, rest: list[Span]) -> list[Span]:
    """Take the next lines off `rest` that tell whom the press may ask: no title, but part of the body."""
    found: list[Span] = []
    while len(rest) > 1 and letterhead.is_contact(text, rest[0]):
        found.append(rest.pop(0))
    return found


def _take_title(text: str, rest: list[Span]) -> list[Span]:
    """Take the title off `rest`: the next line, or two where the first goes on in the second."""
    first, *others = rest
    if len(others) > 1 and headline.goes_on(text, first) and headline.is_title(text, others[0]):
        found = [first, others[0]]
    else:
        found = [first] if others and headline.is_title(text, first) else []
    del rest[: len(found)]
    return found


def _take_day(text: str, rest: list[Span]) -> Fact | None:
    """Take the next line off `rest` when it is a day and nothing else: "NEWS | Aug. 5, 2014"."""
    if len(rest) < 2:
        return None
    line = rest[0]
    label = _DAY_LABEL.match(text, line.start, line.end)
    value = Span(label.end() if label else line.start, line.end)
    if dates.whole(text, value) is None:
        return None
    del rest[0]
    return Fact("posted", line, value.of(text))


def _take_place_and_day(text: str, rest: list[Span]) -> Fact | None:
    """Take the next line off `rest` when it is a place with a day and nothing else: "Lima, 3 May 2012"."""
    found = dateline.day_of(text, rest[0]) if len(rest) > 1 else None
    return Fact("posted", rest.pop(0), found.of(text)) if found else None


def _take_byline(text: str, rest: list[Span]) -> Byline | None:
    """Take the byline off `rest`: the next line, or one below a short second title; its unit with it."""
    for place, line in enumerate(rest[:_REACH]):
        below = rest[place + 1] if len(rest) > place + 2 else None
        found = byline.read(text, line, below)
        if found is not None and len(rest) > 1:
            del rest[place : place + (2 if found.unit else 1)]
            return found
        if not headline.is_title(text, line):
            break
    return None
