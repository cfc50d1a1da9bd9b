"""What SQLite is asked without SQLAlchemy in between says the same as with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import direct, handing, outbox, pauses, people, rounds, seen
from storage.base import table_of
from storage.direct import asked
from storage.engine import Database
from storage.outbox_rows import OutboxRow
from storage.pauses import PauseRow
from storage.seen import SeenRow
from surveys.ids import MessageId

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SEEN = table_of(SeenRow)
A_ROW = {
    "mid": b"m" * 16, "to_pid": None, "rid": "r", "lane": b"l", "turn": 1, "rank": 1,
    "kind": "prompt", "not_before": NOON, "attempts": 0, "claimed_until": None,
    "under": "identity", "body_enc": b"b",
}  # fmt: skip


async def changed(db: AsyncSession, put: Executable) -> int:
    done: Any = await db.execute(put, {"who": b"x"})
    return int(done.rowcount)


@pytest.mark.sqlite_only
async def test_a_marked_statement_finds_what_sqlalchemy_finds(database: Database) -> None:
    """Days, instants and bytes come back as they were kept."""
    query = select(*table_of(OutboxRow).columns).where(OutboxRow.lane == bindparam("lane"))
    async with database.write() as db:
        await db.execute(outbox._OWE, A_ROW)
        as_usual = (await db.execute(query, {"lane": b"l"})).one()
        mine = (await db.execute(direct.direct(query), {"lane": b"l"})).one_or_none()
    assert mine is not None

    assert tuple(mine) == tuple(as_usual)
    assert mine.not_before == NOON
    assert mine.not_before.tzinfo is UTC


@pytest.mark.sqlite_only
async def test_an_instant_is_kept_in_utc_and_a_naive_one_is_refused(database: Database) -> None:
    """The rules of a column hold here too."""
    east = NOON.astimezone(timezone(timedelta(hours=5)))
    async with database.write() as db:
        await db.execute(outbox._OWE, {**A_ROW, "not_before": east})
        assert await db.scalar(select(OutboxRow.not_before)) == NOON
        with pytest.raises(StatementError, match="naive"):
            await db.execute(outbox._OWE, {**A_ROW, "not_before": NOON.replace(tzinfo=None)})


@pytest.mark.sqlite_only
async def test_a_fault_is_sqlalchemys_and_holds_no_value(database: Database) -> None:
    """Whoever catches faults catches these; and what was written does not reach a log."""
    async with database.write() as db:
        await db.execute(outbox._OWE, A_ROW)
        with pytest.raises(IntegrityError) as found:
            await db.execute(outbox._OWE, {**A_ROW, "kind": "Otter"})
        assert "Otter" not in str(found.value)
        gone = direct.direct(
            update(SEEN.to_metadata(type(SEEN.metadata)(), name="gone")).values(source="x")
        )
        with pytest.raises(OperationalError, match="no such table"):
            await db.execute(gone, {"source": "y"})


@pytest.mark.sqlite_only
@pytest.mark.parametrize("many", [1, 2, 7])
async def test_several_values_at_once_are_each_matched(database: Database, many: int) -> None:
    """As many as are given, however many that were the time before."""
    mids = [MessageId(bytes([n]) * 16) for n in range(9)]
    async with database.write() as db:
        for mid in mids:
            await db.execute(outbox._OWE, {**A_ROW, "mid": mid})
        there = await db.scalars(handing._THERE, {"mids": mids[:many]})
        assert sorted(there) == mids[:many]
        await outbox.mark_delivered(db, *mids[:many])
        assert await outbox.count_owed(db) == 9 - many
        await outbox.mark_delivered(db)
        assert await outbox.count_owed(db) == 9 - many


@pytest.mark.sqlite_only
async def test_how_many_rows_changed_is_told(database: Database) -> None:
    """An envelope that is not there is found by it."""
    put = direct.direct(update(table_of(PauseRow)).values(paused_by=bindparam("who")))
    async with database.write() as db:
        assert await changed(db, put) == 0
        await pauses.begin_pause(db, NOON, None)
        assert await changed(db, put) == 1
        found = await pauses.load_pause(db)
        assert found is not None
        assert (found.since, found.by) == (NOON, b"x")


async def test_a_claim_is_made_once_on_both_databases(database: Database) -> None:
    """What stands before the session must not be told from it by what it does."""
    async with database.write() as db:
        assert await seen.claim_update(db, "telegram", 7, date(2026, 3, 4))
        assert not await seen.claim_update(db, "telegram", 7, date(2026, 3, 4))


def test_what_is_not_marked_goes_the_usual_way() -> None:
    """Only a statement made once is worth it."""
    assert asked(select(SEEN.c.source), {}) is None
    assert asked(rounds._BY_TAG, {"one": "t"}) is not None
    assert asked(people._BY_LOOKUP, {"lookup": b"x"}) is asked(people._BY_LOOKUP, {"lookup": b"y"})
