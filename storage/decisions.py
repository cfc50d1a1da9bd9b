"""What was decided of each theme of a result, version by version.

These are the organisation's own words, made to be read by everybody who was asked. A version
that was let go is never changed: only the day it was done, and what was said of it, is added.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from surveys.ids import RoundId
from surveys.reports.model import Verdict
from surveys.rounds.deciding import Version, Written

TRIES = 5
"""How often a number is looked for that nobody else took meanwhile."""


class DecisionRow(Row):
    """One version of what was decided of one theme; a draft until ``let_go_on``."""

    __tablename__ = "decisions"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    theme: Mapped[str]
    verdict: Mapped[str]
    promise: Mapped[str]
    reason: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date | None]
    let_go_on: Mapped[date | None]
    done_on: Mapped[date | None]
    told: Mapped[int] = mapped_column(server_default="0")
    reminded: Mapped[int] = mapped_column(server_default="0")
    said_late: Mapped[int] = mapped_column(server_default="0")


class TooBusy(Exception):
    """Several people wrote at the same moment, again and again."""


async def list_versions(db: AsyncSession, rid: RoundId) -> list[Version]:
    """Every version of every decision of a round, drafts among them, by number."""
    rows = await db.scalars(
        select(DecisionRow)
        .where(DecisionRow.rid == rid)
        .order_by(DecisionRow.number)
        .execution_options(populate_existing=True)
    )
    return [_version(row) for row in rows]


async def list_told(db: AsyncSession) -> dict[RoundId, list[Version]]:
    """By round, every version of every decision that was told, by number."""
    rows = await db.scalars(
        select(DecisionRow)
        .where(DecisionRow.told > 0)
        .order_by(DecisionRow.rid, DecisionRow.number)
        .execution_options(populate_existing=True)
    )
    found: dict[RoundId, list[Version]] = {}
    for row in rows:
        found.setdefault(RoundId(row.rid), []).append(_version(row))
    return found


async def save_draft(db: AsyncSession, rid: RoundId, theme: str, words: Written) -> int:
    """Keep a draft of one theme's decision in place of the one before.

    Returns:
        Its number, which no other version ever had: who lets it go names what they read.

    Raises:
        TooBusy: No number could be taken.
    """
    for _ in range(TRIES):
        last = await db.scalar(select(func.max(DecisionRow.number)).where(DecisionRow.rid == rid))
        taken = await db.scalar(
            insert_into(db, DecisionRow)
            .values(
                rid=rid,
                number=(last or 0) + 1,
                theme=theme,
                verdict=words.verdict.value,
                promise=words.promise,
                reason=words.reason,
                owner=words.owner,
                due=words.due,
            )
            .on_conflict_do_nothing(index_elements=["rid", "number"])
            .returning(DecisionRow.number)
        )
        if taken is not None:
            await db.execute(
                delete(DecisionRow).where(
                    DecisionRow.rid == rid,
                    DecisionRow.theme == theme,
                    DecisionRow.let_go_on.is_(None),
                    DecisionRow.number < taken,
                )
            )
            return int(taken)
    raise TooBusy(f'no number for a decision of round "{rid}" could be taken; try again')


async def drop_draft(db: AsyncSession, rid: RoundId, number: int) -> bool:
    """Drop a draft. Returns False where it is gone, or was let go: that stays."""
    gone = await db.scalar(
        delete(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.number == number,
            DecisionRow.let_go_on.is_(None),
        )
        .returning(DecisionRow.number)
    )
    return gone is not None


async def let_go(db: AsyncSession, rid: RoundId, number: int, on: date) -> bool:
    """Whoever decides lets a draft go, as it was when they read it.

    Returns:
        True for the one call that did. False where it was written anew since, or is out.
    """
    done = await db.scalar(
        update(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.number == number,
            DecisionRow.let_go_on.is_(None),
        )
        .values(let_go_on=on)
        .returning(DecisionRow.number)
        .execution_options(synchronize_session=False)
    )
    return done is not None


async def mark_done(db: AsyncSession, rid: RoundId, number: int, on: date) -> bool:
    """Note the day on which what was told was done. Returns True for the one call that did."""
    done = await db.scalar(
        update(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.number == number,
            DecisionRow.told > 0,
            DecisionRow.done_on.is_(None),
        )
        .values(done_on=on)
        .returning(DecisionRow.number)
        .execution_options(synchronize_session=False)
    )
    return done is not None


async def mark_told(
    db: AsyncSession, rid: RoundId, numbers: Collection[int], telling: int
) -> bool:
    """Note that these versions are told to everybody asked, all of them or none.

    Of what each replaces nobody is reminded any more.

    Returns:
        True for the one call that told them. A False must be followed by a rollback, and by
        telling nobody.
    """
    told = await db.execute(
        update(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.number.in_(list(numbers)),
            DecisionRow.let_go_on.is_not(None),
            DecisionRow.told == 0,
        )
        .values(told=telling)
        .returning(DecisionRow.theme)
        .execution_options(synchronize_session=False)
    )
    themes = list(told.scalars())
    await db.execute(
        update(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.theme.in_(themes),
            DecisionRow.number.not_in(list(numbers)),
            DecisionRow.told > 0,
        )
        .values(reminded=1, said_late=1)
        .execution_options(synchronize_session=False)
    )
    return len(themes) == len(numbers) > 0


async def list_nearing(db: AsyncSession, *, today: date, until: date) -> list[RoundId]:
    """The rounds with a told promise that is not done and of which something is to say: its day
    comes near, or it went by.

    Args:
        today: From the day after its own on, a promise is late.
        until: The last day that is near.
    """
    near = (DecisionRow.due >= today) & (DecisionRow.due <= until) & (DecisionRow.reminded == 0)
    late = (DecisionRow.due < today) & (DecisionRow.said_late == 0)
    rids = await db.scalars(
        select(DecisionRow.rid)
        .where(DecisionRow.told > 0, DecisionRow.done_on.is_(None), or_(near, late))
        .distinct()
        .order_by(DecisionRow.rid)
    )
    return [RoundId(rid) for rid in rids]


async def claim_reminder(db: AsyncSession, rid: RoundId, number: int) -> bool:
    """True for the one call that may remind whoever decides of a promise's day."""
    return await _claim(db, rid, number, late=False)


async def claim_late(db: AsyncSession, rid: RoundId, number: int) -> bool:
    """True for the one call that may say to those asked that a promise is late."""
    return await _claim(db, rid, number, late=True)


async def _claim(db: AsyncSession, rid: RoundId, number: int, *, late: bool) -> bool:
    column = DecisionRow.said_late if late else DecisionRow.reminded
    claimed = await db.scalar(
        update(DecisionRow)
        .where(
            DecisionRow.rid == rid,
            DecisionRow.number == number,
            DecisionRow.done_on.is_(None),
            column == 0,
        )
        .values({column.key: 1})
        .returning(DecisionRow.number)
        .execution_options(synchronize_session=False)
    )
    return claimed is not None


def _version(row: DecisionRow) -> Version:
    return Version(
        number=row.number,
        theme=row.theme,
        words=Written(Verdict(row.verdict), row.promise, row.reason, row.owner, row.due),
        on=row.let_go_on,
        done_on=row.done_on,
        told=row.told,
    )
