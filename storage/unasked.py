"""What goes out unasked: owed to many at once, put off, and never said twice after a crash."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import handing
from storage.base import batched, insert_all
from storage.keys import Keys
from storage.outbox_rows import BROADCAST, STEP, OutboxRow, Owed, about, box_of, framed
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Address


@dataclass(frozen=True, slots=True)
class Owing:
    """One of many messages to be owed at once: to whom, and the bytes of what is said."""

    to: Address
    pid: ParticipantId
    body: bytes


async def owe_all(
    db: AsyncSession, keys: Keys, many: Sequence[Owing], *, rid: RoundId | None, at: datetime
) -> tuple[MessageId, ...]:
    """Owe many people one notice each, of the lowest rank, from ``at`` on.

    In a few statements however many they are, so that no reply waits for it to end.

    Args:
        rid: The round whose key the words are kept under, and with which they go; None for what
            outlasts that.

    Returns:
        The messages' ids, in the order of ``many``.
    """
    under: Literal["draft", "identity"] = "identity"
    if rid is not None and keys.has_draft(rid):
        under = "draft"
    box = box_of(keys, under, rid)
    mids = [MessageId(os.urandom(16)) for _ in many]
    lanes = [keys.lookup(one.to.chat.value, one.to.number) for one in many]
    turns = await _turns(db, lanes)
    rows = [
        {
            "mid": mid,
            "to_pid": one.pid,
            "rid": rid,
            "lane": lane,
            "turn": turns.get(lane, 0) + 1,
            "rank": BROADCAST,
            "kind": "notice",
            "not_before": at,
            "attempts": 0,
            "claimed_until": None,
            "under": under,
            "body_enc": box.seal(framed(one.to, one.body), about=about(mid), step=STEP),
        }
        for mid, lane, one in zip(mids, lanes, many, strict=True)
    ]
    await insert_all(db, insert(OutboxRow), rows, by=["mid"])
    handing.look_for_it(db)
    return tuple(mids)


async def _turns(db: AsyncSession, lanes: Sequence[bytes]) -> dict[bytes, int]:
    """The last turn of each of these lanes that has any."""
    found: dict[bytes, int] = {}
    for some in batched(lanes):
        query = select(OutboxRow.lane, func.max(OutboxRow.turn)).where(OutboxRow.lane.in_(some))
        rows = await db.execute(query.group_by(OutboxRow.lane))
        found.update({lane: turn for lane, turn in rows.all()})
    return found


async def put_off(db: AsyncSession, mid: MessageId, until: datetime, *, tried: bool) -> None:
    """It may not go yet. Where it was never ``tried`` it counts as never claimed, and holds back
    nothing that comes after it."""
    before = {} if tried else {"attempts": 0}
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.mid == mid)
        .values(not_before=until, claimed_until=None, **before)
        .execution_options(synchronize_session=False)
    )


async def set_going(db: AsyncSession, mid: MessageId) -> None:
    """It is on its way from here on: after a crash nobody knows whether it arrived."""
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.mid == mid)
        .values(going=True)
        .execution_options(synchronize_session=False)
    )


async def has_later(db: AsyncSession, keys: Keys, owed: Owed) -> bool:
    """Whether another notice of the same round was owed to the same person after this one."""
    mine = select(OutboxRow.turn).where(OutboxRow.mid == owed.id).scalar_subquery()
    query = select(OutboxRow.mid).where(
        OutboxRow.lane == keys.lookup(owed.to.chat.value, owed.to.number),
        OutboxRow.to_pid == owed.pid,
        OutboxRow.rid == owed.rid,
        OutboxRow.kind == "notice",
        OutboxRow.turn > mine,
    )
    return await db.scalar(query.limit(1)) is not None
