"""Tables of an earlier version, and a worker that is at work on them: PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.opening import migrate
from bot.settings import Settings, read_settings
from storage.engine import open_database
from storage.fitness import Occupied
from storage.holding import Part
from storage.keys import Keys
from storage.migrations import is_behind, revision_of, upgrade
from tests.faults.housing import settings_of_a_house
from tests.servers.postgres import PostgresServer

pytestmark = [pytest.mark.full, pytest.mark.postgres_only]

EARLIER, NAME = "0007", "of_an_earlier_version"


@pytest.fixture
async def settings(
    dialect: str,
    postgres_server: PostgresServer,
    keys: Keys,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Settings]:
    """A house whose tables the version before left."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    url = postgres_server.make(NAME)
    for name, value in settings_of_a_house(url, keys, tmp_path).items():
        monkeypatch.setenv(name, value)
    database = await open_database(url, lock=False)
    await upgrade(database, EARLIER)
    await database.close()
    yield read_settings()
    postgres_server.drop(NAME)


async def test_f8_tables_are_not_changed_under_a_worker_and_are_once_it_has_gone(
    settings: Settings,
) -> None:
    """It says what to stop, makes no backup and changes nothing; then it does both."""
    said: list[str] = []
    worker = await open_database(settings.database, part=Part.WORKER)
    try:
        with pytest.raises(Occupied, match="stop every `earshot work` first"):
            await migrate(settings, said.append)
        version = await revision_of(worker)
    finally:
        await worker.close()
    backups = list(settings.backup_directory.glob("*.backup"))
    changed = await migrate(settings, said.append)
    database = await open_database(settings.database, lock=False)
    is_still_behind = await is_behind(database)
    await database.close()

    assert (version, backups) == (EARLIER, [])
    assert (changed, is_still_behind) == (True, False)
    assert len(list(settings.backup_directory.glob("*.backup"))) == len(said) == 1


async def test_a_worker_does_not_begin_while_tables_are_changed(settings: Settings) -> None:
    """Who changes them holds what workers share, to the end."""
    alone = await open_database(settings.database, part=Part.ALONE)
    try:
        with pytest.raises(Occupied, match="the tables are being changed"):
            await open_database(settings.database, part=Part.WORKER)
    finally:
        await alone.close()
