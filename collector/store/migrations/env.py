"""What Alembic runs: the steps, on the connection that ``store.opening`` gives."""

from alembic import context

from collector.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata
)
context.run_migrations()
