"""One writes at a time; commits are shared, and what fails takes nobody with it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from storage import seen, writing
from storage.engine import Database
from storage.near import Near
from storage.pauses import PauseRow
from storage.seen import SeenRow
from tests.storage.making import TODAY

pytestmark = pytest.mark.sqlite_only


async def begun(it: Callable[[], bool]) -> None:
    for _ in range(100):
        if it():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never began")


async def commits(database: Database) -> list[object]:
    """Grows with each commit of the one who writes."""
    made: list[object] = []
    assert database._file is not None
    async with database._file.turn() as near:
        near.driver.set_trace_callback(lambda it: made.append(it) if it == "COMMIT" else None)
    return made


async def take(database: Database, number: int, *, together: bool = True) -> None:
    async with database.write(together=together) as db:
        assert await seen.claim_update(db, "telegram", number, TODAY)
        await asyncio.sleep(0)


async def taken(database: Database) -> set[int]:
    async with database.read() as db:
        return set(await db.scalars(select(SeenRow.update_id)))


async def test_those_who_wait_meanwhile_share_one_commit(database: Database) -> None:
    """A commit waits for the disk; sixty answers at once need not wait sixty times."""
    made = await commits(database)
    await asyncio.gather(*(take(database, n) for n in range(10)))
    assert await taken(database) == set(range(10))
    assert len(made) == 1


async def test_nobody_is_done_before_the_commit_they_share(database: Database) -> None:
    """ "Saved" is said only of what the disk has."""
    order = await commits(database)

    async def note(number: int) -> None:
        await take(database, number)
        order.append(number)

    await asyncio.gather(*(note(n) for n in range(3)))
    assert order == ["COMMIT", 0, 1, 2]


async def test_what_does_not_say_so_shares_with_nobody(database: Database) -> None:
    """A seal has a commit of its own, and those before it do not wait for it."""
    made = await commits(database)
    ways = (True, False, True, True)
    await asyncio.gather(*(take(database, n, together=w) for n, w in enumerate(ways)))
    assert len(made) == 3


@pytest.mark.parametrize("broken", [0, 1, 2])
async def test_what_fails_takes_nobody_with_it(database: Database, broken: int) -> None:
    """Each stands in a savepoint of its own, the first and the last as well."""

    async def one(number: int) -> None:
        async with database.write(together=True) as db:
            await seen.claim_update(db, "telegram", number, TODAY)
            await db.execute(insert(PauseRow).values(what=str(number), since=None, paused_by=None)
                             if number == broken else select(func.count()))  # fmt: skip

    found = await asyncio.gather(*map(one, range(3)), return_exceptions=True)
    assert [isinstance(each, DBAPIError) for each in found] == [n == broken for n in range(3)]
    assert await taken(database) == {0, 1, 2} - {broken}


@pytest.mark.parametrize("stopped", [0, 1, 2])
async def test_one_that_is_cancelled_takes_nobody_with_it(
    database: Database, stopped: int
) -> None:
    """In the middle of its own part, or while it waits for its turn."""
    tasks = [asyncio.create_task(take(database, n)) for n in range(3)]
    await asyncio.sleep(0)
    tasks[stopped].cancel()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(each, asyncio.CancelledError) for each in found] == [
        n == stopped for n in range(3)
    ]
    assert await taken(database) == {0, 1, 2} - {stopped}
    await take(database, 9)


async def test_one_that_is_cancelled_while_it_commits_stays_committed(database: Database) -> None:
    """Whoever is told nothing asks again; the claim says that it was done."""
    first, second = (asyncio.create_task(take(database, n)) for n in range(2))
    writer = database._file
    assert writer is not None
    await begun(lambda: writer._is_busy and writer._shared is None and not writer._queue)
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert await taken(database) == {0, 1}


async def test_where_the_disk_fails_at_the_commit_nobody_is_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of those who shared it are told, and can try again."""

    def full(_: object, *, alone: bool) -> asyncio.Future[None]:
        failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        failed.set_exception(sqlite3.OperationalError("database or disk is full"))
        return failed

    with monkeypatch.context() as broken:
        broken.setattr(Near, "commit_soon", full)
        three = [take(database, n) for n in range(3)]
        found = await asyncio.gather(*three, return_exceptions=True)
    assert all(isinstance(each, DBAPIError) for each in found)
    assert await taken(database) == set()
    await take(database, 1)


async def test_where_sqlite_takes_back_all_of_it_nobody_is_done(database: Database) -> None:
    """A full disk in the middle ends the whole transaction: those before were not saved."""

    async def ends_all() -> None:
        async with database.write(together=True) as db:
            await (await db.connection()).exec_driver_sql("ROLLBACK")
            raise RuntimeError

    found = await asyncio.gather(
        take(database, 1), ends_all(), take(database, 2), return_exceptions=True
    )
    assert isinstance(found[0], NoConnection), "for it the database was out of reach"
    assert isinstance(found[1], RuntimeError)
    assert found[2] is None
    assert await taken(database) == {2}


async def test_another_program_that_writes_is_waited_for(database: Database) -> None:
    """A command beside the bot; the loop goes on meanwhile."""
    other = sqlite3.connect(Path(database.writer.url.database or ""), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(take(database, 1))
    await asyncio.sleep(0)
    assert not waiting.done()
    other.execute("COMMIT")
    await waiting
    other.close()
    assert await taken(database) == {1}


async def test_one_that_is_cancelled_while_another_program_writes_leaves_nothing_begun(
    database: Database,
) -> None:
    """Otherwise the next would find itself in the middle of it."""
    other = sqlite3.connect(Path(database.writer.url.database or ""), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(take(database, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    other.execute("COMMIT")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await take(database, 2)
    assert await taken(database) == {2}


async def test_whoever_waits_too_long_is_told_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a database out of reach: what came in is kept and tried again."""
    monkeypatch.setattr(writing, "PATIENCE", 0.0)
    async with database.write():
        with pytest.raises(NoConnection):
            await take(database, 1)
    await take(database, 2)


async def test_a_checkpoint_waits_for_its_turn(database: Database) -> None:
    """It moves what was committed, and nobody writes meanwhile."""
    async with database.write(together=True) as db:
        await seen.claim_update(db, "telegram", 1, TODAY)
        checkpoint = asyncio.create_task(database.checkpoint())
        await asyncio.sleep(0)
        assert not checkpoint.done()
    await checkpoint


async def test_all_that_is_asked_in_one_transaction_is_one(database: Database) -> None:
    """What is asked directly and what is not see each other, and go together."""

    async def fails() -> None:
        async with database.write() as db:
            await seen.claim_update(db, "telegram", 1, TODAY)
            assert await db.scalar(select(func.count()).select_from(SeenRow)) == 1
            await db.execute(insert(SeenRow).values(source="x", update_id=2, seen_on=TODAY))
            assert not await seen.claim_update(db, "x", 2, TODAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await taken(database) == set()
