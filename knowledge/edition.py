"""An Edition: all that the bot knows at one moment. Stories, passages, index; immutable."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise, starmap

from knowledge.counts import Counts, count
from knowledge.index import Index
from knowledge.passages import passages
from knowledge.profile import Profile, story_profiles
from knowledge.records import Passage, Story
from knowledge.semantic import Meaning
from knowledge.spelling import Vocabulary
from knowledge.text import count_words


@dataclass(frozen=True, slots=True)
class Edition:
    """All stories, newest first, with their passages as the matcher sees them.

    `name` is a hash of what the stories say: the same files give the same name.
    `places` are the places in `profiles` of each story's passages, by story id. `rows` are the
    numbers of each profile's sentences, counted through the whole edition. `meaning` holds the vectors of
    all sentences where a sentence model is used and has read them.
    """

    name: str
    stories: tuple[Story, ...] = field(repr=False)
    profiles: tuple[Profile, ...] = field(repr=False)
    places: Mapping[str, range] = field(repr=False)
    rows: tuple[range, ...] = field(repr=False)
    stories_by_id: Mapping[str, Story] = field(repr=False)
    passages_by_id: Mapping[str, Passage] = field(repr=False)
    counts: Counts = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    index: Index = field(repr=False)
    meaning: Meaning | None = field(default=None, repr=False)

    def passages_of(self, story_id: str) -> tuple[Passage, ...]:
        """Return the passages of a story in reading order; none for an unknown id."""
        return tuple(self.profiles[place].passage for place in self.places.get(story_id, ()))

    def profile(self, passage: Passage) -> Profile:
        """Return how the matcher sees a passage of this edition."""
        return self.profiles[self.places[passage.story.id][passage.number]]

    def place_of(self, row: int) -> int:
        """Return the place of the profile that holds the sentence of that number."""
        return bisect_right(self.rows, row, key=lambda rows: rows.start) - 1

    @property
    def newest(self) -> date | None:
        """The newest date of a story, or None where no story is dated."""
        return next((story.date.day for story in self.stories if story.date), None)


def edit(stories: Iterable[Story]) -> Edition:
    """Make an edition of `stories`, whose ids must differ."""
    ordered = tuple(sorted(stories, key=_newest_first))
    profiles: list[Profile] = []
    places: dict[str, range] = {}
    for story in ordered:
        start = len(profiles)
        profiles += story_profiles(story, passages(story))
        places[story.id] = range(start, len(profiles))
    return Edition(
        name=_name(ordered),
        stories=ordered,
        profiles=tuple(profiles),
        places=places,
        rows=tuple(starmap(range, pairwise(accumulate((len(one.sentences) for one in profiles), initial=0)))),
        stories_by_id={story.id: story for story in ordered},
        passages_by_id={profile.passage.id: profile.passage for profile in profiles},
        counts=count(profile.stems for profile in profiles),
        vocabulary=Vocabulary(count_words(text for story in ordered for text in (story.text, story.title))),
        index=Index(profiles),
    )


def _newest_first(story: Story) -> tuple[int, str]:
    return (-story.date.day.toordinal() if story.date else 1, story.file)


def _name(stories: Iterable[Story]) -> str:
    digest = hashlib.sha256()
    for story in stories:
        for part in (story.file, story.id, story.text):
            digest.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()[:12]
