"""A draft: what would be served of a file, before anybody serves it."""

from dataclasses import dataclass
from datetime import date

from knowledge import slug
from knowledge.edition import Edition
from knowledge.reading import volumes
from knowledge.records import Story
from knowledge.report import notes
from knowledge.slug import Slug


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be served of a file: its stories, and in short; what is odd in them, a sentence each.

    `same` are the stories in service that tell the same, `others` those with the id of one of them and
    another text.
    """

    stories: tuple[Story, ...]
    slugs: tuple[Slug, ...]
    notes: tuple[str, ...]
    same: tuple[Slug, ...] = ()
    others: tuple[Slug, ...] = ()


def look(raw: bytes, file: str, edition: Edition, today: date) -> Draft:
    """Return what would be served of a file of that name beside an edition. Raises Refused."""
    read_from = tuple(volumes(raw, file))
    slugs = tuple(slug.of(one, 0) for one in read_from)
    texts = {one.told: one for one in edition.slugs}
    ids = edition.slugs_by_id
    return Draft(
        tuple(one.story for one in read_from),
        slugs,
        tuple(note for one in slugs for note in notes(one, today)),
        same=tuple(texts[one.told] for one in slugs if one.told in texts),
        others=tuple(ids[one.id] for one in slugs if one.own and one.id in ids and one.told not in texts),
    )
