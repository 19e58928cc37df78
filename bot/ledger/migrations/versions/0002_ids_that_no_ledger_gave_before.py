"""Let ids go on from the time, in milliseconds: buttons outlive a ledger that was deleted.

Its successor, made later, gives none of its ids again, as long as there are fewer than a thousand
answers a second.
"""

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COUNTERS = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))


def upgrade() -> None:
    """Set SQLite's own counter of the table."""
    op.execute(_COUNTERS.delete().where(_COUNTERS.c.name == "answers"))
    op.execute(_COUNTERS.insert().values(name="answers", seq=int(time.time() * 1000)))
