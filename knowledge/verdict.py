"""A question put to an edition -> Answer or NoAnswer: which rule applies, and when to say "I don't know"."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from knowledge import asking, rules
from knowledge.confidence import Evidence, chance, weigh
from knowledge.edition import Edition
from knowledge.matcher import rank
from knowledge.profile import speakers
from knowledge.question import Question, understand
from knowledge.records import Match, NoAnswer, Verdict
from knowledge.rules import Request
from knowledge.semantic import ModelError
from knowledge.synonyms import kin_of
from knowledge.text import Token

_CANDIDATES = 200
_NEAREST = 40  # passages that come in by their meaning alone

_log = logging.getLogger(__name__)

# What is left of the confidence where the best passage is the words of somebody else.
_OTHER_SPEAKER = 0.4


def decide(
    edition: Edition,
    text: str,
    *,
    minimum: float,
    within: str | None = None,
    about: str | None = None,
    last: str | None = None,
) -> Verdict:
    """Answer `text` from `edition`, or say why not.

    `minimum` is the confidence an answer needs. `within` is the id of the only
    story to look in; `about` the id of the story that is being talked of, `last` of
    the passage that was shown last.
    """
    if not edition.stories:
        return NoAnswer(text, "There is nothing to answer from yet: no release is loaded.")
    question = understand(text, edition.vocabulary)
    if not any(character.isalnum() for character in question.plain):
        return NoAnswer(
            text, "I could not read a question in that. Ask about something that a release tells."
        )
    if within is not None and within not in edition.stories_by_id:
        return NoAnswer(text, "That story is not in the library.", repairs=question.repairs)
    number = next((one for one in question.numbers if one.word in edition.stories_by_id), None)
    if number is None and question.of_number and question.numbers:
        missing = question.numbers[0].word
        return NoAnswer(text, f"No release has the number {missing}.", repairs=question.repairs)
    request = _request(edition, question, within, about, number)
    for rule in (rules.by_number, rules.by_list, rules.by_order, rules.by_fact, rules.by_overview):
        said = rule(request)
        if said is not None:
            return said
    return _by_passage(request, minimum, last)


def _request(
    edition: Edition, question: Question, within: str | None, about: str | None, number: Token | None
) -> Request:
    """The question with the stories it may be about; one that it names by `number` is the only one."""
    only_one = edition.stories[0] if len(edition.stories) == 1 else None
    within = number.word if number else within
    talked_of = edition.stories_by_id.get(within or about or "")
    return Request(
        edition,
        question.without(number) if number else question,
        within=edition.stories_by_id.get(within or ""),
        about=talked_of or only_one,
        talk=talked_of is not None,
        numbered=number is not None,
    )


def _by_passage(request: Request, minimum: float, last: str | None) -> Verdict:
    """Anything else: the passage that matches best, if it matches well enough."""
    question = request.question
    if question.fact is not None:  # the story does not state it, but a paragraph may tell it in so many words
        question = understand(question.typed, request.edition.vocabulary, facts=False)
    if not question.terms and not _leans_on_talk(request):
        return NoAnswer(question.typed, "Ask with a few more words, please.", repairs=question.repairs)
    topic = _topic(request)
    places = _places(request, question, topic)
    near = meaning_of(request.edition, question, places, anywhere=request.within is None)
    ranked = rank(request.edition, question, [*places, *near], topic, last=last, meaning=near)[: rules.KEPT]
    if not ranked:
        return NoAnswer(question.typed, "No release says anything about that.", repairs=question.repairs)
    evidence = weigh(request.edition, question, ranked)
    sure = _sure(question, ranked, evidence)
    if sure < minimum:
        reason = "No release that I have says that."
        return NoAnswer(question.typed, reason, sure, tuple(ranked), question.repairs, evidence.parts())
    return replace(rules.answer(question, ranked, sure), evidence=evidence.parts())


def _leans_on_talk(request: Request) -> bool:
    """Whether a question without words of its own asks on: "and when?", or "when?" of the story talked of."""
    if request.about is None:
        return False
    follows = bool(asking.FOLLOWS.search(request.question.plain))
    return follows or (request.talk and request.question.kind != "what")


def _topic(request: Request) -> str | None:
    """The id of the story that the question may be about without saying so."""
    if request.about is None:
        return None
    return request.about.id if request.question.follows or not request.talk or request.within else None


def _places(request: Request, question: Question, topic: str | None) -> Sequence[int]:
    edition = request.edition
    if request.within is not None:
        return edition.places[request.within.id]
    found = edition.index.candidates(question.stems, _CANDIDATES, kin=kin_of(question.stems))
    return [*found, *edition.places.get(topic, ())] if topic else found


def meaning_of(
    edition: Edition, question: Question, places: Sequence[int], *, anywhere: bool
) -> dict[int, float]:
    """Return how near the profiles at `places` come to the question in meaning, as cosines by place.

    The nearest of all are among them where `anywhere`. None without a sentence model, or when it fails.
    """
    if edition.meaning is None:
        return {}
    try:
        vector = edition.meaning.of(question.plain if question.repairs else question.typed)
    except ModelError as error:
        _log.warning("Going on without the sentence model: %s", error)
        return {}
    near = dict(edition.meaning.nearest(vector, _NEAREST)) if anywhere else {}
    return near | edition.meaning.similarity(vector, places)


def _sure(question: Question, ranked: Sequence[Match], evidence: Evidence) -> float:
    """The chance that the best passage is right; what one person said is not what another did."""
    said_by = speakers(ranked[0].passage)
    somebody_else = bool(question.sayer and said_by and not question.sayer & said_by)
    return chance(evidence) * (_OTHER_SPEAKER if somebody_else else 1.0)
