import asyncio

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys
from storage.tickets import (
    TicketUse,
    add_tickets,
    claim_ticket,
    close_sittings,
    forget_tickets,
    open_sitting,
)
from tests.storage.making import RID, pid

SHEET = {f"slip-{number:02}": pid(100 + number) for number in range(12)}


async def lay_out(database: Database, keys: Keys, head_count: int) -> None:
    async with database.write() as db:
        await add_tickets(db, keys, RID, SHEET)
        await open_sitting(
            db, keys, RID, opened_by=pid(9), place="Maple House", head_count=head_count
        )


async def test_a_slip_works_once_and_then_goes_on(database: Database, keys: Keys) -> None:
    """The tablet's battery dies; the same slip takes up where it was."""
    await lay_out(database, keys, 3)
    async with database.write() as db:
        first = await claim_ticket(db, keys, "slip-04")
        again = await claim_ticket(db, keys, "slip-04")

    assert first == TicketUse(RID, pid(104), "Maple House", first=True)
    assert again == TicketUse(RID, pid(104), "Maple House", first=False)


async def test_a_slip_works_only_while_a_sitting_is_open(database: Database, keys: Keys) -> None:
    """Nobody fills in a found slip alone at midnight."""
    async with database.write() as db:
        await add_tickets(db, keys, RID, SHEET)
        assert await claim_ticket(db, keys, "slip-01") is None
        await open_sitting(db, keys, RID, opened_by=pid(9), place="Hall", head_count=2)
        assert await claim_ticket(db, keys, "slip-01") is not None
        await close_sittings(db, RID)
        assert await claim_ticket(db, keys, "slip-01") is None
        assert await claim_ticket(db, keys, "slip-02") is None


async def test_a11_slips_beyond_the_head_count_do_not_open(database: Database, keys: Keys) -> None:
    """Two spare slips could make two people look like four."""
    await lay_out(database, keys, 2)
    async with database.write() as db:
        used = [await claim_ticket(db, keys, code) for code in list(SHEET)[:3]]
        again = await claim_ticket(db, keys, "slip-00")

    assert [use is not None for use in used] == [True, True, False]
    assert again is not None


async def test_c2_of_fifty_at_once_one_opens_the_envelope(database: Database, keys: Keys) -> None:
    """The same slip on many tablets is one person, and takes one seat."""
    await lay_out(database, keys, 5)

    async def claim(code: str) -> TicketUse | None:
        async with database.write() as db:
            return await claim_ticket(db, keys, code)

    uses = await asyncio.gather(*(claim("slip-07") for _ in range(50)))
    others = await asyncio.gather(*(claim(code) for code in SHEET if code != "slip-07"))

    assert [use.first for use in uses if use].count(True) == 1
    assert len([use for use in others if use]) == 4


async def test_an_unknown_code_is_no_slip(database: Database, keys: Keys) -> None:
    """The reply is the same as beyond the head-count."""
    await lay_out(database, keys, 5)
    async with database.write() as db:
        assert await claim_ticket(db, keys, "slip-99") is None


async def test_a15_the_table_names_no_account_and_not_the_order_of_the_sheet(
    database: Database, keys: Keys
) -> None:
    """Whoever has the file and the printed sheet must not match one with the other."""
    await lay_out(database, keys, 5)
    async with database.write() as db:
        rows = (await db.execute(text("SELECT * FROM tickets"))).mappings().all()

    stored = [bytes(row["code_hash"]) for row in rows]
    assert set(rows[0]) == {"code_hash", "rid", "pid", "used", "sid"}
    assert not any(code.encode() in hashed for code in SHEET for hashed in stored)
    assert stored == sorted(keys.code_hash(code) for code in SHEET)


async def test_at_the_seal_slips_and_sittings_are_thrown_away(
    database: Database, keys: Keys
) -> None:
    """Who opened which sitting where goes with them."""
    await lay_out(database, keys, 5)
    async with database.write() as db:
        await forget_tickets(db, RID)

        assert await db.scalar(text("SELECT count(*) FROM tickets")) == 0
        assert await db.scalar(text("SELECT count(*) FROM sittings")) == 0


async def test_an_empty_sitting_is_refused(database: Database, keys: Keys) -> None:
    """A head-count is a number of people who are there."""
    async with database.write() as db:
        with pytest.raises(ValueError, match="at least 1"):
            await open_sitting(db, keys, RID, opened_by=pid(9), place="x", head_count=0)
