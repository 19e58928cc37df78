"""Judgements -> the figures: shares, calibration, risk and coverage. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.judging import Judgement

SURE = 0.9
_BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: the number of its questions, and shares of them in percent.

    For answerable questions right + wrong + refused = 100. For unanswerable ones a refusal is what
    is right (and counts for `sentence` and `top3`), and any answer is wrong.
    """

    n: int
    right: float
    sentence: float
    top3: float
    wrong: float
    refused: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with a confidence from `low` to `high`: number, mean confidence, share right (0 to 1)."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold on the confidence would give: the share answered, and the share wrong of those."""

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one run. Times are in milliseconds; what no question tells is None."""

    kinds: dict[str, Row]
    totals: dict[str, Row]
    bins: tuple[Bin, ...]
    calibration_error: float | None
    sure: int
    sure_right: int
    ms_p50: float | None
    ms_p99: float | None
    curve: tuple[Point, ...]


def figures(judgements: Sequence[Judgement]) -> Figures:
    """Return all figures of a run."""
    bins = reliability(judgements)
    sure = [one for one in judgements if one.answered and one.confidence >= SURE]
    times = [one.ms for one in judgements]
    return Figures(
        kinds=by_kind(judgements),
        totals=totals(judgements),
        bins=bins,
        calibration_error=calibration_error(bins),
        sure=len(sure),
        sure_right=sum(one.right for one in sure),
        ms_p50=quantile(times, 0.5),
        ms_p99=quantile(times, 0.99),
        curve=risk_coverage(judgements),
    )


def row(judgements: Sequence[Judgement]) -> Row:
    """Return the shares, in percent, of a group that is not empty."""

    def share(hits: list[bool]) -> float:
        return 100 * sum(hits) / len(judgements)

    return Row(
        n=len(judgements),
        right=share([one.right for one in judgements]),
        sentence=share([one.sentence for one in judgements]),
        top3=share([one.top3 for one in judgements]),
        wrong=share([one.wrong for one in judgements]),
        refused=share([not one.answered for one in judgements]),
    )


def by_kind(judgements: Sequence[Judgement]) -> dict[str, Row]:
    """Return a row for each kind, in order of the alphabet."""
    kinds = sorted({one.question.kind for one in judgements})
    return {kind: row([one for one in judgements if one.question.kind == kind]) for kind in kinds}


def totals(judgements: Sequence[Judgement]) -> dict[str, Row]:
    """Return a row for those that follow no other, answerable and not; for those that do; and for all."""
    alone = [one for one in judgements if not one.question.before]
    groups = {
        "answerable": [one for one in alone if one.question.answerable],
        "unanswerable": [one for one in alone if not one.question.answerable],
        "follow-ups": [one for one in judgements if one.question.before],
        "all": judgements,
    }
    return {name: row(group) for name, group in groups.items() if group}


def reliability(judgements: Sequence[Judgement]) -> tuple[Bin, ...]:
    """Return the answers in ten bins of equal width by their confidence, empty bins left out.

    The reliability diagram of Niculescu-Mizil and Caruana (2005).
    """
    bins: list[list[Judgement]] = [[] for _ in range(_BINS)]
    for one in judgements:
        if one.answered:
            bins[min(_BINS - 1, int(one.confidence * _BINS))].append(one)
    return tuple(
        Bin(
            low=place / _BINS,
            high=(place + 1) / _BINS,
            n=len(inside),
            confidence=sum(one.confidence for one in inside) / len(inside),
            right=sum(one.right for one in inside) / len(inside),
        )
        for place, inside in enumerate(bins)
        if inside
    )


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error: Σ n(b) · |confidence(b) - right(b)| / Σ n(b), 0 to 1.

    After Naeini, Cooper and Hauskrecht (2015). None without any answer.
    """
    answers = sum(one.n for one in bins)
    return sum(one.n * abs(one.confidence - one.right) for one in bins) / answers if answers else None


def quantile(values: Sequence[float], share: float) -> float | None:
    """Return the value before which, in order, a `share` (0 to 1) of all stands; None without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def risk_coverage(judgements: Sequence[Judgement]) -> tuple[Point, ...]:
    """Return the risk at every coverage, from the strictest threshold to none at all.

    With the threshold t, all questions are answered whose confidence is at least t:
    coverage(t) = answered / all, risk(t) = those whose best passage is not right / answered.
    After El-Yaniv and Wiener (2010). A question that was refused counts with the best passage that
    was held back, so that the curve tells what another threshold would give.
    """
    ordered = sorted(judgements, key=lambda one: -one.confidence)
    points: list[Point] = []
    wrong = 0
    for count, one in enumerate(ordered, start=1):
        wrong += not one.best_right
        if (
            count == len(ordered) or ordered[count].confidence < one.confidence
        ):  # ties stand and fall together
            points.append(Point(one.confidence, count / len(ordered), wrong / count))
    return tuple(points)
