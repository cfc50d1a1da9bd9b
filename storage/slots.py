"""Reading slots: when each reader read, for their pay; what lies open in one; what was passed on.

Slots hold times of staff, and nothing of what was decided. What lies open and what was passed on
name their text by a mark that only the round's text key makes: without that key a mark cannot be
told from chance, and whose it is cannot be told at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import AnswerId, ParticipantId, RoundId
from surveys.people.slots import Slot


class SlotRow(Row):
    """One sitting of one reader. Times here are of staff only."""

    __tablename__ = "reading_slots"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    pid: Mapped[bytes] = mapped_column(index=True)
    rid: Mapped[str]
    began: Mapped[datetime]
    ends: Mapped[datetime]
    last: Mapped[datetime]
    stopped: Mapped[datetime | None]
    debriefed: Mapped[int]


class ClaimRow(Row):
    """A text that lies open before a reader, until it is decided or their slot is over."""

    __tablename__ = "reading_claims"
    __table_args__ = NO_ROWID

    mark: Mapped[bytes] = mapped_column(primary_key=True)
    slot: Mapped[bytes]
    until: Mapped[datetime]


class AsideRow(Row):
    """A text that one reader does not get again. Why is kept nowhere, nor who."""

    __tablename__ = "reading_asides"
    __table_args__ = NO_ROWID

    mark: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)


async def add_slot(db: AsyncSession, slot: Slot) -> None:
    """Keep a slot that begins."""
    await db.execute(
        insert_into(db, SlotRow).values(
            id=slot.id, pid=slot.reader, rid=slot.rid, began=slot.began, ends=slot.ends,
            last=slot.last, stopped=slot.stopped, debriefed=int(slot.debriefed),
        )
    )  # fmt: skip


async def find_newest(
    db: AsyncSession, reader: ParticipantId, *, lock: bool = False
) -> Slot | None:
    """A reader's newest slot, over or not.

    Args:
        lock: Nobody else changes it until this transaction ends.
    """
    query = select(SlotRow).where(SlotRow.pid == reader).order_by(SlotRow.began.desc()).limit(1)
    row = await db.scalar(query.with_for_update() if lock else query)
    return None if row is None else _slot(row)


async def list_slots(
    db: AsyncSession,
    *,
    since: datetime,
    before: datetime,
    reader: ParticipantId | None = None,
) -> list[Slot]:
    """The slots that began in a span of time, of one reader or of all, oldest first."""
    query = select(SlotRow).where(SlotRow.began >= since, SlotRow.began < before)
    if reader is not None:
        query = query.where(SlotRow.pid == reader)
    rows = await db.scalars(query.order_by(SlotRow.began, SlotRow.id))
    return [_slot(row) for row in rows.all()]


async def note_tap(db: AsyncSession, slot: Slot, at: datetime) -> None:
    """Keep that the reader did something, while the slot ran."""
    await db.execute(update(SlotRow).where(SlotRow.id == slot.id).values(last=min(at, slot.ends)))


async def stop_slot(db: AsyncSession, slot: Slot, at: datetime) -> None:
    """End a slot early. What lay open in it goes back to the pile."""
    await db.execute(
        update(SlotRow)
        .where(SlotRow.id == slot.id, SlotRow.stopped.is_(None))
        .values(stopped=at, last=at)
    )
    await db.execute(delete(ClaimRow).where(ClaimRow.slot == slot.id))


async def note_debrief(db: AsyncSession, slot: Slot) -> None:
    """Keep that the reader was shown whom to talk to."""
    await db.execute(update(SlotRow).where(SlotRow.id == slot.id).values(debriefed=1))


async def drop_slots(db: AsyncSession, *, before: datetime) -> None:
    """End of retention: forget slots that began before ``before``."""
    await db.execute(delete(SlotRow).where(SlotRow.began < before))


async def claim(db: AsyncSession, keys: Keys, slot: Slot, aid: AnswerId, now: datetime) -> bool:
    """Let a text lie open in this slot alone. Returns False where it lies open in another one.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    taken = {"slot": slot.id, "until": slot.ends}
    mark = _claim_marks(keys, slot.rid)(aid)
    got = await db.scalar(
        insert_into(db, ClaimRow)
        .values(mark=mark, **taken)
        .on_conflict_do_update(
            index_elements=["mark"],
            set_=taken,
            where=or_(ClaimRow.until <= now, ClaimRow.slot == slot.id),
        )
        .returning(ClaimRow.mark)
    )
    return got is not None


async def list_claimed(
    db: AsyncSession, keys: Keys, rid: RoundId, aids: Collection[AnswerId], now: datetime
) -> dict[AnswerId, bytes]:
    """Which of these texts lie open now, each with its slot.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    rows = await db.execute(select(ClaimRow.mark, ClaimRow.slot).where(ClaimRow.until > now))
    held = {mark: slot for mark, slot in rows.all()}
    mark = _claim_marks(keys, rid)
    return {aid: held[mark(aid)] for aid in aids if mark(aid) in held} if held else {}


async def drop_claim(db: AsyncSession, keys: Keys, rid: RoundId, aid: AnswerId) -> None:
    """A text was decided, or passed on: it lies open no longer."""
    await db.execute(delete(ClaimRow).where(ClaimRow.mark == _claim_marks(keys, rid)(aid)))


async def drop_lapsed(db: AsyncSession, now: datetime) -> None:
    """Forget what lay open in slots that are over."""
    await db.execute(delete(ClaimRow).where(ClaimRow.until <= now))


async def set_aside(
    db: AsyncSession, keys: Keys, rid: RoundId, reader: ParticipantId, aid: AnswerId
) -> None:
    """Keep that this reader does not get this text again; doing it again changes nothing.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    row = {"mark": _aside_marks(keys, rid, reader)(aid), "rid": rid}
    await db.execute(
        insert_into(db, AsideRow).values(**row).on_conflict_do_nothing(index_elements=["mark"])
    )


async def list_aside(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    reader: ParticipantId,
    aids: Collection[AnswerId],
) -> frozenset[AnswerId]:
    """Which of these texts this reader does not get again.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    kept = set((await db.scalars(select(AsideRow.mark).where(AsideRow.rid == rid))).all())
    mark = _aside_marks(keys, rid, reader)
    return frozenset(aid for aid in aids if mark(aid) in kept) if kept else frozenset()


async def drop_asides(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget what was passed on of a round's texts."""
    await db.execute(delete(AsideRow).where(AsideRow.rid == rid))


def _claim_marks(keys: Keys, rid: RoundId) -> Callable[[AnswerId], bytes]:
    make = keys.text_marker(rid)
    return lambda aid: make(b"claim|" + aid)


def _aside_marks(keys: Keys, rid: RoundId, reader: bytes) -> Callable[[AnswerId], bytes]:
    make = keys.text_marker(rid)
    return lambda aid: make(b"aside|" + reader + b"|" + aid)


def _slot(row: SlotRow) -> Slot:
    return Slot(
        id=row.id,
        reader=ParticipantId(row.pid),
        rid=RoundId(row.rid),
        began=row.began,
        ends=row.ends,
        last=row.last,
        stopped=row.stopped,
        debriefed=bool(row.debriefed),
    )
