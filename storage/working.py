"""Time that Experts by Experience and readers write down, and what was approved and paid.

Of a stretch that is over a day and its minutes are kept, and no time of day.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from surveys.ids import ParticipantId
from surveys.people.working import MonthMark, Stretch, Work, Worked


class WorkingRow(Row):
    """Who works now. One stretch a person: the key says so. Times here are of staff only."""

    __tablename__ = "working_now"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    what: Mapped[str]
    began: Mapped[datetime]
    heard: Mapped[datetime]
    asked: Mapped[int] = mapped_column(server_default="0")


class WorkedRow(Row):
    """Time that was worked."""

    __tablename__ = "time_worked"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    pid: Mapped[bytes] = mapped_column(index=True)
    what: Mapped[str]
    day: Mapped[date]
    minutes: Mapped[int]
    by_hand: Mapped[int]


class PaidRow(Row):
    """A person's month that was approved, and perhaps paid."""

    __tablename__ = "time_paid"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    approved_on: Mapped[date]
    approved_by: Mapped[bytes | None]
    paid_on: Mapped[date | None]
    paid_by: Mapped[bytes | None]


async def begin(db: AsyncSession, stretch: Stretch) -> bool:
    """Keep a stretch that begins. Returns False where one runs already: it goes on."""
    begun = await db.scalar(
        insert_into(db, WorkingRow)
        .values(
            pid=stretch.pid,
            what=stretch.what.value,
            began=stretch.began,
            heard=stretch.heard,
            asked=0,
        )
        .on_conflict_do_nothing(index_elements=["pid"])
        .returning(WorkingRow.pid)
    )
    return begun is not None


async def find_stretch(db: AsyncSession, pid: ParticipantId) -> Stretch | None:
    """The stretch somebody is in, or None."""
    query = select(WorkingRow).where(WorkingRow.pid == pid)
    row = await db.scalar(query.execution_options(populate_existing=True))
    return None if row is None else _stretch(row)


async def list_stretches(db: AsyncSession, *, heard_before: datetime) -> list[Stretch]:
    """Stretches of whoever said nothing since then."""
    query = select(WorkingRow).where(WorkingRow.heard <= heard_before).order_by(WorkingRow.pid)
    rows = await db.scalars(query.execution_options(populate_existing=True))
    return [_stretch(row) for row in rows.all()]


async def note_heard(db: AsyncSession, pid: ParticipantId, at: datetime) -> None:
    """Keep that somebody said they still work."""
    await db.execute(update(WorkingRow).where(WorkingRow.pid == pid).values(heard=at, asked=0))


async def claim_question(db: AsyncSession, pid: ParticipantId) -> bool:
    """True for the one call that may ask somebody whether they still work."""
    asked = await db.scalar(
        update(WorkingRow)
        .where(WorkingRow.pid == pid, WorkingRow.asked == 0)
        .values(asked=1)
        .returning(WorkingRow.pid)
        .execution_options(synchronize_session=False)
    )
    return asked is not None


async def end(db: AsyncSession, pid: ParticipantId) -> Stretch | None:
    """Take away the stretch somebody is in. None where there is none: somebody else did."""
    found = await find_stretch(db, pid)
    gone = await db.scalar(
        delete(WorkingRow)
        .where(WorkingRow.pid == pid)
        .returning(WorkingRow.pid)
        .execution_options(synchronize_session=False)
    )
    return found if gone is not None else None


async def add_worked(db: AsyncSession, worked: Worked) -> None:
    """Write down time that was worked."""
    await db.execute(
        insert(WorkedRow).values(
            id=worked.id,
            pid=worked.pid,
            what=worked.what.value,
            day=worked.day,
            minutes=worked.minutes,
            by_hand=int(worked.by_hand),
        )
    )


async def find_worked(db: AsyncSession, pid: ParticipantId, id: bytes) -> Worked | None:
    """One line of somebody's own; None where it is not theirs, or gone."""
    row = await db.scalar(select(WorkedRow).where(WorkedRow.id == id, WorkedRow.pid == pid))
    return None if row is None else _worked(row)


async def drop_worked(db: AsyncSession, pid: ParticipantId, id: bytes) -> Worked | None:
    """Take out one line of somebody's own. None where it is not theirs, or gone."""
    found = await find_worked(db, pid, id)
    gone = await db.scalar(
        delete(WorkedRow)
        .where(WorkedRow.id == id, WorkedRow.pid == pid)
        .returning(WorkedRow.id)
        .execution_options(synchronize_session=False)
    )
    return found if gone is not None else None


async def list_worked(
    db: AsyncSession, *, since: date, before: date, pid: ParticipantId | None = None
) -> list[Worked]:
    """What was worked on days in a span, of one person or of all, oldest first."""
    query = select(WorkedRow).where(WorkedRow.day >= since, WorkedRow.day < before)
    if pid is not None:
        query = query.where(WorkedRow.pid == pid)
    rows = await db.scalars(query.order_by(WorkedRow.day, WorkedRow.id))
    return [_worked(row) for row in rows.all()]


async def minutes_on(db: AsyncSession, pid: ParticipantId, day: date) -> int:
    """What somebody has written down for a day. Unit: minutes."""
    query = select(func.sum(WorkedRow.minutes)).where(WorkedRow.pid == pid, WorkedRow.day == day)
    return int(await db.scalar(query) or 0)


async def approve(db: AsyncSession, mark: MonthMark, by: ParticipantId | None) -> bool:
    """Keep what was approved of a month, in place of what was before. False where it is paid."""
    new = {
        "minutes": mark.minutes,
        "approved_on": mark.approved_on,
        "approved_by": by,
    }
    kept = await db.scalar(
        insert_into(db, PaidRow)
        .values(pid=mark.pid, month=mark.month, paid_on=None, paid_by=None, **new)
        .on_conflict_do_update(
            index_elements=["pid", "month"], set_=new, where=PaidRow.paid_on.is_(None)
        )
        .returning(PaidRow.pid)
    )
    return kept is not None


async def withdraw_approval(db: AsyncSession, pid: ParticipantId, month: date) -> bool:
    """What was approved changed, so it is approved no longer. False where it is paid, or was
    not approved."""
    gone = await db.scalar(
        delete(PaidRow)
        .where(PaidRow.pid == pid, PaidRow.month == month, PaidRow.paid_on.is_(None))
        .returning(PaidRow.pid)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


async def mark_paid(db: AsyncSession, mark: MonthMark, by: ParticipantId | None, on: date) -> bool:
    """Keep that what was approved is paid. Returns False where it is not as it was approved."""
    paid = await db.scalar(
        update(PaidRow)
        .where(
            PaidRow.pid == mark.pid,
            PaidRow.month == mark.month,
            PaidRow.minutes == mark.minutes,
            PaidRow.paid_on.is_(None),
        )
        .values(paid_on=on, paid_by=by)
        .returning(PaidRow.pid)
        .execution_options(synchronize_session=False)
    )
    return paid is not None


async def list_marks(
    db: AsyncSession, *, month: date | None = None, pid: ParticipantId | None = None
) -> dict[tuple[ParticipantId, date], MonthMark]:
    """What was said of months: of one month, of one person, or of all."""
    query = select(PaidRow)
    if month is not None:
        query = query.where(PaidRow.month == month)
    if pid is not None:
        query = query.where(PaidRow.pid == pid)
    rows = await db.scalars(query.execution_options(populate_existing=True))
    found = [_mark(row) for row in rows.all()]
    return {(one.pid, one.month): one for one in found}


async def drop_times(db: AsyncSession, *, before: date) -> None:
    """End of retention: forget what was worked and paid before a day."""
    await db.execute(delete(WorkedRow).where(WorkedRow.day < before))
    await db.execute(delete(PaidRow).where(PaidRow.month < before.replace(day=1)))


def _stretch(row: WorkingRow) -> Stretch:
    pid = ParticipantId(row.pid)
    return Stretch(pid, Work(row.what), row.began, row.heard, bool(row.asked))


def _worked(row: WorkedRow) -> Worked:
    pid = ParticipantId(row.pid)
    return Worked(row.id, pid, Work(row.what), row.day, row.minutes, bool(row.by_hand))


def _mark(row: PaidRow) -> MonthMark:
    pid = ParticipantId(row.pid)
    return MonthMark(pid, row.month, row.minutes, row.approved_on, row.paid_on)
