"""Whether the database would take a write now, and whether its tables are still those we know."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


class ReadOnly(Exception):
    """The server takes no writes: it is a standby, or was set so."""


async def look(db: AsyncSession) -> str:
    """The version of the tables, read in a transaction that may write. Nothing is written.

    On SQLite such a transaction begins by asking to write; on PostgreSQL the server is asked.

    Raises:
        ReadOnly: The server takes no writes.
        OperationalError: The database is locked, read-only or out of reach.
    """
    on_server = db.get_bind().dialect.name == "postgresql"
    if on_server and await db.scalar(text("SHOW transaction_read_only")) != "off":
        raise ReadOnly("PostgreSQL takes no writes")
    return str(await db.scalar(text("SELECT version_num FROM alembic_version")))
