"""Which process may do what on a PostgreSQL database, and who hears whom."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from storage import holding
from storage.engine import Database, open_database
from storage.fitness import Occupied
from storage.holding import OWED, TOLD, Hold, Part, count_workers, ring

pytestmark = pytest.mark.postgres_only


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for is the same; only shorter."""
    for name, seconds in (("LOCK_WAIT", 0.2), ("STAND_BY_PAUSE", 0.02), ("NOTICED", 0.05)):
        monkeypatch.setattr(holding, name, seconds)
    monkeypatch.setattr(holding, "LOOK", 0.1)


@contextlib.asynccontextmanager
async def opened(url: str, part: Part) -> AsyncIterator[Database]:
    database = await open_database(url, part=part)
    try:
        yield database
    finally:
        await database.close()


async def cut(database: Database, hold: Hold) -> None:
    """The server ends the session that holds the locks, as when it is restarted."""
    driver = await hold._driver()
    async with database.write() as db:
        await db.execute(
            text("SELECT pg_terminate_backend(:pid)"), {"pid": driver.info.backend_pid}
        )


async def test_f7_workers_share_a_database_with_a_house_that_wants_them(
    database_url: str,
) -> None:
    """Any number of workers, one house; both are counted right."""
    async with opened(database_url, Part.HOUSE) as house:
        assert await count_workers(house.writer) == 0
        async with opened(database_url, Part.WORKER), opened(database_url, Part.WORKER):
            assert await count_workers(house.writer) == 2
            with pytest.raises(Occupied, match="another Earshot"):
                await open_database(database_url, part=Part.HOUSE)


async def test_f7_whoever_must_be_alone_is_refused_beside_workers_and_they_beside_it(
    database_url: str,
) -> None:
    """A key that is turned over, or a house that takes every update itself, shares with nobody."""
    async with opened(database_url, Part.WORKER):
        with pytest.raises(Occupied, match="stop every `earshot work`"):
            await open_database(database_url)
    async with opened(database_url, Part.ALONE):
        with pytest.raises(Occupied, match="not open to workers"):
            await open_database(database_url, part=Part.WORKER)


async def test_f7_who_lost_its_lock_learns_it_and_whoever_stood_by_takes_over(
    database_url: str,
) -> None:
    """A restart of the server frees the lock: without this there would be two senders."""
    stop = asyncio.Event()
    async with opened(database_url, Part.HOUSE) as first:
        assert first.hold is not None
        watched = asyncio.create_task(first.hold.watch(lambda bell, said: None))
        second = asyncio.create_task(open_database(database_url, part=Part.HOUSE, stand_by=stop))
        await asyncio.sleep(0.1)
        assert not watched.done()
        assert not second.done()
        await cut(first, first.hold)

        await asyncio.wait_for(watched, 5)
        over = await asyncio.wait_for(second, 5)
        await over.close()


async def test_one_that_stands_by_can_be_told_to_stop(database_url: str) -> None:
    """It never had the lock, and takes none on its way out."""
    stop = asyncio.Event()
    async with opened(database_url, Part.HOUSE):
        waiting = asyncio.create_task(open_database(database_url, part=Part.HOUSE, stand_by=stop))
        await asyncio.sleep(0.05)
        stop.set()
        with pytest.raises(Occupied):
            await asyncio.wait_for(waiting, 5)


async def test_a_bell_is_heard_in_every_process_that_listens(database_url: str) -> None:
    """What it says comes as it was; another bell is not heard."""
    heard: list[tuple[str, str]] = []
    async with opened(database_url, Part.WORKER) as one, opened(database_url, Part.WORKER) as two:
        both = asyncio.Event()

        def hear(bell: str, said: str) -> None:
            heard.append((bell, said))
            if len(heard) == 4:
                both.set()

        assert one.hold is not None
        assert two.hold is not None
        listening = [
            asyncio.create_task(each.hold.watch(hear, [TOLD]))  # type: ignore[union-attr]
            for each in (one, two)
        ]
        await asyncio.sleep(0.2)
        await ring(one.writer, OWED)
        await ring(one.writer, TOLD, "w:ab12", "p:cd34")
        await asyncio.wait_for(both.wait(), 5)
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)

    assert sorted(heard) == [(TOLD, "p:cd34")] * 2 + [(TOLD, "w:ab12")] * 2


async def test_a14_a_bell_says_no_words(database: Database) -> None:
    """The server keeps it on its disk for a moment."""
    with pytest.raises(AssertionError):
        await ring(database.writer, TOLD, "Otter is here")
