"""Why the best passage may not be the answer, however well it matches: what that leaves of its confidence."""

from knowledge import signs
from knowledge.edition import Edition
from knowledge.profile import last_name, speakers
from knowledge.question import Question
from knowledge.records import Match, Passage
from knowledge.speakers import TELLS
from knowledge.synonyms import held

_UNFIT = 0.4  # what is left of the confidence of a passage that can hardly be the answer
_DOUBTED = 0.5  # what is left of the odds of one that is doubted


def doubted(edition: Edition, question: Question, best: Match, sure: float, *, unmet: bool) -> float:
    """Return how `sure` it still is that `best` answers the question.

    Less where it leaves `unmet` what the question takes for granted, or is unfit; where it holds nothing of
    the kind that is asked for: no person, no day, no place, no figure; and where it names the person who is
    to have said it, and is nobody's words.
    """
    if unmet or _is_unfit(edition, question, best):
        return sure * _UNFIT
    if not all(part.value for part in best.parts if part.name in ("kind", "measure")):
        sure = _half_the_odds(sure)
    return _half_the_odds(sure) if question.sayer and not best.passage.speaker else sure


def _is_unfit(edition: Edition, question: Question, best: Match) -> bool:
    """Whether `best` can hardly be the answer.

    It lacks a figure in a unit that nothing else tells; it is the words of somebody else than the person
    asked about, or tells no words of that person; or its story tells nothing of what the person is to have
    spoken of.
    """
    if question.kind in signs.IN_UNITS and not best.value("measure"):
        return True
    return bool(question.sayer) and not _tells_words_of(edition, question, best)


def _tells_words_of(edition: Edition, question: Question, best: Match) -> bool:
    """Whether the person who is asked about says it, in a story that tells of what is asked; or nobody says
    it, but it tells of that, and that the person said something.
    """
    profile, said_by = edition.profile(best.passage), speakers(best.passage)
    asked = [one for one in question.stems if one in question.spoken_of]
    if asked and not held(asked, profile.story.everything if said_by else profile.stems):
        return False
    if said_by:
        return bool(question.sayer & said_by) or _is_called(edition, best.passage, question.sayer)
    naming = [one.span for one in profile.sentences if question.sayer & one.stems]
    return bool(naming) and any(
        TELLS.search(one.of(best.passage.story.text)) for one in (best.sentence, *naming)
    )


def _is_called(edition: Edition, passage: Passage, posts: frozenset[str]) -> bool:
    """Whether a sentence of the story calls whoever says the passage by these posts: "the mayor"."""
    name = last_name(passage.speaker or "")
    if name is None or not all(map(signs.is_post, posts)):
        return False
    told = (one for place in edition.places[passage.story.id] for one in edition.profiles[place].sentences)
    return any(name.stem in one.stems and len(held(posts, one.stems)) == len(posts) for one in told)


def _half_the_odds(sure: float) -> float:
    return sure * _DOUBTED / (1 - sure + sure * _DOUBTED)
