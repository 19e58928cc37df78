"""The stacks: what was read of each file, kept on disk, so that a start reads only what is new.

An SQLite file in the cache folder; in memory where there is none. All in it can be read again from the
releases: where it is damaged, or was written by other code, it is thrown away and begun anew. Rows are
known by what they were read from, so several processes may share the file.
"""

import logging
import secrets
import sqlite3
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from os import fsdecode, fsencode
from pathlib import Path
from typing import Any

from knowledge import code, slug
from knowledge.keeping import pack, unpack
from knowledge.profile import Volume
from knowledge.slug import Slug

Key = tuple[str, str]  # the names of a folder and of a file in it
Source = tuple[bytes, str]  # the hash of a file's bytes, and the file's name

_TABLES = """
CREATE TABLE about (code TEXT NOT NULL, uid TEXT NOT NULL);
CREATE TABLE files (
    folder BLOB, file BLOB, size INTEGER, changed INTEGER, digest BLOB, settled INTEGER,
    PRIMARY KEY (folder, file)
) WITHOUT ROWID;
CREATE TABLE readings (
    digest BLOB, file BLOB, reason TEXT, unused REAL,
    PRIMARY KEY (digest, file)
) WITHOUT ROWID;
CREATE TABLE stories (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB, number INTEGER, renamed INTEGER, packed BLOB,
    id TEXT, own INTEGER, title TEXT, file BLOB, day TEXT, origin TEXT, place TEXT, notes TEXT,
    told BLOB, mark BLOB, language TEXT, lengths BLOB,
    UNIQUE (digest, file, number, id)
);
CREATE TABLE measures (name TEXT PRIMARY KEY, value BLOB, kept REAL) WITHOUT ROWID;
"""
_SLUG = "serial, id, own, title, file, day, origin, place, notes, told, mark, language, lengths"
_READ = f"SELECT digest, {_SLUG} FROM stories WHERE NOT renamed ORDER BY digest, number"  # noqa: S608
_FIND = f"SELECT {_SLUG} FROM stories WHERE digest = ? AND file = ? AND number = ? AND id = ?"  # noqa: S608
_ADD = f"INSERT OR IGNORE INTO stories VALUES (NULL, ?, ?, ?, ?{', ?' * 12})"  # noqa: S608
_UNUSED = "UPDATE readings SET unused = ? WHERE digest = ? AND file = ?"
_FORGET = (
    "DELETE FROM stories WHERE (digest, file) IN (SELECT digest, file FROM readings WHERE unused < ?)",
    "DELETE FROM readings WHERE unused < ?",
)
_FORGET_COUNTS = (
    "DELETE FROM measures WHERE name LIKE 'counts %' AND name NOT IN"
    " (SELECT name FROM measures WHERE name LIKE 'counts %' ORDER BY kept DESC LIMIT 12)"
)
# Stories are kept unpacked where they have no more passages than this, all together …
_ALL = 20_000
# … else so many, those that were asked for last: somewhat more than one question looks at. As they come and
# go, the garbage collector looks through all of them again and again, and everybody waits.
_LAST = 64
_UNUSED_SECONDS = 86_400.0  # somebody may still be reading an edition that holds them
_LOCKED_SECONDS = 30.0

_log = logging.getLogger(__name__)


class StacksError(Exception):
    """What was kept of a story that is in service is gone or damaged."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its stories, or the reason why there are none."""

    slugs: tuple[Slug, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was read: size in bytes, time of change in ns, hash of its bytes.

    It had `settled` where it had not changed just then: the same size and time tell that it is the same.
    """

    size: int
    changed: int
    digest: bytes
    settled: bool = True


class Stacks:
    """The stories that were read, kept in `file`, which is begun `anew`; in memory where that is None."""

    def __init__(self, file: Path | None = None, *, anew: bool = False) -> None:
        self._lock = threading.RLock()
        self._volumes: OrderedDict[int, Volume] = OrderedDict()
        self._most = _LAST  # of those
        self._db = _opened(file, anew=anew)
        self.uid = str(self._rows("SELECT uid FROM about")[0][0])

    def seen(self) -> dict[Key, Seen]:
        """Return every file that was read, as it was then."""
        rows = self._rows("SELECT folder, file, size, changed, digest, settled FROM files")
        return {
            (fsdecode(folder), fsdecode(file)): Seen(size, changed, digest, bool(settled))
            for folder, file, size, changed, digest, settled in rows
        }

    def readings(self) -> dict[Source, Reading]:
        """Return what came of reading each hash of bytes as a file of each name."""
        slugs: dict[Source, list[Slug]] = {}
        for digest, *row in self._rows(_READ):
            one = slug.from_row(row)
            slugs.setdefault((digest, one.file), []).append(one)
        rows = self._rows("SELECT digest, file, reason FROM readings")
        known = {(digest, fsdecode(file)): why for digest, file, why in rows}
        return {source: Reading(tuple(slugs.get(source, ())), why) for source, why in known.items()}

    def keep(self, source: Source, volumes: Iterable[Volume]) -> Reading:
        """Keep the stories that were read from a source."""
        with self._lock, self._db:
            slugs = tuple(self._add(source, number, one) for number, one in enumerate(volumes))
            self._db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, NULL, NULL)", _row(source))
        return Reading(slugs)

    def refuse(self, source: Source, reason: str) -> Reading:
        """Keep the reason why nothing was read from a source."""
        with self._lock, self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, NULL)", (*_row(source), reason)
            )
        return Reading(reason=reason)

    def rename(self, one: Slug, renamed: Volume) -> Slug:
        """Keep a story once more, with all that follows from another id."""
        with self._lock, self._db:
            told = self._db.execute(
                "SELECT digest, file, number FROM stories WHERE serial = ?", (one.serial,)
            )
            digest, file, number = told.fetchone()
            return self._add((digest, fsdecode(file)), number, renamed, renamed=True)

    def _add(self, source: Source, number: int, told: Volume, *, renamed: bool = False) -> Slug:
        digest, file = _row(source)
        row = slug.to_row(slug.of(told, 0))
        self._db.execute(_ADD, (digest, number, renamed, pack(told), *row))
        kept = slug.from_row(self._db.execute(_FIND, (digest, file, number, told.story.id)).fetchone())
        self._remember(kept.serial, told)
        return kept

    def volume(self, one: Slug) -> Volume:
        """Return a story whole. Raises StacksError where it is gone or damaged."""
        with self._lock:
            told = self._volumes.get(one.serial)
            if told is not None:
                self._volumes.move_to_end(one.serial)
                return told
            rows = self._db.execute("SELECT packed FROM stories WHERE serial = ?", (one.serial,)).fetchall()
        try:
            told = unpack(rows[0][0])
        except (ValueError, KeyError, TypeError, IndexError, zlib.error) as error:
            raise StacksError(
                f"{one.file}: what was kept of it is damaged; read the releases again."
            ) from error
        with self._lock:
            return self._remember(one.serial, told)

    def make_room(self, stories: int, passages: int) -> None:
        """Keep as many stories unpacked as are in service; only the last where they have many passages."""
        with self._lock:
            self._most = max(stories, _LAST) if passages <= _ALL else _LAST
            self._let_go()

    def _remember(self, serial: int, told: Volume) -> Volume:
        """Keep a story unpacked, the first that comes where two threads bring it, and let others go."""
        if serial in self._volumes:
            return self._volumes[serial]
        self._volumes[serial] = told
        self._let_go()
        return told

    def _let_go(self) -> None:
        while len(self._volumes) > self._most:
            self._volumes.popitem(last=False)

    def settle(
        self, files: Mapping[Key, Seen], before: Mapping[Key, Seen], used: Set[Source], known: Set[Source]
    ) -> None:
        """Note which files there are now, where they differ from `before`.

        What is `known`, but not `used` by any file or edition, is forgotten after a day.
        """
        now = time.time()
        rows = [
            (*map(fsencode, key), one.size, one.changed, one.digest, one.settled)
            for key, one in files.items()
            if before.get(key) != one
        ]
        gone = [tuple(map(fsencode, key)) for key in before.keys() - files.keys()]
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("DELETE FROM files WHERE folder = ? AND file = ?", gone)
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
            unused = set(self._db.execute("SELECT digest, file FROM readings WHERE unused IS NOT NULL"))
            now_unused = set(map(_row, known - used))
            self._db.executemany(_UNUSED, [(now, *one) for one in now_unused - unused])
            self._db.executemany(_UNUSED, [(None, *one) for one in unused - now_unused])
            for forget in _FORGET:
                self._db.execute(forget, (now - _UNUSED_SECONDS,))
            self._db.execute(_FORGET_COUNTS)

    def counts(self, edition: str) -> bytes | None:
        """Return what was counted in the edition of that name; it is kept for the last dozen."""
        return self._measure(f"counts {edition}")

    def keep_counts(self, edition: str, value: bytes) -> None:
        """Keep what was counted in an edition."""
        self._keep_measure(f"counts {edition}", value)

    def unsaid(self, model: str) -> bytes | None:
        """Return what was last measured with a sentence model, or with none where the name is empty."""
        return self._measure(f"unsaid {model}")

    def keep_unsaid(self, model: str, value: bytes) -> None:
        """Keep what was measured."""
        self._keep_measure(f"unsaid {model}", value)

    def _measure(self, name: str) -> bytes | None:
        rows = self._rows("SELECT value FROM measures WHERE name = ?", name)
        return bytes(rows[0][0]) if rows else None

    def _keep_measure(self, name: str, value: bytes) -> None:
        with self._lock, self._db:
            self._db.execute("INSERT OR REPLACE INTO measures VALUES (?, ?, ?)", (name, value, time.time()))

    def _rows(self, query: str, *values: Any) -> list[Any]:  # noqa: ANN401 - SQLite's own types
        with self._lock:
            return self._db.execute(query, values).fetchall()


def _row(source: Source) -> tuple[bytes, bytes]:
    """A source as the tables hold it: names of files need be no text."""
    digest, file = source
    return digest, fsencode(file)


def _opened(file: Path | None, *, anew: bool) -> sqlite3.Connection:
    """Open the file, begun anew where it is damaged or another code's; in memory where it cannot be used."""
    if file is None:
        return _begun(":memory:")
    ours = code.name()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            _delete(file)
        try:
            return _begun(str(file), ours)
        except sqlite3.OperationalError:  # locked, read-only, full: not damaged
            raise
        except sqlite3.DatabaseError as error:
            _log.info("%s: %s; the releases are read anew", file, error)
            _delete(file)
            return _begun(str(file), ours)
    except (OSError, sqlite3.Error) as error:
        _log.info("%s cannot be used (%s); what is read is kept in memory only", file, error)
        return _begun(":memory:")


def _delete(file: Path) -> None:
    for part in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + part).unlink(missing_ok=True)


def _begun(name: str, ours: str = "") -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=_LOCKED_SECONDS, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        _check(db, ours)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, ours: str) -> None:
    """Make the tables, where there are none. Raises DatabaseError where they are not this code's."""
    db.execute("BEGIN IMMEDIATE")
    with db:
        if not db.execute("SELECT name FROM sqlite_master").fetchall():
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute("INSERT INTO about VALUES (?, ?)", (ours, secrets.token_hex(8)))
        if db.execute("SELECT code FROM about").fetchone() != (ours,):
            raise sqlite3.DatabaseError("it was written by another version")
