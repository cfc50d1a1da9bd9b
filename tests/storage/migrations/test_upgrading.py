from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import Connection

from storage.engine import Database, open_database
from storage.migrations import is_behind, upgrade
from storage.tables import metadata


async def test_the_migrations_make_exactly_the_tables_of_the_program(
    database: Database,
) -> None:
    """A column that is only in the classes would be missing in every real database."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with database.writer.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_upgrading_again_changes_nothing(database: Database) -> None:
    """It runs at every start."""
    await upgrade(database)

    assert not await is_behind(database)


@pytest.mark.parametrize("version", ["", "DELETE FROM alembic_version"])
async def test_a_database_of_another_version_is_noticed(tmp_path: Path, version: str) -> None:
    """Starting on tables that are not ours could lose answers."""
    database = await open_database(f"sqlite:///{tmp_path / 'd' / 'earshot.db'}")
    if version:
        await upgrade(database)
        async with database.write() as db:
            await db.execute(text(version))

    assert await is_behind(database)
    await database.close()


async def test_a_newer_database_is_noticed(database: Database) -> None:
    """An old program must not write into tables it does not know."""
    async with database.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert await is_behind(database)


@pytest.mark.sqlite_only
async def test_an_upgrade_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Half of the tables is worse than none."""
    database = await open_database(f"sqlite:///{tmp_path / 'd' / 'earshot.db'}")
    async with database.write() as db:
        await db.execute(text("CREATE TABLE outbox (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        await upgrade(database)

    async with database.read() as db:
        tables = await db.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert tables.all() == ["outbox"]
    await database.close()
