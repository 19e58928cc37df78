"""Fit the weights of `knowledge/matcher.py` and of `knowledge/confidence.py`; run by hand.

    python tests/bench/fit.py [--model FOLDER] FOLDER=QUESTIONS.jsonl[,QUESTIONS.jsonl …] …

FOLDER holds releases, as the bot reads them. A line of a question
file is {"question", "unanswerable", "gold": [{"release": file stem, "answer": [substring, …]}]}; one
with "prev" follows another question and is passed over, and so is one that a rule answers. For the
ranking each FOLDER counts the same, however many questions it has; for the confidence, which many
questions tell better than few, as the square root of their number. Prints the weights to three decimals;
with the folder of a sentence model those to use with it. Those of the confidence come twice: for passages in
the language of the question, and for passages in another. After the first stand the confidences below which
the best passages stay in three of four, and in four of five questions that no release answers:
`answers.minimum_confidence`, which is one with the model and without, is set between.

The weights in use were fitted on seven sets: the new-wiki part of SQuADShifts (Miller et al., 2020; CC BY
4.0), as it stands and with one or two misspelt words in each question, `army.jsonl` with `justice.jsonl` in
`tests/bench/questions/`, over the 67 federal releases (public domain) that `releases.jsonl` there names,
over the same `spanish.jsonl`, which asks the questions of both in Spanish, and `brooklyn.jsonl`,
`department.jsonl` and `senate.jsonl`, over the releases that `more_releases.py` makes.
"""

import argparse
import json
import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.confidence import EVIDENCE, across, weigh
from knowledge.edition import Edition, edit
from knowledge.features import FEATURES
from knowledge.library import Folder, Library
from knowledge.look import sight
from knowledge.matcher import WEIGHTS, WEIGHTS_WITH_MEANING, prepare
from knowledge.profile import Profile
from knowledge.question import understand
from knowledge.reach import in_reach
from knowledge.records import Match, Part, Passage, Span, Story
from knowledge.rules import RULES, Request
from knowledge.semantic import Embedder, SentenceModel, Vectors

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """What is known of the best passage for a question, after a 1; whether it is right; what that counts.

    `across` says that question and passage are in two languages.
    """

    known: Numbers
    right: bool
    counts: float
    across: bool


_TODAY = date(2025, 6, 1)
# What was said before plays no part in these questions, and few of them ask for a person's words or for
# what only a fact tells.
_BY_HAND = {"turn", "talk", "speaker", "prose"}
_SHARPNESS = 8.0  # how many times the difference of two scores is taken, before the softmax
_RIDGE = 0.005
_STEPS, _RATE = 1500, 0.02
_BESIDE = 0.15  # how right another sentence of the right passage is
_NEWTON_STEPS = 25
_REFUSED = (0.75, 0.8)
_CONFIDENCE_RIDGE = 0.0001


@dataclass(frozen=True)
class Example:
    """A question with all sentences in reach: their features, how right each is, what the question counts.

    `cosines` are how near they come in meaning, as `in_reach` gives them. `unsaid` says that it was put to
    all releases, and that none answers it.
    """

    request: Request
    profiles: list[Profile]
    cosines: dict[int, float]
    places: Numbers
    features: Numbers
    right: Numbers
    counts: float
    unsaid: bool


def examples(
    edition: Edition, questions: Sequence[dict[str, Any]], names: Sequence[str]
) -> Iterator[Example]:
    """Yield the questions that passages answer, or none does, each with what is in reach.

    Each is put to all releases, and to the one alone that holds the answer, or the best match for none:
    some libraries have one story.
    """
    alone: dict[str, Edition] = {}
    for asked in questions:
        gold = [] if asked["unanswerable"] else asked["gold"]
        counts = 0.5 / len(questions)
        everywhere = _example(edition, asked["question"], names, gold, counts, unsaid=not gold)
        if everywhere is None:
            continue
        right = [place for place, profile in enumerate(everywhere.profiles) if _right_of(profile, gold)]
        if right and all(everywhere.profiles[place].passage.kind == "fact" for place in right):
            continue
        yield everywhere
        story = everywhere.profiles[right[0] if right else 0].passage.story
        if story.id not in alone:
            alone[story.id] = _with_one(edition, story)
        in_it = _example(alone[story.id], asked["question"], names, gold, counts)
        if in_it is not None:
            yield in_it


def _with_one(edition: Edition, story: Story) -> Edition:
    """Make an edition of one story of another, with the same vectors."""
    one, meaning = edit([story]), edition.meaning
    if meaning is None:
        return one
    rows = [row for place in edition.places[story.id] for row in edition.rows[place]]
    return replace(one, meaning=replace(meaning, matrix=meaning.matrix[rows]))


def _example(
    edition: Edition,
    asked: str,
    names: Sequence[str],
    gold: Sequence[dict[str, Any]],
    counts: float,
    *,
    unsaid: bool = False,
) -> Example | None:
    """None where a rule answers, and where there is nothing to go by."""
    request = Request(edition, understand(asked, edition.vocabulary, today=_TODAY))
    if any(rule(request) for rule in RULES):
        return None
    request = Request(edition, understand(asked, edition.vocabulary, today=_TODAY, facts=False))
    if not request.question.terms:
        return None
    places, cosines = in_reach(request)
    looks = prepare(request.edition, request.question, places, cosines=cosines)
    profiles = [look.profile for look in looks]
    rows = [
        ([FEATURES[name](sight(look, one)) for name in names], number, _right(look.profile, one.span, gold))
        for number, look in enumerate(looks)
        for one in look.profile.sentences
    ]
    if not rows:
        return None
    features, numbers, right = zip(*rows, strict=True)
    return Example(
        request=request,
        profiles=profiles,
        cosines=cosines,
        places=np.array(numbers),
        features=np.array(features),
        right=np.array(right),
        counts=counts,
        unsaid=unsaid,
    )


def _right(profile: Profile, sentence: Span, gold: Sequence[dict[str, Any]]) -> float:
    if not _right_of(profile, gold):
        return 0.0
    passage = profile.passage
    return 1.0 if _holds(passage, sentence.of(passage.story.text), gold) else _BESIDE


def _right_of(profile: Profile, gold: Sequence[dict[str, Any]]) -> bool:
    return _holds(profile.passage, profile.passage.text, gold)


def _holds(passage: Passage, words: str, gold: Sequence[dict[str, Any]]) -> bool:
    text = " ".join(words.casefold().split())
    stem = Path(passage.story.file).stem
    return any(
        one["release"] == stem
        and any(" ".join(answer.casefold().split()) in text for answer in one["answer"])
        for one in gold
    )


def fit_ranking(known: Sequence[Example], weights: Numbers, free: npt.NDArray[np.bool_]) -> Numbers:
    """Return weights, none below 0, under which right sentences take most of the softmax over all in reach.

    Gradient descent (Adam, Kingma and Ba, 2015) from `weights`; only those that are `free` are moved.
    Questions in another language than the answer are passed over: they share no phrases with it.
    """
    answerable = [one for one in known if one.right.any() and not _across(one)]
    features = np.concatenate([one.features for one in answerable])
    right = np.concatenate([one.right for one in answerable])
    lengths = [len(one.right) for one in answerable]
    counts = np.repeat([one.counts for one in answerable], lengths) / sum(one.counts for one in answerable)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        chance = _shares(np.exp(_SHARPNESS * features @ weights), lengths)
        wanted = _shares(chance * right, lengths)
        slope = _SHARPNESS * (2 * _RIDGE * weights - features.T @ (counts * (wanted - chance)))
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        move = _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        weights = np.where(free, np.maximum(0.0, weights - move * (1 - step / (_STEPS + 1))), weights)
    return weights


def _across(known: Example) -> bool:
    """Whether the first right passage is in another language than the question."""
    passage = known.profiles[int(known.places[np.argmax(known.right)])].passage
    return across(known.request.question, passage)


def _shares(values: Numbers, lengths: Sequence[int]) -> Numbers:
    """Return what each value is of the sum of its question's values; so many stand for each question."""
    starts = np.cumsum([0, *lengths[:-1]])
    return values / np.repeat(np.add.reduceat(values, starts), lengths)


def evidence(known: Sequence[Example], names: Sequence[str], weights: Numbers) -> Iterator[Row]:
    """Yield for each question what is known of its best passage, whether it is right, what it counts."""
    for one in known:
        scores = one.features @ weights
        best: dict[int, int] = {}
        for row in np.argsort(-scores, kind="stable"):
            best.setdefault(int(one.places[row]), int(row))
        ranked = [_match(one, row, scores[row], names) for row in best.values()]
        top = next(iter(best))
        known_of = weigh(one.request.edition, one.request.question, ranked, one.cosines)
        right = bool(one.right[one.places == top].any())
        yield Row(np.array([1.0, *known_of.values()]), right, math.sqrt(one.counts), known_of.across)


def _match(one: Example, row: int, score: float, names: Sequence[str]) -> Match:
    passage = one.profiles[int(one.places[row])].passage
    parts = tuple(map(Part, names, map(float, one.features[row]), repeat(0.0)))
    return Match(passage, passage.sentences[0], float(score), parts)


def fit_confidence(rows: Sequence[Row]) -> Numbers:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    values = np.array([row.known for row in rows])
    right = np.array([row.right for row in rows], dtype=float)
    counts = np.array([row.counts for row in rows])
    counts /= counts.sum()
    ridge = _CONFIDENCE_RIDGE * np.eye(values.shape[1])
    ridge[0, 0] = 0
    weights = np.zeros(values.shape[1])
    for _ in range(_NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (chance - right)) + 2 * ridge @ weights
        curve = (values.T * (counts * chance * (1 - chance))) @ values + 2 * ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def prior(known: Sequence[Example], rows: Sequence[Row], weights: Numbers) -> list[float]:
    """Return the confidences below which so many of the questions stay that no release answers.

    Of those in the language of the releases.
    """
    told = zip(known, rows, strict=True)
    logits = [row.known @ weights for one, row in told if one.unsaid and not row.across]
    return [float(1 / (1 + np.exp(-one))) for one in np.quantile(logits, _REFUSED)]


def _read(wanted: argparse.Namespace, names: Sequence[str]) -> list[Example]:
    model = SentenceModel.open(wanted.model) if wanted.model else None
    known = []
    for folder, _, files in (one.partition("=") for one in wanted.sets):
        questions = [
            json.loads(line)
            for file in files.split(",")
            for line in Path(file).read_text(encoding="utf-8").splitlines()
        ]
        embedder = Embedder(model, Vectors(wanted.vectors)) if model else None
        library = Library([Folder(Path(folder), folder)], embedder=embedder)
        library.load()
        library.attach_meaning()
        plain = [one for one in questions if not one.get("prev")]
        known += list(examples(library.edition, plain, names))
    return known


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    kept = Path(tempfile.gettempdir(), "dateline-fit.sqlite")
    parser.add_argument("--vectors", type=Path, default=kept, help="where vectors are kept for another time")
    parser.add_argument("sets", nargs="+", metavar="FOLDER=QUESTIONS")
    wanted = parser.parse_args()
    used = WEIGHTS_WITH_MEANING if wanted.model else WEIGHTS
    names = list(used)
    known = _read(wanted, names)
    free = np.array([name not in _BY_HAND for name in names])
    weights = fit_ranking(known, np.array([used[name] for name in names]), free)
    weights[free] /= weights[free].sum()
    weights = weights.round(3)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:<10} {weight:.3f}")
    rows = list(evidence(known, names, weights))
    for other in (False, True):
        those = [row for row in rows if row.across == other]
        print(f"{'another' if other else 'the same'} language: {len(those)} questions, ", end="")
        print(f"{sum(row.right for row in those)} with the right passage first")
        confidence = fit_confidence(those)
        for name, weight in zip(("always", *EVIDENCE), confidence, strict=True):
            print(f"{name:<10} {weight:+.3f}")
        if not other:
            print("minimum   ", *(f"{one:.3f}" for one in prior(known, rows, confidence)))


if __name__ == "__main__":
    main()
