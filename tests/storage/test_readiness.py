"""The tests of storage/readiness.py: whether a database would take a write."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from storage import readiness
from storage.engine import Database


async def test_a_database_that_takes_writes_says_which_tables_it_has(database: Database) -> None:
    """Two looks at one database say the same."""
    async with database.write() as db:
        said = await readiness.look(db)
    async with database.write() as db:
        assert await readiness.look(db) == said != "None"


@pytest.mark.postgres_only
async def test_a_server_that_takes_no_writes_is_told_apart(database: Database) -> None:
    """A standby answers every question and would lose every answer."""
    async with database.write() as db:
        await db.execute(text("SET TRANSACTION READ ONLY"))
        with pytest.raises(readiness.ReadOnly):
            await readiness.look(db)
