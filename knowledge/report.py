"""What a load did: which stories came, changed, went, which files were not taken and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from knowledge.edition import Edition, is_ahead
from knowledge.reading import Refusal
from knowledge.slug import Slug


@dataclass(frozen=True, slots=True)
class Change:
    """A story that changed, as it is now and as it was, and in what.

    `what` names "title", "date", "place", "file"; `came` and `went` are the numbers of passages that are new
    in it and gone from it.
    """

    now: Slug
    before: Slug
    what: tuple[str, ...]
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did in `seconds`.

    `kept` are the files whose last good version stays in service, `held` those that are passed over as long
    as they are as an undo found them, `withdrawn` the stories that an admin took out of service. `unchanged`
    counts the stories that are as they were. `at` is when it was made.
    """

    edition: str
    added: tuple[Slug, ...]
    changed: tuple[Change, ...]
    removed: tuple[Slug, ...]
    kept: tuple[str, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    stories: int
    passages: int
    seconds: float
    withdrawn: tuple[Slug, ...] = ()
    held: tuple[str, ...] = ()
    unchanged: int = 0
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def changes_anything(self) -> bool:
        """Whether other stories are in service than before."""
        return bool(self.added or self.changed or self.removed)


def compare(
    old: Edition,
    new: Edition,
    *,
    refused: Sequence[Refusal] = (),
    kept: Sequence[str] = (),
    warnings: Sequence[str] = (),
    withdrawn: Sequence[Slug] = (),
    held: Sequence[str] = (),
    seconds: float,
) -> LoadReport:
    """Return what changed from one edition to the next, and what else there is to say of a load."""
    before, after = old.slugs_by_id, new.slugs_by_id
    changed = tuple(
        _change(old, new, slug, before[slug.id])
        for slug in new.slugs
        if slug.id in before and slug.mark != before[slug.id].mark
    )
    added = tuple(slug for slug in new.slugs if slug.id not in before)
    return LoadReport(
        edition=new.name,
        added=added,
        changed=changed,
        removed=tuple(slug for slug in old.slugs if slug.id not in after),
        kept=tuple(kept),
        refused=tuple(refused),
        warnings=tuple(warnings),
        stories=len(new.slugs),
        passages=len(new.profiles),
        seconds=seconds,
        withdrawn=tuple(withdrawn),
        held=tuple(held),
        unchanged=len(new.slugs) - len(added) - len(changed),
    )


def _change(old: Edition, new: Edition, now: Slug, before: Slug) -> Change:
    what = (
        name for name in ("title", "date", "place", "file") if getattr(now, name) != getattr(before, name)
    )
    was = {one.id for one in old.passages_of(now.id)}
    held = {one.id for one in new.passages_of(now.id)}
    return Change(now, before, tuple(what), len(held - was), len(was - held))


def notes(slug: Slug, today: date) -> Iterator[str]:
    """Yield what was odd or put right in a story, a sentence each."""
    yield from slug.notes
    if slug.date is not None and is_ahead(slug.date, today):
        yield f"It is dated {slug.date.day}, which is yet to come; it is not counted among the latest."
