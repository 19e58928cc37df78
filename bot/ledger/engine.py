"""The connection to the ledger's file; the only module that knows it is SQLite."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# A row that `record` returned must survive a power cut, hence FULL. busy_timeout comes first:
# it is what lets the switch to WAL wait for another process that is starting too.
_PRAGMAS = (
    "busy_timeout = 10000",  # milliseconds
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
)


def open_engine(file: Path, *, exclusive: bool = False) -> AsyncEngine:
    """Return an engine on `file` (absolute); no connection is made yet.

    With `exclusive`, a transaction has the file to itself from its beginning,
    and what it does to tables is undone with it: what migrations need.
    """
    engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(file)))
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    if exclusive:
        event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # Python's sqlite3 begins no transaction before CREATE TABLE; so a killed migration would stay half done.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
