"""Whose chat a browser opens."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.keys import Keys
from storage.people import add_person
from storage.signed_in import find_signed_in
from storage.signins import add_signin
from tests.storage.making import TODAY, a_person, pid

TOKEN, OTHER = b"1" * 32, b"2" * 32


async def test_a_browser_opens_the_chat_of_whoever_signed_in_with_it(
    database: Database, keys: Keys
) -> None:
    """Another token opens none, and this one none once its last day is over."""
    async with database.write() as db:
        await add_person(db, keys, a_person(1))
        await add_signin(db, pid(1), TOKEN, TODAY)
    async with database.read() as db:
        found = await find_signed_in(db, keys, TOKEN, TODAY)

        assert found == (pid(1), a_person(1).address)
        assert await find_signed_in(db, keys, TOKEN, TODAY + timedelta(days=1)) is None
        assert await find_signed_in(db, keys, OTHER, TODAY) is None


async def test_whoever_sits_there_with_a_slip_is_at_no_address(
    database: Database, keys: Keys
) -> None:
    """A slip's random id is nobody's among those who are known."""
    async with database.write() as db:
        await add_signin(db, pid(2), TOKEN, TODAY)
        found = await find_signed_in(db, keys, TOKEN, TODAY)

    assert found == (pid(2), None)
