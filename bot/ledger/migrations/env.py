"""What alembic runs to apply migrations: on the caller's connection, in the caller's transaction."""

from alembic import context

from bot.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
