"""Slips drawn from a hat, and the sittings in which they work."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId


class TicketRow(Row):
    """One slip. Its pid is random, stands for nobody, and is thrown away at the seal."""

    __tablename__ = "tickets"
    __table_args__ = NO_ROWID

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    pid: Mapped[bytes]
    used: Mapped[int]
    sid: Mapped[bytes | None]


class SittingRow(Row):
    """A sitting that a signed-in Expert by Experience opened at a place."""

    __tablename__ = "sittings"
    __table_args__ = NO_ROWID

    sid: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    opened_by: Mapped[bytes]
    place_enc: Mapped[bytes]
    head_count: Mapped[int]
    left: Mapped[int]
    is_open: Mapped[int]


@dataclass(frozen=True, slots=True)
class TicketUse:
    """A slip that worked. ``place`` is where its sitting is; ``first`` opens the envelope."""

    rid: RoundId
    pid: ParticipantId
    place: str
    first: bool


async def add_tickets(
    db: AsyncSession, keys: Keys, rid: RoundId, tickets: Mapping[str, ParticipantId]
) -> None:
    """Keep a sheet of slips, in an order that is not the order of the sheet."""
    rows = [
        {"code_hash": keys.code_hash(code), "rid": rid, "pid": pid, "used": 0, "sid": None}
        for code, pid in tickets.items()
    ]
    await insert_all(db, insert(TicketRow), rows, by=["code_hash"])


async def reissue(db: AsyncSession, keys: Keys, rid: RoundId, codes: Sequence[str]) -> int:
    """Give a round's unused slips fresh codes; the codes they had before stop working.

    Returns:
        How many slips were given one: the fewer of ``codes`` and unused slips.
    """
    unused = (
        await db.execute(
            select(TicketRow.pid)
            .where(TicketRow.rid == rid, TicketRow.used == 0)
            .order_by(TicketRow.pid)
        )
    ).scalars()
    fresh = dict(zip(codes, map(ParticipantId, unused), strict=False))
    await db.execute(delete(TicketRow).where(TicketRow.rid == rid, TicketRow.used == 0))
    await add_tickets(db, keys, rid, fresh)
    return len(fresh)


async def open_sitting(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    *,
    opened_by: ParticipantId,
    place: str,
    head_count: int,
) -> bytes:
    """Let slips of a round work at a place, for at most ``head_count`` people.

    Returns:
        The sitting's id, 16 random bytes.

    Raises:
        ValueError: ``head_count`` is below 1.
    """
    if head_count < 1:
        raise ValueError(f"a sitting needs at least 1 person, got {head_count}")
    sid = os.urandom(16)
    await db.execute(
        insert(SittingRow).values(
            sid=sid,
            rid=rid,
            opened_by=opened_by,
            place_enc=keys.identity.seal(place.encode(), about=_about(sid), step=128),
            head_count=head_count,
            left=head_count,
            is_open=1,
        )
    )
    return sid


async def has_open_sitting(db: AsyncSession, rid: RoundId) -> bool:
    """Whether slips of this round work anywhere now."""
    query = select(SittingRow.sid).where(SittingRow.rid == rid, SittingRow.is_open == 1)
    return await db.scalar(query.limit(1)) is not None


async def close_sittings(db: AsyncSession, rid: RoundId) -> None:
    """End every sitting of a round; its slips stop working."""
    await db.execute(update(SittingRow).where(SittingRow.rid == rid).values(is_open=0))


async def close_sittings_of(db: AsyncSession, rid: RoundId, pid: ParticipantId) -> bool:
    """End the sittings that somebody opened: they have left. Returns whether one was open."""
    ended = await db.scalars(
        update(SittingRow)
        .where(SittingRow.rid == rid, SittingRow.opened_by == pid, SittingRow.is_open == 1)
        .values(is_open=0)
        .returning(SittingRow.sid)
        .execution_options(synchronize_session=False)
    )
    return bool(ended.all())


async def claim_ticket(db: AsyncSession, keys: Keys, code: str) -> TicketUse | None:
    """Use a slip, or go on with one already used.

    Returns:
        None while no sitting of its round is open, beyond the head-count, or for a code that
        is not a slip: all alike. ``first`` is True for the one call that used it.
    """
    ticket = (
        await db.execute(
            select(
                TicketRow.code_hash, TicketRow.rid, TicketRow.pid, TicketRow.used, TicketRow.sid
            )
            .where(TicketRow.code_hash == keys.code_hash(code))
            .with_for_update()
        )
    ).one_or_none()
    if ticket is None:
        return None
    rid, pid = RoundId(ticket.rid), ParticipantId(ticket.pid)
    if ticket.used:
        place = await _open_place(db, keys, rid, ticket.sid)
        return None if place is None else TicketUse(rid, pid, place, first=False)
    sitting = await _take_seat(db, rid)
    if sitting is None:
        return None
    sid, place_enc = sitting
    await db.execute(
        update(TicketRow).where(TicketRow.code_hash == ticket.code_hash).values(used=1, sid=sid)
    )
    place = keys.identity.open(place_enc, about=_about(sid)).decode()
    return TicketUse(rid, pid, place, first=True)


async def find_used(db: AsyncSession, prefix: bytes) -> tuple[RoundId, ParticipantId] | None:
    """The round and pid of the used slip whose pid begins with ``prefix`` (6 bytes), or None.

    A browser chat of a slip is numbered by these bytes, so nothing else is kept to find it.
    """
    found = (
        await db.execute(
            select(TicketRow.rid, TicketRow.pid).where(
                TicketRow.used == 1,
                TicketRow.pid >= prefix + bytes(10),
                TicketRow.pid <= prefix + b"\xff" * 10,
            )
        )
    ).first()
    return None if found is None else (RoundId(found.rid), ParticipantId(found.pid))


async def find_seat(
    db: AsyncSession, keys: Keys, pid: ParticipantId
) -> tuple[str, ParticipantId] | None:
    """Where the sitting of a used slip is held, and who opened it; None where nobody knows."""
    found = (
        await db.execute(
            select(SittingRow.sid, SittingRow.place_enc, SittingRow.opened_by)
            .join(TicketRow, TicketRow.sid == SittingRow.sid)
            .where(TicketRow.pid == pid, TicketRow.used == 1)
        )
    ).first()
    if found is None:
        return None
    place = keys.identity.open(found.place_enc, about=_about(found.sid)).decode()
    return place, ParticipantId(found.opened_by)


async def forget_tickets(db: AsyncSession, rid: RoundId) -> None:
    """Throw away a round's slips and sittings."""
    await db.execute(delete(TicketRow).where(TicketRow.rid == rid))
    await db.execute(delete(SittingRow).where(SittingRow.rid == rid))


async def _take_seat(db: AsyncSession, rid: RoundId) -> tuple[bytes, bytes] | None:
    free = (
        select(SittingRow.sid)
        .where(SittingRow.rid == rid, SittingRow.is_open == 1, SittingRow.left > 0)
        .order_by(SittingRow.sid)
        .limit(1)
        .with_for_update()
    )
    taken = (
        await db.execute(
            update(SittingRow)
            .where(SittingRow.sid == free.scalar_subquery(), SittingRow.left > 0)
            .values(left=SittingRow.left - 1)
            .returning(SittingRow.sid, SittingRow.place_enc)
            .execution_options(synchronize_session=False)
        )
    ).one_or_none()
    return None if taken is None else (taken.sid, taken.place_enc)


async def _open_place(db: AsyncSession, keys: Keys, rid: RoundId, sid: bytes | None) -> str | None:
    """The place of an open sitting of the round: the slip's own if it is still open."""
    rows = (
        await db.execute(
            select(SittingRow.sid, SittingRow.place_enc)
            .where(SittingRow.rid == rid, SittingRow.is_open == 1)
            .order_by(SittingRow.sid)
        )
    ).all()
    if not rows:
        return None
    row = next((row for row in rows if row.sid == sid), rows[0])
    return keys.identity.open(row.place_enc, about=_about(row.sid)).decode()


def _about(sid: bytes) -> bytes:
    return b"sitting|" + sid
