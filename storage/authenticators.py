"""The authenticator apps of those who work with answers: a six-figure code every half-minute."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import BigInteger, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from storage.signins import LOCKED_FOR, TRIES, PinResult
from surveys.ids import ParticipantId

STEP = 30
"""How long one code is the code. Unit: seconds."""

WINDOW = 1
"""Codes before and after the present one that are taken too: clocks differ. Unit: steps."""

SECRET_BYTES = 20
"""What RFC 4226 recommends for a shared secret. Unit: bytes."""

_PADDED = 64


class AuthenticatorRow(Row):
    """One person's authenticator. It counts only once a code of it was typed back."""

    __tablename__ = "authenticators"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    secret_enc: Mapped[bytes]
    confirmed: Mapped[int]
    last_step: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


async def offer_authenticator(
    db: AsyncSession, keys: Keys, pid: ParticipantId, secret: str
) -> bool:
    """Keep a secret that is being shown to its owner; an earlier offer is replaced.

    Args:
        secret: Base32, as authenticator apps take it.

    Returns:
        False when they have a confirmed one, which stays.
    """
    sealed = keys.identity.seal(secret.encode(), about=_about(pid), size=_PADDED)
    fresh = {
        "secret_enc": sealed,
        "confirmed": 0,
        "last_step": 0,
        "failures": 0,
        "locked_until": None,
    }
    kept = await db.scalar(
        insert_into(db, AuthenticatorRow)
        .values(pid=pid, **fresh)
        .on_conflict_do_update(
            index_elements=["pid"], set_=fresh, where=AuthenticatorRow.confirmed == 0
        )
        .returning(AuthenticatorRow.pid)
    )
    return kept is not None


async def load_offer(db: AsyncSession, keys: Keys, pid: ParticipantId) -> str | None:
    """The secret that waits for its first code, or None: none was offered, or it counts."""
    sealed = await db.scalar(
        select(AuthenticatorRow.secret_enc).where(
            AuthenticatorRow.pid == pid, AuthenticatorRow.confirmed == 0
        )
    )
    return None if sealed is None else keys.identity.open(sealed, about=_about(pid)).decode()


async def has_authenticator(db: AsyncSession, pid: ParticipantId) -> bool:
    """Whether a confirmed authenticator is this person's way in."""
    found = select(AuthenticatorRow.pid).where(
        AuthenticatorRow.pid == pid, AuthenticatorRow.confirmed == 1
    )
    return await db.scalar(found) is not None


async def check_authenticator(
    db: AsyncSession,
    keys: Keys,
    pid: ParticipantId,
    code: str,
    now: datetime,
    *,
    confirming: bool = False,
) -> PinResult:
    """Try a code. Five wrong ones in a row lock it for fifteen minutes, right ones included.

    A code is taken once: that of a step already used, or of one before it, is a wrong one.

    Args:
        confirming: It is the first code, which makes the authenticator count.
    """
    row = await db.scalar(
        select(AuthenticatorRow)
        .where(AuthenticatorRow.pid == pid, AuthenticatorRow.confirmed == int(not confirming))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        return PinResult.NONE
    if row.locked_until is not None and now < row.locked_until:
        return PinResult.LOCKED
    secret = keys.identity.open(row.secret_enc, about=_about(pid)).decode()
    step = _step_of(secret, code, now)
    is_right = step is not None and step > row.last_step
    failures = 0 if is_right else row.failures + 1
    is_locked = failures >= TRIES
    await db.execute(
        update(AuthenticatorRow)
        .where(AuthenticatorRow.pid == pid)
        .values(
            confirmed=int(is_right or not confirming),
            last_step=step if is_right else row.last_step,
            failures=0 if is_locked else failures,
            locked_until=now + LOCKED_FOR if is_locked else None,
        )
        .execution_options(synchronize_session=False)
    )
    if is_right:
        return PinResult.OK
    return PinResult.LOCKED if is_locked else PinResult.WRONG


async def drop_authenticator(db: AsyncSession, pid: ParticipantId) -> None:
    """Forget a person's authenticator, confirmed or offered."""
    await db.execute(delete(AuthenticatorRow).where(AuthenticatorRow.pid == pid))


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is; every step of the window is looked at, whichever fits."""
    present = int(now.timestamp()) // STEP
    codes = pyotp.TOTP(secret, interval=STEP)
    fitting = [
        step
        for step in range(present - WINDOW, present + WINDOW + 1)
        if hmac.compare_digest(codes.generate_otp(step).encode(), code.encode())
    ]
    return fitting[-1] if fitting else None


def _about(pid: bytes) -> bytes:
    return b"authenticator|" + pid
