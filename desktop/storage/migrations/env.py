"""What alembic runs: our connection, our transaction, batch mode for SQLite."""

from alembic import context
from sqlalchemy import Connection

from desktop.models.schema import METADATA

_connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=_connection,
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
