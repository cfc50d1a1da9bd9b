"""How those on the rota are reached besides their chat, and until when they are away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import ParticipantId

STEP = 512
"""Bodies are padded to multiples of this. Unit: bytes."""


class DutyRow(Row):
    """One person's duty. Whose it is and nothing else can be read here."""

    __tablename__ = "duties"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty. ``email``: "" for none. ``back_on``: the first day they are there again;
    None while they are there. It counts in the organisation's own zone."""

    pid: ParticipantId
    email: str = ""
    back_on: date | None = None


async def list_duties(db: AsyncSession, keys: Keys) -> dict[ParticipantId, Duty]:
    """Every duty that was ever set, by person."""
    rows = await db.execute(select(DutyRow.pid, DutyRow.body_enc).order_by(DutyRow.pid))
    return {ParticipantId(pid): _open(keys, pid, body) for pid, body in rows.all()}


async def load_duty(db: AsyncSession, keys: Keys, pid: ParticipantId) -> Duty:
    """Somebody's duty; there and without an e-mail address where none was set."""
    body = await db.scalar(select(DutyRow.body_enc).where(DutyRow.pid == pid))
    return Duty(pid) if body is None else _open(keys, pid, body)


async def save_duty(db: AsyncSession, keys: Keys, duty: Duty) -> None:
    """Keep a duty, in place of the one before."""
    back_on = None if duty.back_on is None else duty.back_on.isoformat()
    plain = json.dumps([duty.email, back_on]).encode()
    sealed = keys.identity.seal(plain, about=_about(duty.pid), step=STEP)
    await db.execute(
        insert_into(db, DutyRow)
        .values(pid=duty.pid, body_enc=sealed)
        .on_conflict_do_update(index_elements=["pid"], set_={"body_enc": sealed})
    )


async def drop_duty(db: AsyncSession, pid: ParticipantId) -> None:
    """Forget how somebody is reached."""
    await db.execute(delete(DutyRow).where(DutyRow.pid == pid))


def _open(keys: Keys, pid: bytes, sealed: bytes) -> Duty:
    email, back_on = json.loads(keys.identity.open(sealed, about=_about(pid)))
    return Duty(
        ParticipantId(pid), email, None if back_on is None else date.fromisoformat(back_on)
    )


def _about(pid: bytes) -> bytes:
    return b"duty|" + pid
