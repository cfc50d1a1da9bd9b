"""``earshot migrate``: a backup first, then the tables; and refusals that say the way out."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.opening import open_world
from bot.settings import read_settings
from storage import backups
from storage.engine import open_database
from storage.migrations import upgrade
from tests.bot.cli.ready import SETUP, earshot

DATABASE = Path("data/earshot.db")


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that is set up in an empty directory; no setting comes from outside."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0
    return tmp_path


def version(path: Path = DATABASE) -> str:
    with closing(sqlite3.connect(path)) as opened:
        return str(opened.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def put_back_to_0007() -> None:
    """The tables as the version before left them."""
    DATABASE.unlink()

    url = f"sqlite:///{DATABASE.resolve()}"

    async def make() -> None:
        database = await open_database(url)
        await upgrade(database, "0007")
        await database.close()

    asyncio.run(make())


def test_f8_before_the_tables_change_there_is_a_backup_of_them_as_they_were() -> None:
    """Whoever finds that the new version does not suit goes back to it.

    Fails when the tables are changed without a backup, or after one of the new tables.
    """
    put_back_to_0007()
    done = earshot("migrate")
    (made,) = Path("data-backups").glob("*.backup")

    assert done.exit_code == 0, done.output
    assert made.name in done.output
    assert "It is of this version now." in done.output
    assert version(made) == "0007"
    assert version() > "0007"
    assert "already" in earshot("migrate").output
    assert list(Path("data-backups").glob("*.backup")) == [made]


def test_without_a_backup_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full backup disk stops the upgrade, not the way back."""
    put_back_to_0007()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_finish", full)
    done = earshot("migrate")

    assert done.exit_code == 1
    assert "a backup comes first" in done.output
    assert version() == "0007"


def test_other_commands_say_how_to_get_there() -> None:
    """A database that is behind is not worked with by halves."""
    put_back_to_0007()
    done = earshot("people")

    assert done.exit_code == 1
    assert "`earshot migrate`" in done.output


def test_a_later_versions_database_is_left_as_it_is() -> None:
    """An older program on newer tables would lose what it does not know."""
    with closing(sqlite3.connect(DATABASE)) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()

    for command in ("migrate", "people"):
        done = earshot(command)
        assert done.exit_code == 1
        assert "made by a later version" in done.output
    assert version() == "9999"


async def test_beside_a_running_bot_it_refuses() -> None:
    """Two would change the tables under each other."""
    async with open_world(read_settings(), alone=True):
        done = await asyncio.to_thread(earshot, "migrate")

    assert done.exit_code == 1
    assert "another Earshot is running" in done.output
