"""Vectors on disk, so that a restart embeds no passage twice.

One SQLite file, which may be deleted at any time: one that is gone, or cannot be used, costs time
and never an answer.
"""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeVar

_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL,
    passage TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, passage)
) WITHOUT ROWID
"""
_KNOWN = """
SELECT passage, vector FROM vectors
WHERE model = ? AND passage IN (SELECT value FROM json_each(?))
"""
_KEEP = "INSERT OR REPLACE INTO vectors (model, passage, vector) VALUES (?, ?, ?)"
_COUNT = "SELECT count(*) FROM vectors WHERE model = ?"
_LOCKED_SECONDS = 10.0

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Vectors:
    """The vectors in `file`, by the model's name and the hash of the passage; as bytes, whatever they mean.

    A damaged file is begun anew; one that cannot be read or written is left alone. Either is one
    warning in the log. Threads and processes may share the file.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._usable = True

    def known(self, model: str, passages: Iterable[str]) -> dict[str, bytes]:
        """Return the vectors that are kept of `passages`."""
        wanted = json.dumps(list(passages))
        return self._with_file(lambda file: dict(file.execute(_KNOWN, (model, wanted)).fetchall()), {})

    def keep(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep `vectors`, in the place of what was kept of the same passages."""
        rows = [(model, passage, vector) for passage, vector in vectors.items()]
        self._with_file(lambda file: file.executemany(_KEEP, rows), None)

    def count(self, model: str) -> int:
        """Return how many vectors of `model` are kept."""
        return self._with_file(lambda file: int(file.execute(_COUNT, (model,)).fetchone()[0]), 0)

    def _with_file(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        if not self._usable:
            return otherwise
        try:
            try:
                return self._tried(work)
            except sqlite3.OperationalError:  # locked, read-only, full …: not damaged
                raise
            except sqlite3.DatabaseError as error:
                _log.warning("%s is damaged (%s); its vectors are made again", self.file, error)
                self.file.unlink()
                return self._tried(work)
        except (sqlite3.Error, OSError) as error:
            _log.warning("%s cannot be used (%s); vectors are not kept", self.file, error)
            self._usable = False
            return otherwise

    def _tried(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=_LOCKED_SECONDS)) as connection, connection:
            connection.execute(_TABLE)
            return work(connection)
