"""An authenticator's secret at rest, and its codes: once each, and slowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from sqlalchemy import text

from storage.authenticators import (
    check_authenticator,
    drop_authenticator,
    has_authenticator,
    load_offer,
    offer_authenticator,
)
from storage.engine import Database
from storage.keys import Keys
from storage.signins import PinResult
from surveys.ids import ParticipantId

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PID = ParticipantId(b"p" * 16)


def code(at: datetime = NOW) -> str:
    return pyotp.TOTP(SECRET).at(at)


async def test_the_secret_is_sealed_and_an_offer_can_be_replaced(
    database: Database, keys: Keys
) -> None:
    """Whoever copies the database has no codes; whoever reloads the page sees a key that works."""
    async with database.write() as db:
        assert await offer_authenticator(db, keys, PID, "OTHER234OTHER234")
        assert await offer_authenticator(db, keys, PID, SECRET)
        assert await load_offer(db, keys, PID) == SECRET
        assert not await has_authenticator(db, PID)
        stored = await db.scalar(text("SELECT secret_enc FROM authenticators"))

    assert SECRET.encode() not in bytes(stored)


async def test_a_confirmed_one_stays_until_it_is_dropped(database: Database, keys: Keys) -> None:
    """An offer made later, by whoever sits there, does not push it out."""
    async with database.write() as db:
        await offer_authenticator(db, keys, PID, SECRET)
        assert await check_authenticator(db, keys, PID, code(), NOW) is PinResult.NONE
        first = await check_authenticator(db, keys, PID, code(), NOW, confirming=True)
        assert first is PinResult.OK
        assert await has_authenticator(db, PID)
        assert not await offer_authenticator(db, keys, PID, "OTHER234OTHER234")
        assert await load_offer(db, keys, PID) is None
        assert await check_authenticator(db, keys, PID, code(), NOW) is PinResult.WRONG
        later = NOW + timedelta(seconds=30)
        assert await check_authenticator(db, keys, PID, code(later), later) is PinResult.OK
        await drop_authenticator(db, PID)
        assert not await has_authenticator(db, PID)


async def test_five_wrong_codes_lock_for_fifteen_minutes(database: Database, keys: Keys) -> None:
    """As with PINs; letters and nothing at all are wrong codes too."""
    async with database.write() as db:
        await offer_authenticator(db, keys, PID, SECRET)
        await check_authenticator(db, keys, PID, code(), NOW, confirming=True)
        at = NOW + timedelta(minutes=1)
        tried = ("", "abcdef", "12345", "0000000", "\u0661\u0662\u0663\u0664\u0665\u0666")
        wrong = [await check_authenticator(db, keys, PID, one, at) for one in tried]
        assert wrong == [PinResult.WRONG] * 4 + [PinResult.LOCKED]
        assert await check_authenticator(db, keys, PID, code(at), at) is PinResult.LOCKED
        at += timedelta(minutes=15)
        assert await check_authenticator(db, keys, PID, code(at), at) is PinResult.OK
