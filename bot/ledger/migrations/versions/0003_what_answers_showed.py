"""What each answer showed of releases, so that it can be corrected when they change."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns, empty for what was answered before, and find answers by their time."""
    op.add_column("answers", sa.Column("clippings", sa.JSON()))
    op.add_column("answers", sa.Column("stands", sa.JSON()))
    op.create_index(op.f("ix_answers_asked_at"), "answers", ["asked_at"])
