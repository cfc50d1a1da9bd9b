"""F4: the disk fills up and empties again, or is locked, under the running bot."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from bot.telegram import polling
from storage.engine import Database
from tests.botapi.running import Bot, Clock, going
from tests.botapi.server import Server

pytestmark = pytest.mark.sqlite_only


async def pragma(database: Database, what: str) -> int:
    async with database.write() as db:
        return int((await db.execute(text(f"PRAGMA {what}"))).scalar_one())


async def test_f4_on_a_full_disk_nothing_is_said_to_be_saved_and_nothing_is_lost(
    small_bot: Bot,
    server: Server,
    database: Database,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told once, when it is over; stored once; by itself."""
    waits, go_on = asyncio.Event(), asyncio.Event()

    async def pause(_: asyncio.Event, __: float) -> None:
        waits.set()
        await go_on.wait()

    monkeypatch.setattr(polling, "pause", pause)
    sam, kim = small_bot.phone(1001), small_bot.phone(1002)
    typed = ["x" * 3000 + str(n) for n in range(8)]
    async with going(small_bot):
        await sam.type("before")
        await sam.reads("Saved: before")
        pages = await pragma(database, "page_count")
        await pragma(database, f"max_page_count={pages}")
        for n, words in enumerate(typed):
            await (sam, kim)[n % 2].type(words)
        await asyncio.wait_for(waits.wait(), 10)
        kept = await small_bot.stored()
        assert len(kept) < 1 + len(typed)
        assert {s.removeprefix("Saved: ") for s in (*sam.said, *kim.said)} <= set(kept)
        await pragma(database, "max_page_count=1073741823")
        go_on.set()
        await sam.reads(f"Saved: {typed[6]}")
        await kim.reads(f"Saved: {typed[7]}")
        await server.books.until(lambda: not server.books.waiting)

    assert sorted(await small_bot.stored()) == sorted(["before", *typed])
    for phone, own in ((sam, ["before", *typed[::2]]), (kim, typed[1::2])):
        assert [s for s in phone.said if s.startswith("Saved")] == [f"Saved: {t}" for t in own]
        assert phone.said.count("I had a problem. I'm back.") <= 1
    assert any("I'm back" in said for said in (*sam.said, *kim.said))


async def test_f4_while_another_program_holds_the_file_nothing_is_said_and_then_everything(
    small_bot: Bot, server: Server, database: Database
) -> None:
    """A backup by hand, a curious person: it waits, and goes on as soon as the file is free."""
    sam = small_bot.phone(1001)
    await sam.type("kept")
    file = database.url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with going(small_bot):
            await server.books.until(lambda: bool(server.books.calls))
            for _ in range(200):
                await asyncio.sleep(0)
            before = list(sam.said)
            other.execute("ROLLBACK")
            await sam.reads("Saved: kept")
            await server.books.until(lambda: not server.books.waiting)

    assert before == []
    assert sam.said == ["Saved: kept"]
    assert await small_bot.stored() == ["kept"]
