"""What a conversation is about, so that a question can lean on it: the story, the passage, the person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge import signs
from knowledge.asking import FOLLOWS
from knowledge.catalogue import meant
from knowledge.dictionary import is_english, is_listed
from knowledge.edition import Edition
from knowledge.index import IN_STORY
from knowledge.profile import last_name
from knowledge.question import Question, understand
from knowledge.records import Answer, Match, NoAnswer, Verdict
from knowledge.speakers import NAME, people
from knowledge.synonyms import held
from knowledge.text import Token, stems
from knowledge.turns import asks_in_turn

_HE = re.compile(r"\b(?:he|she|him|her|his|hers|ella)\b|\bel$")
_NAME = re.compile(NAME)
_WHO_DID = re.compile(r"\b(?:who|quien) (?!is\b|was\b|es\b|fue\b|era\b)")
_NEAR_ENOUGH = 0.2  # the confidence from which a refused question is taken to be about the nearest story
_FEW = 3  # words of its own that a short question has
_HELD = 0.3  # the share of a longer question's words that the story talked of must hold, to be asked about it


@dataclass(frozen=True, slots=True)
class Said:
    """What was said last: the ids of the story and of the passage, the person it was about, the question."""

    story_id: str
    passage_id: str | None = None
    person: str | None = None
    question: str | None = None


def said_by(edition: Edition, verdict: Verdict, before: Said | None = None) -> Said | None:
    """Return what a conversation is about after `verdict`, or None when nothing was said.

    A person stays until the next one or story; a question, until one with words of its own. A refusal
    is about the nearest story.
    """
    match = _shown(verdict)
    story = verdict.story if isinstance(verdict, Answer) else None
    if match is not None:
        story = match.passage.story
    if story is None:
        return before
    stays = before if before and before.story_id == story.id else Said(story.id)
    question = understand(verdict.question, edition.vocabulary)
    return Said(
        story.id,
        match.passage.id if match and isinstance(verdict, Answer) else None,
        (match and _person(question, match)) or stays.person,
        _asked(question, before, stays),
    )


def _asked(question: Question, before: Said | None, stays: Said) -> str | None:
    """The question whose words a later one may take: one with words of its own, and not "and X?"."""
    if before and before.question and asks_in_turn(question):
        return before.question
    return question.typed if question.terms else stays.question


def _shown(verdict: Verdict) -> Match | None:
    if isinstance(verdict, NoAnswer):
        return verdict.nearest[0] if verdict.nearest and verdict.confidence >= _NEAR_ENOUGH else None
    return verdict.best


def _person(question: Question, match: Match) -> str | None:
    """Whom a passage is about: the one that the question names, else who speaks, else the first it names."""
    if match.passage.kind == "fact":
        return None
    asked = set(stems(question.typed))
    spoken = [match.passage.speaker] if match.passage.speaker else []
    named = [one for one in (*spoken, *people(match.sentence_text)) if not _is_post(one)]
    if _WHO_DID.search(question.plain):  # the names that it holds itself are of others
        return _meant(named, asked) or next(iter(named), None)
    pairs = (found.group() for found in _NAME.finditer(match.sentence_text))
    called = (one for one in pairs if not is_english(one.split()[-1].lower()))  # "Alder Street" is nobody
    return _meant(named, asked) or next(iter(named), None) or _meant(called, asked)


def _is_post(name: str) -> bool:
    """Whether a name is that of a post alone: "Attorney General", "Chief Executive"."""
    last = name.split()[-1]
    return last == "Executive" or signs.strength("role", last) > 0


def _meant(names: Iterable[str], asked: set[str]) -> str | None:
    return next((name for name in names if (last := last_name(name)) and last.stem in asked), None)


def lean(edition: Edition, question: Question, said: Said | None) -> Question:
    """Return the question with what it leaves unsaid: whom "he" means; the words, where it has none."""
    if said is None:
        return question
    question = _with_person(question, said)
    if not question.follows or said.question is None or question.scope != "passage":
        return question
    if question.terms:
        return replace(question, asks_on=True)
    terms = understand(said.question, edition.vocabulary).terms
    return replace(question, terms=terms, asks_on=True, before=said.question)


def stays_in(edition: Edition, question: Question, said: Said | None) -> bool:
    """Return whether a question follows up on the story talked of: no word of it leads to another.

    Of a question of many words, the story must hold some.
    """
    if said is None or not edition.places.get(said.story_id):
        return False
    if not question.follows or question.scope != "passage":  # stories are asked for, of all
        return False
    told = set(held(question.stems, edition.whole(said.story_id).everything))
    if any(_leads_away(edition, term) for term in question.terms if term.stem not in told):
        return False
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    return is_short(question) or sum(map(rarity.__getitem__, told)) >= _HELD * sum(rarity.values())


def is_short(question: Question) -> bool:
    """Return whether a question has so few words of its own that what was talked of tells the rest."""
    return question.before is not None or len(question.terms) <= _FEW


def points_back(question: Question) -> bool:
    """Return whether a question says by a word that it is about what was talked of: "it", "he", "and …"."""
    return question.before is not None or bool(FOLLOWS.search(question.plain))


def _leads_away(edition: Edition, term: Token) -> bool:
    """Whether a word that the story talked of lacks is of others: a name, or a word of a title."""
    found = meant(edition, [term.stem])
    if found is None:
        return False
    return not is_listed(term.word) or found.share >= IN_STORY["title"]


def _with_person(question: Question, said: Said) -> Question:
    if said.person is None or question.sayer or not _HE.search(question.plain):
        return question
    name = last_name(said.person, question.language)
    if name is None or name.stem in question.stems:
        return question
    return replace(question, terms=(*question.terms, name), sayer=_sayer(question, said.person))


def _sayer(question: Question, person: str) -> frozenset[str]:
    if question.kind != "said":
        return question.sayer
    return frozenset(stems(person, language=question.language))
