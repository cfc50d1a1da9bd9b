from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage import audit
from storage.audit import list_audit, record, shorten, verify
from storage.engine import Database
from tests.storage.making import NOW, pid


async def three_entries(database: Database) -> None:
    async with database.write() as db:
        for number, action in enumerate(("opened round", "approved release", "exported")):
            await record(
                db, at=NOW + timedelta(minutes=number), who=pid(1), action=action, about="spring"
            )


async def test_entries_are_kept_in_order(database: Database) -> None:
    """Who did what, when, to what; None for what the program did itself."""
    await three_entries(database)
    async with database.write() as db:
        await record(db, at=NOW, who=None, action="sealed", about="spring")
        entries = await list_audit(db)

        assert [(e.seq, e.who, e.action) for e in entries] == [
            (1, pid(1), "opened round"),
            (2, pid(1), "approved release"),
            (3, pid(1), "exported"),
            (4, None, "sealed"),
        ]
        assert await verify(db) is None


@pytest.mark.parametrize(
    ("tampering", "noticed_at"),
    [
        ("UPDATE audit SET action = 'looked' WHERE seq = 3", 3),
        ("UPDATE audit SET object = 'autumn' WHERE seq = 1", 1),
        ("UPDATE audit SET staff_pid = NULL WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("UPDATE audit SET at = (SELECT at FROM audit WHERE seq = 1) WHERE seq = 2", 2),
    ],
)
async def test_c11_tampering_is_noticed(
    database: Database, tampering: str, noticed_at: int
) -> None:
    """Whoever opened an identity cannot quietly unwrite it."""
    await three_entries(database)
    async with database.write() as db:
        await db.execute(text(tampering))

        assert await verify(db) == noticed_at


async def test_c11_a_cut_off_end_is_noticed_by_who_kept_the_last_link(
    database: Database,
) -> None:
    """The chain alone cannot show that its last entry is missing; a noted link can."""
    await three_entries(database)
    async with database.write() as db:
        last = (await list_audit(db))[-1].link
        assert await verify(db, head=last) is None
        await db.execute(text("DELETE FROM audit WHERE seq = 3"))
        assert await verify(db) is None
        assert await verify(db, head=last) == 3


async def test_c11_a_forged_entry_breaks_the_one_after_it(database: Database) -> None:
    """Working out a fitting link for one entry is easy; for all that follow it shows."""
    await three_entries(database)
    async with database.write() as db:
        first, second, _ = await list_audit(db)
        forged = replace(second, action="looked")
        link = audit._link(first.link, forged)
        await db.execute(
            text("UPDATE audit SET action = 'looked', link = :link WHERE seq = 2"), {"link": link}
        )

        assert await verify(db) == 3


async def test_c11_the_chain_holds_after_retention_took_its_begin(database: Database) -> None:
    """The trail ends by itself; that must not look like tampering, nor be a way to hide it."""
    async with database.write() as db:
        for number in range(4):
            at = NOW + timedelta(days=number)
            await record(db, at=at, who=pid(9), action="opened", about=str(number))
        assert await shorten(db, before=NOW + timedelta(days=2), at=NOW) == 2
        assert await shorten(db, before=NOW + timedelta(days=2), at=NOW) == 0
        left = await list_audit(db)
        assert await verify(db) is None
        assert await verify(db, head=left[1].link) is None

    assert [(entry.seq, entry.action) for entry in left] == [
        (2, "begin"), (3, "opened"), (4, "opened"), (5, "trail shortened"),
    ]  # fmt: skip
    assert left[0].who is None
    assert left[0].about == ""


async def test_c11_a_begin_that_nobody_wrote_down_is_noticed(database: Database) -> None:
    """Whoever cuts the first entries off cannot pass it off as retention."""
    async with database.write() as db:
        for number in range(4):
            await record(db, at=NOW, who=pid(9), action="opened", about=str(number))
        await db.execute(text("DELETE FROM audit WHERE seq < 2"))
        await db.execute(text("UPDATE audit SET action = 'begin' WHERE seq = 2"))

        assert await verify(db) == 2


async def test_the_newest_entry_is_never_taken(database: Database) -> None:
    """The next one is chained to it."""
    async with database.write() as db:
        await record(db, at=NOW, who=pid(9), action="opened", about="1")
        assert await shorten(db, before=NOW + timedelta(days=9), at=NOW) == 0
