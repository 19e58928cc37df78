"""Figures -> a picture of risk and coverage and of reliability. The only place that needs matplotlib."""

import io
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot import writing
from bot.evaluation.figures import Figures

_INCHES, _DOTS_PER_INCH = (10, 4.6), 120


def save(figures: Figures, path: Path) -> None:
    """Draw the figures into the PNG file `path`; raise OSError where it cannot be written."""
    writing.write(path, draw(figures))


def draw(figures: Figures) -> bytes:
    """Return the picture as a PNG."""
    sheet = Figure(figsize=_INCHES, layout="constrained")
    FigureCanvasAgg(sheet)  # draws into memory: no screen is needed, and pyplot's global state neither
    left, right = sheet.subplots(1, 2)
    _risk_coverage(left, figures)
    _reliability(right, figures)
    buffer = io.BytesIO()
    sheet.savefig(buffer, format="png", dpi=_DOTS_PER_INCH)
    return buffer.getvalue()


def _risk_coverage(axes: Axes, figures: Figures) -> None:
    axes.plot([p.coverage for p in figures.curve], [p.risk for p in figures.curve], ".-", markersize=3)
    every = figures.totals.get("all")
    if every is not None and every.refused < 100:
        answered = 100 - every.refused
        axes.plot(answered / 100, every.wrong / answered, "o", label="as it is set now")
        axes.legend(loc="upper left")
    axes.set(
        title="Risk and coverage",
        xlabel="share of the questions answered",
        ylabel="share of the answers wrong",
    )
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.grid(alpha=0.3)


def _reliability(axes: Axes, figures: Figures) -> None:
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="as sure as right")
    axes.bar(
        [one.low for one in figures.bins],
        [one.right for one in figures.bins],
        width=[one.high - one.low for one in figures.bins],
        align="edge",
        alpha=0.4,
    )
    axes.plot([one.confidence for one in figures.bins], [one.right for one in figures.bins], "o-")
    for one in figures.bins:
        axes.annotate(
            str(one.n), (one.confidence, one.right), textcoords="offset points", xytext=(0, 6), ha="center"
        )
    error = figures.calibration_error
    title = "Reliability" if error is None else f"Reliability (calibration error {error:.3f})"
    axes.set(
        title=title, xlabel="confidence", ylabel="share of the answers right", xlim=(0, 1), ylim=(0, 1.08)
    )
    axes.legend(loc="upper left")
    axes.grid(alpha=0.3)
