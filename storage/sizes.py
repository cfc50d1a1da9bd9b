"""How much room the database takes."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def size(db: AsyncSession) -> int:
    """The size of the whole database, log aside. Unit: bytes."""
    if db.get_bind().dialect.name == "postgresql":
        asked = "SELECT pg_database_size(current_database())"
    else:
        asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    return int(await db.scalar(text(asked)) or 0)
