"""Concerns, whole and only under K_safe. Beside a random id there is nothing but a due time."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.boxes import BoxDamaged
from storage.keys import Keys
from surveys.safeguarding.concern import CONCERN, Concern

log = logging.getLogger(__name__)

STEP = 16384
"""Bodies are padded to multiples of this: four thousand characters and a record fit in one.
Unit: bytes."""


class ConcernRow(Row):
    """One concern. ``due_at`` is when the clock looks at it next; None when it never does."""

    __tablename__ = "concerns"
    __table_args__ = NO_ROWID

    cid: Mapped[bytes] = mapped_column(primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    body_enc: Mapped[bytes]


async def add_concern(
    db: AsyncSession, keys: Keys, concern: Concern, *, due_at: datetime | None
) -> None:
    """Keep a new concern. ``due_at``: when the clock looks at it next."""
    await db.execute(
        insert(ConcernRow).values(cid=concern.id, due_at=due_at, body_enc=_seal(keys, concern))
    )


async def save_concern(
    db: AsyncSession, keys: Keys, concern: Concern, *, due_at: datetime | None
) -> None:
    """Replace a concern by what it is now."""
    await db.execute(
        update(ConcernRow)
        .where(ConcernRow.cid == concern.id)
        .values(due_at=due_at, body_enc=_seal(keys, concern))
        .execution_options(synchronize_session=False)
    )


async def list_concerns(db: AsyncSession, keys: Keys) -> list[Concern]:
    """Every concern, the offered ones too, oldest first. Who may see which, the caller knows.

    One that is damaged is logged and left out: it must not hide all others.
    """
    rows = await db.execute(select(ConcernRow.cid, ConcernRow.body_enc))
    tried = [_try_open(keys, cid, body) for cid, body in rows.all()]
    return sorted((one for one in tried if one), key=lambda one: (one.at, one.handle))


async def find_concern(
    db: AsyncSession, keys: Keys, handle: str, *, lock: bool = False
) -> tuple[Concern, datetime | None] | None:
    """The concern with this handle and when it is due; None where there is none.

    Args:
        lock: Nobody else may write concerns until we commit.
    """
    query = select(ConcernRow.cid, ConcernRow.due_at, ConcernRow.body_enc)
    if lock:
        query = query.order_by(ConcernRow.cid).with_for_update()
    for cid, due_at, body in (await db.execute(query)).all():
        concern = _try_open(keys, cid, body)
        if concern is not None and concern.handle == handle:
            return concern, due_at
    return None


async def is_kept(db: AsyncSession, cid: bytes) -> bool:
    """Whether there is a concern with this id."""
    return await db.scalar(select(ConcernRow.cid).where(ConcernRow.cid == cid)) is not None


async def list_due_ids(db: AsyncSession, now: datetime) -> list[bytes]:
    """The ids of the concerns whose time has come, the first due first. Opens none of them."""
    rows = await db.scalars(
        select(ConcernRow.cid)
        .where(ConcernRow.due_at <= now)
        .order_by(ConcernRow.due_at, ConcernRow.cid)
    )
    return list(rows)


async def claim_due(db: AsyncSession, keys: Keys, cid: bytes, now: datetime) -> Concern | None:
    """One concern whose time has come, locked until we commit; None when somebody was first."""
    body = await db.scalar(
        select(ConcernRow.body_enc)
        .where(ConcernRow.cid == cid, ConcernRow.due_at <= now)
        .with_for_update(skip_locked=True)
    )
    return None if body is None else _open(keys, cid, body)


async def postpone(db: AsyncSession, cid: bytes, until: datetime) -> None:
    """Look at a concern again at ``until``, without opening it."""
    await db.execute(
        update(ConcernRow)
        .where(ConcernRow.cid == cid)
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )


async def drop_concern(db: AsyncSession, cid: bytes) -> None:
    """Forget a concern: its author wanted just numbers, or it was filed and its time is over."""
    await db.execute(delete(ConcernRow).where(ConcernRow.cid == cid))


def _seal(keys: Keys, concern: Concern) -> bytes:
    return keys.safe.seal(CONCERN.dump_json(concern), about=_about(concern.id), step=STEP)


def _open(keys: Keys, cid: bytes, sealed: bytes) -> Concern:
    return CONCERN.validate_json(keys.safe.open(sealed, about=_about(cid)))


def _try_open(keys: Keys, cid: bytes, sealed: bytes) -> Concern | None:
    try:
        return _open(keys, cid, sealed)
    except (BoxDamaged, ValueError) as fault:
        log.error("a concern cannot be opened (%s)", type(fault).__name__)
        return None


def _about(cid: bytes) -> bytes:
    return b"concern|" + cid
