"""Who was asked, and how they stand. No times, no counts of anything a person did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all
from storage.direct import direct
from surveys.ids import ParticipantId, RoundId
from surveys.rounds.ledger import Standing

_AT_ONCE = 5000
"""How many people are asked for in one query. Unit: people."""


class LedgerRow(Row):
    """One person in one round; a row for everybody invited, made at opening."""

    __tablename__ = "ledger"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    pid: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    state: Mapped[str]


_STANDING = direct(
    select(LedgerRow.state).where(
        LedgerRow.rid == bindparam("rid"), LedgerRow.pid == bindparam("pid")
    )
)


async def open_ledger(db: AsyncSession, rid: RoundId, pids: Iterable[ParticipantId]) -> None:
    """Write down everybody invited to a round."""
    rows = [{"rid": rid, "pid": pid, "state": Standing.INVITED.value} for pid in set(pids)]
    await insert_all(db, insert(LedgerRow), rows, by=["pid"])


async def standing(db: AsyncSession, rid: RoundId, pid: ParticipantId) -> Standing | None:
    """How a person stands in a round; None when they were not asked."""
    state = await db.scalar(_STANDING, {"rid": rid, "pid": pid})
    return None if state is None else Standing(state)


async def mark(db: AsyncSession, rid: RoundId, pid: ParticipantId, now: Standing) -> bool:
    """Change how a person stands.

    Returns:
        True for the call that changed it. False when they stood so already, were never
        invited, or the round is sealed.
    """
    changed = await db.scalar(
        update(LedgerRow)
        .where(
            LedgerRow.rid == rid,
            LedgerRow.pid == pid,
            LedgerRow.state.not_in([now.value, Standing.ASKED.value]),
        )
        .values(state=now.value)
        .returning(LedgerRow.pid)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


async def count(db: AsyncSession, rid: RoundId, state: Standing | None = None) -> int:
    """How many were asked, or stand so. For gates and bands only, never to be shown."""
    query = select(func.count()).select_from(LedgerRow).where(LedgerRow.rid == rid)
    if state is not None:
        query = query.where(LedgerRow.state == state.value)
    return await db.scalar(query) or 0


async def list_asked(db: AsyncSession, rid: RoundId) -> list[ParticipantId]:
    """Everybody who was asked, opted out or not, in the order of their random ids."""
    rows = await db.scalars(
        select(LedgerRow.pid).where(LedgerRow.rid == rid).order_by(LedgerRow.pid)
    )
    return [ParticipantId(pid) for pid in rows]


async def list_standing(db: AsyncSession, rid: RoundId, state: Standing) -> list[ParticipantId]:
    """Everybody who stands so, in the order of their random ids."""
    rows = await db.scalars(
        select(LedgerRow.pid)
        .where(LedgerRow.rid == rid, LedgerRow.state == state.value)
        .order_by(LedgerRow.pid)
    )
    return [ParticipantId(pid) for pid in rows]


async def rounds_of(db: AsyncSession, pid: ParticipantId) -> list[RoundId]:
    """The rounds a person was asked in."""
    rows = await db.scalars(
        select(LedgerRow.rid).where(LedgerRow.pid == pid).order_by(LedgerRow.rid)
    )
    return [RoundId(rid) for rid in rows]


async def rounds_of_any(db: AsyncSession, pids: Sequence[ParticipantId]) -> set[RoundId]:
    """Every round that any of these people was asked in. Whose each is, is not told."""
    found: set[RoundId] = set()
    for start in range(0, len(pids), _AT_ONCE):
        some = pids[start : start + _AT_ONCE]
        rows = await db.scalars(select(LedgerRow.rid).where(LedgerRow.pid.in_(some)).distinct())
        found |= {RoundId(rid) for rid in rows}
    return found


async def all_asked(db: AsyncSession, rid: RoundId) -> None:
    """At the seal: forget how anybody stood. Every row becomes ``asked``.

    All are written anew, in the order of their random ids: a row that is only changed moves, in
    PostgreSQL to the end of the table, and where it lies would tell who sent, and when.
    """
    pids = await list_asked(db, rid)
    await db.execute(delete(LedgerRow).where(LedgerRow.rid == rid))
    rows = [{"rid": rid, "pid": pid, "state": Standing.ASKED.value} for pid in pids]
    await insert_all(db, insert(LedgerRow), rows, by=["pid"])


async def forget_person(db: AsyncSession, pid: ParticipantId) -> None:
    """Erasure: a person's rows in every round."""
    await db.execute(delete(LedgerRow).where(LedgerRow.pid == pid))


async def forget_round(db: AsyncSession, rid: RoundId) -> None:
    """When the answer back is closed: who was asked goes too."""
    await db.execute(delete(LedgerRow).where(LedgerRow.rid == rid))


async def audiences_since(
    db: AsyncSession, counts: Mapping[RoundId, int]
) -> dict[RoundId, frozenset[ParticipantId]]:
    """Who was asked in each of these rounds, to compare audiences. Every rid has an entry.

    Args:
        counts: How many each round asked when it opened. Whoever had themselves forgotten since
            is one more who is in no later audience: a place nobody fills stands for each, so
            that a round with one person fewer never looks like the same people again.
    """
    asked: dict[RoundId, set[ParticipantId]] = {rid: set() for rid in counts}
    rows = await db.execute(
        select(LedgerRow.rid, LedgerRow.pid).where(LedgerRow.rid.in_(list(asked)))
    )
    for rid, pid in rows:
        asked[RoundId(rid)].add(ParticipantId(pid))
    for rid, there in asked.items():
        gone = range(counts[rid] - len(there))
        there |= {ParticipantId(f"forgotten {rid} {place}".encode()) for place in gone}
    return {rid: frozenset(pids) for rid, pids in asked.items()}
