"""Who is signed in to the browser views, and the PINs of those who work with answers."""

from __future__ import annotations

import asyncio
import os
from datetime import date, datetime, timedelta
from enum import StrEnum

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from surveys.ids import ParticipantId

TRIES = 5
"""Wrong PINs in a row before the lock."""
LOCKED_FOR = timedelta(minutes=15)


class PinResult(StrEnum):
    """What became of a PIN somebody typed."""

    OK = "ok"
    WRONG = "wrong"
    LOCKED = "locked"
    NONE = "none"


class SigninRow(Row):
    """A browser that is signed in. Only a hash of its cookie, and the last day it works."""

    __tablename__ = "signins"
    __table_args__ = NO_ROWID

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    pid: Mapped[bytes] = mapped_column(index=True)
    expires_on: Mapped[date]


class PinRow(Row):
    """The PIN of somebody who works with answers. Times here are of staff only."""

    __tablename__ = "staff_pins"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    pin_hash: Mapped[str]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


async def add_signin(
    db: AsyncSession, pid: ParticipantId, token_hash: bytes, expires_on: date
) -> None:
    """Remember a signed-in browser until the end of ``expires_on``."""
    await db.execute(
        insert_into(db, SigninRow)
        .values(token_hash=token_hash, pid=pid, expires_on=expires_on)
        .on_conflict_do_nothing()
    )


async def count_signins(db: AsyncSession, pid: ParticipantId, today: date) -> int:
    """In how many browsers a person is signed in. For their own eyes."""
    query = select(func.count()).select_from(SigninRow)
    return await db.scalar(query.where(SigninRow.pid == pid, SigninRow.expires_on >= today)) or 0


async def drop_signins(db: AsyncSession, pid: ParticipantId) -> None:
    """Sign a person out everywhere, at once."""
    await db.execute(delete(SigninRow).where(SigninRow.pid == pid))


async def drop_signin(db: AsyncSession, token_hash: bytes) -> None:
    """Sign one browser out."""
    await db.execute(delete(SigninRow).where(SigninRow.token_hash == token_hash))


async def purge_signins(db: AsyncSession, today: date) -> None:
    """Forget sign-ins whose last day has passed."""
    await db.execute(delete(SigninRow).where(SigninRow.expires_on < today))


async def set_pin(db: AsyncSession, pid: ParticipantId, pin: str) -> None:
    """Set or replace a PIN; an earlier lock is lifted."""
    hashed = await asyncio.to_thread(_hasher(os.urandom(16)).derive_phc_encoded, pin.encode())
    fresh = {"pin_hash": hashed, "failures": 0, "locked_until": None}
    await db.execute(
        insert_into(db, PinRow)
        .values(pid=pid, **fresh)
        .on_conflict_do_update(index_elements=["pid"], set_=fresh)
    )


async def has_pin(db: AsyncSession, pid: ParticipantId) -> bool:
    """Whether this person has chosen a PIN."""
    return await db.scalar(select(PinRow.pid).where(PinRow.pid == pid)) is not None


async def check_pin(db: AsyncSession, pid: ParticipantId, pin: str, now: datetime) -> PinResult:
    """Try a PIN. Five wrong ones in a row lock it for fifteen minutes, right ones included."""
    row = await db.scalar(
        select(PinRow)
        .where(PinRow.pid == pid)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        return PinResult.NONE
    if row.locked_until is not None and now < row.locked_until:
        return PinResult.LOCKED
    is_right = await asyncio.to_thread(_matches, pin, row.pin_hash)
    failures = 0 if is_right else row.failures + 1
    is_locked = failures >= TRIES
    await db.execute(
        update(PinRow)
        .where(PinRow.pid == pid)
        .values(
            failures=0 if is_locked else failures,
            locked_until=now + LOCKED_FOR if is_locked else None,
        )
        .execution_options(synchronize_session=False)
    )
    if is_right:
        return PinResult.OK
    return PinResult.LOCKED if is_locked else PinResult.WRONG


async def drop_pin(db: AsyncSession, pid: ParticipantId) -> None:
    """Forget a person's PIN."""
    await db.execute(delete(PinRow).where(PinRow.pid == pid))


def _hasher(salt: bytes) -> Argon2id:
    """OWASP's smallest recommended setting: 19 MiB, two passes, one lane."""
    return Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19 * 1024)


def _matches(pin: str, hashed: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(pin.encode(), hashed)
    except InvalidKey:
        return False
    return True
