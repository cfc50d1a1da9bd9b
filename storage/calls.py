"""An adult was asked to come: kept for minutes, whole and only under K_safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys
from surveys.ids import ParticipantId

STEP = 1024
"""Bodies are padded to multiples of this. Unit: bytes."""


class CallRow(Row):
    """One call. ``due_at`` is when the clock looks at it next."""

    __tablename__ = "calls"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody asked for an adult. ``asked`` counts how often; ``phones`` may answer it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: bytes
    author: ParticipantId
    at: datetime
    name: str
    home: str
    phones: tuple[ParticipantId, ...]
    language: str = "en"
    asked: int = 1
    coming: bool = False
    over: bool = False
    """They were told that nobody has come forward; nothing more is asked."""


_CALL: TypeAdapter[Call] = TypeAdapter(Call)


async def add_call(db: AsyncSession, keys: Keys, call: Call, *, due_at: datetime) -> None:
    """Keep a new call. ``due_at``: when the clock looks whether somebody is coming."""
    await db.execute(insert(CallRow).values(id=call.id, due_at=due_at, body_enc=_seal(keys, call)))


async def save_call(db: AsyncSession, keys: Keys, call: Call, *, due_at: datetime) -> None:
    """Replace a call by what it is now."""
    await db.execute(
        update(CallRow)
        .where(CallRow.id == call.id)
        .values(due_at=due_at, body_enc=_seal(keys, call))
        .execution_options(synchronize_session=False)
    )


async def find_call(db: AsyncSession, keys: Keys, cid: bytes) -> Call | None:
    """One call, locked until we commit; None where there is none, or no more."""
    body = await db.scalar(select(CallRow.body_enc).where(CallRow.id == cid).with_for_update())
    return None if body is None else _open(keys, cid, body)


async def list_calls_of(db: AsyncSession, keys: Keys, author: ParticipantId) -> list[Call]:
    """Somebody's own calls of the last while, oldest first."""
    rows = (await db.execute(select(CallRow.id, CallRow.body_enc))).all()
    found = [_open(keys, cid, body) for cid, body in rows]
    return sorted((one for one in found if one.author == author), key=lambda one: one.at)


async def any_due(db: AsyncSession, now: datetime) -> bool:
    """Whether any call's time has come. Opens none."""
    query = select(CallRow.id).where(CallRow.due_at <= now).limit(1)
    return await db.scalar(query) is not None


async def list_calls_due(db: AsyncSession, keys: Keys, now: datetime) -> list[Call]:
    """The calls whose time has come, locked until we commit; others' are skipped."""
    rows = await db.execute(
        select(CallRow.id, CallRow.body_enc)
        .where(CallRow.due_at <= now)
        .order_by(CallRow.due_at, CallRow.id)
        .with_for_update(skip_locked=True)
    )
    return [_open(keys, cid, body) for cid, body in rows.all()]


async def drop_call(db: AsyncSession, cid: bytes) -> None:
    """Forget a call: it is over."""
    await db.execute(delete(CallRow).where(CallRow.id == cid))


def _seal(keys: Keys, call: Call) -> bytes:
    return keys.safe.seal(_CALL.dump_json(call), about=_about(call.id), step=STEP)


def _open(keys: Keys, cid: bytes, sealed: bytes) -> Call:
    return _CALL.validate_json(keys.safe.open(sealed, about=_about(cid)))


def _about(cid: bytes) -> bytes:
    return b"call|" + cid
