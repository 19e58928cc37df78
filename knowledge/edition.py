"""An Edition: all that the bot knows at one moment. Stories, passages, index; immutable.

It holds its stories in short; what they say is fetched from the stacks when it is asked for.
"""

import hashlib
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, chain, pairwise, starmap

from knowledge.counts import Counts
from knowledge.index import Index, Search
from knowledge.lazily import Lazily, LazilyBy
from knowledge.measures import Measures, moved, nothing, pack, unpack
from knowledge.passages import passages
from knowledge.profile import Profile, StoryProfile, volume
from knowledge.records import Passage, Span, Story, StoryDate
from knowledge.semantic import Meaning
from knowledge.slug import Slug
from knowledge.spelling import Vocabulary
from knowledge.stacks import Stacks

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Edition:
    """All stories, newest first, with their passages as the matcher sees them.

    `name` is a hash of what the stories say: the same files give the same name. `slugs` are the stories in
    short. `places` are the places in `profiles` of each story's passages, by story id. `rows` are the
    numbers of what a sentence model reads of each profile, counted through the whole edition: its sentences,
    and after them the passage as a whole, unless that is one sentence. `meaning` holds the vectors of
    all of them where a sentence model is used and has read them. `unsaid` is how sure the matcher is of
    what no passage says, where that was measured (threshold.py).
    """

    name: str
    slugs: tuple[Slug, ...] = field(repr=False)
    slugs_by_id: Mapping[str, Slug] = field(repr=False)
    stories: Sequence[Story] = field(repr=False)
    profiles: Sequence[Profile] = field(repr=False)
    places: Mapping[str, range] = field(repr=False)
    rows: Sequence[range] = field(repr=False)
    stories_by_id: Mapping[str, Story] = field(repr=False)
    passages_by_id: Mapping[str, Passage] = field(repr=False)
    measures: Measures = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    index: Search = field(repr=False)
    meaning: Meaning | None = field(default=None, repr=False)
    unsaid: float | None = field(default=None, repr=False)

    @property
    def counts(self) -> Counts:
        """In how many passages each stem stands."""
        return self.measures.counts

    def passages_of(self, story_id: str) -> tuple[Passage, ...]:
        """Return the passages of a story in reading order; none for an unknown id."""
        return tuple(self.profiles[place].passage for place in self.places.get(story_id, ()))

    def profile(self, passage: Passage) -> Profile:
        """Return how the matcher sees a passage of this edition."""
        return self.profiles[self.places[passage.story.id][passage.number]]

    def whole(self, story_id: str) -> StoryProfile:
        """Return how the matcher sees a story of this edition as a whole."""
        return self.profiles[self.places[story_id][0]].story

    def place_of(self, row: int) -> int:
        """Return the place of the profile that the row of that number is of."""
        return bisect_right(self.rows, row, key=lambda rows: rows.start) - 1

    def texts(self) -> list[str]:
        """Return the text of each row, after its story's title: few tell what they are about without it."""
        return [
            f"{passage.story.title}. {span.of(passage.story.text)}"
            for passage in (profile.passage for profile in self.profiles)
            for span in _read(passage)
        ]

    @property
    def parts(self) -> list[object]:
        """The large parts of it, for whoever is to let go of it one by one."""
        return [
            self.measures.words,
            self.measures.counts.passages_with,
            self.vocabulary,
            self.places,
            self.slugs_by_id,
            self.slugs,
            self.index,
        ]

    @property
    def newest(self) -> date | None:
        """The newest date of a story, or None where no story is dated."""
        return next((slug.date.day for slug in self.slugs if slug.date), None)


def edit(stories: Iterable[Story], *, today: date | None = None) -> Edition:
    """Make an edition of `stories`, whose ids must differ, with stacks and an index of its own in memory."""
    stacks = Stacks()
    told = (volume(story, passages(story)) for story in stories)
    slugs = [
        slug
        for number, one in enumerate(told)
        for slug in stacks.keep((b"%d" % number, one.story.file), [one]).slugs
    ]
    return compose(slugs, stacks, Index(), today=today)


def compose(
    slugs: Iterable[Slug],
    stacks: Stacks,
    index: Index,
    before: Edition | None = None,
    *,
    today: date | None = None,
) -> Edition:
    """Make an edition of the stories with these `slugs`, whose ids must differ; later than `today` is last.

    What is known of `before`, which must be of the same stacks, is taken over; that changes nothing but the
    time it takes. Raises StacksError.
    """
    # By one key after the other: to compare many thousand pairs in one call would keep other threads waiting.
    by_file = sorted(slugs, key=lambda slug: slug.file)
    ordered = tuple(sorted(by_file, key=lambda slug: _newest_first(slug, today)))
    name = _name(ordered)
    starts = array("L", accumulate((slug.passages for slug in ordered), initial=0))
    stacks.make_room(len(ordered), starts[-1])
    measures = _measures(name, ordered, stacks, before)
    sentences = chain.from_iterable(slug.sentences for slug in ordered)
    rows = array("L", accumulate((number + (number != 1) for number in sentences), initial=0))
    numbers = {slug.serial: number for number, slug in enumerate(ordered)}
    search = index.search(ordered, numbers, starts, stacks.volume)
    by_id = {slug.id: slug for slug in ordered}

    def profile(place: int) -> Profile:
        number = bisect_right(starts, place) - 1
        return stacks.volume(ordered[number]).profiles[place - starts[number]]

    def story(name: str) -> Story | None:
        return stacks.volume(by_id[name]).story if name in by_id else None

    def passage(name: str) -> Passage | None:
        place = search.place(name)
        return profile(place).passage if place is not None else None

    def beside(stem: str, others: Iterable[str]) -> float:
        return search.beside(stem, {one: measures.counts.rarity(one) for one in others})

    profiles = Lazily(starts[-1], profile)
    return Edition(
        name=name,
        slugs=ordered,
        slugs_by_id=by_id,
        stories=Lazily(len(ordered), lambda number: stacks.volume(ordered[number]).story),
        profiles=profiles,
        places=dict(zip(by_id, starmap(range, pairwise(starts)), strict=True)),
        rows=Lazily(len(rows) - 1, lambda place: range(rows[place], rows[place + 1])),
        stories_by_id=LazilyBy(lambda: iter(by_id), len(by_id), story),
        passages_by_id=LazilyBy(lambda: (one.passage.id for one in profiles), len(profiles), passage),
        measures=measures,
        vocabulary=Vocabulary(
            measures.words,
            beside,
            Counter(slug.language for slug in ordered),
            measures.counts.passages_with,
        ),
        index=search,
    )


def _measures(name: str, slugs: Sequence[Slug], stacks: Stacks, before: Edition | None) -> Measures:
    """What is counted over all stories: as it was kept, or as it follows from the edition before."""
    kept = stacks.counts(name)
    if kept is not None:
        try:
            return unpack(kept)
        except (ValueError, IndexError, zlib.error):
            pass  # it is counted again
    old = {slug.serial: slug for slug in before.slugs} if before else {}
    new = {slug.serial: slug for slug in slugs}
    measures = moved(
        before.measures if before else nothing(),
        (stacks.volume(slug) for serial, slug in new.items() if serial not in old),
        (stacks.volume(slug) for serial, slug in old.items() if serial not in new),
    )
    stacks.keep_counts(name, pack(measures))
    return measures


def _read(passage: Passage) -> Sequence[Span]:
    """What a sentence model reads of a passage; as many spans as `compose` counts rows."""
    return passage.sentences if len(passage.sentences) == 1 else (*passage.sentences, passage.span)


def is_ahead(when: StoryDate | None, today: date) -> bool:
    """Whether a date is later than `today` anywhere on earth, which that of no release can be."""
    return when is not None and when.day > today + _DAY


def _newest_first(slug: Slug, today: date | None) -> int:
    if slug.date is None or (today is not None and is_ahead(slug.date, today)):
        return 1
    return -slug.date.day.toordinal()


def _name(slugs: Iterable[Slug]) -> str:
    digest = hashlib.sha256()
    for slug in slugs:
        digest.update(slug.mark)
    return digest.hexdigest()[:12]
