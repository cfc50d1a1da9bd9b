"""Alembic, called on our own connection and without an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from storage.engine import Database, DatabaseUnfit

_UPGRADE_LOCK = 0x6D69_6772


def config_for(connection: Connection | None = None) -> Config:
    """Alembic's settings: the scripts beside this file, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, to: str = "head") -> None:
    """Bring the tables up to date, in one transaction. Harmless when they are.

    Take a backup first. On PostgreSQL two that start at once take turns. ``to`` is an earlier
    version of the tables: a backup of a database of that version has those.

    Raises:
        DatabaseUnfit: A later version made the tables.
    """
    async with database.writer.begin() as connection:
        if database.dialect == "postgresql":
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK}
            )
        await connection.run_sync(_refuse_later)
        await connection.run_sync(lambda sync: command.upgrade(config_for(sync), to))


def is_known(revision: str) -> bool:
    """Whether this program knows a version of the tables; a later one's it does not."""
    return revision in {each.revision for each in _scripts().walk_revisions()}


async def is_behind(database: Database) -> bool:
    """Whether the tables are not those of this version: older, newer, or not there."""
    return await revision_of(database) != _scripts().get_current_head()


async def revision_of(database: Database) -> str | None:
    """The version of the tables; None where there are none, or a later one's several."""
    async with database.writer.connect() as connection:
        heads = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_heads()
        )
    return heads[0] if len(heads) == 1 else None


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config_for())


def _refuse_later(connection: Connection) -> None:
    if not all(map(is_known, MigrationContext.configure(connection).get_current_heads())):
        raise DatabaseUnfit(
            "the database was made by a later version of Earshot. Install that version, or a "
            "later one; nothing was changed."
        )
