"""What a run of a feed brought -> sentences for a person, or an object for a script. Pure."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.plain import one_line
from bot.wire.run import FeedResult
from bot.wording import counted

_LISTED = 10


def lines(result: FeedResult) -> Iterator[str]:
    """Yield what to tell of a feed, a line each: how much came, the fault, the files, what was not taken."""
    told = [
        f"{number:,} {what}"
        for number, what in (
            (len(result.new), "new"),
            (len(result.changed), "changed"),
            (result.unchanged, "unchanged"),
            (len(result.skipped), "not taken"),
            (result.left, "left for the next run"),
        )
        if number
    ]
    if told or result.fault is None:
        yield one_line(f"{result.feed}: {', '.join(told) or 'it lists nothing'}.")
    if result.fault is not None:
        yield one_line(f"{result.feed}: {result.fault}")
    yield from _listed("new", result.new)
    yield from _listed("changed", result.changed)
    yield from _listed("not taken", [f"{one.item}: {one.reason}" for one in result.skipped])


def as_object(result: FeedResult) -> dict[str, Any]:
    """Return the same for a script, with all files, and in ISO 8601 when the feed is due again."""
    due = datetime.fromtimestamp(result.next_try, UTC).isoformat(timespec="seconds")
    return {
        "feed": result.feed,
        "new": list(result.new),
        "changed": list(result.changed),
        "unchanged": result.unchanged,
        "left": result.left,
        "skipped": [{"item": one.item, "reason": one.reason} for one in result.skipped],
        "fault": result.fault,
        "next_try": due,
    }


def _listed(what: str, those: Sequence[str]) -> Iterator[str]:
    for one in those[:_LISTED]:
        yield one_line(f"  {what:<9}  {one}")
    if len(those) > _LISTED:
        yield f"  {what:<9}  … and {counted(len(those) - _LISTED, 'other', 'others')}"
