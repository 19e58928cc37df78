"""Stories by what is said of them: which one a question means, which mention a thing, which fit a filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain

from rapidfuzz import fuzz, process, utils

from knowledge.edition import Edition
from knowledge.index import IN_STORY
from knowledge.lazily import Lazily
from knowledge.lexicon import RANKS
from knowledge.periods import Period
from knowledge.profile import StoryProfile
from knowledge.records import Story
from knowledge.slug import Slug
from knowledge.synonyms import kin_of
from knowledge.text import stem, tokens

_NEAR = 84.0  # of 100, as rapidfuzz counts
_LIKELY = 45.0
_TITLES_AT_ONCE = 2000  # rapidfuzz keeps the interpreter to itself for a whole call: a few milliseconds of it


def find(
    edition: Edition, *, text: str | None = None, year: int | None = None, place: str | None = None
) -> Sequence[Story]:
    """Return the stories that fit every filter given, newest first.

    `text` fits a story that holds all its words, misspelt or not, or whose title is near to it;
    `place` one whose place, dateline or title is near to it.
    """
    found = [
        (number, slug)
        for number, slug in enumerate(edition.slugs)
        if year is None or (slug.date and slug.date.day.year == year)
    ]
    if place and place.strip():
        found = [(number, slug) for number, slug in found if _near_place(slug, place)]
    if text and text.strip():
        stems = _stems(edition, text)
        holding = set(edition.index.stories_with([one] for one in stems) if stems else ())
        found = [(number, slug) for number, slug in found if number in holding or _near_title(slug, text)]
    return stories_of(edition, [slug for _, slug in found])


def stories_of(edition: Edition, slugs: Sequence[Slug]) -> Sequence[Story]:
    """Return the stories with these slugs, in their order; each is fetched when it is asked for."""
    return Lazily(len(slugs), lambda number: edition.stories_by_id[slugs[number].id])


def suggest(edition: Edition, typed: str, limit: int) -> Sequence[Story]:
    """Return up to `limit` stories, nearest in title to `typed` first; the newest when nothing is typed."""
    if not typed.strip():
        return edition.stories[:limit]
    near = [
        (-score, place + start)
        for start in range(0, len(edition.slugs), _TITLES_AT_ONCE)
        for _, score, place in process.extract(
            typed,
            [slug.title for slug in edition.slugs[start : start + _TITLES_AT_ONCE]],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=_LIKELY,
            limit=limit,
        )
    ]
    return tuple(edition.stories[place] for _, place in sorted(near)[:limit])


def _stems(edition: Edition, text: str) -> list[str]:
    language = edition.vocabulary.language_of(text)
    said = tokens(text, language=language)
    meant = (edition.vocabulary.meant(token.word, language=language) or (token.word,) for token in said)
    return [stem(word, language) for word in chain.from_iterable(meant)]


@dataclass(frozen=True, slots=True)
class Meant:
    """The story that words mean, which share of them it holds, the next story, and which share that does.

    The words are weighed by rarity, and by where they stand: in full in the title, for a little less in what
    the story states of itself, and for less in its text.
    """

    story: Story
    share: float
    next: Story | None
    next_share: float


def meant(edition: Edition, stems: Sequence[str], period: Period | None = None) -> Meant | None:
    """Return the story that words mean, of two that fit equally the newer; None where none holds any.

    A `period` told from today leaves only its stories, where there are any.
    """
    rarity = {stem: edition.counts.rarity(stem) for stem in stems}
    found = _of_period(edition, edition.index.stories(rarity), period)
    if not found:
        return None
    by_score = nsmallest(2, found, key=lambda one: (-one[1], one[0]))
    story, total = edition.stories[by_score[0][0]], sum(rarity.values())
    words = edition.whole(story.id)
    share = sum(weight * _fit(stem, words) for stem, weight in rarity.items())
    if len(by_score) == 1:
        return Meant(story, share / total, None, 0.0)
    number, score = by_score[1]
    return Meant(story, share / total, edition.stories[number], score / total)


def _of_period(
    edition: Edition, found: list[tuple[int, float]], period: Period | None
) -> list[tuple[int, float]]:
    if period is None or not period.relative:
        return found
    those = {number for number, slug in enumerate(edition.slugs) if _is_of(slug, period)}
    return [one for one in found if one[0] in those] if those else found


def _fit(stem: str, words: StoryProfile) -> float:
    where = {"title": words.title, "about": words.about, "told": words.stems}
    return next((counts for name, counts in IN_STORY.items() if stem in where[name]), 0.0)


def mentioning(
    edition: Edition, stems: Sequence[str], period: Period | None, *, anywhere: bool = False
) -> list[Slug]:
    """Return the stories of `period` about all of `stems`, in short, newest first.

    A story is about a word of its title or its opening; where none is about all of them, or with
    `anywhere`, the stories that hold them anywhere. A rank beside a name tells nothing: one person is
    called by several.
    """
    telling = [one for one in stems if one not in _ranks()] or stems
    wanted = [others | {one} for one, others in kin_of(telling).items()]
    about = [] if anywhere else edition.index.stories_with(wanted, opening=True)
    held = (edition.slugs[number] for number in about)
    found = [slug for slug in held if period is None or _is_of(slug, period)]
    if found:
        return found
    held = (edition.slugs[number] for number in edition.index.stories_with(wanted))
    return [slug for slug in held if period is None or _is_of(slug, period)]


def others(edition: Edition, slugs: Iterable[Slug], period: Period | None) -> list[Slug]:
    """Return the stories of `period` that are not among `slugs`, newest first."""
    among = {one.id for one in slugs}
    rest = (slug for slug in edition.slugs if slug.id not in among)
    return [slug for slug in rest if period is None or _is_of(slug, period)]


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(map(stem, RANKS.values()))


def _is_of(slug: Slug, period: Period) -> bool:
    return slug.date is not None and period.holds(slug.date.day)


def _near_title(slug: Slug, text: str) -> bool:
    return fuzz.token_set_ratio(text, slug.title, processor=utils.default_process) >= _NEAR


def _near_place(slug: Slug, place: str) -> bool:
    where = f"{slug.place} {slug.title}"
    return fuzz.partial_token_set_ratio(place, where, processor=utils.default_process) >= _NEAR
