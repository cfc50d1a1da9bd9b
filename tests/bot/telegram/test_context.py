"""The one transaction an update is worth, and which faults are the database's own."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.telegram.context import claimed, out_of_reach
from bot.telegram.faults import AlreadyTaken
from storage import seen
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.running import Clock, a_world

pytestmark = pytest.mark.sqlite_only


def sqlite_says(statement: str) -> OperationalError:
    """The fault SQLite raises for a statement, as SQLAlchemy wraps it."""
    try:
        sqlite3.connect(":memory:").execute(statement)
    except sqlite3.OperationalError as fault:
        return OperationalError(statement, {}, fault)
    raise AssertionError("it did not fail")


def test_a_full_disk_is_the_databases_fault_and_a_missing_table_is_ours() -> None:
    """Waiting for the disk helps; waiting for a bug to go away would stop everybody."""
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    assert out_of_reach(OperationalError("insert", {}, full))
    assert out_of_reach(OperationalError("insert", {}, Exception("server closed")))
    assert out_of_reach(OSError(errno.ENOSPC, "no space"))
    assert not out_of_reach(sqlite_says("select * from nowhere"))
    assert not out_of_reach(IntegrityError("insert", {}, Exception("unique")))
    assert not out_of_reach(FileNotFoundError(errno.ENOENT, "no key"))
    assert not out_of_reach(ValueError("bug"))


async def test_a_claim_that_is_rolled_back_can_be_made_again(
    database: Database, keys: Keys
) -> None:
    """An update whose handler failed has not been taken."""
    rings: list[str] = []
    world = a_world(database, keys, Clock(), lambda: rings.append("ring"))
    with pytest.raises(RuntimeError):
        async with claimed(world, "telegram", 1):
            raise RuntimeError
    assert rings == []
    async with claimed(world, "telegram", 1):
        assert rings == []
    with pytest.raises(AlreadyTaken):
        async with claimed(world, "telegram", 1):
            raise AssertionError("taken twice")
    async with claimed(world, "web", 1) as db:
        assert not await seen.claim_update(db, "web", 1, world.today())

    assert rings == ["ring", "ring"]
