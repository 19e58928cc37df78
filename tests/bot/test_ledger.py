"""The ledger: what it keeps of an answer, of whom, and of when."""

import asyncio
import hashlib
import hmac
import os
import sqlite3
import stat
import tempfile
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from bot.ledger import AnswerRow, AskedRecord, Ledger, LedgerClosedError
from bot.ledger.tables import UtcDateTime
from knowledge.changes import Clipping

USER = 718_281_828_459_045_235
SNOWFLAKE = 2**63 - 1
ASKED = AskedRecord(
    via="slash",
    guild_id=SNOWFLAKE,
    channel_id=SNOWFLAKE - 1,
    user_id=USER,
    edition="e5a1",
    question="How many agreed-to-actions came out of the talks?",
    answered=True,
    confidence=0.875,
    passage_ids=("p1", "p2"),
    story_id="dvids-1",
)
# Made up, and told in a row with its passages.
SHOWN = replace(
    ASKED,
    clippings=(
        Clipping("dvids-1", "p1", "The talks took three days. They were long.", "The talks took three days."),
        Clipping("dvids-2", "p2", "Four made-up days.", "Four made-up days.", rivals=("p3", "p4")),
    ),
)


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def write_one(folder: Path, asked: AskedRecord = ASKED, *, store_text: bool = False) -> int:
    ledger = await Ledger.open(folder, store_text=store_text)
    try:
        return await ledger.record(asked)
    finally:
        await ledger.close()


def assert_same(row: AnswerRow, asked: AskedRecord) -> None:
    """Assert that the row holds all of what was asked but the user."""
    for field in fields(AskedRecord):
        if field.name != "user_id":
            assert getattr(row, field.name) == getattr(asked, field.name)


def storable(text: str) -> str:
    """The text without what no database takes."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def tamper(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "ledger.sqlite")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(tmp_path / "data", store_text=True)
    yield opened
    await opened.close()


# What is kept


async def test_a_row_comes_back_as_it_was_written(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    row = await ledger.row(await ledger.record(ASKED))
    assert_same(row, ASKED)
    assert row.message_id is None
    assert before <= row.asked_at <= datetime.now(UTC)
    assert row.asked_at.tzinfo is UTC


async def test_rows_outlive_a_restart_and_ids_go_on(tmp_path: Path) -> None:
    first = await write_one(tmp_path)
    assert await write_one(tmp_path) == first + 1
    again = await Ledger.open(tmp_path, store_text=False)
    assert await again.row(first) is not None
    assert await again.row(first + 2) is None
    await again.close()


async def test_the_message_of_a_row_finds_the_newest_row(ledger: Ledger) -> None:
    first, second = await ledger.record(ASKED), await ledger.record(ASKED)
    await ledger.sent(first, SNOWFLAKE)
    assert (await ledger.by_message(SNOWFLAKE)).id == first
    await ledger.sent(second, SNOWFLAKE)
    assert (await ledger.by_message(SNOWFLAKE)).id == second
    assert (await ledger.row(first)).message_id == SNOWFLAKE
    assert await ledger.by_message(12) is None
    await ledger.sent(4_000, 12)
    assert await ledger.by_message(12) is None


async def test_ten_passages_are_kept_best_first(ledger: Ledger) -> None:
    many = tuple(f"p{n}" for n in range(30, 0, -1))
    row = await ledger.row(await ledger.record(replace(ASKED, passage_ids=many)))
    assert row.passage_ids == many[:10]


async def test_the_id_of_a_deleted_row_never_comes_back(tmp_path: Path) -> None:
    deleted = await write_one(tmp_path)
    tamper(tmp_path, "DELETE FROM answers")
    assert await write_one(tmp_path) > deleted


async def test_a_new_ledger_in_the_place_of_a_deleted_one_gives_no_id_again(tmp_path: Path) -> None:
    deleted = await write_one(tmp_path)
    (tmp_path / "ledger.sqlite").unlink()
    assert await write_one(tmp_path) > deleted


async def test_notes(ledger: Ledger) -> None:
    assert await ledger.note("commands") is None
    await ledger.set_note("commands", "a")
    await ledger.set_note("commands", "b")
    await ledger.set_note("other", "")
    assert await ledger.note("commands") == "b"
    assert await ledger.note("other") == ""


any_text = st.text(st.characters(exclude_categories=()), max_size=300)
ids = st.integers(0, SNOWFLAKE)
records = st.builds(
    AskedRecord,
    via=st.sampled_from(["slash", "mention", "direct", "reply", "menu", "channel"]),
    guild_id=st.none() | ids,
    channel_id=ids,
    user_id=ids,
    edition=st.text("0123456789abcdef", max_size=64),
    question=any_text,
    answered=st.booleans(),
    confidence=st.floats(0, 1),
    passage_ids=st.lists(st.text(max_size=40), max_size=12).map(tuple),
    story_id=st.none() | st.text(max_size=40),
    clippings=st.lists(
        st.builds(
            Clipping, st.text(), st.text(), any_text.map(storable), any_text.map(storable), st.just(("p3",))
        ),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(records, min_size=1, max_size=8))
def test_whatever_is_asked_is_kept(asked: list[AskedRecord]) -> None:
    async def write_and_read(folder: Path) -> None:
        ledger = await Ledger.open(folder, store_text=True)
        for one in asked:
            kept = replace(one, question=storable(one.question), passage_ids=one.passage_ids[:10])
            assert_same(await ledger.row(await ledger.record(one)), kept)
        await ledger.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(write_and_read(Path(folder)))


# What messages show


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def test_what_a_message_shows_is_kept_once_it_is_sent(ledger: Ledger) -> None:
    row = await ledger.record(SHOWN)
    assert await ledger.shown_since(LONG_AGO, limit=9) == []
    await ledger.sent(row, 99)
    [kept] = await ledger.shown_since(LONG_AGO, limit=9)
    assert kept == await ledger.row(row)
    assert kept.clippings == SHOWN.clippings
    assert kept.stands == ("p1", "p2")


async def test_rows_that_show_nothing_or_cannot_be_edited_are_not_among_them(ledger: Ledger) -> None:
    await ledger.sent(await ledger.record(ASKED), 98)
    fleeting = await ledger.record(SHOWN)
    await ledger.sent(fleeting, 99, lasting=False)
    assert await ledger.shown_since(LONG_AGO, limit=9) == []
    kept = await ledger.by_message(99)
    assert (kept.id, kept.clippings, kept.stands) == (fleeting, (), ())


async def test_rows_that_show_something_come_newest_first_in_pages(ledger: Ledger) -> None:
    ids = [await ledger.record(SHOWN) for _ in range(7)]
    for message, row in enumerate(ids, start=100):
        await ledger.sent(row, message)
    pages, last = [], None
    while page := await ledger.shown_since(LONG_AGO, before=last, limit=3):
        pages.append([row.id for row in page])
        last = page[-1]
    assert pages == [ids[:3:-1], ids[3:0:-1], ids[:1]]
    middle = await ledger.row(ids[3])
    assert [row.id for row in await ledger.shown_since(middle.asked_at, limit=9)] == ids[:2:-1]


async def test_rows_of_one_instant_are_each_in_one_page(tmp_path: Path) -> None:
    for _ in range(5):
        await write_one(tmp_path, SHOWN)
    tamper(tmp_path, "UPDATE answers SET asked_at = '2024-05-01 10:00:00.000000', message_id = id")
    ledger = await Ledger.open(tmp_path, store_text=False)
    seen, last = [], None
    while page := await ledger.shown_since(LONG_AGO, before=last, limit=2):
        seen += [row.id for row in page]
        last = page[-1]
    await ledger.close()
    assert len(seen) == len(set(seen)) == 5


async def test_what_stands_now_is_noted_and_buttons_speak_of_it(ledger: Ledger) -> None:
    row = await ledger.record(SHOWN)
    for stands, first in (
        (("p9", "p2"), "p9"),
        ((None, None), "p9"),
        (("p8", None), "p8"),
        (("p1", "p2"), "p1"),
    ):
        await ledger.stand(row, stands)
        kept = await ledger.row(row)
        assert kept.stands == stands
        assert kept.passage_ids == (first, "p2")
        assert kept.clippings == SHOWN.clippings
    await ledger.stand(row + 1, ("p1", "p2"))


async def test_what_was_shown_long_ago_is_forgotten(ledger: Ledger) -> None:
    row = await ledger.record(SHOWN)
    await ledger.forget_shown(LONG_AGO)
    assert (await ledger.row(row)).clippings == SHOWN.clippings
    await ledger.forget_shown(datetime.now(UTC) + timedelta(minutes=1))
    kept = await ledger.row(row)
    assert (kept.clippings, kept.stands, kept.passage_ids) == ((), (), ("p1", "p2"))
    await ledger.stand(row, ("p9", "p2"))
    assert await ledger.row(row) == kept


# When


@given(st.datetimes(timezones=st.integers(-720, 720).map(lambda m: timezone(timedelta(minutes=m)))))
def test_a_moment_survives_sqlite_to_the_microsecond(moment: datetime) -> None:
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        return
    moments = Table("moments", MetaData(), Column("at", UtcDateTime))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        moments.create(connection)
        connection.execute(insert(moments), [{"at": moment}, {"at": None}])
        [[back], [nothing]] = connection.execute(select(moments)).all()
        with pytest.raises(StatementError, match="time zone"):
            connection.execute(insert(moments), {"at": moment.replace(tzinfo=None)})
    engine.dispose()
    assert back == in_utc
    assert back.utcoffset() == timedelta()
    assert nothing is None


# Who


async def test_the_asker_is_a_hash_with_the_secret_of_the_folder(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, store_text=False)
    mine, others = [
        (await ledger.row(await ledger.record(replace(ASKED, user_id=user)))).asker
        for user in (USER, USER + 1)
    ]
    await ledger.close()
    secret = (tmp_path / "secret").read_bytes()
    assert len(secret) == 32
    assert mine == hmac.new(secret, str(USER).encode(), hashlib.sha256).hexdigest() != others


async def test_the_asker_stays_the_same_after_a_restart_and_differs_between_folders(tmp_path: Path) -> None:
    def askers(folder: Path) -> list[str]:
        rows = sqlite3.connect(folder / "ledger.sqlite").execute("SELECT asker FROM answers")
        return [asker for (asker,) in rows]

    for folder in (tmp_path / "a", tmp_path / "a", tmp_path / "b"):
        await write_one(folder)
    first, second = askers(tmp_path / "a")
    assert first == second
    assert askers(tmp_path / "b") != [first]


async def test_the_user_is_nowhere_in_the_files(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, store_text=True)
    for via in ("slash", "direct", "reply"):
        await ledger.sent(await ledger.record(replace(ASKED, via=via)), 99)
    open_bytes = all_bytes(tmp_path)
    assert (tmp_path / "ledger.sqlite-wal").stat().st_size > 0
    assert ASKED.question.encode() in open_bytes
    await ledger.close()
    for raw in (open_bytes, all_bytes(tmp_path)):
        assert str(USER).encode() not in raw
        assert USER.to_bytes(8, "big") not in raw
        assert USER.to_bytes(8, "little") not in raw


async def test_the_question_is_nowhere_unless_it_may_be_stored(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, store_text=False)
    row = await ledger.row(await ledger.record(ASKED))
    assert row.question is None
    assert b"agreed-to-actions" not in all_bytes(tmp_path)
    await ledger.close()
    assert b"agreed-to-actions" not in all_bytes(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
async def test_nobody_else_may_read_the_files(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path / "data", store_text=True)
    await ledger.record(ASKED)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    await ledger.close()
    assert modes == dict.fromkeys(
        ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "secret"), 0o600
    )


# Closing


async def test_closing_lets_go_of_the_file_and_twice_is_no_error(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, store_text=False)
    await ledger.record(ASKED)
    await ledger.close()
    await ledger.close()
    assert names(tmp_path) == ["ledger.sqlite", "secret"]
    for use in (ledger.record(ASKED), ledger.row(1), ledger.note("x"), ledger.set_note("x", "y")):
        with pytest.raises(LedgerClosedError, match=str(tmp_path)):
            await use


async def test_what_is_being_written_is_finished_before_closing(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, store_text=False)
    writing = [asyncio.create_task(ledger.record(ASKED)) for _ in range(5)]
    await asyncio.sleep(0)
    await ledger.close()
    first, *others = await asyncio.gather(*writing)
    assert others == [first + n for n in range(1, 5)]
