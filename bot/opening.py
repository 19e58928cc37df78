"""The opening of every command: settings and knowledge files -> a desk that answers."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot import reporting
from bot.config import Config
from bot.desk import Desk, Talks
from knowledge.archive import Archive, Occasion
from knowledge.library import Folder, Library, LoadReport, Progress, shipped_folder
from knowledge.semantic import Embedder, ModelError, SentenceModel, Vectors

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

ADDED_FOLDER = "releases"
CACHE_FOLDER = "cache"
VECTORS_FILE = Path(CACHE_FOLDER, "vectors.sqlite")
ARCHIVE_FILE = "editions.sqlite"
START = Occasion("the bot", "start")
_BAR_AFTER_SECONDS = 1.0
_REFUSALS_NAMED = 3

_log = logging.getLogger(__name__)


def sources(config: Config, data_folder: Path, only: Path | None = None) -> list[Folder]:
    """Return the knowledge folders in the order they are read, or just `only` where that is given.

    The shipped folder comes first, then the admins' own in `data_folder`, then the configured ones.
    Before anything was added, the admins' own need not exist.
    """
    if only is not None:
        return [Folder(only, str(only))]
    shipped = [Folder(shipped_folder(), "shipped")] if config.knowledge.shipped else []
    added = data_folder / ADDED_FOLDER
    own = [Folder(added, ADDED_FOLDER)] if added.is_dir() else []
    return [*shipped, *own, *(Folder(Path(name), name) for name in config.knowledge.folders)]


def make_room(data_folder: Path) -> None:
    """Make the folder that admins put releases in; raise OSError, with what to do, where it cannot be."""
    try:
        (data_folder / ADDED_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "it belongs to the data folder; --data or DATELINE_HOME names another one"
        raise OSError(error.errno, f"{error.strerror} ({hint})", error.filename) from error


def embedder(config: Config, data_folder: Path) -> Embedder | None:
    """Open the sentence model that is to be used, about a second of work; None where there is none.

    One that cannot be used is a warning, and none is used.
    """
    folder = config.model_folder()
    if folder is None:
        return None
    try:
        model = SentenceModel.open(folder.path)
    except ModelError as error:
        _log.warning("Going on without the sentence model (named by %s): %s", folder.named_by, error)
        return None
    return Embedder(model, Vectors(data_folder / VECTORS_FILE))


def desk_over(
    config: Config,
    folders: list[Folder],
    embedder: Embedder | None = None,
    data_folder: Path | None = None,
) -> Desk:
    """Return a desk over the releases in `folders`; nothing is read yet.

    What is read, and which editions there were, is kept in `data_folder`; without it, in memory only.
    """
    return Desk(
        Library(
            folders,
            max_file_bytes=config.knowledge.max_file_bytes,
            embedder=embedder,
            cache=data_folder / CACHE_FOLDER if data_folder else None,
            archive=Archive(data_folder / ARCHIVE_FILE) if data_folder else None,
        ),
        minimum_confidence=config.answers.minimum_confidence,
        talks=Talks(60 * config.answers.conversation_minutes),
    )


def loaded_desk(
    config: Config,
    data_folder: Path,
    only: Path | None = None,
    *,
    meaning: bool = True,
    occasion: Occasion | None = None,
) -> Desk:
    """Return a desk with its knowledge files read, `only` those where given; with `meaning`, one to ask.

    With an `occasion` the edition is noted in the archive. What is read of `only` some is not kept.
    """
    model = embedder(config, data_folder) if meaning else None
    kept = data_folder if only is None else None
    desk = desk_over(config, sources(config, data_folder, only), model, kept)
    load(desk, occasion)
    return desk


def load(desk: Desk, occasion: Occasion | None = None) -> LoadReport:
    """Read the knowledge files, with a progress bar where a person waits, and log what came of it."""
    with progress() as watch:
        report = desk.load(watch, occasion)
    reporting.log(report, refusals=_REFUSALS_NAMED if occasion is None else None)
    return report


def study(desk: Desk) -> None:
    """Do what the files leave to study, with a progress bar for the sentence model where a person waits."""
    with progress("Reading for meaning") as watch:
        desk.study(watch)


@contextmanager
def studying(desk: Desk) -> Iterator[None]:
    """Do what the files leave to study behind the answers, until the end of the block."""
    desk.study_soon()
    try:
        yield
    finally:
        desk.close()


@contextmanager
def progress(title: str = "Reading releases") -> Iterator[Progress | None]:
    """Give a callback that draws a bar once the work has taken a second; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    begun = time.monotonic()
    bar: Bar | None = None

    def draw(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - begun > _BAR_AFTER_SECONDS:
            bar = _bar(title)
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield draw
    finally:
        if bar is not None:
            bar.stop()


def _bar(title: str) -> "Bar":
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    bar.add_task(title, total=None)
    bar.start()
    return bar
