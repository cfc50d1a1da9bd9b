"""The tests of bot/services/operating/probing.py: whether somebody could be served now."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services.operating import probing
from bot.services.operating.probing import Probe
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def probe(chats: Chats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Probe:
    """A probe of the chats' house that looks anew each time."""
    monkeypatch.setattr(probing, "EVERY", 0.0)
    return Probe(chats.world, tmp_path)


async def test_a_house_that_could_serve_lacks_nothing(probe: Probe) -> None:
    """Twice: the second look must not stumble over the first."""
    assert await probe.lacking() == ()
    assert await probe.lacking() == ()


async def test_a_database_that_somebody_else_writes_to_for_long_is_not_ready(
    probe: Probe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for "Saved" would wait. It is ready again by itself, with one look."""
    monkeypatch.setattr(probing, "PATIENCE", 0.05)
    other = sqlite3.connect(tmp_path / "data" / "earshot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert await probe.lacking() == ("database",)
    assert await probe.lacking() == ("database",)
    other.execute("ROLLBACK")
    other.close()
    monkeypatch.setattr(probing, "PATIENCE", 15.0)

    assert await probe.lacking() == ()


async def test_a_key_that_is_gone_and_a_full_disk_are_named(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each by one word, so that whoever is called knows where to look."""
    (probe.world.keys.directory / "safe.key").unlink()
    full = shutil.disk_usage("/")._replace(free=probing.ROOM - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    assert await probe.lacking() == ("keys", "disk")


async def test_tables_of_another_version_are_named(probe: Probe) -> None:
    """Another program has migrated them under us: what we would write does not fit."""
    assert await probe.lacking() == ()
    async with probe.world.database.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = 'later'"))

    assert await probe.lacking() == ("tables",)


async def test_whoever_asks_often_is_answered_from_memory(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may ask: the database must not be busy with it."""
    monkeypatch.setattr(probing, "EVERY", 60.0)
    assert await probe.lacking() == ()
    (probe.world.keys.directory / "safe.key").unlink()

    assert await probe.lacking() == ()
