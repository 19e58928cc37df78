"""What a load did, for the log: a line for each file that is not as it was."""

import logging
from collections.abc import Iterator

from bot.wording import counted
from knowledge.report import Change, LoadReport

_log = logging.getLogger(__name__)


def log(report: LoadReport, *, refusals: int | None = None) -> None:
    """Log a load: what it took, what it refused and why, and how much is in service.

    No more than so many `refusals` are named one by one, where that is given.
    """
    for line in lines(report):
        _log.info("%s", line)
    for refusal in report.refused[:refusals]:
        _log.warning("%s was refused: %s", refusal.file, refusal.reason)
    if refusals is not None and len(report.refused) > refusals:
        more = len(report.refused) - refusals
        _log.warning("%d more files were refused; `dateline check` names them", more)
    for warning in report.warnings:
        _log.warning("%s", warning)
    _log.info("%s", summary(report))


def lines(report: LoadReport) -> Iterator[str]:
    """Yield a line for each file that was taken, changed, gone, or kept as it was."""
    for slug in report.added:
        yield f"{slug.file}: added: {slug.title}"
    for change in report.changed:
        yield f"{change.now.file}: changed ({what_changed(change)}): {change.now.title}"
    for slug in report.removed:
        yield f"{slug.file}: removed: {slug.title}"
    for slug in report.withdrawn:
        yield f"{slug.file}: withdrawn: {slug.title}"
    for file in report.kept:
        yield f"{file}: its last good version stays in service"
    for file in report.held:
        yield f"{file}: as an undo left it, until it changes"


def summary(report: LoadReport) -> str:
    """Return one line on what is in service."""
    stories = counted(report.stories, "story", "stories")
    passages = counted(report.passages, "passage", "passages")
    as_before = f"{report.unchanged:,} as before"
    return f"Edition {report.edition}: {stories} ({as_before}), {passages}, read in {report.seconds:.1f} s"


def what_changed(change: Change) -> str:
    """Return in words what changed in a story: "title, date, 2 passages new, 1 gone"."""
    return ", ".join(_parts(change)) or "its file"


def _parts(change: Change) -> Iterator[str]:
    yield from change.what
    if change.came:
        yield f"{counted(change.came, 'passage', 'passages')} new"
    if change.went:
        yield f"{counted(change.went, 'passage', 'passages')} gone"
