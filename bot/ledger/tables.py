"""The tables of the ledger, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

# Named by rule, so that a later migration can drop a constraint by its name on any database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware datetimes in, aware datetimes in UTC out, also on SQLite, which drops the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC; a naive datetime is a ValueError, because it names no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC, whether the database kept the zone or not."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


answers = Table(
    "answers",
    metadata,
    # SQLite counts up by itself only where the type is its own INTEGER.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("via", String, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, index=True),
    Column("asker", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("question", Text),
    Column("answered", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("passage_ids", JSON, nullable=False),
    Column("story_id", String),
    # What the message showed of releases, and the ids of the passages that it shows in their places now.
    Column("clippings", JSON(none_as_null=True)),
    Column("stands", JSON(none_as_null=True)),
    # A button carries the id of its row: the id of a deleted row must never come back as another's.
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
