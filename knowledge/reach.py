"""Which passages a question may be answered from: by their words, by their meaning, by what is talked of."""

import logging
from collections.abc import Sequence

from knowledge.edition import Edition
from knowledge.rules import Request
from knowledge.semantic import ModelError
from knowledge.synonyms import kin_of

_CANDIDATES = 32  # passages; more find no more right answers, and each may have to be unpacked
_NEAREST = 40  # sentences and passages whose passages come in by their meaning alone

_log = logging.getLogger(__name__)


def in_reach(request: Request) -> tuple[list[int], dict[int, float]]:
    """Return the places of the passages in reach, and how near they and their sentences come in meaning.

    That is a cosine by row; none without a sentence model, or when it fails.
    """
    places = _by_words(request)
    cosines = _by_meaning(request, places)
    found = [*places, *map(request.edition.place_of, cosines)]
    return [place for place in found if not _is_heading(request.edition, place)], cosines


def _is_heading(edition: Edition, place: int) -> bool:
    return edition.profiles[place].passage.kind == "heading"


def topic(request: Request) -> str | None:
    """Return the id of the story that the question may be about without saying so."""
    if request.about is None:
        return None
    return request.about.id if request.question.follows or not request.talk or request.within else None


def _by_words(request: Request) -> Sequence[int]:
    edition, stems = request.edition, request.question.stems
    if request.within is not None:
        return edition.places[request.within.id]
    rarity = {one: edition.counts.rarity(one) for one in stems}
    found = edition.index.candidates(rarity, _CANDIDATES, kin=kin_of(stems))
    return [*found, *edition.places.get(topic(request) or "", ())]


def _by_meaning(request: Request, places: Sequence[int]) -> dict[int, float]:
    edition, question = request.edition, request.question
    if edition.meaning is None:
        return {}
    try:
        vector = edition.meaning.of(question.whole)
    except ModelError as error:
        _log.warning("Going on without the sentence model: %s", error)
        return {}
    near = edition.meaning.nearest(vector, _NEAREST) if request.within is None else []
    wanted = {*places, *(edition.place_of(row) for row, _ in near)}
    rows = (row for place in sorted(wanted) for row in edition.rows[place])
    return edition.meaning.similarity(vector, rows)
