"""Questions that a rule answers, not a score: stories listed, facts that a story states, what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import asking, catalogue, facts, signs
from knowledge.edition import Edition
from knowledge.passages import opening
from knowledge.profile import speakers
from knowledge.question import Question
from knowledge.records import Answer, FactName, Match, NoAnswer, Part, Passage, Story, Verdict
from knowledge.slug import Slug
from knowledge.synonyms import kin_of

KEPT = 10  # matches that a verdict carries
# What the one story that a question can mean states, how it opens, who is quoted in it. Of 181 questions of
# tests/bench/questions that were told so, 179 were right.
_SURE = 0.98
_LIST = 0.8  # the stories that mention a thing
_EITHER = 0.5  # that of one story, where another could be meant as well
# The share of a question's words that the story it means must hold: or less, if it asks for something of a
# story and the next story holds much less. One that holds nearly as much could be meant as well.
_MEANT, _MEANT_ALONE, _MUCH_LESS, _NEARLY = 0.6, 0.3, 0.7, 0.9

# Which facts answer a question for one, the first that the story states.
_STATED_BY: dict[FactName, tuple[FactName, ...]] = {
    "posted": ("posted", "byline"),
    "byline": ("byline", "credit"),
    "title": ("title", "credit"),
    "rights": ("rights", "credit"),
    "story id": ("story id", "number"),
    "number": ("number", "story id"),
}
_SINCE = re.compile(r"\b(?:since|desde)\b")  # what began before a release was told of by it
_TODAY = re.compile(r"\b(?:[Tt]oday|[Hh]oy)\b")
# "Today, the fort is a museum": these days, and not the day of the release, as in "Today, a court found".
_THESE_DAYS = re.compile(
    r"^\W{0,3}(?:Today|Hoy)\b,?"
    r"(?: (?!\w+(?:ed|ó|aron|ieron)\b|(?:was|were|said|found)\b)\S{1,40}){0,12}?"
    r" (?:is|are|has|have|can|remains?|es|son|hay|tiene|puede)\b"
)
# Facts that no paragraph tells; what the others are called by, a paragraph may speak of.
_ONLY_STATED = frozenset(
    {"posted", "updated", "byline", "views", "downloads", "rights", "story id", "number", "components"}
)


@dataclass(frozen=True, slots=True)
class Request:
    """A question put to an edition.

    `within` is the only story to look in; `numbered` says that the question named its
    number. `about` is the story that is being talked of, or the only one there is; `talk`
    tells which.
    """

    edition: Edition
    question: Question
    within: Story | None = None
    about: Story | None = None
    talk: bool = False
    numbered: bool = False


def by_number(request: Request) -> Verdict | None:
    """Answer a bare number with the fact that states it; None where more is asked, or no number is named."""
    story = request.within
    if story is None or not request.numbered or request.question.terms or request.question.kind != "what":
        return None
    return stated(request, story, request.question.fact or "story id") or lead(request, story)


def by_list(request: Request) -> Verdict | None:
    """Answer which stories there are, how many, the latest, the oldest; None for another question."""
    question, edition = request.question, request.edition
    if question.scope == "passage" or request.within is not None:
        return None
    anywhere = bool(asking.ANYWHERE.search(question.plain))
    found = catalogue.mentioning(edition, question.stems, question.period, anywhere=anywhere)
    if question.excludes and question.terms:
        found = catalogue.others(edition, found, question.period)
    if not found:
        return NoAnswer(question.typed, "No story in the library mentions that.", repairs=question.repairs)
    if question.scope in ("latest", "oldest"):
        found = found if question.scope == "latest" else sorted(found, key=_day)
        if question.many == 1:
            return _one_in_order(request, edition.stories_by_id[found[0].id])
        found = found[: question.many]
    return Answer(
        question=question.typed,
        kind="stories",
        confidence=_LIST,
        best=None,
        stories=catalogue.stories_of(edition, found),
        summary=_counted(len(found), len(edition.stories)),
        repairs=question.repairs,
    )


def _day(slug: Slug) -> date:
    """The day of a story; stories without a date that can be true come last."""
    return slug.date.day if slug.date else date.max


def _one_in_order(request: Request, story: Story) -> Verdict:
    """The story that comes first: its day, where that is asked for, or how it opens."""
    posted = stated(request, story, "posted") if request.question.kind == "when" else None
    return posted or lead(request, story)


def by_order(request: Request) -> Verdict | None:
    """Answer with the first or the last that somebody is quoted with; None for another question."""
    question = request.question
    if question.last_said is None or not question.sayer:
        return None
    meant = _Meant(request.about) if request.about else _story_meant(request)
    if not isinstance(meant, _Meant):
        return None
    quoted = [one for one in _all_of(request, meant.story) if one.speaker and question.sayer & speakers(one)]
    if not quoted:
        return None
    ranked = _in_order("said in this order", quoted[::-1] if question.last_said else quoted)
    if question.last_said:
        ranked[0] = replace(ranked[0], sentence=ranked[0].passage.sentences[-1])
    return answer(question, ranked, meant.sure)


def by_speakers(request: Request) -> Verdict | None:
    """Answer who is quoted in a story with the first words of each; None for another question."""
    question = request.question
    if not asking.WHO_IS_QUOTED.search(question.plain) or not _is_of_the_story(question):
        return None
    terms = tuple(term for term in question.terms if term.word not in asking.QUOTED_WORDS)
    meant = _story_meant(replace(request, question=replace(question, terms=terms)))
    if not isinstance(meant, _Meant):
        return meant
    quoted = _first_of_each(_all_of(request, meant.story))
    if not quoted:
        return _not_told(request, meant.story, "That story quotes nobody by name.")
    return answer(question, _in_order("said in this order", quoted), meant.sure)


def _first_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """The first quotation of each speaker, known by the last name: the full one stands but once."""
    first = {one.speaker.split()[-1]: one for one in reversed(passages) if one.speaker}
    return sorted(first.values(), key=lambda one: one.number)


def by_fact(request: Request) -> Verdict | None:
    """Answer with a fact that a story states, or say that it states none; None for another question."""
    question, fact = request.question, request.question.fact
    if fact is None:
        return None
    meant = _story_meant(request)
    if not isinstance(meant, _Meant):
        return meant
    said = stated(request, meant.story, fact, meant.sure)
    if isinstance(said, Answer) and meant.other:
        return _beside(question, said, stated(request, meant.other, fact))
    if said is None and fact in _ONLY_STATED and _is_of_the_story(question):
        return _not_told(request, meant.story, "That story does not say so.")
    return said


def _not_told(request: Request, story: Story, reason: str) -> NoAnswer:
    """The refusal of what the one story that is meant does not tell."""
    question, near = request.question, tuple(_opening(request, story)[:KEPT])
    return NoAnswer(question.typed, reason, 0.0, near, question.repairs)


def _is_of_the_story(question: Question) -> bool:
    """Whether a fact is asked of a story, and not of a thing that a paragraph may tell of: a book, a law."""
    return not question.terms or bool(asking.OF_A_STORY.search(question.plain))


def by_overview(request: Request) -> Verdict | None:
    """Answer what a story is about with its opening; None for another question."""
    if request.question.kind != "overview":
        return None
    meant = _story_meant(request)
    if not isinstance(meant, _Meant):
        return meant
    said = lead(request, meant.story, meant.sure)
    return _beside(request.question, said, lead(request, meant.other)) if meant.other else said


def _beside(question: Question, said: Answer, other: Verdict | None) -> Answer:
    """The answer with that of the other story that could be meant beside it, where there is one."""
    if not isinstance(other, Answer) or other.best is None:
        return said
    return answer(question, said.ranked, said.confidence, other.best)


def stated(request: Request, story: Story, fact: FactName, sure: float = _SURE) -> Verdict | None:
    """Answer with the passage that states `fact` of `story`, `sure` of it; None when it states none."""
    if fact in ("dateline", "location") and story.dateline:
        place = next((one for one in _all_of(request, story) if one.fact == "location"), None)
        if fact == "dateline" or place is None:
            return lead(request, story, sure)
    names = _STATED_BY.get(fact, (fact,))
    if fact == "rights" and not facts.PUBLIC_DOMAIN.search(request.question.plain):
        names = ("credit", "rights")
    passages = _all_of(request, story)
    found = next((one for name in names for one in passages if one.fact == name), None)
    by_the_clock = request.question.kind == "what time"
    if found is None or (by_the_clock and not signs.strength("what time", found.text)):
        return None
    others = [one for one in passages if one.kind == "fact" and one.id != found.id]
    return answer(request.question, _in_order("asked for by name", [found, *others]), sure)


def lead(request: Request, story: Story, sure: float = _SURE) -> Answer:
    """Answer with the paragraph that opens `story`, `sure` of it."""
    return answer(request.question, _opening(request, story), sure)


def answer(question: Question, ranked: Sequence[Match], sure: float, beside: Match | None = None) -> Answer:
    """Answer with the first of `ranked`, `sure` of it from 0 to 1; after it comes `beside`."""
    best = ranked[0]
    if beside is not None:
        ranked = [best, beside, *(match for match in ranked[1:] if match is not beside)]
    return Answer(
        question=question.typed,
        kind="fact" if best.passage.kind == "fact" else "passage",
        confidence=round(sure, 4),
        best=best,
        ranked=tuple(ranked[:KEPT]),
        repairs=question.repairs,
        beside=beside,
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """The story that a question about a story means, and the other that could be meant as well."""

    story: Story
    other: Story | None = None

    @property
    def sure(self) -> float:
        return _EITHER if self.other else _SURE


def _story_meant(request: Request) -> _Meant | NoAnswer | None:
    """The story that a question about a story means; None when its words mean something else."""
    if request.within is not None:
        return _Meant(request.within)
    question, edition = request.question, request.edition
    if question.terms:
        found = catalogue.meant(edition, question.stems, question.period)
        if found is None or not _is_meant(question, found):
            return None
        return _Meant(found.story, found.next if found.next_share >= _NEARLY * found.share else None)
    if request.about is not None:
        return _Meant(request.about)
    nearest = tuple(_opening(request, story)[0] for story in edition.stories[:3])
    return NoAnswer(
        question.typed, "Which story do you mean? Name it, or reply to an answer about it.", 0.0, nearest
    )


def _is_meant(question: Question, found: catalogue.Meant) -> bool:
    if found.share >= _MEANT:
        return True
    alone = found.share >= _MEANT_ALONE and found.next_share <= _MUCH_LESS * found.share
    return alone and _is_of_the_story(question)


def _opening(request: Request, story: Story) -> list[Match]:
    """The paragraphs of `story` from its first on; its facts where it has no paragraph."""
    passages = _all_of(request, story)
    told = [one for one in passages[opening(story, passages) :] if one.tells]
    return _in_order("opens the story", told or passages)


def _all_of(request: Request, story: Story) -> Sequence[Passage]:
    return request.edition.passages_of(story.id)


def _in_order(why: str, passages: Sequence[Passage]) -> list[Match]:
    """Matches that no score has ranked, but a rule: each a little less than the one before."""
    scores = [round(1 / (1 + place / 10), 9) for place in range(len(passages))]
    return [
        Match(one, one.sentences[0], score, (Part(why, score, 1.0),))
        for one, score in zip(passages, scores, strict=True)
    ]


def _counted(found: int, of: int) -> str:
    if found == of:
        return f"All {of} stories in the library." if of > 1 else "The one story in the library."
    return f"{found} of the {of} stories in the library."


def by_date(request: Request, ranked: Sequence[Match]) -> list[Match]:
    """Return `ranked`; asked when, the day of the release first where the best sentence tells of "today".

    So too where it tells no day and the question follows another: the story's own day is left. A
    sentence that has years too tells of today where that stands nearer to the question's words.
    """
    best, question = ranked[0], request.question
    if question.kind != "when" or _SINCE.search(question.plain):
        return list(ranked)
    other_day = signs.strength("when", _TODAY.sub("", best.sentence_text))
    if other_day == 1 or (other_day and not _tells_of_today(request, best)):
        return list(ranked)
    if not (_says_today(best.sentence_text) or question.asks_on):
        return list(ranked)
    posted = next((one for one in _all_of(request, best.passage.story) if one.fact == "posted"), None)
    if posted is None:
        return list(ranked)
    why = Part("told as today", 1.0, best.score)
    rest = (match for match in ranked if match.passage.id != posted.id)
    return [Match(posted, posted.sentences[0], best.score, (why,)), *rest]


def _says_today(sentence: str) -> bool:
    return bool(_TODAY.search(sentence)) and not _THESE_DAYS.search(sentence)


def _tells_of_today(request: Request, match: Match) -> bool:
    """Whether the question's words stand nearer to "today" than to the years in the sentence."""
    profile = request.edition.profile(match.passage)
    order = next((one.order for one in profile.sentences if one.span == match.sentence), ())
    kin = kin_of(request.question.stems)
    asked = [
        place
        for place, one in enumerate(order)
        if any(one == stem or one in kin[stem] for stem in request.question.stems)
    ]
    today = [place for place, one in enumerate(order) if _TODAY.fullmatch(one)]
    years = [place for place, one in enumerate(order) if one.isdigit() and len(one) == 4]
    if not today or not asked:
        return False
    return not years or _away(asked, today) < _away(asked, years)


def _away(places: Sequence[int], others: Sequence[int]) -> float:
    return sum(min(abs(place - other) for other in others) for place in places)


# The first that has something to say answers.
RULES = (by_number, by_list, by_order, by_speakers, by_fact, by_overview)
