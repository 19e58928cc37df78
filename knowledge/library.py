"""The knowledge files -> Editions: load, reload, report.

A load reads all folders into a new edition beside the old one and swaps one
reference; the two share what did not change. A file that can no longer be read
keeps its last good version in service, and the report says so. With a sentence
model, an edition with new passages serves without their meaning until
`attach_meaning` has learnt it; how sure the matcher is of what none of them says
is measured by `calibrate`.
"""

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from knowledge import spelling, threshold
from knowledge.edition import Edition, edit, is_ahead
from knowledge.formats import Refused, read
from knowledge.records import Story
from knowledge.semantic import Embedder, Meaning, ModelError

Progress = Callable[[int, int], None]
MAX_FILE_BYTES = 5_000_000
_FEW_CHANGED = 0.1  # the share of the stories that may change before the threshold is measured anew
_BROKEN_OFF = "The releases were not all read; what was read before stays in service."
_T = TypeVar("_T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of knowledge files, and the name that reports call it by."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why, in one sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a load did in `seconds`; `kept` are the files whose last good version stays in service."""

    edition: str
    added: tuple[Story, ...]
    changed: tuple[Story, ...]
    removed: tuple[Story, ...]
    kept: tuple[str, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    stories: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Found:
    """A knowledge file, or a folder of them that is `closed`: nobody lets us look into it."""

    folder: Folder
    path: Path
    closed: bool = False

    @property
    def file(self) -> str:
        return self.path.relative_to(self.folder.path).as_posix()

    @property
    def key(self) -> tuple[str, str]:
        return (self.folder.name, self.file)

    def holds(self, key: tuple[str, str]) -> bool:
        """Whether this is the file of that key, or a closed folder above it."""
        if not self.closed:
            return key == self.key
        name, file = key
        return name == self.folder.name and (self.folder.path / file).is_relative_to(self.path)


@dataclass(frozen=True, slots=True)
class _Good:
    """The last good version of a file: the digest of its bytes, and the stories in it."""

    digest: bytes
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """The releases that a measurement was of, and whether it was with a sentence model."""

    stories: frozenset[tuple[str, int]]
    with_meaning: bool

    @classmethod
    def of(cls, edition: Edition) -> "_Measured":
        """Note what an edition holds: the stories' ids with hashes of their texts."""
        held = frozenset((story.id, hash(story.text)) for story in edition.stories)
        return cls(held, edition.meaning is not None)

    def differs(self, before: "_Measured") -> bool:
        """Whether a tenth of the stories is new, gone or changed, or the sentence model came or went."""
        changed = max(len(self.stories - before.stories), len(before.stories - self.stories))
        return self.with_meaning != before.with_meaning or changed > _FEW_CHANGED * len(before.stories)


class _ClosedError(Exception):
    """Nobody needs what is being loaded any longer."""


def shipped_folder() -> Path:
    """Return the folder of releases that comes with the project."""
    return Path(__file__).resolve().parent / "releases"


def read_path(path: Path, root: Path, max_file_bytes: int = MAX_FILE_BYTES) -> tuple[Story, ...]:
    """Read the releases in a file below `root`; raise `Refused` with the reason when it cannot be taken."""
    return read(_bytes(path, max_file_bytes), path.relative_to(root).as_posix())


def _bytes(path: Path, max_file_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_file_bytes:
            raise Refused(f"The file has {size:,} bytes; at most {max_file_bytes:,} are read.")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror or error}.") from error


class Library:
    """Reads folders into editions. `edition` is the one in service, `report` what the last load did.

    `embedder`, where a sentence model is used, learns what the passages mean. `today` tells which dates lie
    in the future: a story that bears one is never the latest.
    """

    def __init__(
        self,
        folders: Sequence[Folder],
        max_file_bytes: int = MAX_FILE_BYTES,
        embedder: Embedder | None = None,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        self._folders = tuple(folders)
        self._max_file_bytes = max_file_bytes
        self._embedder = embedder
        self._today = today
        self._loading = threading.Lock()
        self._attaching = threading.Lock()
        self._closed = threading.Event()
        self._good: dict[tuple[str, str], _Good] = {}
        self._measured: _Measured | None = None
        self.edition: Edition = edit(())
        self.report: Report | None = None

    def load(self, progress: Progress | None = None) -> Report:
        """Read every file and put the new edition in service; two loads at once run one after the other.

        Only what is new or changed takes long. `close` breaks a load off; it then changes nothing, and
        its report says so.
        """
        with self._loading:
            start = time.monotonic()
            try:
                return self._load(start, progress)
            except _ClosedError:
                return _report(self.edition, self.edition, (), (), (_BROKEN_OFF,), time.monotonic() - start)

    def _load(self, start: float, progress: Progress | None) -> Report:
        spelling.warm_up()
        warnings = tuple(self._missing())
        good, refused, kept = self._read(progress)
        stories, twice = _without_doubles(good)
        today = self._today()
        warnings += tuple(f"{story.file}: {note}" for story in stories for note in _notes(story, today))
        edition = edit(self._until_closed(stories), self.edition, today=today)
        edition = replace(edition, meaning=self._known_meaning(edition), unsaid=self.edition.unsaid)
        report = _report(self.edition, edition, (*refused, *twice), kept, warnings, time.monotonic() - start)
        self._good = good
        self.edition, self.report = edition, report
        return report

    def attach_meaning(self, progress: Progress | None = None) -> None:
        """Learn what the passages in service mean, and put their edition in service with it.

        Blocks, some 10 ms for each new sentence; the edition without it answers meanwhile. A load that
        comes between makes it turn to the new edition, `close` makes it end. Two at once run one after
        the other. A model that fails is one warning, and no more is asked of it.
        """
        with self._attaching:
            while self._embedder is not None and self.edition.meaning is None and not self._closed.is_set():
                edition = self.edition
                meaning = self._learnt(self._embedder, edition, progress)
                with self._loading:
                    if meaning is not None and self.edition is edition:
                        self.edition = replace(edition, meaning=meaning)

    def calibrate(self) -> None:
        """Measure how sure the matcher is of what none of the releases in service says.

        Blocks, a second or so; nothing to do where few releases changed since it was last measured. A load
        that comes between breaks it off, and so does `close`.
        """
        with self._attaching:
            edition = self.edition
            now = _Measured.of(edition)
            if self._measured is not None and not now.differs(self._measured):
                return
            unsaid = threshold.measure(edition, lambda: self._closed.is_set() or self.edition is not edition)
            with self._loading:
                if self.edition is edition and not self._closed.is_set():
                    self.edition = replace(edition, unsaid=unsaid)
                    self._measured = now

    def close(self) -> None:
        """Make what runs end, in any thread, within one story, sentence or question; for good."""
        self._closed.set()

    def _until_closed(self, things: Iterable[_T]) -> Iterator[_T]:
        for thing in things:
            if self._closed.is_set():
                break
            yield thing
        if self._closed.is_set():
            raise _ClosedError

    def _known_meaning(self, edition: Edition) -> Meaning | None:
        embedder = self._embedder  # another thread may let go of it
        return embedder.known(_texts(edition)) if embedder is not None else None

    def _learnt(self, embedder: Embedder, edition: Edition, progress: Progress | None) -> Meaning | None:
        def stop() -> bool:
            return self._closed.is_set() or self.edition is not edition

        try:
            return embedder.learn(_texts(edition), progress, stop)
        except ModelError as error:
            _log.warning("Going on without the sentence model: %s", error)
            self._embedder = None
            return None

    def _missing(self) -> Iterator[str]:
        for folder in self._folders:
            if not _is_folder(folder.path):
                yield f"There is no folder {folder.name}."

    def _files(self) -> list[_Found]:
        return [
            found for folder in self._folders for found in sorted(_walk(folder), key=lambda found: found.path)
        ]

    def _read(
        self, progress: Progress | None
    ) -> tuple[dict[tuple[str, str], _Good], list[Refusal], tuple[str, ...]]:
        good: dict[tuple[str, str], _Good] = {}
        refused: list[Refusal] = []
        kept: list[str] = []
        files = self._files()
        for number, found in enumerate(self._until_closed(files), start=1):
            try:
                good[found.key] = self._read_file(found)
            except Refused as error:
                refused.append(Refusal(found.file, str(error)))
                last_good = {key: last for key, last in self._good.items() if found.holds(key)}
                good |= last_good
                kept += [file for _, file in last_good]
            if progress is not None:
                progress(number, len(files))
        return good, refused, tuple(kept)

    def _read_file(self, found: _Found) -> _Good:
        raw = _bytes(found.path, self._max_file_bytes)
        digest = hashlib.sha256(raw).digest()
        last = self._good.get(found.key)
        return last if last and last.digest == digest else _Good(digest, read(raw, found.file))


def _notes(story: Story, today: date) -> Iterator[str]:
    yield from story.notes
    if story.date is not None and is_ahead(story, today):
        yield f"It is dated {story.date.day}, which is yet to come; it is not counted among the latest."


def _texts(edition: Edition) -> list[str]:
    """Each sentence after its story's title, without which few tell what they are about."""
    return [
        f"{profile.passage.story.title}. {sentence.span.of(profile.passage.story.text)}"
        for profile in edition.profiles
        for sentence in profile.sentences
    ]


def _walk(folder: Folder) -> Iterator[_Found]:
    """Yield the files below `folder`, and the folders that are closed to us, so that reading says why not."""
    errors: list[OSError] = []
    for here, below, names in os.walk(folder.path, onerror=errors.append):
        below[:] = [name for name in below if not name.startswith(".")]
        paths = (Path(here, name) for name in names if not name.startswith("."))
        yield from (_Found(folder, path) for path in paths if _is_file(path))
    for error in errors:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            yield _Found(folder, Path(error.filename), closed=True)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return True


def _is_file(path: Path) -> bool:
    """Whether `path` is a file to read; also when that cannot be told, so that reading says why not."""
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return True


def _without_doubles(good: Mapping[tuple[str, str], _Good]) -> tuple[list[Story], list[Refusal]]:
    """Take each story id and each text once, the first by folder and file; refuse the others.

    Two texts that are only called alike, because their files are, are two stories.
    """
    taken: dict[str, Story] = {}
    texts: dict[bytes, Story] = {}
    refused = []
    for last in (story for file in good.values() for story in file.stories):
        story = last if last.id not in taken else _called_apart(last)
        words = _told_in(story)
        first = texts.get(words) or taken.get(story.id)
        if first is not None:
            refused.append(Refusal(story.file, f"The story {story.id} is already read from {first.file}."))
            continue
        taken[story.id] = texts[words] = story
    return list(taken.values()), refused


def _told_in(story: Story) -> bytes:
    """A hash of what a story tells, whatever stands around it in its file."""
    digest = hashlib.sha256()
    for span in (*story.paragraphs, *(fact.span for fact in story.facts)):
        digest.update(span.of(story.text).encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()


def _called_apart(story: Story) -> Story:
    """Return a story that has no number of its own under an id made of its words too."""
    if any(fact.name in ("story id", "number") for fact in story.facts):
        return story
    digest = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(story, id=f"{story.id}-{digest[:8]}")


def _report(
    old: Edition,
    new: Edition,
    refused: Sequence[Refusal],
    kept: tuple[str, ...],
    warnings: tuple[str, ...],
    seconds: float,
) -> Report:
    before, after = old.stories_by_id, new.stories_by_id
    return Report(
        edition=new.name,
        added=tuple(story for story in new.stories if story.id not in before),
        changed=tuple(story for story in new.stories if story.id in before and before[story.id] != story),
        removed=tuple(story for story in old.stories if story.id not in after),
        kept=kept,
        refused=tuple(refused),
        warnings=warnings,
        stories=len(new.stories),
        passages=len(new.profiles),
        seconds=seconds,
    )
