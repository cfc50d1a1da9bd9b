from datetime import timedelta

from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys
from storage.signed_in import find_signed_in
from storage.signins import (
    PinResult,
    add_signin,
    check_pin,
    drop_signin,
    drop_signins,
    purge_signins,
    set_pin,
)
from tests.storage.making import NOW, TODAY, pid

ONE, TWO = b"1" * 32, b"2" * 32


async def test_a_sign_in_works_until_its_last_day_is_over(database: Database, keys: Keys) -> None:
    """A tablet left in a drawer does not stay signed in."""
    async with database.write() as db:
        await add_signin(db, pid(1), ONE, TODAY)

        assert await find_signed_in(db, keys, ONE, TODAY) == (pid(1), None)
        assert await find_signed_in(db, keys, ONE, TODAY + timedelta(days=1)) is None
        assert await find_signed_in(db, keys, TWO, TODAY) is None
        await purge_signins(db, TODAY + timedelta(days=1))
        assert await db.scalar(text("SELECT count(*) FROM signins")) == 0


async def test_c4_signing_out_is_at_once_and_everywhere(database: Database, keys: Keys) -> None:
    """A lost phone is locked out with one step; one browser can also leave alone."""
    async with database.write() as db:
        for token in (ONE, TWO):
            await add_signin(db, pid(1), token, TODAY)
        await drop_signin(db, ONE)
        assert await find_signed_in(db, keys, ONE, TODAY) is None
        assert await find_signed_in(db, keys, TWO, TODAY) == (pid(1), None)
        await drop_signins(db, pid(1))
        assert await find_signed_in(db, keys, TWO, TODAY) is None


async def test_a_pin_is_right_wrong_or_not_there(database: Database) -> None:
    """Only the right one opens a staff view."""
    async with database.write() as db:
        assert await check_pin(db, pid(1), "4711", NOW) is PinResult.NONE
        await set_pin(db, pid(1), "4711")
        assert await check_pin(db, pid(1), "4712", NOW) is PinResult.WRONG
        assert await check_pin(db, pid(1), "4711", NOW) is PinResult.OK
        stored = await db.scalar(text("SELECT pin_hash FROM staff_pins"))

    assert str(stored).startswith("$argon2id$")
    assert "4711" not in str(stored)


async def test_five_wrong_pins_lock_for_fifteen_minutes(database: Database) -> None:
    """Four digits are few: guessing must be slow. The right one does not open it either."""
    async with database.write() as db:
        await set_pin(db, pid(1), "4711")
        tried = [await check_pin(db, pid(1), "0000", NOW) for _ in range(5)]
        assert tried == [PinResult.WRONG] * 4 + [PinResult.LOCKED]
        just_before = NOW + timedelta(minutes=15, seconds=-1)
        assert await check_pin(db, pid(1), "4711", just_before) is PinResult.LOCKED
        assert await check_pin(db, pid(1), "4711", NOW + timedelta(minutes=15)) is PinResult.OK


async def test_a_right_pin_starts_the_count_anew(database: Database) -> None:
    """Four slips last month and one today lock nobody out."""
    async with database.write() as db:
        await set_pin(db, pid(1), "4711")
        for _ in range(4):
            await check_pin(db, pid(1), "0000", NOW)
        await check_pin(db, pid(1), "4711", NOW)

        assert await check_pin(db, pid(1), "0000", NOW) is PinResult.WRONG


async def test_a_new_pin_lifts_the_lock(database: Database) -> None:
    """Somebody locked out can be helped at once."""
    async with database.write() as db:
        await set_pin(db, pid(1), "4711")
        for _ in range(5):
            await check_pin(db, pid(1), "0000", NOW)
        await set_pin(db, pid(1), "9898")

        assert await check_pin(db, pid(1), "9898", NOW) is PinResult.OK
