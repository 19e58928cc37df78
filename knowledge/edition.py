"""An Edition: all that the bot knows at one moment. Stories, passages, index; immutable."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, pairwise, starmap

from knowledge.counts import Counts, count
from knowledge.index import Index
from knowledge.passages import passages
from knowledge.profile import Profile, story_profiles
from knowledge.records import Passage, Story
from knowledge.semantic import Meaning
from knowledge.spelling import Vocabulary
from knowledge.text import count_words

_DAY = timedelta(days=1)
_Stories = Mapping[str, Story]  # by their ids


@dataclass(frozen=True, slots=True)
class Edition:
    """All stories, newest first, with their passages as the matcher sees them.

    `name` is a hash of what the stories say: the same files give the same name.
    `places` are the places in `profiles` of each story's passages, by story id. `rows` are the
    numbers of each profile's sentences, counted through the whole edition. `meaning` holds the vectors of
    all sentences where a sentence model is used and has read them. `unsaid` is how sure the matcher is of
    what no passage says, where that was measured (threshold.py).
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
    unsaid: float | None = field(default=None, repr=False)

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


def edit(stories: Iterable[Story], before: Edition | None = None, *, today: date | None = None) -> Edition:
    """Make an edition of `stories`, whose ids must differ; those dated after `today` come last.

    What `before` knows of the stories that are in it too is taken over; that changes nothing but the
    time and the room it takes. The stories are taken one by one, each when the last is done with.
    """
    told = [(story, _profiles(story, before)) for story in stories]
    told.sort(key=lambda one: _newest_first(one[0], today))
    ordered = tuple(story for story, _ in told)
    by_id = {story.id: story for story in ordered}
    profiles = tuple(profile for _, those in told for profile in those)
    places = _ranges(len(those) for _, those in told)
    return Edition(
        name=_name(ordered),
        stories=ordered,
        profiles=profiles,
        places=dict(zip(by_id, places, strict=True)),
        rows=tuple(_ranges(len(one.sentences) for one in profiles)),
        stories_by_id=by_id,
        passages_by_id={profile.passage.id: profile.passage for profile in profiles},
        counts=count(profile.stems for profile in profiles),
        vocabulary=Vocabulary(_words(by_id, before)),
        index=Index(profiles),
    )


def _profiles(story: Story, before: Edition | None) -> Sequence[Profile]:
    if before is not None and before.stories_by_id.get(story.id) == story:
        places = before.places[story.id]
        return before.profiles[places.start : places.stop]
    return story_profiles(story, passages(story))


def _ranges(lengths: Iterable[int]) -> Iterator[range]:
    """Ranges of these lengths, each from where the last ends."""
    return starmap(range, pairwise(accumulate(lengths, initial=0)))


def _words(stories: _Stories, before: Edition | None) -> Counter[str]:
    """Count the words of `stories`: those of `before`, with what is new, without what is gone."""
    if before is None:
        return _count_new(stories, {})
    words = Counter(before.vocabulary.counts)
    words += _count_new(stories, before.stories_by_id)
    words -= _count_new(before.stories_by_id, stories)
    return words


def _count_new(stories: _Stories, others: _Stories) -> Counter[str]:
    """Count the words of those `stories` that are not among `others`."""
    new = (story for story in stories.values() if others.get(story.id) != story)
    return count_words(text for story in new for text in (story.text, story.title))


def is_ahead(story: Story, today: date) -> bool:
    """Whether a story is dated later than `today` anywhere on earth, which no release can be."""
    return story.date is not None and story.date.day > today + _DAY


def _newest_first(story: Story, today: date | None) -> tuple[int, str]:
    if story.date is None or (today is not None and is_ahead(story, today)):
        return (1, story.file)
    return (-story.date.day.toordinal(), story.file)


def _name(stories: Iterable[Story]) -> str:
    digest = hashlib.sha256()
    for story in stories:
        for part in (story.file, story.id, story.text):
            digest.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()[:12]
