"""The knowledge files -> Editions: load, reload, report, undo.

A load looks through all folders, reads what is new, prints a new edition beside the old one and swaps one
reference. A file that can no longer be read keeps its last good version in service, and the report says so.
With a sentence model, an edition with new passages serves without their meaning until `attach_meaning` has
learnt it; how sure the matcher is of what none of them says is measured by `calibrate`.
"""

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from knowledge import report, threshold, trail
from knowledge.archive import Archive, ArchiveError, Key, Occasion, Printed
from knowledge.choosing import Choice, Standing, choose, holds_for
from knowledge.doubles import Arrival, each_once
from knowledge.edition import Edition, compose, edit
from knowledge.folders import MAX_FILE_BYTES, Folder, bytes_of, files, is_there
from knowledge.index import Index
from knowledge.passages import passages
from knowledge.profile import volume
from knowledge.reading import Progress, Received, Refusal, read_into, recall, receive
from knowledge.records import Story
from knowledge.refusal import Refused
from knowledge.report import LoadReport
from knowledge.semantic import Embedder, Meaning, ModelError
from knowledge.slug import Slug
from knowledge.stacks import Reading, Stacks, StacksError

__all__ = [
    "MAX_FILE_BYTES",
    "Folder",
    "Library",
    "LoadReport",
    "NothingThereError",
    "Progress",
    "Refusal",
    "read_path",
]

STACKS_FILE = "stories.sqlite"
INDEX_FOLDER = "index"
_BROKEN_OFF = "The releases were not all read; what was read before stays in service."
_T = TypeVar("_T")

_log = logging.getLogger(__name__)


class NothingThereError(Exception):
    """There is no former edition to go back to, or no such story; the message says which."""


class _ClosedError(Exception):
    """Nobody needs what is being loaded any longer."""


def shipped_folder() -> Path:
    """Return the folder of releases that comes with the project."""
    return Path(__file__).resolve().parent / "releases"


def read_path(path: Path, root: Path, max_file_bytes: int = MAX_FILE_BYTES) -> tuple[Story, ...]:
    """Read the releases in a file below `root`, which may be a link.

    Raises Refused with the reason when it cannot be taken.
    """
    from knowledge.formats import read

    return read(bytes_of(path, max_file_bytes, follow=True), path.relative_to(root).as_posix())


class Library:
    """Reads folders into editions. `edition` is the one in service, `report` what the last load did.

    `embedder`, where a sentence model is used, learns what the passages mean. `today` tells which dates lie
    in the future: a story that bears one is never the latest. `cache` is a folder for what was read, so that
    a start reads only what is new; without it everything is kept in memory. `archive` remembers the last
    good version of each file, and the editions to go back to.
    """

    def __init__(
        self,
        folders: Sequence[Folder],
        max_file_bytes: int = MAX_FILE_BYTES,
        embedder: Embedder | None = None,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
        cache: Path | None = None,
        archive: Archive | None = None,
    ) -> None:
        self._folders = tuple(folders)
        self._max_file_bytes = max_file_bytes
        self._embedder = embedder
        self._today = today
        self._archive = archive
        self._cache = cache
        self._open()
        self._loading = threading.Lock()
        self._attaching = threading.Lock()
        self._closed = threading.Event()
        self._standing = Standing()
        self._measured: threshold.Measured | None = None
        self.edition: Edition = edit(())
        self.report: LoadReport | None = None

    def _open(self, *, anew: bool = False) -> None:
        self._stacks = Stacks(self._cache / STACKS_FILE if self._cache else None, anew=anew)
        try:
            self._known = recall(self._stacks)
        except sqlite3.DatabaseError:
            if anew:
                raise
            self._open(anew=True)
        self._index = Index(self._cache / INDEX_FOLDER if self._cache else None, self._stacks.uid)
        self._composed: Edition | None = None  # the last edition that these stacks hold

    def load(self, progress: Progress | None = None, occasion: Occasion | None = None) -> LoadReport:
        """Read what is new and put the new edition in service; two loads at once run one after the other.

        With an `occasion` the archive, where there is one, notes what changed. `close` breaks a load off; it
        then changes nothing, and its report says so.
        """
        with self._loading:
            try:
                return self._load(self._stood(), progress, occasion)
            except (sqlite3.DatabaseError, StacksError) as error:
                _log.warning("The cache cannot be used (%s); all releases are read anew", error)
                if isinstance(error, sqlite3.OperationalError):  # locked, full: it is not damaged
                    self._cache = None
                self._open(anew=True)
                return self._load(self._stood(), progress, occasion)

    def undo(self, occasion: Occasion) -> tuple[Printed, LoadReport]:
        """Put the former edition back in service, and return it with what that changed.

        Files are left as they are: those that changed since are passed over until they change again. Raises
        NothingThereError, ArchiveError.
        """
        with self._loading:
            former = self._archive.former() if self._archive else None
            if self._archive is None or former is None:
                raise NothingThereError("There is no former edition to go back to.")
            versions = self._archive.versions(former.number)
            holds = holds_for(versions, self._received(None))
            standing = Standing(versions, self._archive.withdrawn(former.number), holds)
            return former, self._load(standing, None, occasion, restores=former.number)

    def withdraw(self, story_id: str, occasion: Occasion) -> LoadReport:
        """Take a story out of service, until its text changes or it is let in again.

        Its file is left as it is. Raises NothingThereError where no such story is in service.
        """
        with self._loading:
            found = self.edition.slugs_by_id.get(story_id)
            if found is None:
                raise NothingThereError("There is no such story in service.")
            stood = self._stood()
            standing = replace(stood, withdrawn=stood.withdrawn | {(found.id, found.told)})
            return self._load(standing, None, occasion)

    def let_in(self, told: Iterable[bytes], occasion: Occasion) -> LoadReport:
        """Load, with the withdrawn stories too that tell the same as one of `told`, hashes of their slugs."""
        wanted = frozenset(told)
        with self._loading:
            stood = self._stood()
            left = frozenset(one for one in stood.withdrawn if one[1] not in wanted)
            return self._load(replace(stood, withdrawn=left), None, occasion)

    def printed(self, limit: int) -> tuple[Printed, ...]:
        """Return the last editions that the archive knows, the last first. Raises ArchiveError."""
        return self._archive.printed(limit) if self._archive else ()

    def _load(
        self,
        standing: Standing,
        progress: Progress | None,
        occasion: Occasion | None,
        restores: int | None = None,
    ) -> LoadReport:
        start = time.monotonic()
        before = self.edition
        try:
            received = self._received(progress)
            choice = choose(received, standing)
            slugs, refused, withdrawn = self._in_service(received, choice, standing)
            today = self._today()
            edition = compose(
                self._until_closed(slugs), self._stacks, self._index, self._composed, today=today
            )
        except _ClosedError:
            seconds = time.monotonic() - start
            return report.compare(before, before, warnings=(_BROKEN_OFF,), seconds=seconds)
        edition = replace(edition, meaning=self._known_meaning(edition), unsaid=before.unsaid)
        warnings = [f"There is no folder {name}." for name in sorted(received.missing)]
        warnings += [f"{one.file}: {note}" for one in edition.slugs for note in report.notes(one, today)]
        made = report.compare(
            before,
            edition,
            refused=refused,
            kept=choice.kept,
            warnings=warnings,
            withdrawn=withdrawn,
            held=choice.held,
            seconds=time.monotonic() - start,
        )
        after = Standing(choice.versions, standing.withdrawn, choice.holds)
        made = self._noted(made, after, received, occasion, restores)
        self._settle(received, choice)
        self._standing, self._composed = after, edition
        self.edition, self.report = edition, made
        parts = before.parts
        del before
        while parts:  # one by one: to let go of all at once would keep other threads waiting
            parts.pop()
        return made

    def _received(self, progress: Progress | None) -> Received:
        found = [one for folder in self._folders for one in files(folder)]
        looked_at = self._until_closed(found)
        received = receive(looked_at, len(found), self._known, self._stacks, self._max_file_bytes, progress)
        missing = frozenset(folder.name for folder in self._folders if not is_there(folder))
        return replace(received, missing=missing)

    def _settle(self, received: Received, choice: Choice) -> None:
        """Let the stacks know what is in use, so that the next start need not find it out."""
        used = {(seen.digest, key[1]) for key, seen in received.files.items()}
        used.update((digest, key[1]) for key, digest in choice.versions.items())
        try:
            self._stacks.settle(received.files, self._known.files, used, received.readings.keys())
        except sqlite3.Error as error:
            _log.info("The next start will look into more files: %s", error)
        self._known = received

    def _stood(self) -> Standing:
        """What the last edition was printed from, as far as the archive knows."""
        if self._archive is not None:
            try:
                if self._archive.last():
                    return Standing(
                        self._archive.versions(), self._archive.withdrawn(), self._archive.holds()
                    )
            except ArchiveError as error:
                _log.warning("Going on without the last good versions: %s", error)
        return self._standing

    def _in_service(
        self, received: Received, choice: Choice, standing: Standing
    ) -> tuple[list[Slug], list[Refusal], list[Slug]]:
        """The stories of the chosen versions, each once; why others are not; those that are withdrawn."""
        order = {folder.name: number for number, folder in enumerate(self._folders)}
        arrivals: list[Arrival] = []
        for key in sorted(choice.versions, key=lambda key: (order.get(key[0], -1), key[1].split("/"))):
            seen = received.files.get(key)
            reading = self._reading(received, key, choice.versions[key])
            arrivals += [Arrival(one, seen.changed if seen else 0) for one in reading.slugs]
        slugs, refused = each_once(arrivals, self._called_apart)
        gone = [one for one in slugs if (one.id, one.told) in standing.withdrawn]
        left = [one for one in slugs if (one.id, one.told) not in standing.withdrawn]
        return left, [*choice.refused, *refused], gone

    def _reading(self, received: Received, key: Key, digest: bytes) -> Reading:
        """What stands in a version of a file; one that is no longer there is read from the archive."""
        known = received.reading(key, digest)
        if known is not None:
            return known
        raw = self._archive.bytes_of(digest) if self._archive else None
        if raw is None:
            return Reading()
        return read_into(self._stacks, (digest, key[1]), raw)

    def _called_apart(self, one: Slug) -> Slug:
        """A story that has no number of its own, under an id made of its words too."""
        story = self._stacks.volume(one).story
        digest = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()
        other = replace(story, id=f"{story.id}-{digest[:8]}")
        return self._stacks.rename(one, volume(other, passages(other)))

    def _noted(
        self,
        made: LoadReport,
        after: Standing,
        received: Received,
        occasion: Occasion | None,
        restores: int | None,
    ) -> LoadReport:
        """Have the archive note the edition, where it is another and somebody had it printed."""
        if occasion is None or self._archive is None:
            return made
        before = self._stood()
        if after == before:
            return made
        try:
            self._archive.print(
                made.edition,
                after.versions,
                after.withdrawn,
                after.holds,
                occasion,
                trail.lines(before, after, received),
                self._bytes_of,
                restores,
            )
        except ArchiveError as error:
            _log.warning("This edition cannot be gone back to: %s", error)
            return replace(made, warnings=(*made.warnings, "The archive cannot be written; see the log."))
        return made

    def _bytes_of(self, key: Key, digest: bytes) -> bytes | None:
        path = next((folder.path for folder in self._folders if folder.name == key[0]), None)
        try:
            raw = bytes_of(path / key[1], self._max_file_bytes) if path else b""
        except Refused:
            return None
        return raw if hashlib.sha256(raw).digest() == digest else None

    def attach_meaning(self, progress: Progress | None = None) -> None:
        """Learn what the passages in service mean, and put their edition in service with it.

        Blocks, some 40 ms for each new sentence; the edition without it answers meanwhile. A load that
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
            measured = self._measured or threshold.unpack(self._stacks.unsaid(_model(edition)))
            if measured is None or threshold.differs(edition, measured):
                measured = self._measure(edition)
            with self._loading:
                if measured is not None and self.edition is edition and not self._closed.is_set():
                    self.edition = replace(edition, unsaid=measured.unsaid)
                    self._measured = measured

    def _measure(self, edition: Edition) -> threshold.Measured | None:
        stop = self._stop(edition)
        measured = threshold.measure(edition, stop)
        if not stop():
            self._stacks.keep_unsaid(_model(edition), threshold.pack(measured))
            return measured
        return None

    def close(self) -> None:
        """Make what runs end, in any thread, within one story, sentence or question; for good."""
        self._closed.set()

    def _stop(self, edition: Edition) -> Callable[[], bool]:
        """Tell whether what is worked out for an edition is no longer wanted."""
        return lambda: self._closed.is_set() or self.edition is not edition

    def _until_closed(self, things: Iterable[_T]) -> Iterator[_T]:
        for thing in things:
            if self._closed.is_set():
                break
            yield thing
        if self._closed.is_set():
            raise _ClosedError

    def _known_meaning(self, edition: Edition) -> Meaning | None:
        embedder = self._embedder  # another thread may let go of it
        return embedder.known(edition.texts()) if embedder is not None else None

    def _learnt(self, embedder: Embedder, edition: Edition, progress: Progress | None) -> Meaning | None:
        try:
            return embedder.learn(edition.texts(), progress, self._stop(edition))
        except ModelError as error:
            _log.warning("Going on without the sentence model: %s", error)
            self._embedder = None
            return None


def _model(edition: Edition) -> str:
    return edition.meaning.model.name if edition.meaning else ""
