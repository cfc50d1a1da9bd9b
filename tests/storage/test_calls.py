"""Calls for an adult: found by their clock, gone when they are over, unreadable at rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.calls import (
    Call,
    add_call,
    any_due,
    drop_call,
    find_call,
    list_calls_due,
    list_calls_of,
    save_call,
)
from storage.engine import Database
from storage.keys import Keys
from tests.storage.making import pid

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ONE = Call(b"1" * 16, pid(1), NOW, "Ann", "Maple House", (pid(7), pid(8)))
OTHER = Call(b"2" * 16, pid(2), NOW, "", "Oak House", (pid(9),))


async def test_a_call_is_found_when_it_is_due_and_not_before(
    database: Database, keys: Keys
) -> None:
    """Whoever waits is looked after by a column, not by anybody's memory."""
    later = NOW + timedelta(minutes=5)
    async with database.write() as db:
        await add_call(db, keys, ONE, due_at=later)
        await add_call(db, keys, OTHER, due_at=later + timedelta(minutes=5))
        assert not await any_due(db, NOW)
        assert await list_calls_due(db, keys, NOW) == []
        assert await any_due(db, later)
        assert await list_calls_due(db, keys, later) == [ONE]
        assert await list_calls_of(db, keys, pid(2)) == [OTHER]


async def test_a_call_is_kept_as_it_is_now_and_dropped(database: Database, keys: Keys) -> None:
    """Every field comes back as it was saved."""
    coming = replace(ONE, coming=True, asked=2, language="cy")
    async with database.write() as db:
        await add_call(db, keys, ONE, due_at=NOW)
        await save_call(db, keys, coming, due_at=NOW)
        assert await find_call(db, keys, ONE.id) == coming
        await drop_call(db, ONE.id)
        assert await find_call(db, keys, ONE.id) is None


async def test_a1_a_row_tells_nothing_but_when_it_is_looked_at(
    database: Database, keys: Keys
) -> None:
    """Not who, not where, not which phone; and every row is of one size."""
    async with database.write() as db:
        await add_call(db, keys, ONE, due_at=NOW)
        await add_call(db, keys, OTHER, due_at=NOW)
        connection = await db.connection()
        rows = (await connection.exec_driver_sql("SELECT body_enc FROM calls")).all()
    bodies = [bytes(row[0]) for row in rows]

    assert len({len(body) for body in bodies}) == 1
    for word in (b"Ann", b"Maple", bytes(pid(1)), bytes(pid(7))):
        assert all(word not in body for body in bodies)
