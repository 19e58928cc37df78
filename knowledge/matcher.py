"""Question + candidates -> ranked passages, each score explained.

A score is a weighted sum of features. Each feature is a pure function from 0
to 1, and `WEIGHTS` is the one place where they are weighed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.edition import Edition
from knowledge.profile import Profile, SentenceProfile
from knowledge.question import Kind, Question
from knowledge.records import Match, Part

# How much a word of the question counts where it is found: in the sentence, elsewhere in
# the passage, in the title (or the story's own date and source), elsewhere in the story.
_IN_SENTENCE, _IN_PASSAGE, _IN_TITLE, _IN_STORY = 1.0, 0.8, 0.6, 0.35

WEIGHTS = {
    "words": 0.52,
    "sentence": 0.16,
    "pairs": 0.08,
    "kind": 0.14,
    "brevity": 0.04,
    "lead": 0.04,
    "talk": 0.02,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the features need to know of it.

    `rarity` is how much each of its stems tells in this edition. `about` is the
    id of the story that is being talked of.
    """

    question: Question
    rarity: dict[str, float]
    about: str | None

    @property
    def total(self) -> float:
        """The sum of all rarities, never 0."""
        return sum(self.rarity.values()) or 1.0


def rank(edition: Edition, question: Question, places: Iterable[int], about: str | None) -> list[Match]:
    """Score the profiles at `places` and return them best first; equals stay in the order of the edition."""
    asked = Asked(question, {one: edition.counts.rarity(one) for one in question.stems}, about)
    found = [_match(asked, edition.profiles[place]) for place in sorted(set(places))]
    return sorted(found, key=lambda match: -match.score)


def _match(asked: Asked, profile: Profile) -> Match:
    scored = [(_score(asked, profile, sentence), sentence) for sentence in profile.sentences]
    parts, sentence = max(scored, key=lambda one: sum(part.value * part.weight for part in one[0]))
    score = sum(part.value * part.weight for part in parts)
    return Match(profile.passage, sentence.span, round(score, 9), parts)


def _score(asked: Asked, profile: Profile, sentence: SentenceProfile) -> tuple[Part, ...]:
    return tuple(
        Part(name, feature(asked, profile, sentence), WEIGHTS[name]) for name, feature in FEATURES.items()
    )


def words(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words is found, weighed by rarity and by how near to the sentence."""
    found = sum(rarity * _nearness(one, profile, sentence) for one, rarity in asked.rarity.items())
    return found / asked.total


def _nearness(one: str, profile: Profile, sentence: SentenceProfile) -> float:
    if one in sentence.stems:
        return _IN_SENTENCE
    if one in profile.stems:
        return _IN_PASSAGE
    if one in profile.story.title or one in profile.story.about:
        return _IN_TITLE
    return _IN_STORY if one in profile.story.stems else 0.0


def sentence_words(asked: Asked, _profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's words, weighed by rarity, stands in the one sentence."""
    return sum(rarity for one, rarity in asked.rarity.items() if one in sentence.stems) / asked.total


def pairs(asked: Asked, _profile: Profile, sentence: SentenceProfile) -> float:
    """Which share of the question's neighbouring words are neighbours in the sentence."""
    wanted = asked.question.pairs
    return sum(pair in sentence.pairs for pair in wanted) / len(wanted) if wanted else 0.0


def brevity(_asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """How short the passage is: 1 for nothing, 0.5 at 60 words."""
    return 60 / (60 + profile.length)


def lead(_asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for the paragraph that opens its story."""
    return float(profile.opens)


def talk(asked: Asked, profile: Profile, _sentence: SentenceProfile) -> float:
    """1 for a passage of the story that is being talked of."""
    return float(profile.passage.story.id == asked.about)


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,4}}|\b\d{{1,2}}(?:-\d{{1,2}})? {_MONTH}\b|\b(?:19|20)\d\d\b|\b{_DAY}\b|\b{_MONTH}\b"
)
_FULL_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:-\d{{1,2}})? {_MONTH}\b|\b{_DAY}\b")
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens?|hundreds?|thousands?|million|billion"
_NUMBER = re.compile(
    rf"(?<![-\w.])\$?\d[\d,]*(?:\.\d+)?(?:th|st|nd|rd|%)?\b|\b(?:{_NUMBER_WORDS}|once|twice|annual|quarterly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b(?:\d+|{_NUMBER_WORDS}|an?|nearly an?|several|past|last)[ -](?:\w+ )?(?:second|minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:Gen|Maj|Brig|Lt|Col|Capt|Cpt|Sgt|Mr|Mrs|Ms|Dr|Adm|Cmdr|LTG|MG|BG|COL|LTC|MAJ|CPT|SFC|SSG|CW\d)\b\.?"
    r"|\b[A-Z][a-z]{1,20} (?:[A-Z]\. )?[A-Z][a-z]{1,20}\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|of|visited|across|through|outside) (?:the )?(?:[A-Z][\w.’'-]{1,30}|Ft\.)|^[A-Z]{2,}[A-Z .,-]{2,40}"
)
_REASON = re.compile(
    r"\b(?:because|due to|in order to|so that|to ensure|to enhance|to help|to build|as a result|since|therefore|reason|purpose"
    r"|aims?|designed to|intended|must|to better|difficult|challenge\w*|reinforc\w+|important|critical)\b",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    r"\b(?:director|commander|commanding|general|chief|officer|secretary|attorney|president|chair\w*|deputy|attach\S+"
    r"|manager|head|leader|minister|ambassador|engineer|spokes\w+|coordinator|advisor|instructor|sergeant)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“”\"]|\b(?:said|says|explained|added|stated|noted|continued|concluded)\b")

_SIGNS: dict[Kind, tuple[re.Pattern[str], ...]] = {
    "who": (_PERSON,),
    "role": (_ROLE_WORDS,),
    "when": (_FULL_DATE, _DATE),
    "where": (_PLACE,),
    "how many": (_NUMBER,),
    "how long": (_DURATION, _DATE),
    "why": (_REASON,),
    "said": (_QUOTED,),
}


def kind(asked: Asked, profile: Profile, sentence: SentenceProfile) -> float:
    """How surely the sentence holds a thing of the kind asked for: a person, a date, a number …

    1 for the first sign of that kind in the sentence, less for the next, half for one elsewhere in the
    passage; 0.5 for a question that wants no particular thing.
    """
    text = profile.passage.story.text
    for rank_, sign in enumerate(signs := _SIGNS.get(asked.question.kind, ())):
        if sign.search(text, sentence.span.start, sentence.span.end):
            return 1.0 - 0.3 * rank_
    if not signs:
        return 0.5
    span = profile.passage.span
    return 0.4 if any(sign.search(text, span.start, span.end) for sign in signs) else 0.0


Feature = Callable[[Asked, Profile, SentenceProfile], float]
FEATURES: dict[str, Feature] = {
    "words": words,
    "sentence": sentence_words,
    "pairs": pairs,
    "kind": kind,
    "brevity": brevity,
    "lead": lead,
    "talk": talk,
}
