"""A question put to an edition -> Answer or NoAnswer: which rule applies, and when to say "I don't know"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import asides, asking, facts, rules, signs, twins
from knowledge.comparing import compared
from knowledge.confidence import Evidence, chance, weigh
from knowledge.doubts import doubted
from knowledge.edition import Edition
from knowledge.matcher import rank
from knowledge.premises import premises
from knowledge.question import Question, clean, understand
from knowledge.reach import in_reach, topic
from knowledge.records import Answer, Match, NoAnswer, Part, Verdict
from knowledge.rules import Request
from knowledge.talk import Said, is_short, lean, points_back, stays_in
from knowledge.text import Token
from knowledge.turns import in_turn

_HOW_TO_ASK = (
    "Ask me about the news releases: who, what, when, where, how many, who said what. I answer with the "
    "passage that says it, or tell you that none does."
)
_NONE_SAYS = "No release that I have says that."
# A short question that the story talked of does not answer, another must answer as surely as this.
_ELSEWHERE = 0.8
# How sure it is that two stories that hold all of a question's words are those that it compares, and that
# their passages tell what is asked.
_COMPARED = 0.8
# What a day that a story states of itself is no answer to.
_NO_DAY = ("who", "where", "why")
# A question of so few words tells a sentence model little, a name nothing: it is answered with the meaning
# or by the words alone, whichever is surer.
_WORDS_ALONE = 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it was put: the words, the confidence an answer needs, the day, what is talked of."""

    edition: Edition
    text: str
    minimum: float
    today: date | None
    said: Said | None

    def understood(self, *, facts: bool = True) -> Question:
        """Read the question; without `facts`, as one that a paragraph answers."""
        question = understand(self.text, self.edition.vocabulary, today=self.today, facts=facts)
        return lean(self.edition, question, self.said)


def decide(
    edition: Edition,
    text: str,
    *,
    minimum: float,
    today: date | None = None,
    within: str | None = None,
    said: Said | None = None,
) -> Verdict:
    """Answer `text` from `edition`, or say why not.

    Of what may be meant (what "and X?" asks, a question with or without what is said around it), that counts
    which is answered most surely. `minimum` is the confidence an answer needs. "Last year" and its like count
    from `today`. `within` is the id of the only story to look in; `said` what is being talked of.
    """
    if not edition.stories:
        return NoAnswer(text, "There is nothing to answer from yet: no release is loaded.")
    asked = _Asked(edition, text, minimum, today, said)
    question = asked.understood()
    before = said.question if said and within is None else None
    readings = in_turn(question, before, edition.vocabulary, today) if before else []
    verdicts = [_decided(asked, one, within) for one in readings or [question]]
    alone = asides.alone(clean(text), edition.vocabulary)
    if alone:
        asked = replace(asked, text=alone)
        verdicts.append(replace(_decided(asked, asked.understood(), within), question=text))
    return max(verdicts, key=lambda one: one.confidence)


def _decided(asked: _Asked, question: Question, within: str | None) -> Verdict:
    edition, said = asked.edition, asked.said
    number = next((one for one in question.numbers if one.word in edition.stories_by_id), None)
    reason = _why_not(edition, question, within, number)
    if reason is not None:
        return NoAnswer(asked.text, reason, repairs=question.repairs)
    if said is None or within or number or not stays_in(edition, question, said):
        return _answered(asked, _request(asked, question, within, number))
    verdict = _answered(asked, _request(asked, question, said.story_id))
    short = is_short(question)
    if isinstance(verdict, Answer) or (short and points_back(question)):
        return verdict
    elsewhere = _answered(asked, _request(asked, question))
    return elsewhere if elsewhere.confidence >= _ELSEWHERE or not short else verdict


def _answered(asked: _Asked, request: Request) -> Verdict:
    for rule in rules.RULES:
        verdict = rule(request)
        if verdict is not None:
            return _sure_enough(verdict, asked.minimum)
    if request.question.fact is not None:  # no story states it, but a paragraph may tell it in so many words
        request = replace(request, question=asked.understood(facts=False))
    said = _by_comparison(request)
    return said if said and said.confidence >= asked.minimum else _by_passage(asked, request)


def _sure_enough(verdict: Verdict, minimum: float) -> Verdict:
    """The verdict of a rule, or a refusal where it is less sure than an answer must be."""
    if isinstance(verdict, NoAnswer) or verdict.confidence >= minimum:
        return verdict
    return NoAnswer(verdict.question, _NONE_SAYS, verdict.confidence, verdict.ranked, verdict.repairs)


def _why_not(edition: Edition, question: Question, within: str | None, number: Token | None) -> str | None:
    """Why a question cannot be put to the releases at all, in one sentence; None where it can."""
    if not any(character.isalnum() for character in question.plain):
        return "I could not read a question in that. Ask about something that a release tells."
    if asking.SMALL_TALK.search(question.plain):
        return _HOW_TO_ASK
    if within is not None and within not in edition.stories_by_id:
        return "That story is not in the library."
    if number is not None and within not in (None, number.word):
        return f"{number.word} is the number of another story than the one to look in."
    if number is None and question.of_number and question.numbers:
        return f"No release has the number {question.numbers[0].word}."
    return None


def _request(
    asked: _Asked, question: Question, within: str | None = None, number: Token | None = None
) -> Request:
    """The question with the stories it may be about; one that it names by `number` is the only one."""
    edition, said = asked.edition, asked.said
    only_one = edition.stories[0] if len(edition.stories) == 1 else None
    within = number.word if number else within
    talked_of = edition.stories_by_id.get(within or (said.story_id if said else ""))
    return Request(
        edition,
        question.without(number) if number else question,
        within=edition.stories_by_id.get(within or ""),
        about=talked_of or only_one,
        talk=talked_of is not None,
        numbered=number is not None,
    )


def _by_passage(asked: _Asked, request: Request) -> Verdict:
    """Anything else: the passage that matches best, if it matches well enough."""
    question, last = request.question, asked.said.passage_id if asked.said else None
    if not question.terms and not _leans_on_talk(request):
        return NoAnswer(question.typed, "Ask with a few more words, please.", repairs=question.repairs)
    found = _surest(request, last)
    if found is None:
        return NoAnswer(question.typed, "No release says anything about that.", repairs=question.repairs)
    parts, sure = found.evidence.parts(), found.sure
    ranked = rules.by_date(request, found.ranked)
    if ranked[0] is not found.ranked[0] and not question.asks_on:
        sure *= found.words  # the day is that of what the sentence tells, whatever the question asks
    if sure < asked.minimum:
        nearest = tuple(found.ranked[: rules.KEPT])
        return NoAnswer(question.typed, _NONE_SAYS, sure, nearest, question.repairs, parts)
    if question.kind == "overview":
        said = rules.lead(request, ranked[0].passage.story, sure)
    else:
        said = rules.answer(question, ranked, sure, twins.beside(ranked))
    return replace(said, evidence=parts)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Passages, best first, with what speaks for the best, and the chance that it is right."""

    ranked: Sequence[Match]
    evidence: Evidence
    sure: float

    @property
    def words(self) -> float:
        """The share of the question's words that the best holds."""
        return self.ranked[0].value("words")


def _surest(request: Request, last: str | None = None) -> _Ranked | None:
    """The passages in reach, without that which was shown `last` where more is asked for; None for none."""
    places, cosines = in_reach(request)
    places = [one for one in places if not (_told_already(request, one, last) or _tells_a_day(request, one))]
    if not places:
        return None
    few = len(request.question.terms) <= _WORDS_ALONE and not request.question.asks_on
    ways = [cosines, {}] if cosines and few else [cosines]
    return max((_ranked(request, places, way, last) for way in ways), key=lambda one: one.sure)


def _ranked(
    request: Request, places: Sequence[int], cosines: Mapping[int, float], last: str | None
) -> _Ranked:
    edition, question = request.edition, request.question
    taken = premises(question)
    found = rank(edition, question, places, topic(request), last=last, cosines=cosines)
    unmet = {match.passage.id: taken.unmet_by(edition.profile(match.passage)) for match in found}
    ranked = sorted(found, key=lambda match: unmet[match.passage.id])
    if question.kind == "overview":
        ranked = _best_of_each_story(ranked)
    evidence = weigh(edition, question, ranked, cosines)
    best = ranked[0]
    sure = doubted(edition, question, best, chance(evidence), unmet=unmet[best.passage.id])
    return _Ranked(ranked, evidence, sure)


def _best_of_each_story(ranked: Sequence[Match]) -> list[Match]:
    """The best match of each story: whichever passage it is, it tells which story is meant."""
    best: dict[str, Match] = {}
    for match in ranked:
        best.setdefault(match.passage.story.id, match)
    return list(best.values())


def _by_comparison(request: Request) -> Answer | None:
    """What two stories tell that the question compares, one beside the other; None for another question."""
    question = request.question
    pair = compared(request.edition, question) if question.compares and not request.within else None
    if pair is None:
        return None
    best, other = (_surest(replace(request, within=story)) for story in (pair.first, pair.second))
    if best is None or other is None:
        return None
    said = rules.answer(question, best.ranked, pair.share * _COMPARED, other.ranked[0])
    return replace(said, evidence=(Part("compared", pair.share, _COMPARED),))


def _told_already(request: Request, place: int, last: str | None) -> bool:
    """Whether this passage was shown last, and more is asked for than it tells.

    "Who else?" asks for more; so does "and when?" where it tells nothing like a day.
    """
    question, passage = request.question, request.edition.profiles[place].passage
    if passage.id != last:
        return False
    if asking.MORE.search(question.plain):
        return True
    return question.before is not None and signs.strength(question.kind, passage.text) < 1


def _tells_a_day(request: Request, place: int) -> bool:
    """Whether this is a fact that states a day, and something else is asked for: who, where, why."""
    fact = request.edition.profiles[place].passage.fact
    return fact in facts.DAYS and request.question.kind in _NO_DAY


def _leans_on_talk(request: Request) -> bool:
    """Whether a question without words of its own asks on: "and when?", or "when?" of the story talked of."""
    if request.about is None:
        return False
    follows = bool(asking.FOLLOWS.search(request.question.plain))
    return follows or (request.talk and request.question.kind != "what")
