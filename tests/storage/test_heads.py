"""Heads of the trail: what only something noted elsewhere can show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit
from storage.audit import list_audit, record, shorten
from storage.engine import Database
from storage.heads import (
    SENT,
    Checked,
    Fault,
    Head,
    check,
    claim_week,
    find_begin,
    find_sent,
    load_head,
    read_head,
)
from tests.storage.making import NOW, pid

COUNT = 6


async def a_trail(db: AsyncSession, count: int = COUNT, *, action: str = "did") -> None:
    for number in range(count):
        at = NOW + timedelta(minutes=number)
        await record(db, at=at, who=pid(number), action=f"{action} {number}", about="spring")


async def anew(db: AsyncSession, seq: int) -> None:
    """Work out every link from ``seq`` on, as somebody would who knows how the chain is made."""
    before = b""
    for entry in await list_audit(db):
        link = entry.link if entry.seq < seq else audit._link(before, entry)
        await db.execute(
            text("UPDATE audit SET link = :link WHERE seq = :seq"),
            {"link": link, "seq": entry.seq},
        )
        before = link


TAMPERING = {
    "changed": ("UPDATE audit SET action = 'looked' WHERE seq = 3", 3),
    "said of somebody else": ("UPDATE audit SET staff_pid = NULL WHERE seq = 2", 2),
    "moved in time": (
        "UPDATE audit SET at = (SELECT at FROM audit WHERE seq = 1) WHERE seq = 2",
        2,
    ),
    "taken out of the middle": ("DELETE FROM audit WHERE seq = 4", 4),
    "taken out at the beginning": ("DELETE FROM audit WHERE seq = 1", 1),
}


@pytest.mark.parametrize("how", TAMPERING)
async def test_c11_a_changed_trail_is_broken_with_or_without_a_noted_head(
    database: Database, how: str
) -> None:
    """Whoever opened an identity cannot quietly unwrite it."""
    tampering, at = TAMPERING[how]
    async with database.write() as db:
        await a_trail(db)
        head = await load_head(db)
        await db.execute(text(tampering))

        assert await check(db) == Checked(Fault.BROKEN, at, await load_head(db))
        assert (await check(db, head)).fault is Fault.BROKEN


async def test_c11_entries_that_changed_places_are_noticed(database: Database) -> None:
    """The order tells who asked first and who agreed."""
    async with database.write() as db:
        await a_trail(db)
        for was, now in ((2, 99), (3, 2), (99, 3)):
            await db.execute(
                text("UPDATE audit SET seq = :now WHERE seq = :was"), {"was": was, "now": now}
            )

        assert await check(db) == Checked(Fault.BROKEN, 2, await load_head(db))


async def test_c11_a_cut_off_end_is_noticed_by_a_noted_head_alone(database: Database) -> None:
    """What is left of the chain fits; only somebody who noted its end knows that it went on."""
    async with database.write() as db:
        await a_trail(db)
        noted = await load_head(db)
        await db.execute(text("DELETE FROM audit WHERE seq > 4"))

        assert (await check(db)).fault is None
        assert await check(db, noted) == Checked(Fault.CUT_OFF, 5, await load_head(db))


async def test_c11_a_trail_that_was_made_anew_is_noticed_by_a_noted_head_alone(
    database: Database,
) -> None:
    """Somebody with the whole database can work out every link; not the one in the lead's chat."""
    async with database.write() as db:
        await a_trail(db)
        noted = await load_head(db)
        await db.execute(text("UPDATE audit SET action = 'looked' WHERE seq = 2"))
        await anew(db, 2)
        await record(db, at=NOW, who=None, action="went on", about="spring")

        assert (await check(db)).fault is None
        assert await check(db, noted) == Checked(Fault.REWRITTEN, COUNT, await load_head(db))


async def test_c11_a_trail_that_only_grew_still_has_its_noted_head(database: Database) -> None:
    """A check that cries at every week's work is soon not looked at."""
    async with database.write() as db:
        await a_trail(db)
        noted = await load_head(db)
        await a_trail(db, action="went on")

        assert await check(db, noted) == Checked(None, 0, await load_head(db))


async def test_c11_what_retention_took_is_told_from_what_somebody_took(
    database: Database,
) -> None:
    """The oldest entries go after their time; a head from before cannot be held against them."""
    async with database.write() as db:
        await a_trail(db, 2)
        early = await load_head(db)
        await a_trail(db)
        late = await load_head(db)
        await shorten(db, before=NOW + timedelta(minutes=4), at=NOW + timedelta(days=400))
        first = (await list_audit(db))[0].seq

        assert first > 2
        assert await check(db, early) == Checked(Fault.TOO_OLD, 2, await load_head(db))
        assert (await check(db, late)).fault is None


async def test_c11_a_weeks_head_is_claimed_once(database: Database) -> None:
    """Two workers, or one that died in between, send one."""
    async with database.write() as db:
        assert await claim_week(db, "2026-W47", NOW) is None
        assert await find_begin(db) is None
        await a_trail(db)
        head = await load_head(db)
        assert await claim_week(db, "2026-W47", NOW) == head
        assert await claim_week(db, "2026-W47", NOW) is None
        assert await claim_week(db, "2026-W46", NOW) is None
        assert await find_sent(db) == (head, "2026-W47")
        assert (await list_audit(db))[-1].action == SENT
        assert await claim_week(db, "2026-W48", NOW) != head
        assert await find_begin(db) == NOW


@pytest.mark.parametrize(
    "text_",
    ["214-9f3a-1c20-b7de", "214 9f3a1c20b7de", " 214-9F3A 1C20 B7DE. ", "214: 9f3a-1c20-b7de"],
)
def test_a_head_is_read_however_it_was_noted(text_: str) -> None:
    """It is copied from a chat, or from paper."""
    assert read_head(text_) == Head(214, "9f3a1c20b7de")
    assert read_head(str(Head(214, "9f3a1c20b7de"))) == Head(214, "9f3a1c20b7de")


@pytest.mark.parametrize("text_", ["", "214", "9f3a-1c20-b7de", "x-9f3a-1c20-b7de", "2-9f3a1c20"])
def test_what_is_no_head_is_none(text_: str) -> None:
    """Half a head compared would be a check that passes too easily."""
    assert read_head(text_) is None
