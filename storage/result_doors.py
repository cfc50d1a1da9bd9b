"""How a released result is reached: the code on slips and posters, and from when it is open to
those who were not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, batched, insert_into
from storage.ledger import LedgerRow
from storage.outbox_rows import BROADCAST, OutboxRow
from surveys.ids import ParticipantId, RoundId

_TRIES = 20


class ResultDoorRow(Row):
    """One round's code. It is the round's and nobody's, and opens nothing before the release."""

    __tablename__ = "result_doors"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    others_from: Mapped[datetime | None]


async def ensure_code(db: AsyncSession, rid: RoundId, draw: Callable[[], str]) -> str:
    """A round's code; drawn where it has none. It stays the same from then on.

    Args:
        draw: Gives a fresh code at each call.

    Raises:
        ValueError: ``draw`` keeps giving codes that other rounds have.
    """
    for _ in range(_TRIES):
        found = await load_code(db, rid)
        if found is not None:
            return found
        await db.execute(
            insert_into(db, ResultDoorRow).values(rid=rid, code=draw()).on_conflict_do_nothing()
        )
    raise ValueError(f'round "{rid}" got no code of its own; pass a random source')


async def load_code(db: AsyncSession, rid: RoundId) -> str | None:
    """A round's code, or None."""
    return await db.scalar(select(ResultDoorRow.code).where(ResultDoorRow.rid == rid))


async def find_by_code(db: AsyncSession, code: str) -> RoundId | None:
    """The round whose code this is, released or not; None for any other."""
    found = await db.scalar(select(ResultDoorRow.rid).where(ResultDoorRow.code == code))
    return None if found is None else RoundId(found)


async def hold_back(db: AsyncSession, rid: RoundId, until: datetime) -> None:
    """Keep a round's result, which has a code, from those who were not asked until then."""
    await db.execute(
        update(ResultDoorRow).where(ResultDoorRow.rid == rid).values(others_from=until)
    )


async def held_back_until(db: AsyncSession, rid: RoundId) -> datetime | None:
    """From when a result is open to those who were not asked; None: it was never held back."""
    return await db.scalar(select(ResultDoorRow.others_from).where(ResultDoorRow.rid == rid))


async def list_held_back(db: AsyncSession, since: datetime) -> set[RoundId]:
    """The rounds whose result opens to those who were not asked at that time or later."""
    query = select(ResultDoorRow.rid).where(ResultDoorRow.others_from >= since)
    return {RoundId(rid) for rid in await db.scalars(query)}


async def list_untold(db: AsyncSession, rid: RoundId) -> list[ParticipantId]:
    """Those asked in a round to whom something that went to many is still owed."""
    owed = exists().where(OutboxRow.to_pid == LedgerRow.pid, OutboxRow.rank == BROADCAST)
    found = await db.scalars(
        select(LedgerRow.pid).where(LedgerRow.rid == rid, owed).order_by(LedgerRow.pid)
    )
    return [ParticipantId(pid) for pid in found]


async def drop_doors(db: AsyncSession, rids: list[RoundId]) -> None:
    """Forget codes: nothing opens by them any more."""
    for some in batched(rids):
        await db.execute(delete(ResultDoorRow).where(ResultDoorRow.rid.in_(some)))
