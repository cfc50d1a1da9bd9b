"""Letters are owed under K_safe, each once, until a server has taken them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys
from storage.letters import (
    Letter,
    drop_letter,
    list_letters,
    next_letter_due,
    owe_letter,
    postpone_letter,
)
from tests.storage.making import NOW

LETTER = Letter("mina@example.org", "concern", NOW, "C-7F3K", urgent=True)


async def test_a_letter_waits_until_it_is_due_and_is_gone_once_sent(
    database: Database, keys: Keys
) -> None:
    """What was not taken is tried again later."""
    async with database.write() as db:
        await owe_letter(db, keys, LETTER)
        (kept,) = await list_letters(db, keys, due=NOW)
        assert replace(kept, id=b"") == LETTER
        await postpone_letter(db, kept.id, NOW + timedelta(seconds=10))
        assert await list_letters(db, keys, due=NOW) == []
        assert await next_letter_due(db) == NOW + timedelta(seconds=10)
        assert [one.attempts for one in await list_letters(db, keys)] == [1]
        await drop_letter(db, kept.id)
        assert await next_letter_due(db) is None


async def test_one_letter_of_a_kind_and_concern_is_enough_while_it_waits(
    database: Database, keys: Keys
) -> None:
    """A day without a mail server must not end in a hundred letters."""
    async with database.write() as db:
        await owe_letter(db, keys, LETTER)
        await owe_letter(db, keys, replace(LETTER, written=NOW + timedelta(hours=1)))
        await owe_letter(db, keys, replace(LETTER, handle="C-AAAA"))
        await owe_letter(db, keys, replace(LETTER, to="dee@example.org"))

        assert len(await list_letters(db, keys)) == 3


async def test_nothing_of_a_letter_can_be_read_from_its_row(
    database: Database, keys: Keys
) -> None:
    """Neither to whom nor of which concern; every row is of one length."""
    async with database.write() as db:
        await owe_letter(db, keys, LETTER)
        await owe_letter(db, keys, Letter("d@example.org", "proof", NOW))
        rows = (await db.execute(text("SELECT * FROM letters"))).all()

    assert len({len(row.body_enc) for row in rows}) == 1
    for told in (b"mina", b"C-7F3K", b"concern"):
        assert all(told not in bytes(row.body_enc) for row in rows)
