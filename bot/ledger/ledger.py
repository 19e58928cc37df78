"""The ledger: one row an answer, in a file that survives restarts."""

import asyncio
import errno
import hashlib
import hmac
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, cast

from sqlalchemy import ColumnElement, Row, delete, insert, literal, select, tuple_, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ledger import migrations
from bot.ledger.engine import open_engine
from bot.ledger.errors import DataFolderError, LedgerClosedError, from_database
from bot.ledger.secret import make_or_read
from bot.ledger.tables import answers, notes
from knowledge.changes import Clipping

LEDGER_FILE = "ledger.sqlite"
SECRET_FILE = "secret"  # noqa: S105 - the file's name
PASSAGES_KEPT = 10

_NOTHING_SHOWN = {"clippings": None, "stands": None}

Via = Literal["slash", "mention", "direct", "reply", "menu", "channel"]


@dataclass(frozen=True, slots=True)
class AskedRecord:
    """One question and what became of it, as the bot reports it.

    `user_id` is hashed before it is written. `question` is written only where
    the ledger stores text. `passage_ids` come best first; the first ten are
    kept. `confidence` is 0 to 1. `clippings` is what the answer shows of
    releases: its passage, and the one beside it.
    """

    via: Via
    guild_id: int | None
    channel_id: int
    user_id: int
    edition: str
    question: str
    answered: bool
    confidence: float
    passage_ids: tuple[str, ...]
    story_id: str | None
    clippings: tuple[Clipping, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row of the ledger.

    `asked_at` is aware, in UTC. `asker` is the HMAC-SHA256 of the user's id, 64
    hex digits. `message_id` is None until the answer is sent. `question` is
    None where the ledger stored no text. `clippings` is what the message showed
    when it was sent, empty where it cannot be corrected; `stands` are the ids of
    the passages that it shows in their places now, None for what is withdrawn.
    """

    id: int
    asked_at: datetime
    via: Via
    guild_id: int | None
    channel_id: int
    message_id: int | None
    asker: str
    edition: str
    question: str | None
    answered: bool
    confidence: float
    passage_ids: tuple[str, ...]
    story_id: str | None
    clippings: tuple[Clipping, ...]
    stands: tuple[str | None, ...]


class Ledger:
    """An open ledger; make one with `Ledger.open`, end it with `close`.

    Every method may raise LedgerError: the file is closed, locked for too
    long, damaged, or the disk is full.
    """

    def __init__(self, file: Path, engine: AsyncEngine, secret: bytes, *, store_text: bool) -> None:
        self._file = file
        self._engine = engine
        self._secret = secret
        self._store_text = store_text
        self._closed = False
        # SQLite writes one thing at a time anyway; with this, whoever came first is served first.
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, data_folder: Path, *, store_text: bool) -> Self:
        """Open the ledger in `data_folder`; the folder, the file and the secret are made where missing.

        `store_text` decides whether questions are kept. Raises LedgerError.
        """
        file = (data_folder / LEDGER_FILE).absolute()
        secret = await asyncio.to_thread(_prepare, file)
        return cls(file, open_engine(file), secret, store_text=store_text)

    async def close(self) -> None:
        """Let go of the file, after what is being written; a second time is no error."""
        async with self._turn:
            self._closed = True
            await self._engine.dispose()

    async def record(self, asked: AskedRecord) -> int:
        """Write one row and return its id; when this returns, the row is on the disk."""
        row = insert(answers).values(
            asked_at=datetime.now(UTC),
            via=asked.via,
            guild_id=asked.guild_id,
            channel_id=asked.channel_id,
            asker=self._hash(asked.user_id),
            edition=asked.edition,
            question=_storable(asked.question) if self._store_text else None,
            answered=asked.answered,
            confidence=asked.confidence,
            passage_ids=list(asked.passage_ids[:PASSAGES_KEPT]),
            story_id=asked.story_id,
            clippings=[_to_json(clipping) for clipping in asked.clippings] or None,
            stands=[clipping.passage_id for clipping in asked.clippings] or None,
        )
        async with self._transaction() as connection:
            # Not `returning`: where the caller is cancelled, its unread row keeps the whole file locked.
            made = await connection.execute(row)
            return cast("tuple[int]", made.inserted_primary_key)[0]

    async def sent(self, row_id: int, message_id: int, *, lasting: bool = True) -> None:
        """Note which message shows the answer of a row; nothing happens when the row is gone.

        One that is not `lasting` cannot be edited later: what it shows is forgotten.
        """
        forgotten = {} if lasting else _NOTHING_SHOWN
        async with self._transaction() as connection:
            await connection.execute(
                update(answers).where(answers.c.id == row_id).values(message_id=message_id, **forgotten)
            )

    async def shown_since(
        self, moment: datetime, *, before: AnswerRow | None = None, limit: int
    ) -> list[AnswerRow]:
        """Return up to `limit` rows asked since `moment` whose messages show clippings, newest first.

        `before` is the last row of the page before this one.
        """
        wanted = [answers.c.asked_at >= moment, answers.c.message_id.is_not(None)]
        wanted.append(answers.c.clippings.is_not(None))
        if before is not None:
            place = (answers.c.asked_at, answers.c.id)
            last = (literal(before.asked_at, place[0].type), literal(before.id, place[1].type))
            wanted.append(tuple_(*place) < tuple_(*last))
        return await self._newest(*wanted, limit=limit)

    async def stand(self, row_id: int, stands: tuple[str | None, ...]) -> None:
        """Note the passages that the message of a row shows now; its buttons speak of the first one.

        Nothing happens when the row is gone, or what it showed is forgotten.
        """
        here = answers.c.id == row_id
        async with self._transaction() as connection:
            query = select(answers.c.passage_ids).where(here, answers.c.clippings.is_not(None))
            ids = await connection.scalar(query)
            if ids is None:
                return
            now = [stands[0], *ids[1:]] if stands[0] else ids
            await connection.execute(update(answers).where(here).values(stands=list(stands), passage_ids=now))

    async def forget_shown(self, before: datetime) -> None:
        """Forget what messages showed that were asked for before that moment: they stay as they are."""
        old = (answers.c.asked_at < before) & answers.c.clippings.is_not(None)
        async with self._transaction() as connection:
            await connection.execute(update(answers).where(old).values(**_NOTHING_SHOWN))

    async def row(self, row_id: int) -> AnswerRow | None:
        """Return the row with that id, or None."""
        return await self._one(answers.c.id == row_id)

    async def by_message(self, message_id: int) -> AnswerRow | None:
        """Return the newest row that the message shows, or None."""
        return await self._one(answers.c.message_id == message_id)

    async def note(self, name: str) -> str | None:
        """Return the note of that name, or None."""
        async with self._transaction() as connection:
            value: str | None = await connection.scalar(select(notes.c.value).where(notes.c.name == name))
        return value

    async def set_note(self, name: str, value: str) -> None:
        """Write a note, over the one of that name if there is one."""
        async with self._transaction() as connection:
            await connection.execute(delete(notes).where(notes.c.name == name))
            await connection.execute(insert(notes).values(name=name, value=value))

    def _hash(self, user_id: int) -> str:
        return hmac.new(self._secret, str(user_id).encode(), hashlib.sha256).hexdigest()

    async def _one(self, condition: ColumnElement[bool]) -> AnswerRow | None:
        rows = await self._newest(condition, limit=1)
        return rows[0] if rows else None

    async def _newest(self, *conditions: ColumnElement[bool], limit: int) -> list[AnswerRow]:
        columns = [answers.c[field.name] for field in fields(AnswerRow)]
        newest = (answers.c.asked_at.desc(), answers.c.id.desc())
        query = select(*columns).where(*conditions).order_by(*newest).limit(limit)
        async with self._transaction() as connection:
            return [_answer_row(row) for row in await connection.execute(query)]

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        async with self._turn:
            if self._closed:
                raise LedgerClosedError(self._file)
            try:
                async with self._engine.begin() as connection:
                    yield connection
            except SQLAlchemyError as error:
                raise from_database(self._file, error) from error


def _answer_row(row: Row[Any]) -> AnswerRow:
    kept = {
        "passage_ids": tuple(row.passage_ids),
        "clippings": tuple(_from_json(one) for one in row.clippings or ()),
        "stands": tuple(row.stands or ()),
    }
    return AnswerRow(**{**row._mapping, **kept})


def _to_json(clipping: Clipping) -> dict[str, Any]:
    return {**asdict(clipping), "words": _storable(clipping.words), "sentence": _storable(clipping.sentence)}


def _from_json(kept: dict[str, Any]) -> Clipping:
    return Clipping(**{**kept, "rivals": tuple(kept["rivals"])})


def _prepare(file: Path) -> bytes:
    # Everything that blocks: the folder, the secret, the tables. Returns the secret.
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)  # SQLite would let everybody read it, and takes the WAL's mode from it
        if not os.access(file, os.W_OK):  # which SQLite tells only at the first row
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        secret = make_or_read(file.parent / SECRET_FILE)
    except OSError as error:
        raise DataFolderError(file.parent, error) from error
    try:
        migrations.upgrade(file)
    except SQLAlchemyError as error:
        raise from_database(file, error) from error
    return secret


def _storable(text: str) -> str:
    # Half a surrogate pair cannot be written as UTF-8, and PostgreSQL takes no NUL.
    return text.encode("utf-8", "replace").decode().replace("\0", "")
