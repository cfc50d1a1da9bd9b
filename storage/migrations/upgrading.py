"""Alembic, called on our own connection and without an ini file.

It is loaded only where there is something for it to do: a start that finds the tables as they
should be is quicker without, and ten megabytes smaller.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from storage.engine import Database, DatabaseUnfit

if TYPE_CHECKING:
    from alembic.config import Config

_NAMED = re.compile(r'^(revision|down_revision)\b[^=\n]*= "([^"]+)"', re.MULTILINE)

_UPGRADE_LOCK = 0x6D69_6772


def config_for(connection: Connection | None = None) -> Config:
    """Alembic's settings: the scripts beside this file, and the connection to use."""
    from alembic.config import Config

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
    if to == "head" and not await is_behind(database):
        return
    from alembic import command

    async with database.writer.begin() as connection:
        if database.dialect == "postgresql":
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK}
            )
        await connection.run_sync(_refuse_later)
        await connection.run_sync(lambda sync: command.upgrade(config_for(sync), to))


def is_known(revision: str) -> bool:
    """Whether this program knows a version of the tables; a later one's it does not."""
    return revision in {one["revision"] for one in _scripts()}


async def is_behind(database: Database) -> bool:
    """Whether the tables are not those of this version: older, newer, or not there."""
    return await revision_of(database) != _latest()


async def revision_of(database: Database) -> str | None:
    """The version of the tables; None where there are none, or a later one's several."""
    async with database.writer.connect() as connection:
        heads = await connection.run_sync(_heads)
    return heads[0] if len(heads) == 1 else None


def _heads(connection: Connection) -> list[str]:
    if not inspect(connection).has_table("alembic_version"):
        return []
    return list(connection.scalars(text("SELECT version_num FROM alembic_version")))


def _latest() -> str:
    """The version that no script comes after."""
    before = {one.get("down_revision") for one in _scripts()}
    (latest,) = {one["revision"] for one in _scripts()} - before
    return latest


@cache
def _scripts() -> tuple[dict[str, str], ...]:
    """Which version each script makes, and of which, in its own words."""
    scripts = (Path(__file__).parent / "versions").glob("v*.py")
    return tuple(dict(_NAMED.findall(script.read_text("utf-8"))) for script in scripts)


def _refuse_later(connection: Connection) -> None:
    if not all(map(is_known, _heads(connection))):
        raise DatabaseUnfit(
            "the database was made by a later version of Earshot. Install that version, or a "
            "later one; nothing was changed."
        )
