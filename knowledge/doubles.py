"""Each story once: of two that tell the same, or that state one id, one is in service."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from knowledge.reading import Refusal
from knowledge.slug import Slug


@dataclass(frozen=True, slots=True)
class Arrival:
    """A story in a file that was last changed at that time, in ns."""

    slug: Slug
    changed: int

    @property
    def age(self) -> tuple[int, int]:
        """What tells the newer of two versions of a story: its date, then when its file changed."""
        return (self.slug.date.day.toordinal() if self.slug.date else 0, self.changed)


def each_once(
    arrivals: Iterable[Arrival], rename: Callable[[Slug], Slug]
) -> tuple[list[Slug], list[Refusal]]:
    """Return the stories to put in service, and why the others are not.

    The same text twice is one story, the first. Of two texts that state one id the newer is taken. Two that
    are only called alike, because their files are, are two stories: `rename` gives the second another id.
    """
    taken: dict[str, Arrival] = {}
    texts: dict[bytes, Slug] = {}
    refused: list[Refusal] = []
    for one in arrivals:
        first = texts.setdefault(one.slug.told, one.slug)
        if first is not one.slug:
            refused.append(Refusal(one.slug.file, f"The story {first.id} is already read from {first.file}."))
            continue
        told = one if one.slug.own or one.slug.id not in taken else replace(one, slug=rename(one.slug))
        before = taken.setdefault(told.slug.id, told)
        if before is not told:
            older, newer = sorted((before, told), key=lambda arrival: arrival.age)
            taken[told.slug.id] = newer
            refused.append(_conflict(older.slug, newer.slug))
    return [one.slug for one in taken.values()], refused


def _conflict(older: Slug, newer: Slug) -> Refusal:
    return Refusal(
        older.file,
        f"Another text of the story {older.id}, a newer one, is in {newer.file}; that is in service.",
    )
