"""What those who decide wrote back to everybody asked.

These are the organisation's own words, made to be read by everybody who was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.rounds import RoundRow
from surveys.ids import RoundId
from surveys.rounds.promise import OWES, Owed, WrittenBack
from surveys.rounds.round import Way


class AnswerBackRow(Row):
    """The answer back of one round: a draft until ``given_on``. Its days are the round's."""

    __tablename__ = "answers_back"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    next: Mapped[str] = mapped_column(server_default="")
    changed: Mapped[str] = mapped_column(server_default="")
    why_not: Mapped[str] = mapped_column(server_default="")
    given_on: Mapped[date | None]
    reminded: Mapped[int] = mapped_column(server_default="0")
    said_late: Mapped[int] = mapped_column(server_default="0")
    due_on: Mapped[date | None]
    reopened_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer back as it is kept. ``given_on`` is None while it is a draft; ``due_on``, where
    it is not the day that was promised; ``reopened_on``, when those asked sent one back."""

    words: WrittenBack
    given_on: date | None
    due_on: date | None = None
    reopened_on: date | None = None


async def load_answer(db: AsyncSession, rid: RoundId) -> Kept | None:
    """The answer back of a round, given or only begun; None where nothing was written."""
    query = select(AnswerBackRow).where(AnswerBackRow.rid == rid)
    row = await db.scalar(query.execution_options(populate_existing=True))
    return None if row is None else _kept(row)


async def list_kept(db: AsyncSession) -> dict[RoundId, Kept]:
    """By round, every answer back, given or only begun."""
    rows = await db.scalars(select(AnswerBackRow).execution_options(populate_existing=True))
    return {RoundId(row.rid): _kept(row) for row in rows}


async def set_due(db: AsyncSession, rid: RoundId, due_on: date) -> None:
    """The result is out: by when what happens next is owed, where that is not given yet."""
    await _begin(db, rid)
    await db.execute(
        update(AnswerBackRow)
        .where(AnswerBackRow.rid == rid, AnswerBackRow.given_on.is_(None))
        .values(due_on=due_on)
        .execution_options(synchronize_session=False)
    )


async def reopen(db: AsyncSession, rid: RoundId, *, on: date, due_on: date) -> bool:
    """Those who were asked said that it is not good enough: the round is unanswered again.

    Its words are taken out here; ``storage.ratings`` keeps what was said.

    Returns:
        True for the one call that sent it back.
    """
    return await _changed(
        db,
        update(AnswerBackRow)
        .where(AnswerBackRow.rid == rid, AnswerBackRow.given_on.is_not(None))
        .values(
            next="",
            changed="",
            why_not="",
            given_on=None,
            reopened_on=on,
            due_on=due_on,
            reminded=0,
            said_late=0,
        ),
    )


async def save_draft(db: AsyncSession, rid: RoundId, words: WrittenBack) -> bool:
    """Keep words that are not given yet, in place of those before.

    Returns:
        False where the answer was given already: it stays as it is.
    """
    await _begin(db, rid)
    return await _changed(
        db,
        update(AnswerBackRow)
        .where(AnswerBackRow.rid == rid, AnswerBackRow.given_on.is_(None))
        .values(next=words.next, changed=words.changed, why_not=words.why_not),
    )


async def give(db: AsyncSession, rid: RoundId, words: WrittenBack, on: date) -> bool:
    """Keep that these words were given to everybody asked.

    Returns:
        True for the one call that gave them. A False must not be followed by telling anybody.
    """
    await _begin(db, rid)
    return await _changed(
        db,
        update(AnswerBackRow)
        .where(AnswerBackRow.rid == rid, AnswerBackRow.given_on.is_(None))
        .values(next=words.next, changed=words.changed, why_not=words.why_not, given_on=on),
    )


async def claim_reminder(db: AsyncSession, rid: RoundId) -> bool:
    """True for the one call that may remind whoever owes this answer."""
    await _begin(db, rid)
    unsaid = (AnswerBackRow.rid == rid, AnswerBackRow.reminded == 0)
    return await _changed(db, update(AnswerBackRow).where(*unsaid).values(reminded=1))


async def claim_late(db: AsyncSession, rid: RoundId) -> bool:
    """True for the one call that may say to those asked that this answer is late."""
    await _begin(db, rid)
    unsaid = (
        AnswerBackRow.rid == rid,
        AnswerBackRow.said_late == 0,
        AnswerBackRow.given_on.is_(None),
    )
    return await _changed(db, update(AnswerBackRow).where(*unsaid).values(said_late=1))


async def was_said_late(db: AsyncSession, rid: RoundId) -> bool:
    """Whether those asked were told that this answer is late."""
    query = select(AnswerBackRow.rid).where(AnswerBackRow.rid == rid, AnswerBackRow.said_late == 1)
    return await db.scalar(query) is not None


async def list_owed(db: AsyncSession, *, since: datetime) -> list[Owed]:
    """Every round that closed since then, whether or not its answer back was given, by close."""
    rows = await db.execute(
        _OWED.where(RoundRow.closes_at >= since).order_by(RoundRow.closes_at, RoundRow.rid)
    )
    return [_owed(row) for row in rows.all()]


async def list_due(db: AsyncSession, *, after: date, today: date, until: date) -> list[Owed]:
    """Rounds promised an answer in a span of days that have none, of which something is to say:
    before the day, that it comes near; after it, that it is late.

    Args:
        after: The day before the first.
        today: From the day after the promised one on, it is late.
        until: The last day.
    """
    row = AnswerBackRow
    early = (today <= _DUE) & (row.reminded == 0)
    late = (today > _DUE) & (row.said_late == 0)
    unsaid = row.rid.is_(None) | (row.given_on.is_(None) & (early | late))
    rows = await db.execute(
        _OWED.where(after < _DUE, until >= _DUE, unsaid).order_by(_DUE, RoundRow.rid)
    )
    return [_owed(row) for row in rows.all()]


def _kept(row: AnswerBackRow) -> Kept:
    words = WrittenBack(row.next, row.changed, row.why_not)
    return Kept(words, row.given_on, row.due_on, row.reopened_on)


async def _begin(db: AsyncSession, rid: RoundId) -> None:
    """A row to change, where there is none."""
    await db.execute(
        insert_into(db, AnswerBackRow)
        .values(rid=rid)
        .on_conflict_do_nothing(index_elements=["rid"])
    )


async def _changed(db: AsyncSession, statement: Update) -> bool:
    changed = await db.scalar(
        statement.returning(AnswerBackRow.rid).execution_options(synchronize_session=False)
    )
    return changed is not None


_DUE = func.coalesce(AnswerBackRow.due_on, RoundRow.answer_by)
"""By when an answer is owed: the promised day, but for a result that is out or was sent back."""

_OWED = (
    select(
        RoundRow.rid,
        RoundRow.series,
        RoundRow.way,
        RoundRow.closes_at,
        _DUE.label("answer_by"),
        AnswerBackRow.given_on,
    )
    .join(AnswerBackRow, AnswerBackRow.rid == RoundRow.rid, isouter=True)
    .where(RoundRow.state.in_([state.value for state in OWES]), RoundRow.checks == "")
)


def _owed(row: Any) -> Owed:
    return Owed(
        rid=RoundId(row.rid),
        unit=row.series or row.rid,
        by_ticket=row.way == Way.TICKET.value,
        closed_at=row.closes_at,
        answer_by=row.answer_by,
        is_answered=row.given_on is not None,
    )
