"""Envelopes: a person's answers until the seal. One for everybody invited, all of one size."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from sqlalchemy import bindparam, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_all, table_of
from storage.boxes import OVERHEAD, PREFIX_SIZE, Box
from storage.direct import direct
from storage.keys import Keys, RoundKeyGone
from storage.rounds import look_at_all
from surveys.ids import ParticipantId, RoundId


class EnvelopeRow(Row):
    """One envelope. Its blob holds all progress; nothing else changes while a person answers."""

    __tablename__ = "envelopes"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    pid: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    blob: Mapped[bytes]


class EnvelopeMissing(Exception):
    """There is no such envelope: never invited, torn up for good, or already sealed."""


_TABLE = table_of(EnvelopeRow)
_HERE = (_TABLE.c.rid == bindparam("of_rid"), _TABLE.c.pid == bindparam("of_pid"))
_BLOB = direct(select(_TABLE.c.blob).where(*_HERE))
_LOCKED = direct(_BLOB.with_for_update())
_LENGTH = direct(select(func.length(_TABLE.c.blob)).where(*_HERE))
_PUT = direct(update(_TABLE).where(*_HERE).values(blob=bindparam("sealed")))
_PUT_SAME = direct(_PUT.where(func.length(_TABLE.c.blob) == bindparam("size")))


async def open_envelopes(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    pids: Iterable[ParticipantId],
    plain: bytes,
    *,
    size: int | None = None,
) -> None:
    """Put an empty envelope in place for everybody invited.

    Args:
        plain: What an empty envelope holds.
        size: The most an envelope can hold. Unit: bytes. Default: as much as ``plain``.
    """
    box = keys.draft(rid)
    padded = PREFIX_SIZE + max(size or 0, len(plain))
    rows = [
        {"rid": rid, "pid": pid, "blob": box.seal(plain, about=_about(rid, pid), size=padded)}
        for pid in set(pids)
    ]
    await insert_all(db, insert(EnvelopeRow), rows, by=["pid"])


async def load_envelope(
    db: AsyncSession, keys: Keys, rid: RoundId, pid: ParticipantId, *, lock: bool = False
) -> bytes | None:
    """What a person's envelope holds, or None when there is none.

    ``lock`` keeps others from changing it until the transaction ends.

    Raises:
        RoundKeyGone: the round's key was destroyed or lost.
    """
    blob = await db.scalar(_LOCKED if lock else _BLOB, {"of_rid": rid, "of_pid": pid})
    return None if blob is None else keys.draft(rid).open(blob, about=_about(rid, pid))


async def save_envelope(
    db: AsyncSession, keys: Keys, rid: RoundId, pid: ParticipantId, plain: bytes
) -> None:
    """Replace what an envelope holds; its size does not change.

    Raises:
        EnvelopeMissing: there is no envelope to put it in.
        ValueError: it does not fit the round's one size.
        RoundKeyGone: the round's key was destroyed or lost.
    """
    # As ``pack`` makes it, it fits: then one statement is enough.
    box, about = keys.draft(rid), _about(rid, pid)
    sealed = box.seal(plain, about=about, size=PREFIX_SIZE + len(plain))
    at = {"of_rid": rid, "of_pid": pid}
    put = await db.execute(_PUT_SAME, {**at, "sealed": sealed, "size": len(sealed)})
    if put.rowcount:  # type: ignore[attr-defined]  # what an UPDATE of a table returns has one
        return
    held = await db.scalar(_LENGTH, at)
    if held is None:
        raise EnvelopeMissing(f'no envelope in round "{rid}" for this person')
    await _put(db, box, (rid, pid), plain, held - OVERHEAD)


async def load_all(
    db: AsyncSession, keys: Keys, rid: RoundId, *, lock: bool = False
) -> dict[ParticipantId, bytes]:
    """Everything in a round's envelopes. Only for closing, the safety read and the seal.

    Args:
        lock: Wait for whoever is writing one now, and let nobody write till we commit.

    Raises:
        RoundKeyGone: the round's key was destroyed or lost.
    """
    box = keys.draft(rid)
    query = (
        select(EnvelopeRow.pid, EnvelopeRow.blob)
        .where(EnvelopeRow.rid == rid)
        .order_by(EnvelopeRow.pid)
    )
    rows = await db.execute(query.with_for_update() if lock else query)
    return {ParticipantId(pid): box.open(blob, about=_about(rid, pid)) for pid, blob in rows.all()}


async def drop_envelopes(
    db: AsyncSession, rid: RoundId, pids: Collection[ParticipantId] | None = None
) -> None:
    """Destroy a round's envelopes unread, or only those of some people."""
    query = delete(EnvelopeRow).where(EnvelopeRow.rid == rid)
    if pids is not None:
        query = query.where(EnvelopeRow.pid.in_(list(pids)))
    await db.execute(query)


async def forget_envelopes_of(db: AsyncSession, pid: ParticipantId) -> None:
    """Erasure: a person's envelopes in every round. The clock looks at the closed ones anew."""
    await db.execute(delete(EnvelopeRow).where(EnvelopeRow.pid == pid))
    await look_at_all(db)


async def reseal_some(
    db: AsyncSession, keys: Keys, last: tuple[str, bytes] | None = None, most: int = 500
) -> tuple[str, bytes] | None:
    """Encrypt the next envelopes anew, so that two backups do not show which one changed.

    Those of a round whose key is gone are left: nobody can open them.

    Args:
        last: Where it left off, as it said; None to begin.
        most: How many envelopes at once.

    Returns:
        Where it left off; None once it was the last.
    """
    query = (
        select(_TABLE)
        .where(tuple_(_TABLE.c.rid, _TABLE.c.pid) > (last or ("", b"")))
        .order_by(_TABLE.c.rid, _TABLE.c.pid)
        .limit(most)
        .with_for_update()
    )
    rows = (await db.execute(query)).all()
    for rid, of_round in groupby(rows, key=lambda row: row.rid):
        try:
            box = keys.draft(RoundId(rid))
        except RoundKeyGone:
            continue
        for _, pid, blob in of_round:
            plain = box.open(blob, about=_about(rid, pid))
            await _put(db, box, (rid, pid), plain, len(blob) - OVERHEAD)
    return (rows[-1].rid, rows[-1].pid) if len(rows) == most else None


async def _put(
    db: AsyncSession, box: Box, at: tuple[str, bytes], plain: bytes, padded: int
) -> None:
    rid, pid = at
    sealed = box.seal(plain, about=_about(rid, pid), size=padded)
    await db.execute(_PUT, {"of_rid": rid, "of_pid": pid, "sealed": sealed})


def _about(rid: str, pid: bytes) -> bytes:
    return b"envelope|" + rid.encode() + b"|" + pid
