"""The archive: from which versions of which files each edition was printed, on whose behalf, and their bytes.

An SQLite file in the data folder, which holds what cannot be read again: a file's last good version, the
last ten editions to go back to, what was taken back or withdrawn, and the audit trail. What is written in
one transaction is there whole or not at all, whenever the process is killed.
"""

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import fsdecode, fsencode
from pathlib import Path
from typing import Any

Key = tuple[str, str]  # the names of a folder and of a file in it
Versions = dict[Key, bytes]  # the hash of the version in service of each file
Withdrawn = frozenset[tuple[str, bytes]]  # a story's id, and the hash of what it told

KEPT = 10  # editions that can be gone back to
_FORM = 1
_TABLES = """
CREATE TABLE editions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, printed REAL NOT NULL,
    who TEXT NOT NULL, how TEXT NOT NULL, restores INTEGER, told TEXT NOT NULL
);
CREATE TABLE versions (
    folder BLOB NOT NULL, file BLOB NOT NULL, digest BLOB NOT NULL, since INTEGER NOT NULL, until INTEGER
);
CREATE INDEX versions_by_end ON versions (until);
CREATE TABLE withdrawn (id TEXT NOT NULL, told BLOB NOT NULL, since INTEGER NOT NULL, until INTEGER);
CREATE TABLE holds (
    folder BLOB NOT NULL, file BLOB NOT NULL, state BLOB, serve BLOB, PRIMARY KEY (folder, file)
);
CREATE TABLE bytes (digest BLOB PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
"""
# Tables of what holds from one edition to another, and their columns before "since" and "until".
_FILES = ("versions", "folder", "file", "digest")
_WITHDRAWN = ("withdrawn", "id", "told")
_QUICK = 1  # zlib's level
_LOCKED_SECONDS = 30.0


class ArchiveError(Exception):
    """The archive cannot be used; the message names its file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who had an edition printed, and how: "/knowledge add in #news", "dateline add", "feed Army"."""

    who: str
    how: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A file's version that was taken back: while its hash is `state`, the version `serve` is in service.

    None stands for a file that is not there, and for no version.
    """

    state: bytes | None
    serve: bytes | None


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition that was put in service. `told` are its changes, a line each.

    `restores` is the number of the edition that it went back to.
    """

    number: int
    name: str
    at: datetime
    occasion: Occasion
    told: tuple[str, ...] = field(repr=False)
    restores: int | None = None


class Archive:
    """The archive in `file`, made when it is first written. Raises ArchiveError where it cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def versions(self, number: int | None = None) -> Versions:
        """Return the versions that an edition was printed from; of the last where no number is given."""
        at = number if number is not None else self.last()
        rows = self._rows(
            "SELECT folder, file, digest FROM versions WHERE since <= ? AND (until IS NULL OR until > ?)",
            at,
            at,
        )
        return {(fsdecode(folder), fsdecode(file)): digest for folder, file, digest in rows}

    def withdrawn(self, number: int | None = None) -> Withdrawn:
        """Return what was withdrawn when an edition was printed; the last where no number is given."""
        at = number if number is not None else self.last()
        rows = self._rows(
            "SELECT id, told FROM withdrawn WHERE since <= ? AND (until IS NULL OR until > ?)", at, at
        )
        return frozenset((name, told) for name, told in rows)

    def holds(self) -> dict[Key, Hold]:
        """Return what was taken back and has not changed since, as far as the last edition knew."""
        rows = self._rows("SELECT folder, file, state, serve FROM holds")
        return {(fsdecode(folder), fsdecode(file)): Hold(state, serve) for folder, file, state, serve in rows}

    def printed(self, limit: int, before: int | None = None) -> tuple[Printed, ...]:
        """Return up to `limit` editions, the last first; with `before`, only those of lower numbers."""
        rows = self._rows(
            "SELECT number, name, printed, who, how, told, restores FROM editions"
            " WHERE ?1 IS NULL OR number < ?1 ORDER BY number DESC LIMIT ?2",
            before,
            limit,
        )
        return tuple(
            Printed(
                number,
                name,
                datetime.fromtimestamp(at, UTC),
                Occasion(who, how),
                tuple(json.loads(told)),
                back,
            )
            for number, name, at, who, how, told, back in rows
        )

    def last(self) -> int:
        """Return the number of the last edition; 0 where none was printed."""
        found = self._rows("SELECT max(number) FROM editions")
        return int(found[0][0] or 0) if found else 0

    def bytes_of(self, digest: bytes) -> bytes | None:
        """Return the bytes with that hash, None where they are not kept."""
        rows = self._rows("SELECT packed FROM bytes WHERE digest = ?", digest)
        return zlib.decompress(rows[0][0]) if rows else None

    def former(self) -> Printed | None:
        """Return the edition to go back to; None where none is kept.

        It is the one before the last, or, where that one went back already, the one before where it went.
        """
        found = self.printed(1)
        if not found:
            return None
        before = self.printed(1, before=found[0].restores or found[0].number)
        return before[0] if before and before[0].number > found[0].number - KEPT else None

    def print(
        self,
        name: str,
        versions: Mapping[Key, bytes],
        withdrawn: Withdrawn,
        holds: Mapping[Key, Hold],
        occasion: Occasion,
        told: Sequence[str],
        bytes_of: Callable[[Key, bytes], bytes | None],
        restores: int | None = None,
    ) -> int:
        """Note an edition, and return its number.

        `bytes_of` gives the bytes of a version that is new; None where they are gone, and it can then not be
        gone back to. Raises ArchiveError, and nothing is noted.
        """
        row = (name, time.time(), occasion.who, occasion.how, restores, json.dumps(list(told)))
        with self._writing() as db:
            number = db.execute("INSERT INTO editions VALUES (NULL, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0
            _lay(db, number, _FILES, {(*map(fsencode, key), digest) for key, digest in versions.items()})
            _lay(db, number, _WITHDRAWN, set(withdrawn))
            db.execute("DELETE FROM holds")
            held = [(*map(fsencode, key), one.state, one.serve) for key, one in holds.items()]
            db.executemany("INSERT INTO holds VALUES (?, ?, ?, ?)", held)
            new = db.execute(
                "SELECT folder, file, digest FROM versions"
                " WHERE since = ? AND digest NOT IN (SELECT digest FROM bytes)",
                (number,),
            ).fetchall()
            for folder, file, digest in new:
                raw = bytes_of((fsdecode(folder), fsdecode(file)), digest)
                if raw is not None:
                    packed = zlib.compress(raw, _QUICK)
                    db.execute("INSERT OR IGNORE INTO bytes VALUES (?, ?)", (digest, packed))
            _forget(db, number - KEPT + 1)
        return number

    def _rows(self, query: str, *values: Any) -> list[Any]:  # noqa: ANN401 - SQLite's own types
        if not self.file.exists():
            return []
        try:
            with closing(self._opened()) as db:
                return db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.file} cannot be read: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._opened()) as db:
                db.execute("BEGIN IMMEDIATE")
                with db:
                    if not db.execute("PRAGMA user_version").fetchone()[0]:
                        for statement in _TABLES.split(";"):
                            db.execute(statement)
                        db.execute(f"PRAGMA user_version = {_FORM}")
                    yield db
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"{self.file} cannot be written: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.file, timeout=_LOCKED_SECONDS)
        form = db.execute("PRAGMA user_version").fetchone()[0]
        if form > _FORM:
            db.close()
            raise sqlite3.DatabaseError("it was written by a newer version of the bot")
        return db


def _lay(db: sqlite3.Connection, number: int, table: tuple[str, ...], rows: set[tuple[Any, ...]]) -> None:
    """Note which rows hold from this edition on: only what differs from the edition before is written."""
    name, *columns = table
    before = set(db.execute(f"SELECT {', '.join(columns)} FROM {name} WHERE until IS NULL"))  # noqa: S608
    same = " AND ".join(f"{one} = ?" for one in columns)
    ended = [(number, *row) for row in before - rows]
    db.executemany(f"UPDATE {name} SET until = ? WHERE until IS NULL AND {same}", ended)  # noqa: S608
    begun = [(*row, number) for row in sorted(rows - before)]
    db.executemany(f"INSERT INTO {name} VALUES ({'?, ' * len(columns)}?, NULL)", begun)  # noqa: S608


def _forget(db: sqlite3.Connection, oldest: int) -> None:
    """Delete what no edition from `oldest` on was printed from; the list of editions stays."""
    db.execute("DELETE FROM versions WHERE until <= ?", (oldest,))
    db.execute("DELETE FROM withdrawn WHERE until <= ?", (oldest,))
    db.execute("DELETE FROM bytes WHERE digest NOT IN (SELECT digest FROM versions)")
