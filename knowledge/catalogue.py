"""Stories by what is said of them: which one a question means, which mention a thing, which fit a filter."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from knowledge.edition import Edition
from knowledge.lexicon import RANKS
from knowledge.periods import Period
from knowledge.profile import StoryProfile
from knowledge.records import Story
from knowledge.synonyms import kin_of
from knowledge.text import stem, tokens

_NEAR = 84.0  # of 100, as rapidfuzz counts
_LIKELY = 45.0
_TITLES_AT_ONCE = 2000  # rapidfuzz keeps the interpreter to itself for a whole call: a few milliseconds of it


def find(
    edition: Edition, *, text: str | None = None, year: int | None = None, place: str | None = None
) -> tuple[Story, ...]:
    """Return the stories that fit every filter given, newest first.

    `text` fits a story that holds all its words, misspelt or not, or whose title is near to it;
    `place` one whose place, dateline or title is near to it.
    """
    found = [
        story for story in edition.stories if year is None or (story.date and story.date.day.year == year)
    ]
    if place and place.strip():
        found = [story for story in found if _near_place(story, place)]
    if text and text.strip():
        stems = _stems(edition, text)
        found = [story for story in found if _holds(edition, story, stems) or _near_title(story, text)]
    return tuple(found)


def suggest(edition: Edition, typed: str, limit: int) -> tuple[Story, ...]:
    """Return up to `limit` stories, nearest in title to `typed` first; the newest when nothing is typed."""
    if not typed.strip():
        return edition.stories[:limit]
    near = [
        (-score, place + start)
        for start in range(0, len(edition.stories), _TITLES_AT_ONCE)
        for _, score, place in process.extract(
            typed,
            [story.title for story in edition.stories[start : start + _TITLES_AT_ONCE]],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=_LIKELY,
            limit=limit,
        )
    ]
    return tuple(edition.stories[place] for _, place in sorted(near)[:limit])


def _stems(edition: Edition, text: str) -> list[str]:
    repaired = (edition.vocabulary.repair(token.word) or token.word for token in tokens(text))
    return [stem(word) for word in repaired]


def meant(edition: Edition, stems: Sequence[str], period: Period | None = None) -> tuple[Story | None, float]:
    """Return the story that words mean, and which share of them, weighed by rarity, it holds.

    A word counts in full in the title or in what the story states of itself, and for less in its
    text. Of two that fit equally the newer wins. A `period` told from today leaves only its stories,
    where there are any.
    """
    best: tuple[Story | None, float] = (None, 0.0)
    rarity = {stem: edition.counts.rarity(stem) for stem in stems}
    total = sum(rarity.values())
    for story, words in _of_period(_profiles(edition), period):
        share = sum(weight * _fit(stem, words) for stem, weight in rarity.items()) / total if total else 0.0
        if share > best[1]:
            best = (story, share)
    return best


def _of_period(
    profiles: list[tuple[Story, StoryProfile]], period: Period | None
) -> list[tuple[Story, StoryProfile]]:
    if period is None or not period.relative:
        return profiles
    return [one for one in profiles if _is_of(one[0], period)] or profiles


def _fit(stem: str, words: StoryProfile) -> float:
    if stem in words.title:
        return 1.0
    if stem in words.about:
        return 0.9
    return 0.7 if stem in words.stems else 0.0


def mentioning(
    edition: Edition, stems: Sequence[str], period: Period | None, *, anywhere: bool = False
) -> tuple[Story, ...]:
    """Return the stories of `period` about all of `stems`, newest first.

    A story is about a word of its title or its opening; where none is about all of them, or with
    `anywhere`, the stories that hold them anywhere. A rank beside a name tells nothing: one person is
    called by several.
    """
    telling = [one for one in stems if one not in _ranks()] or stems
    wanted = [others | {one} for one, others in kin_of(telling).items()]
    among = [one for one in _profiles(edition) if period is None or _is_of(one[0], period)]
    held = [(story, words) for story, words in among if _holds_all(words.everything, wanted)]
    about = [] if anywhere else [s for s, _ in held if _holds_all(_opening(edition, s), wanted)]
    return tuple(about or [story for story, _ in held])


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(map(stem, RANKS.values()))


def _holds_all(stems: frozenset[str], wanted: Iterable[frozenset[str]]) -> bool:
    return all(not stems.isdisjoint(one) for one in wanted)


def _is_of(story: Story, period: Period) -> bool:
    return story.date is not None and period.holds(story.date.day)


def _opening(edition: Edition, story: Story) -> frozenset[str]:
    """The stems of a story's title and of its first paragraphs."""
    profiles = [edition.profiles[place] for place in edition.places[story.id]]
    told = [profile for profile in profiles if profile.passage.tells][:2]
    return frozenset().union(
        *(profile.stems for profile in told), *(profile.story.title for profile in profiles[:1])
    )


def _profiles(edition: Edition) -> list[tuple[Story, StoryProfile]]:
    firsts = ((story, edition.places[story.id]) for story in edition.stories)
    return [(story, edition.profiles[places[0]].story) for story, places in firsts if places]


def _holds(edition: Edition, story: Story, stems: Sequence[str]) -> bool:
    places = edition.places[story.id]
    if not places or not stems:
        return False
    return edition.profiles[places[0]].story.everything.issuperset(stems)


def _near_title(story: Story, text: str) -> bool:
    return fuzz.token_set_ratio(text, story.title, processor=utils.default_process) >= _NEAR


def _near_place(story: Story, place: str) -> bool:
    where = " ".join(filter(None, (story.location, story.dateline, story.title)))
    return fuzz.partial_token_set_ratio(place, where, processor=utils.default_process) >= _NEAR
