"""The parts of a score: what speaks for a sentence and its passage, each a pure function from 0 to 1."""

from collections.abc import Callable
from itertools import pairwise

from rapidfuzz import fuzz

from knowledge import signs
from knowledge.look import Asked, Sight, share
from knowledge.profile import speakers

_WORDED_ALIKE = 50  # a partial ratio that any two sentences have
_WORDED = 300  # a question of more characters is not compared letter by letter
_WITH_WORDS = 0.125  # what the kind counts once more in a follow-up with words of its own


def words(sight: Sight) -> float:
    """Which share of the question's words is found, weighed by rarity and by how near to the sentence.

    A question with no word of its own ("and when?") has none that is missing: 1.
    """
    return sight.look.found(sight.holds)


def beyond(sight: Sight) -> float:
    """Which share of the question's words stands in the sentence, of those that the story does not give away.

    Weighed by rarity. The name of what the whole story is about leads to the story, and to none of its
    sentences: few say it again. A question of none but such words is not told by them: half.
    """
    weights = sight.look.beyond
    return share(weights, sight.holds) if any(weights) else 0.5


def sentence_words(sight: Sight) -> float:
    """Which share of the question's words, weighed by rarity, stands in the one sentence."""
    return share(sight.look.asked.rarity.values(), sight.holds)


def repeated(sight: Sight) -> float:
    """How often the passage says the question's words, weighed by rarity.

    times / (times + 1.5) for each, the saturation of BM25 (Robertson and Zaragoza, 2009) without its length.
    """
    return sight.look.repeated


def phrasing(sight: Sight) -> float:
    """Which share of the question's words, small ones too, stands in the sentence as it is asked.

    0 for a question of small words alone, which stand anywhere.
    """
    asked, words = sight.look.asked, frozenset(sight.plain.split())
    spelt = asked.question.plain.split()
    return sum(word in words for word in spelt) / len(spelt) if asked.total else 0.0


def pairs(sight: Sight) -> float:
    """Which share of the words that follow each other in the question do so in the sentence."""
    asked = sight.look.asked.pairs
    return len(asked.intersection(pairwise(sight.sentence.order))) / len(asked) if asked else 0.0


def kind(sight: Sight) -> float:
    """How surely the sentence holds a thing of the kind asked for: a person, a day, a place, a reason …

    Less than half for one elsewhere in the passage; half for a question that wants no particular thing.
    """
    asked, passage = sight.look.asked, sight.look.profile.passage
    if asked.introducing is not None:
        return 1.0 if asked.introducing.search(sight.text) else 0.3
    wanted = asked.question.kind
    if not signs.wanted(wanted) or wanted in signs.MEASURED:
        return 0.5
    if passage.kind == "fact":  # a title has capitals and numbers, and answers nothing
        return 0.0
    if asked.question.who_said:
        return float(passage.speaker is not None)
    return sight.strength


def measure(sight: Sight) -> float:
    """How surely the sentence holds the figure asked for: a number of the things, a sum, a length of time ...

    Less than half for one elsewhere in the passage; half for a question that wants no figure.
    """
    asked, order = sight.look.asked, sight.sentence.order
    if asked.question.kind not in signs.MEASURED:
        return 0.5
    if sight.look.profile.passage.kind == "fact":
        return 0.0
    if asked.question.counted and asked.question.kind == "how many":
        return signs.count_of(_with_kin(asked), order)
    here = sight.strength
    if asked.question.kind != "role":
        return here
    return 1.0 if any(signs.introduces(name, order) for name in asked.question.stems) else 0.5 * here


def brief(sight: Sight) -> float:
    """What `kind` or `measure` says once more, divided by the words of the question: the fewer there are, the
    more it tells what is asked for.
    """
    return _wanted(sight) / max(1, len(sight.look.asked.question.terms))


def _wanted(sight: Sight) -> float:
    """How surely the sentence holds what is asked for, a figure or a thing of another kind."""
    return (measure if sight.look.asked.question.kind in signs.MEASURED else kind)(sight)


def _with_kin(asked: Asked) -> frozenset[str]:
    counted = asked.question.counted
    return counted.union(*(asked.kin.get(one, frozenset()) for one in counted))


def speaker(sight: Sight) -> float:
    """1 where the passage is in the words of the person that is asked to have said something.

    For "who said …", half where it has a speaker at all, and more the more of what is said it says in that
    order; 0 for a question about no speaker.
    """
    question, passage = sight.look.asked.question, sight.look.profile.passage
    if question.sayer:
        return float(bool(question.sayer & speakers(passage)))
    if (
        passage.kind == "fact" or not question.who_said
    ):  # a title has capitals and numbers, and answers nothing
        return 0.0
    return (1 + pairs(sight)) / 2 if passage.speaker else 0.0


def wording(sight: Sight) -> float:
    """How near the sentence comes to the question letter by letter, small words too.

    The partial ratio of rapidfuzz from 50 up, stretched to 0..1: it tells sentences of the same words
    apart. Less for a sentence that is shorter than the question.
    """
    asked = sight.look.asked
    if len(asked.question.plain) > _WORDED:
        return 0.0
    near = fuzz.partial_ratio(asked.question.plain, sight.plain, score_cutoff=_WORDED_ALIKE)
    # A heading of two words says little.
    whole = min(1.0, len(sight.plain) / max(1, len(asked.question.plain)))
    return whole * max(0.0, near - _WORDED_ALIKE) / (100 - _WORDED_ALIKE)


def prose(sight: Sight) -> float:
    """1 for a paragraph or a quotation, 0 for a fact, which is answered when it is asked for by name."""
    return float(sight.look.profile.passage.kind != "fact")


def story(sight: Sight) -> float:
    """Which share of the question's words, weighed by rarity, the story holds; most where its title does."""
    return sight.look.in_story


def detail(sight: Sight) -> float:
    """Which share of the question's words stands in the sentence, weighed by rarity in its story too.

    What all of a story's passages say tells the story and not the passage.
    """
    return share(sight.look.details, sight.holds)


def meaning(sight: Sight) -> float:
    """How near the sentence, after its story's title, comes to the question; 0 without a sentence model."""
    return sight.look.nearness(sight.sentence)


def gist(sight: Sight) -> float:
    """How near the passage as a whole, after its story's title, comes to the question, as `meaning` does."""
    return sight.look.gist


def turn(sight: Sight) -> float:
    """What `kind` or `measure` says once more for a follow-up, most for one without words; else 0."""
    question = sight.look.asked.question
    if not question.asks_on:
        return 0.0
    return _wanted(sight) * (1.0 if question.before else _WITH_WORDS)


def talk(sight: Sight) -> float:
    """1 for the passage that a follow-up leans on, a little for others of the story talked of.

    What somebody said is asked for by what it is about, and not where it stands.
    """
    asked, passage = sight.look.asked, sight.look.profile.passage
    if passage.id == asked.last and asked.question.follows and asked.question.kind != "said":
        return 1.0
    return 0.1 if passage.story.id == asked.about else 0.0


Feature = Callable[[Sight], float]
FEATURES: dict[str, Feature] = {
    "words": words,
    "beyond": beyond,
    "kind": kind,
    "measure": measure,
    "brief": brief,
    "speaker": speaker,
    "wording": wording,
    "phrasing": phrasing,
    "pairs": pairs,
    "repeated": repeated,
    "prose": prose,
    "story": story,
    "detail": detail,
    "turn": turn,
    "talk": talk,
    "meaning": meaning,
    "gist": gist,
}
