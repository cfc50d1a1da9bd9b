"""A database of an earlier version is copied as it is, before its tables are changed."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backups import BackupFailed, make_backup
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.migrations import is_behind, revision_of, upgrade
from storage.restoring import restore_backup
from tests.servers.postgres import PostgresServer

VERSIONS = [f"{number:04}" for number in range(1, 8)]
"""Every earlier version of the tables."""

AT = "2026-11-21 09:30:00.000000"


async def of_version(url: str, version: str) -> Database:
    """A database as that version left it, with an entry in the trail and a message under way."""
    database = await open_database(url, lock=False)
    await upgrade(database, version)
    async with database.write() as db:
        moment = f"'{AT}+00'" if database.dialect == "postgresql" else f"'{AT}'"
        link = "'\\x6c'" if database.dialect == "postgresql" else "x'6c'"
        await db.execute(
            text(
                "INSERT INTO audit (seq, at, staff_pid, action, object, link) "
                f"VALUES (1, {moment}, NULL, 'opened round', 'spring', {link})"
            )
        )
    return database


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{tmp_path / 'restored' / 'earshot.db'}")
    await upgrade(database)
    yield database
    await database.close()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(query).fetchall()


@pytest.mark.parametrize(
    "version", [pytest.param(one, marks=pytest.mark.full) for one in VERSIONS[:-1]] + VERSIONS[-1:]
)
async def test_f8_a_backup_of_an_earlier_version_is_of_that_version_and_comes_back(
    tmp_path: Path, keys: Keys, empty: Database, version: str
) -> None:
    """Who upgrades must be able to go back: with that program, or forward with this one.

    Fails when the copy has this version's tables, or lacks a row.
    """
    old = await of_version(f"sqlite:///{tmp_path / 'old' / 'earshot.db'}", version)
    made = await make_backup(old, keys, tmp_path / "one.backup")
    still = await revision_of(old)
    await old.close()
    await restore_backup(made, empty, keys)

    assert still == version
    assert rows(made, "SELECT version_num FROM alembic_version") == [(version,)]
    assert rows(made, "SELECT at, action, object, link FROM audit") == [
        (AT, "opened round", "spring", b"l")
    ]
    assert not await is_behind(empty)
    async with empty.read() as db:
        assert (await db.scalar(text("SELECT action FROM audit"))) == "opened round"


@pytest.mark.postgres
@pytest.mark.full
@pytest.mark.parametrize("version", VERSIONS)
async def test_f8_on_postgresql_too(
    postgres_server: PostgresServer, tmp_path: Path, keys: Keys, version: str
) -> None:
    """Instants, days and yes or no are written as SQLite keeps them."""
    old = await of_version(postgres_server.make(f"old{version}"), version)
    made = await make_backup(old, keys, tmp_path / "one.backup")
    await old.close()

    assert rows(made, "SELECT at, action, link FROM audit") == [(AT, "opened round", b"l")]


async def test_a_later_versions_database_is_not_backed_up_by_halves(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """Nobody knows what its tables mean."""
    async with database.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BackupFailed, match="a later version of Earshot made it"):
        await make_backup(database, keys, tmp_path / "one.backup")

    assert not (tmp_path / "one.backup").exists()
