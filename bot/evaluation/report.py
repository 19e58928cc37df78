"""Figures -> lines for a person, or one object for a script. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from bot.desk import Reply
from bot.evaluation.figures import SURE, Figures, Row
from bot.evaluation.judging import Judgement
from bot.evaluation.questions import Question
from bot.plain import one_line
from bot.wording import counted
from knowledge.records import Answer, NoAnswer

_WIDEST_KIND, _WIDEST_TEXT = 30, 200
_SHARES = ("right", "sentence", "top3", "wrong", "refused")


def lines(figures: Figures) -> Iterator[str]:
    """Yield the tables: shares by kind and in all, reliability, times."""
    label = max(len(_kind(kind)) for kind in [*figures.kinds, *figures.totals]) + 2
    yield f"{'kind':<{label}}{'n':>5}" + "".join(f"{name:>10}" for name in _SHARES)
    yield from _rows(figures.kinds, label)
    yield "-" * (label + 5 + 10 * len(_SHARES))
    yield from _rows(figures.totals, label)
    yield ""
    yield from _reliability(figures)
    if figures.ms_p50 is not None and figures.ms_p99 is not None:
        yield f"time of the matching: median {figures.ms_p50:.1f} ms, p99 {figures.ms_p99:.1f} ms"


def misses(judgements: list[Judgement], replies: list[Reply]) -> Iterator[str]:
    """Yield, for each question that was not answered right: the question, what is wanted, what came."""
    for judgement, reply in zip(judgements, replies, strict=True):
        if not judgement.right:
            question = judgement.question
            yield f"line {question.line} [{_kind(question.kind)}] {_cut(question.text)}"
            yield f"    wanted: {_wanted(question)}"
            yield f"    got: {_got(reply)}"


def as_object(figures: Figures) -> dict[str, Any]:
    """Return all figures for a script: shares in percent, confidences 0 to 1, times in milliseconds."""
    return {
        "kinds": {kind: _numbers(asdict(row), 1) for kind, row in figures.kinds.items()},
        "totals": {name: _numbers(asdict(row), 1) for name, row in figures.totals.items()},
        "reliability": [_numbers(asdict(one), 4) for one in figures.bins],
        "calibration_error": _rounded(figures.calibration_error, 4),
        "sure": figures.sure,
        "sure_right": figures.sure_right,
        "ms_p50": _rounded(figures.ms_p50, 3),
        "ms_p99": _rounded(figures.ms_p99, 3),
        "risk_coverage": [_numbers(asdict(point), 4) for point in figures.curve],
    }


def misses_as_objects(judgements: list[Judgement], replies: list[Reply]) -> list[dict[str, Any]]:
    """Return the same misses for a script."""
    return [
        {
            "line": judgement.question.line,
            "id": judgement.question.id,
            "kind": judgement.question.kind,
            "question": judgement.question.text,
            "wanted": _wanted(judgement.question),
            "got": _got(reply),
        }
        for judgement, reply in zip(judgements, replies, strict=True)
        if not judgement.right
    ]


def _rows(rows: Mapping[str, Row], label: int) -> Iterator[str]:
    for name, row in rows.items():
        shares = (getattr(row, share) for share in _SHARES)
        yield f"{_kind(name):<{label}}{row.n:>5}" + "".join(f"{share:>10.1f}" for share in shares)


def _reliability(figures: Figures) -> Iterator[str]:
    if figures.calibration_error is None:
        yield "nothing was answered"
        return
    yield f"{'confidence':<14}{'answers':>8}{'mean':>8}{'right':>8}"
    for one in figures.bins:
        yield f"{f'{one.low:.1f} to {one.high:.1f}':<14}{one.n:>8}{one.confidence:>8.2f}{one.right:>8.2f}"
    answers = counted(sum(one.n for one in figures.bins), "answer", "answers")
    yield f"calibration error {figures.calibration_error:.3f} over {answers}"
    yield f"right when sure (confidence {SURE} and more): {figures.sure_right} of {figures.sure}"


def _wanted(question: Question) -> str:
    if not question.answerable:
        return "no answer"
    return "; ".join(
        _cut(" or ".join(wanted.answers) + (f" (from {wanted.story})" if wanted.story else "")).strip()
        for wanted in question.wanted
    )


def _got(reply: Reply) -> str:
    verdict = reply.verdict
    if isinstance(verdict, NoAnswer):
        return f"no answer ({verdict.confidence:.2f}): {_cut(verdict.reason)}"
    said = _said(verdict)
    return f"{verdict.confidence:.2f} {said}"


def _said(answer: Answer) -> str:
    if answer.kind == "stories":
        files = ", ".join(story.file for story in answer.stories)
        return _cut(f"{answer.summary or 'stories'} ({files})")
    if answer.best is None:
        return "nothing"
    return f"{_cut(answer.best.sentence_text)} (from {_cut(answer.best.passage.story.file)})"


def _kind(name: str) -> str:
    return _cut(name, _WIDEST_KIND)


def _cut(text: str, width: int = _WIDEST_TEXT) -> str:
    shown = one_line(text)
    return shown if len(shown) <= width else f"{shown[: width - 1]}…"


def _numbers(fields: dict[str, Any], digits: int) -> dict[str, Any]:
    return {
        name: round(value, digits) if isinstance(value, float) else value for name, value in fields.items()
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
