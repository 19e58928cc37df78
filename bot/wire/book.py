"""What is remembered of feeds between their runs: in one SQLite file, which may be deleted at any time.

Without it everything a feed lists is looked at again; no release is lost by that, and none doubled.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    name TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    failures INTEGER NOT NULL,
    due REAL NOT NULL,
    held REAL NOT NULL,
    since REAL,
    fault TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (
    feed TEXT NOT NULL,
    item TEXT NOT NULL,
    mark TEXT NOT NULL,
    file TEXT,
    tries INTEGER NOT NULL,
    listed REAL NOT NULL,
    PRIMARY KEY (feed, item)
) WITHOUT ROWID;
"""
_STANDING = (
    "SELECT etag, modified, failures, due, held, since, fault FROM feeds WHERE name = ? AND address = ?"
)
_KEEP = "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SEEN = "SELECT item, mark, file, tries FROM items WHERE feed = ?"
_NOTE = "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?)"
_LISTED = "UPDATE items SET listed = ? WHERE feed = ? AND item IN (SELECT value FROM json_each(?))"
_FORGET = "DELETE FROM items WHERE feed = ? AND listed < ?"
_FORGOTTEN_SECONDS = 180 * 86_400.0
_LOCKED_SECONDS = 10.0

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed stands; times are seconds since 1970.

    It is `due` next, and not to be called at all before `held`, because its server said so. `since` is up
    to when everything has been taken. `fault` is what was wrong the last time, in a sentence.
    """

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    due: float = 0.0
    held: float = 0.0
    since: float | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as it was last dealt with: the hash of what the feed said of it, its file if it has one.

    An empty `mark` means that it is to be tried again, `tries` how often that was done in vain.
    """

    mark: str
    file: str | None = None
    tries: int = 0


class Book:
    """What is kept in `file`, begun anew with a warning where it is damaged.

    Threads and processes may share it. Raises OSError or sqlite3.Error where it cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def standing(self, name: str, address: str) -> Standing:
        """Return how a feed stands; one whose address was changed stands as a new one."""
        row = self._with(lambda book: book.execute(_STANDING, (name, _hash(address))).fetchone())
        return Standing(*row) if row else Standing()

    def keep(self, name: str, address: str, standing: Standing) -> None:
        """Keep how a feed stands. The address is not kept, only a hash of it."""
        self._with(lambda book: book.execute(_KEEP, (name, _hash(address), *astuple(standing))))

    def seen(self, name: str) -> dict[str, Seen]:
        """Return the items of a feed that were dealt with, by their keys."""
        rows = self._with(lambda book: book.execute(_SEEN, (name,)).fetchall())
        return {key: Seen(mark, file, tries) for key, mark, file, tries in rows}

    def note(self, name: str, key: str, seen: Seen, now: float) -> None:
        """Note how an item was dealt with."""
        self._with(lambda book: book.execute(_NOTE, (name, key, *astuple(seen), now)))

    def listed(self, name: str, keys: Iterable[str], now: float) -> None:
        """Note which items a feed lists now, and forget those that it has not listed for half a year."""
        named = json.dumps(list(keys))

        def work(book: sqlite3.Connection) -> None:
            book.execute(_LISTED, (now, name, named))
            book.execute(_FORGET, (name, now - _FORGOTTEN_SECONDS))

        self._with(work)

    def _with(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            return self._tried(work)
        except sqlite3.OperationalError:  # locked, read-only, full: not damaged
            raise
        except sqlite3.DatabaseError as error:
            _log.warning("%s is damaged (%s); what was known of the feeds is begun anew", self.file, error)
            for file in (
                self.file,
                *(self.file.with_name(f"{self.file.name}-{one}") for one in ("wal", "shm", "journal")),
            ):
                file.unlink(missing_ok=True)
            return self._tried(work)

    def _tried(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=_LOCKED_SECONDS)) as book, book:
            found = int(book.execute("PRAGMA user_version").fetchone()[0])
            if found not in (0, _VERSION):
                raise sqlite3.DatabaseError(f"it is of form {found}, not {_VERSION}")
            if found == 0:
                book.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
            return work(book)


def _hash(address: str) -> str:
    return hashlib.blake2s(address.encode(), digest_size=16).hexdigest()
