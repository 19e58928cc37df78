"""What stands before the body of a release: boilerplate, title, day, byline."""

from dataclasses import dataclass
from datetime import date

from knowledge.formats import byline, dates, headline
from knowledge.formats.byline import Byline
from knowledge.formats.refusal import Refused
from knowledge.records import Fact, Span

_BOILERPLATE = {
    "for immediate release", "for release", "immediate release", "news release", "press release",
    "media release", "media advisory", "news", "press office",
}  # fmt: skip
_REACH = 3  # a byline stands at most this many lines below the title


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say, and the lines that are left for the body (at least one)."""

    title: Span | None
    byline: Byline | None
    posted: Fact | None
    posted_day: date | None
    body: tuple[Span, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the head states about the release, in no order."""
        return tuple(fact for fact in (self.posted, self.byline and self.byline.fact) if fact)


def read(text: str, lines: tuple[Span, ...]) -> Head:
    """Read the head off the first of `lines`; what is no part of it is the body.

    Raises Refused when nothing is left for the body.
    """
    rest = [line for line in lines[:_REACH] if not is_boilerplate(text, line)] + list(lines[_REACH:])
    if not rest:
        raise Refused("It holds no release text.")
    above = _take_day(text, rest)
    title = rest.pop(0) if len(rest) > 1 and headline.is_title(text, rest[0]) else None
    written = _take_byline(text, rest)
    below = None if above else _take_day(text, rest)
    posted, day = above or below or (None, None)
    return Head(title, written, posted, day, tuple(rest))


def is_boilerplate(text: str, line: Span) -> bool:
    """Tell whether `line` is printed on every release ("FOR IMMEDIATE RELEASE")."""
    return line.end - line.start < 40 and line.of(text).strip(" :.*-").lower() in _BOILERPLATE


def _take_day(text: str, rest: list[Span]) -> tuple[Fact, date] | None:
    """Take the next line off `rest` when it is a day and nothing else."""
    day = dates.whole(text, rest[0]) if len(rest) > 1 else None
    if day is None:
        return None
    line = rest.pop(0)
    return Fact("posted", line, line.of(text)), day


def _take_byline(text: str, rest: list[Span]) -> Byline | None:
    """Take the byline off `rest`: the next line, or one below a short second title."""
    for place, line in enumerate(rest[:_REACH]):
        found = byline.read(text, line)
        if found is not None and len(rest) > 1:
            del rest[place]
            return found
        if not headline.is_title(text, line):
            break
    return None
