"""Working time as it is kept: one stretch a person, lines of one's own, months that lock."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from storage import working
from storage.engine import Database
from surveys.people.working import MonthMark, Stretch, Work, Worked
from tests.storage.making import pid

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MONTH, DAY = date(2026, 11, 1), date(2026, 11, 2)
ASH, KIT = pid(1), pid(2)


async def test_44_of_many_starts_at_once_one_is_kept(database: Database) -> None:
    """Two phones, or a double tap. It ends once, too."""
    stretch = Stretch(ASH, Work.MEETING, NOW, NOW)

    async def begin() -> bool:
        async with database.write() as db:
            return await working.begin(db, stretch)

    async def end() -> bool:
        async with database.write() as db:
            return await working.end(db, ASH) is not None

    assert sum(await asyncio.gather(*(begin() for _ in range(6)))) == 1
    async with database.write() as db:
        assert await working.claim_question(db, ASH)
        assert not await working.claim_question(db, ASH)
        await working.note_heard(db, ASH, NOW + timedelta(hours=1))
        assert await working.list_stretches(db, heard_before=NOW) == []
        assert await working.claim_question(db, ASH)
    assert sum(await asyncio.gather(*(end() for _ in range(6)))) == 1


async def test_44_a_paid_month_is_neither_approved_again_nor_taken_back(
    database: Database,
) -> None:
    """And only what was approved is paid."""
    mark = MonthMark(ASH, MONTH, 90, DAY)
    other = MonthMark(ASH, MONTH, 120, DAY)
    async with database.write() as db:
        assert not await working.mark_paid(db, mark, KIT, DAY)
        assert await working.approve(db, mark, KIT)
        assert await working.approve(db, other, KIT)
        assert not await working.mark_paid(db, mark, KIT, DAY)
        assert await working.mark_paid(db, other, KIT, DAY)
        assert not await working.mark_paid(db, other, KIT, DAY)
        assert not await working.approve(db, mark, KIT)
        assert not await working.withdraw_approval(db, ASH, MONTH)
        found = await working.list_marks(db, month=MONTH)

    assert found == {(ASH, MONTH): MonthMark(ASH, MONTH, 120, DAY, DAY)}


async def test_44_lines_are_taken_out_by_their_owner_alone(database: Database) -> None:
    """A handle from another list finds nothing."""
    line = Worked(b"12345678", ASH, Work.TRAINING, DAY, 30)
    async with database.write() as db:
        await working.add_worked(db, line)
        assert await working.drop_worked(db, KIT, line.id) is None
        assert await working.minutes_on(db, ASH, DAY) == 30
        assert await working.minutes_on(db, KIT, DAY) == 0
        assert await working.drop_worked(db, ASH, line.id) == line
        assert await working.drop_worked(db, ASH, line.id) is None


async def test_times_go_at_the_end_of_retention(database: Database) -> None:
    """Days, and months that are whole before that day."""
    async with database.write() as db:
        await working.add_worked(db, Worked(b"old-line", ASH, Work.TRAINING, DAY, 30))
        await working.approve(db, MonthMark(ASH, MONTH, 30, DAY), KIT)
        await working.drop_times(db, before=DAY)
        assert await working.minutes_on(db, ASH, DAY) == 30
        assert await working.list_marks(db)
        await working.drop_times(db, before=date(2026, 12, 1))
        assert await working.minutes_on(db, ASH, DAY) == 0
        assert await working.list_marks(db) == {}
