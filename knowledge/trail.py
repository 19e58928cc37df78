"""What the audit trail tells of an edition: which files and stories differ from the edition before."""

from collections.abc import Iterator

from knowledge.choosing import Standing
from knowledge.reading import Received

_LISTED = 20


def lines(before: Standing, after: Standing, received: Received) -> list[str]:
    """Return what changed, a line each; of very much, the first lines and how many more there are."""
    told = list(_lines(before, after, received))
    return told[:_LISTED] + ([f"and {len(told) - _LISTED:,} more"] if len(told) > _LISTED else [])


def _lines(before: Standing, after: Standing, received: Received) -> Iterator[str]:
    for key in sorted({key for key, _ in before.versions.items() ^ after.versions.items()}):
        old, new = before.versions.get(key), after.versions.get(key)
        what = "added" if old is None else "removed" if new is None else "changed"
        reading = received.reading(key, new or old or b"")
        titles = "; ".join(slug.title for slug in reading.slugs) if reading else ""
        yield f"{what} {key[1]}: {titles}" if titles else f"{what} {key[1]}"
    for name, _ in sorted(after.withdrawn - before.withdrawn):
        yield f"withdrew the story {name}"
    for name, _ in sorted(before.withdrawn - after.withdrawn):
        yield f"let in the story {name}"
