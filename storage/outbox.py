"""Messages we owe. Written in the transaction that owes them, deleted once delivered."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage import handing
from storage.base import Instant, table_of
from storage.boxes import BoxDamaged
from storage.direct import direct
from storage.keys import Keys, RoundKeyGone
from storage.outbox_rows import (
    BROADCAST,
    REPLY,
    STEP,
    URGENT,
    OutboxRow,
    Owed,
    OwedKind,
    about,
    box_of,
    framed,
    owed_of,
    unframed,
)
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Address

__all__ = ["BROADCAST", "REPLY", "URGENT", "OutboxRow", "Owed", "OwedKind"]

A_LITTLE = timedelta(minutes=5)
"""How long a message that failed is put off at most."""


_TABLE = table_of(OutboxRow)
_OWE = direct(insert(_TABLE))
_NEXT_TURN = direct(
    select(func.coalesce(func.max(_TABLE.c.turn), 0) + 1).where(_TABLE.c.lane == bindparam("lane"))
)
_DELIVERED = direct(delete(_TABLE).where(_TABLE.c.mid.in_(bindparam("mids", expanding=True))))


async def owe(  # noqa: PLR0913  # each is a column, named by the caller
    db: AsyncSession,
    keys: Keys,
    *,
    to: Address,
    body: bytes,
    now: datetime,
    pid: ParticipantId | None = None,
    rid: RoundId | None = None,
    rank: int = REPLY,
    kind: OwedKind = "prompt",
    not_before: datetime | None = None,
) -> MessageId:
    """Owe somebody a message.

    Args:
        to: Where it goes. Kept inside the encrypted body.
        rank: 0 help now, 1 reply, 2 broadcast. Lower overtakes higher, in each chat too.
        kind: ``answer`` to a tap, ``prompt`` with a question, or ``notice``.
        not_before: The earliest it may go; default ``now``. Until then it holds nothing back.
    """
    mid = MessageId(os.urandom(16))
    lane = keys.lookup(to.chat.value, to.number)
    handed = handing.under_way(db)
    turn = handed.turns.get(lane, 0) + 1 if handed is not None and lane in handed.turns else 0
    turn = turn or await db.scalar(_NEXT_TURN, {"lane": lane}) or 1
    goes = handed is not None and not_before is None and handed.goes(lane, turn, rank)
    under = "draft" if rid is not None and keys.has_draft(rid) else "identity"
    box = box_of(keys, under, rid)
    sealed = box.seal(framed(to, body), about=about(mid), step=STEP)
    await db.execute(
        _OWE,
        {
            "mid": mid,
            "to_pid": pid,
            "rid": rid,
            "lane": lane,
            "turn": turn,
            "rank": rank,
            "kind": kind,
            "not_before": not_before or now,
            "attempts": int(goes),
            "claimed_until": handed.until if handed is not None and goes else None,
            "under": under,
            "body_enc": sealed,
        },
    )
    if handed is not None:
        handed.note(lane, turn, Owed(mid, to, pid, rid, rank, body, 1, kind), goes=goes)
    return mid


async def claim_due(  # each is named by the caller
    db: AsyncSession,
    keys: Keys,
    now: datetime,
    *,
    limit: int = 50,
    lease: timedelta,
    lowest: int = BROADCAST,
) -> list[Owed]:
    """Take messages to deliver, the most urgent first, at most one for each chat.

    A message waits while one of the same or a more urgent rank that was owed to that chat
    before it is unsent; so each chat is told things in order, and help overtakes. Nobody
    else gets them until ``lease`` has passed: after a crash they are sent again, once.
    A message that no key opens any more (its round is sealed) is dropped. Of ranks below
    ``lowest`` nothing goes: everything is paused.
    """
    asked = {"now": now, "lowest": lowest, "most": limit}
    claimed, dead = [], []
    for row in (await db.scalars(_DUE, asked)).all():
        try:
            claimed.append(owed_of(keys, row))
        except (RoundKeyGone, BoxDamaged):
            dead.append(row.mid)
    if dead:
        await db.execute(delete(OutboxRow).where(OutboxRow.mid.in_(dead)))
        if not claimed:
            return await claim_due(db, keys, now, limit=limit, lease=lease, lowest=lowest)
    if not claimed:
        return []
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.mid.in_([owed.id for owed in claimed]))
        .values(claimed_until=now + lease, attempts=OutboxRow.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    return claimed


async def mark_delivered(db: AsyncSession, *mids: MessageId) -> None:
    """Delivered: the messages are deleted."""
    await db.execute(_DELIVERED, {"mids": mids})


async def let_wait(db: AsyncSession, mids: Sequence[MessageId]) -> None:
    """End the claim on messages that were not tried: they wait behind another."""
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.mid.in_(mids))
        .values(claimed_until=None, attempts=0)
        .execution_options(synchronize_session=False)
    )


async def postpone(db: AsyncSession, mid: MessageId, until: datetime) -> None:
    """Not delivered: try again at ``until``. Later ones to the same chat wait for it."""
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.mid == mid)
        .values(not_before=until, claimed_until=None, going=None)
        .execution_options(synchronize_session=False)
    )


async def hasten(db: AsyncSession, keys: Keys, to: Address, now: datetime) -> None:
    """Somebody can be reached again: what was tried and put off for them is due at ``now``."""
    lane = keys.lookup(to.chat.value, to.number)
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.lane == lane, OutboxRow.attempts > 0, OutboxRow.not_before > now)
        .values(not_before=now)
        .execution_options(synchronize_session=False)
    )


async def free_claims(db: AsyncSession) -> None:
    """End every claim. Only for the one running bot, at its start: the claims are a dead one's.

    What had ``going`` set and may have arrived is dropped: it is never said twice.
    """
    await db.execute(delete(OutboxRow).where(OutboxRow.going.is_(True)))
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.claimed_until.is_not(None))
        .values(claimed_until=None)
        .execution_options(synchronize_session=False)
    )


async def turn_back(db: AsyncSession, now: datetime, was: datetime | None = None) -> None:
    """The clock was put back to ``now``: what was due by it before is due all the same, and so
    is what was tried and put off for a little.

    Without ``was``, at a start, nobody knows what the clock said: then what somebody waits for
    is due, since only notices are ever owed for later; and what was tried and put off for long.
    """
    late = OutboxRow.not_before > now
    tried = OutboxRow.attempts > 0
    if was is None:
        asked = (OutboxRow.kind != "notice") & ~tried
        asked |= tried & (OutboxRow.not_before > now + A_LITTLE)
    else:
        asked = (OutboxRow.not_before <= was) | (tried & (OutboxRow.not_before <= was + A_LITTLE))
    await db.execute(
        update(OutboxRow)
        .where(late, asked)
        .values(not_before=now)
        .execution_options(synchronize_session=False)
    )


async def give_up(db: AsyncSession, mid: MessageId) -> None:
    """It can never be delivered (blocked, deactivated): the message is deleted."""
    await mark_delivered(db, mid)


async def drop_owed(
    db: AsyncSession,
    *,
    pid: ParticipantId | None = None,
    rid: RoundId | None = None,
) -> None:
    """Owe no longer what fits all that is given. It looks through all that is owed: for what
    happens seldom. ``owed_no_longer`` has what happens to one person.

    Raises:
        ValueError: nothing is given; that would drop every message to everybody.
    """
    wanted: list[ColumnElement[bool]] = []
    if pid is not None:
        wanted.append(OutboxRow.to_pid == pid)
    if rid is not None:
        wanted.append(OutboxRow.rid == rid)
    if not wanted:
        raise ValueError("say whose messages to drop, or of which round")
    await db.execute(delete(OutboxRow).where(*wanted))


async def readdress(
    db: AsyncSession, keys: Keys, pid: ParticipantId, to: Address, keeps: Callable[[Owed], bool]
) -> None:
    """Send what is owed to somebody to another chat of theirs; drop what ``keeps`` does not.

    What is on its way to the chat before gets a fresh id: its courier then marks nothing that
    is owed here.
    """
    handing.look_for_it(db)
    query = select(OutboxRow).where(OutboxRow.to_pid == pid).with_for_update()
    for row in (await db.scalars(query.order_by(OutboxRow.turn, OutboxRow.mid))).all():
        try:
            owed = owed_of(keys, row)
        except (RoundKeyGone, BoxDamaged):
            continue
        mid = row.mid if row.claimed_until is None else os.urandom(16)
        under, rid, kept = row.under, row.rid, keeps(owed)
        changed = {
            "mid": mid,
            "lane": keys.lookup(to.chat.value, to.number),
            "attempts": 0,
            "claimed_until": None,
            "body_enc": box_of(keys, under, rid).seal(
                framed(to, owed.body), about=about(mid), step=STEP
            ),
        }
        its = OutboxRow.mid == row.mid
        change = update(OutboxRow).where(its).values(changed)
        gone = delete(OutboxRow).where(its)
        await db.execute((change if kept else gone).execution_options(synchronize_session=False))


async def is_owed(db: AsyncSession, mid: bytes) -> bool:
    """Whether a message is still to be delivered: it was neither delivered nor given up."""
    return await db.scalar(select(OutboxRow.mid).where(OutboxRow.mid == mid)) is not None


async def purge_owed(db: AsyncSession, today: date, drop_on: date) -> int:
    """Forget what was never delivered and is past its last day; begin the others' clocks.

    Returns:
        How many went.
    """
    gone = await db.scalars(
        delete(OutboxRow)
        .where(OutboxRow.drop_on < today)
        .returning(OutboxRow.mid)
        .execution_options(synchronize_session=False)
    )
    await db.execute(update(OutboxRow).where(OutboxRow.drop_on.is_(None)).values(drop_on=drop_on))
    return len(gone.all())


async def count_owed_to(db: AsyncSession, pid: ParticipantId) -> int:
    """How many messages wait for one person. For their own eyes."""
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.to_pid == pid)
    return await db.scalar(query) or 0


async def count_owed(db: AsyncSession) -> int:
    """How many messages wait, due or not."""
    return await db.scalar(select(func.count()).select_from(OutboxRow)) or 0


async def count_late(db: AsyncSession, now: datetime, by: timedelta) -> int:
    """How many messages should have gone so long ago, and only wait for the courier.

    Not those behind one that was put off: they wait for a chat that is closed or out of reach.
    """
    query = select(func.count()).where(OutboxRow.not_before <= now - by, ~_is_held_back())
    return await db.scalar(query, {"now": now}) or 0


async def next_due(db: AsyncSession, *, lowest: int = BROADCAST) -> datetime | None:
    """When the next message can be claimed at the earliest; None when nothing waits."""
    later = case(
        (OutboxRow.claimed_until > OutboxRow.not_before, OutboxRow.claimed_until),
        else_=OutboxRow.not_before,
    )
    earliest: datetime | None = await db.scalar(
        select(func.min(later)).where(OutboxRow.rank <= lowest)
    )
    return earliest


async def is_any_waiting(db: AsyncSession, now: datetime, *, lowest: int = BROADCAST) -> bool:
    """Whether anything is due that nobody has claimed, even if it waits behind another."""
    waits = select(OutboxRow.mid).where(
        OutboxRow.rank <= lowest,
        OutboxRow.not_before <= now,
        or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= now),
    )
    return await db.scalar(waits.limit(1)) is not None


def _is_held_back() -> ColumnElement[bool]:
    """Whether the chat is still to be told something that comes first.

    One not yet due and never tried (a reminder for tomorrow) holds nothing back; one that was
    tried and put off (Telegram said wait) does.
    """
    first = aliased(OutboxRow)
    return exists().where(
        first.lane == OutboxRow.lane,
        tuple_(first.rank, first.turn, first.mid)
        < tuple_(OutboxRow.rank, OutboxRow.turn, OutboxRow.mid),
        or_(first.not_before <= _NOW, first.attempts > 0),
    )


_NOW = bindparam("now", type_=Instant())

_DUE = (
    select(OutboxRow)
    .where(OutboxRow.rank <= bindparam("lowest"))
    .where(
        OutboxRow.not_before <= _NOW,
        or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= _NOW),
        ~_is_held_back(),
    )
    .order_by(OutboxRow.rank, OutboxRow.not_before, OutboxRow.mid)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .execution_options(populate_existing=True)
)
"""Made once: to write it anew cost more than to run it."""


async def change_lanes(db: AsyncSession, old: Keys, fresh: Keys) -> None:
    """After a rotation: find each chat's messages by the fresh key. What no key opens goes."""
    for row in (await db.scalars(select(OutboxRow).order_by(OutboxRow.mid))).all():
        try:
            box = fresh.identity if row.under == "identity" else box_of(old, row.under, row.rid)
            to, _ = unframed(box.open(row.body_enc, about=about(row.mid)))
        except RoundKeyGone:
            await mark_delivered(db, MessageId(row.mid))
            continue
        await db.execute(
            update(OutboxRow)
            .where(OutboxRow.mid == row.mid)
            .values(lane=fresh.lookup(to.chat.value, to.number))
            .execution_options(synchronize_session=False)
        )
