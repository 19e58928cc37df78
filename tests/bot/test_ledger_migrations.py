"""The tables of the ledger: every way to them ends at the same ones."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from bot.ledger import Ledger, LedgerTooNewError, LedgerUnusableError, migrations
from bot.ledger.tables import metadata


def config(connection: Connection | None = None) -> Config:
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", "bot.ledger:migrations")
    return settings


def revisions() -> list[str]:
    return [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]


async def test_a_new_ledger_is_at_the_newest_revision(tmp_path: Path) -> None:
    await (await Ledger.open(tmp_path, store_text=False)).close()
    with create_engine(f"sqlite:///{tmp_path}/ledger.sqlite").connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrations.HEAD
    assert ScriptDirectory.from_config(config()).get_heads() == [migrations.HEAD]


@pytest.mark.parametrize("revision", [None, *revisions()])
def test_every_earlier_revision_comes_to_the_tables_of_today(tmp_path: Path, revision: str | None) -> None:
    file = tmp_path / "ledger.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    if revision is not None:
        with engine.begin() as connection:
            command.upgrade(config(connection), revision)
    migrations.upgrade(file)
    migrations.upgrade(file)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_what_was_answered_before_showed_nothing_that_is_known(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/ledger.sqlite")
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO answers (id, asked_at, via, channel_id, message_id, asker, edition, answered, "
                "confidence, passage_ids) VALUES (7, '2024-05-01 10:00:00', 'slash', 1, 2, 'a', 'e', 1, 0.5, "
                "'[\"p1\"]')"
            )
        )
    engine.dispose()
    ledger = await Ledger.open(tmp_path, store_text=False)
    row = await ledger.row(7)
    assert row is not None
    assert (row.passage_ids, row.clippings, row.stands) == (("p1",), (), ())
    assert await ledger.shown_since(datetime(2020, 1, 1, tzinfo=UTC), limit=9) == []
    await ledger.close()


async def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    await (await Ledger.open(tmp_path, store_text=False)).close()
    file = tmp_path / "ledger.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = file.read_bytes()
    with pytest.raises(LedgerTooNewError, match=r"ledger\.sqlite was made by a newer version .*9999"):
        await Ledger.open(tmp_path, store_text=False)
    assert file.read_bytes() == before


async def test_the_database_of_something_else_keeps_its_tables(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/ledger.sqlite")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (mine TEXT)"))
    with pytest.raises(LedgerUnusableError, match="already exists"):
        await Ledger.open(tmp_path, store_text=False)
    with engine.connect() as connection:
        tables = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    engine.dispose()
    assert tables == ["notes"]


def test_the_installed_package_brings_its_migrations_and_needs_alembic_once(tmp_path: Path) -> None:
    code = """
import asyncio, sys
from pathlib import Path
from bot.ledger import Ledger
async def main():
    await (await Ledger.open(Path("data"), store_text=False)).close()
    print("alembic" in sys.modules)
asyncio.run(main())
"""
    printed = [
        subprocess.check_output([sys.executable, "-I", "-c", code], cwd=tmp_path, text=True) for _ in range(2)
    ]
    assert printed == ["True\n", "False\n"]
