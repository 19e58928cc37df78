"""A question put to an edition -> Answer or NoAnswer: which rule applies, and when to say "I don't know"."""

import math
from collections.abc import Sequence

from knowledge import asking, catalogue
from knowledge.edition import Edition
from knowledge.matcher import rank, speakers
from knowledge.question import Question, understand
from knowledge.records import Answer, FactName, Match, NoAnswer, Part, Passage, Story, Verdict

_KEPT = 10
_CANDIDATES = 200
_SURE = 0.93  # a fact that stands in the release, asked of the one story that it can mean
_LEAD = 0.85  # the opening of the one story that a question can mean
_LIST = 0.8  # the stories that mention a thing
_MEANT = 0.6  # the share of a question's words that the story it means must hold

# score -> confidence: 1 / (1 + exp(-slope * (score - middle)))
_SLOPE, _MIDDLE = 11.0, 0.50

# What is taken from the confidence when no release uses the question's words, and when somebody else speaks.
_UNUSED, _OTHER_SPEAKER = 0.6, 0.6

# Which facts answer a question for one, the first that the story states.
_STATED_BY: dict[FactName, tuple[FactName, ...]] = {
    "posted": ("posted", "byline"),
    "byline": ("byline", "credit"),
    "title": ("title", "credit"),
    "rights": ("rights", "credit"),
    "story id": ("story id", "number"),
    "number": ("number", "story id"),
    "location": ("location", "dateline"),
}


def decide(
    edition: Edition, text: str, *, minimum: float, within: str | None = None, about: str | None = None
) -> Verdict:
    """Answer `text` from `edition`, or say why not.

    `minimum` is the confidence an answer needs. `within` is the id of the only
    story to look in; `about` the id of the story that is being talked of.
    """
    if not edition.stories:
        return NoAnswer(text, "There is nothing to answer from yet: no release is loaded.")
    question = understand(text, edition.vocabulary)
    if not any(character.isalnum() for character in question.plain):
        return NoAnswer(
            text, "I could not read a question in that. Ask about something that a release tells."
        )
    about = within or about
    if about is None and len(edition.stories) == 1:
        about = edition.stories[0].id
    for rule in (_by_number, _by_list, _by_fact, _by_overview):
        said = rule(edition, question, within, about)
        if said is not None:
            return said
    return _by_passage(edition, question, minimum, within, about)


def confidence(score: float) -> float:
    """Return the chance that a passage with this score is right: a logistic curve (Platt, 1999)."""
    return 1 / (1 + math.exp(-_SLOPE * (score - _MIDDLE)))


def _by_number(
    edition: Edition, question: Question, _within: str | None, _about: str | None
) -> Verdict | None:
    """A story asked for by its number: exact, or none."""
    numbers = [term.word for term in question.terms if term.word.isdigit() and len(term.word) >= 4]
    if not numbers or not (question.fact in ("story id", "number") or question.plain.strip() == numbers[0]):
        return None
    story = edition.stories_by_id.get(numbers[0])
    if story is None:
        return NoAnswer(question.typed, f"No release has the number {numbers[0]}.", repairs=question.repairs)
    return _stated(edition, question, story, "story id") or _lead(edition, question, story)


def _by_list(edition: Edition, question: Question, _within: str | None, _about: str | None) -> Verdict | None:
    """Which stories, how many stories, the latest, the oldest."""
    if question.scope == "passage":
        return None
    found = catalogue.mentioning(edition, question.stems, question.year)
    if not found:
        return NoAnswer(question.typed, "No story in the library mentions that.", repairs=question.repairs)
    if question.scope in ("latest", "oldest"):
        dated = [story for story in found if story.date] or list(found)
        return _lead(edition, question, dated[0] if question.scope == "latest" else dated[-1])
    many = f"{len(found)} stories" if len(found) > 1 else "1 story"
    return Answer(
        question=question.typed,
        kind="stories",
        confidence=_LIST,
        best=None,
        stories=found,
        summary=f"{many} of {len(edition.stories)} in the library.",
        repairs=question.repairs,
    )


def _by_fact(edition: Edition, question: Question, within: str | None, about: str | None) -> Verdict | None:
    """A fact that a story states about itself."""
    if question.fact is None:
        return None
    story = _story_meant(edition, question, within, about)
    if isinstance(story, NoAnswer) or story is None:
        return story
    return _stated(edition, question, story, question.fact)


def _by_overview(
    edition: Edition, question: Question, within: str | None, about: str | None
) -> Verdict | None:
    """What a story is about: its opening paragraph."""
    if question.kind != "overview":
        return None
    story = _story_meant(edition, question, within, about)
    if isinstance(story, NoAnswer) or story is None:
        return story
    return _lead(edition, question, story)


def _by_passage(
    edition: Edition, question: Question, minimum: float, within: str | None, about: str | None
) -> Verdict:
    """Anything else: the passage that matches best, if it matches well enough."""
    topic = about if question.follows or len(edition.stories) == 1 else None
    if not question.terms and not (topic and asking.FOLLOWS.search(question.plain)):
        return NoAnswer(question.typed, "Ask with a few more words, please.", repairs=question.repairs)
    ranked = rank(edition, question, _places(edition, question, within, topic), topic)[:_KEPT]
    if not ranked:
        return NoAnswer(question.typed, "No release says anything about that.", repairs=question.repairs)
    sure = confidence(ranked[0].score) * (1 - _doubt(edition, question, ranked[0]))
    if sure < minimum:
        reason = "No release that I have says that."
        return NoAnswer(question.typed, reason, sure, tuple(ranked), question.repairs)
    return _answer(question, ranked, sure)


def _doubt(edition: Edition, question: Question, best: Match) -> float:
    """How much speaks against the best passage, 0 to 1, though its words fit.

    Words that no release uses ask for something that no release tells; and what one person
    said is not what another did.
    """
    rarity = {one: edition.counts.rarity(one) for one in question.stems}
    unused = sum(weight for one, weight in rarity.items() if not edition.counts.passages_with.get(one))
    doubt = _UNUSED * unused / (sum(rarity.values()) or 1.0)
    said_by = speakers(best.passage)
    if question.sayer and said_by and not question.sayer & said_by:
        doubt = max(doubt, _OTHER_SPEAKER)
    return doubt


def _places(edition: Edition, question: Question, within: str | None, topic: str | None) -> Sequence[int]:
    if within is not None:
        return edition.places.get(within, ())
    found = edition.index.candidates(question.stems, _CANDIDATES)
    return [*found, *edition.places.get(topic, ())] if topic else found


def _story_meant(
    edition: Edition, question: Question, within: str | None, about: str | None
) -> Story | NoAnswer | None:
    """The story that a question about a story means; None when its words mean something else."""
    if within is not None:
        return edition.stories_by_id.get(within)
    if question.terms:
        story, share = catalogue.meant(edition, question.stems)
        if story is not None and share >= _MEANT:
            return story
        return None
    if about is not None and about in edition.stories_by_id:
        return edition.stories_by_id[about]
    nearest = tuple(_opening(edition, story)[0] for story in edition.stories[:3])
    return NoAnswer(
        question.typed, "Which story do you mean? Name it, or reply to an answer about it.", 0.0, nearest
    )


def _stated(edition: Edition, question: Question, story: Story, fact: FactName) -> Verdict | None:
    """The passage that states `fact` of `story`; None when the story states none."""
    if fact == "dateline" and story.dateline:
        return _lead(edition, question, story)
    names = _STATED_BY.get(fact, (fact,))
    if fact == "rights" and "domain" not in question.plain:
        names = ("credit", "rights")
    passages = edition.passages_of(story.id)
    found = next((one for name in names for one in passages if one.fact == name), None)
    if found is None:
        return None
    others = [one for one in passages if one.kind == "fact" and one.id != found.id]
    return _answer(question, _in_order("asked for by name", [found, *others])[:_KEPT], _SURE)


def _lead(edition: Edition, question: Question, story: Story) -> Verdict:
    return _answer(question, _opening(edition, story)[:_KEPT], _LEAD)


def _opening(edition: Edition, story: Story) -> list[Match]:
    """The paragraphs of `story` from its first on; its facts where it has no paragraph."""
    passages = edition.passages_of(story.id)
    told = [one for one in passages if one.kind != "fact"]
    return _in_order("opens the story", told or passages)


def _in_order(why: str, passages: Sequence[Passage]) -> list[Match]:
    """Matches that no score has ranked, but a rule: each a little less than the one before."""
    scores = [1 / (1 + place / 10) for place in range(len(passages))]
    return [
        Match(one, one.sentences[0], round(score, 9), (Part(why, score, 1.0),))
        for one, score in zip(passages, scores, strict=True)
    ]


def _answer(question: Question, ranked: Sequence[Match], sure: float) -> Answer:
    best = ranked[0]
    return Answer(
        question=question.typed,
        kind="fact" if best.passage.kind == "fact" else "passage",
        confidence=round(sure, 4),
        best=best,
        ranked=tuple(ranked),
        repairs=question.repairs,
    )
