"""Asked-for new ways in of people who lost their phone: who asked, who agreed, how it ended."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import ParticipantId

STEP = 512
"""Bodies are padded to multiples of this. Unit: bytes."""


class Stage(StrEnum):
    """How far it is."""

    ASKED = "asked"
    MADE = "made"
    """A second person agreed and was given the link."""
    USED = "used"
    STOPPED = "stopped"
    """Refused, or stopped from the chat that it would have ended."""


class NewWayRow(Row):
    """One new way in that was asked for. Whose it is, is encrypted."""

    __tablename__ = "new_ways"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]
    drop_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class NewWay:
    """One new way in. ``whose`` are the accounts of the one person it is for: more than one
    where they joined again by mistake. ``asked_by`` is None for the command line."""

    id: bytes
    whose: tuple[ParticipantId, ...]
    asked_by: ParticipantId | None
    asked_on: date
    stage: Stage = Stage.ASKED
    agreed_by: ParticipantId | None = None


def fresh_id() -> bytes:
    """A random id. Unit: 16 bytes."""
    return os.urandom(16)


async def save_new_way(db: AsyncSession, keys: Keys, way: NewWay, drop_on: date) -> None:
    """Keep one, or replace what is kept of it. After ``drop_on`` it is forgotten."""
    body = _seal(keys, way)
    await db.execute(
        insert_into(db, NewWayRow)
        .values(id=way.id, body_enc=body, drop_on=drop_on)
        .on_conflict_do_update(index_elements=["id"], set_={"body_enc": body})
    )


async def load_new_way(db: AsyncSession, keys: Keys, wid: bytes) -> NewWay | None:
    """One new way in, locked until we commit; None where there is none."""
    body = await db.scalar(select(NewWayRow.body_enc).where(NewWayRow.id == wid).with_for_update())
    return None if body is None else _open(keys, wid, body)


async def list_new_ways(db: AsyncSession, keys: Keys) -> list[NewWay]:
    """Every new way in that is remembered, in the order of random ids."""
    rows = await db.execute(select(NewWayRow.id, NewWayRow.body_enc).order_by(NewWayRow.id))
    return [_open(keys, wid, body) for wid, body in rows.all()]


async def change_stage(db: AsyncSession, keys: Keys, way: NewWay) -> None:
    """Write down what it is now; its last day stays."""
    await db.execute(
        update(NewWayRow)
        .where(NewWayRow.id == way.id)
        .values(body_enc=_seal(keys, way))
        .execution_options(synchronize_session=False)
    )


async def forget_new_ways(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    """Forget every new way in that was for somebody: they are being forgotten."""
    for way in await list_new_ways(db, keys):
        if pid in way.whose:
            await db.execute(delete(NewWayRow).where(NewWayRow.id == way.id))


async def purge_new_ways(db: AsyncSession, today: date) -> None:
    """Forget those past their last day."""
    await db.execute(delete(NewWayRow).where(NewWayRow.drop_on < today))


def _about(wid: bytes) -> bytes:
    return b"new way|" + wid


def _seal(keys: Keys, way: NewWay) -> bytes:
    plain = [
        [pid.hex() for pid in way.whose],
        "" if way.asked_by is None else way.asked_by.hex(),
        way.asked_on.isoformat(),
        way.stage.value,
        "" if way.agreed_by is None else way.agreed_by.hex(),
    ]
    return keys.identity.seal(json.dumps(plain).encode(), about=_about(way.id), step=STEP)


def _open(keys: Keys, wid: bytes, body: bytes) -> NewWay:
    whose, asked_by, on, stage, agreed_by = json.loads(keys.identity.open(body, about=_about(wid)))
    return NewWay(
        wid,
        tuple(ParticipantId(bytes.fromhex(one)) for one in whose),
        _pid(asked_by),
        date.fromisoformat(on),
        Stage(stage),
        _pid(agreed_by),
    )


def _pid(text: str) -> ParticipantId | None:
    return ParticipantId(bytes.fromhex(text)) if text else None
