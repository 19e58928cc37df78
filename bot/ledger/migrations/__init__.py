"""Brings the tables of a ledger up to date.

To change the tables: change `tables.py`, copy the newest file of `versions/`,
write the step there, and set HEAD. A test compares the two.
"""

import asyncio
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from bot.ledger.engine import open_engine
from bot.ledger.errors import LedgerTooNewError

# Kept here too, because asking alembic means importing it, which takes longer than all the rest of a start.
HEAD = "0003"

_VERSION_TABLE = "alembic_version"


def upgrade(file: Path) -> None:
    """Bring the ledger in `file` (absolute) to revision HEAD; all of it or nothing.

    Blocks, and runs an event loop of its own: call it in a thread. Processes
    that do this together wait for each other. Raises LedgerTooNewError, and
    SQLAlchemyError when the database refuses.
    """
    asyncio.run(_upgrade(file))


async def _upgrade(file: Path) -> None:
    engine = open_engine(file, exclusive=True)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade_tables, file)
    finally:
        await engine.dispose()


def _upgrade_tables(connection: Connection, file: Path) -> None:
    revision = _revision(connection)
    if revision == HEAD:
        return

    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.ledger:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise LedgerTooNewError(file, revision)
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(_VERSION_TABLE)))
