"""Holding: which process may do what on a PostgreSQL database, and bells between processes.

Two locks, held by one connection of its own and gone with it. ``HOUSE`` belongs to the one
process that sends, ticks and shows pages. ``WORK`` is shared by all workers; whoever must be
without any holds it alone. A bell carries nothing that is kept: what it says is found in the
database too, or forgotten with the process.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Sequence
from enum import Enum, auto
from typing import Any, Self

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.fitness import Occupied

HOUSE = 0x6561_7273
"""The advisory lock of the one house ("ears")."""
WORK = 0x776F_726B
"""The advisory lock of those who work beside it ("work")."""
LOCK_WAIT, LOCK_PAUSE = 2.0, 0.05
"""How long a start waits for a lock, and how often it asks. Unit: seconds."""
STAND_BY_PAUSE = 0.5
"""How often one that stands by asks for the house's lock. Unit: seconds."""
LOOK, SILENT = 1.0, 3.0
"""How often the connection is looked at, and how long it may be silent then. Unit: seconds."""
NOTICED = LOOK + SILENT + 1.0
"""By when whoever lost a lock has stopped. Whoever takes a lost one over waits so long first."""

OWED, WAITS, TOLD = "earshot_owed", "earshot_waits", "earshot_told"
"""Bells: something is owed, an update waits, and a mark that processes tell each other."""

_AT_WORK = (
    "workers are at work on this PostgreSQL database. Way out: stop every `earshot work` first "
    "(or, where nothing else is the matter, start `earshot run` with EARSHOT_WORKERS=1)."
)
_PLAIN = re.compile(r"[A-Za-z0-9:_-]{0,200}")

Hear = Callable[[str, str], None]
"""Hears a bell: which, and what it says."""


class Part(Enum):
    """What a process is on a database."""

    ALONE = auto()
    """The only one: there may be no worker."""
    HOUSE = auto()
    """The house, with workers beside it."""
    WORKER = auto()
    """One of them."""


class Hold:
    """The locks of one process. They are gone when ``watch`` returns."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @classmethod
    async def on(cls, address: URL) -> Self:
        """Open the connection.

        Raises:
            DBAPIError: the server is out of reach.
        """
        engine = create_async_engine(
            address, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT"
        )
        return cls(await engine.connect())

    async def take(self, part: Part, stand_by: asyncio.Event | None = None) -> None:
        """Take the locks of a part.

        Args:
            stand_by: Wait for the house's lock until this is set, and then, if it was not free
                at once, until whoever lost it has stopped.

        Raises:
            Occupied: Somebody else holds one. Nothing is wrong with the database.
        """
        if part is not Part.WORKER and not await self._house(stand_by):
            raise Occupied(
                "another Earshot is running on this PostgreSQL database. Stop it first; two "
                "would answer everybody twice. (`earshot run --stand-by` waits for its end.)"
            )
        if part is Part.ALONE and not await self._soon(WORK):
            raise Occupied(_AT_WORK)
        if part is Part.WORKER and not await self._soon(WORK, shared=True):
            raise Occupied(
                "this PostgreSQL database is not open to workers: an Earshot is running that "
                "takes everything itself, or a key or the tables are being changed. Way out: "
                "set EARSHOT_WORKERS=1 for `earshot run` and start it again."
            )

    @contextlib.asynccontextmanager
    async def without_workers(self) -> AsyncIterator[None]:
        """Keep workers out while the tables are changed.

        Raises:
            Occupied: There are some.
        """
        if not await self._soon(WORK):
            raise Occupied(_AT_WORK)
        try:
            yield
        finally:
            with contextlib.suppress(*_faults()):
                await self._connection.execute(text(f"SELECT pg_advisory_unlock({WORK})"))

    async def watch(self, hear: Hear, bells: Sequence[str] = ()) -> None:
        """Hear bells until the connection is lost, and every lock with it; then return.

        A connection that is silent for ``SILENT`` seconds is lost.
        """
        driver = await self._driver()
        try:
            for bell in bells:
                await driver.execute(f"LISTEN {bell}")
            own = await self._session(driver)
            while await self._session(driver) == own:
                async for heard in driver.notifies(timeout=LOOK):
                    hear(heard.channel, heard.payload)
        except _faults():
            return

    async def close(self) -> None:
        """Give the locks back. One that was lost has none to give."""
        with contextlib.suppress(*_faults()):
            await self._connection.invalidate()
        await self._connection.close()
        await self._connection.engine.dispose()

    async def _house(self, stand_by: asyncio.Event | None) -> bool:
        if stand_by is None:
            return await self._soon(HOUSE)
        if await self._try(HOUSE):
            return True
        while not stand_by.is_set():
            await _rest(stand_by, STAND_BY_PAUSE)
            if await self._try(HOUSE):
                await _rest(stand_by, NOTICED)
                return True
        return False

    async def _soon(self, key: int, *, shared: bool = False) -> bool:
        """Whoever ended a moment ago holds a lock until the server has noticed."""
        began = asyncio.get_running_loop().time()
        while not await self._try(key, shared=shared):
            if asyncio.get_running_loop().time() - began >= LOCK_WAIT:
                return False
            await asyncio.sleep(LOCK_PAUSE)
        return True

    async def _try(self, key: int, *, shared: bool = False) -> bool:
        kind = "_shared" if shared else ""
        asked = text(f"SELECT pg_try_advisory_lock{kind}({key})")
        return bool(await self._connection.scalar(asked))

    async def _driver(self) -> Any:
        return (await self._connection.get_raw_connection()).driver_connection

    async def _session(self, driver: Any) -> object:
        """Which session of the server this is. Behind a pooler that hands sessions round it
        changes, and the locks are somebody else's."""
        async with asyncio.timeout(SILENT):
            cursor = await driver.execute("SELECT pg_backend_pid()")
            return await cursor.fetchone()


async def ring(engine: AsyncEngine, bell: str, *said: str) -> None:
    """Ring a bell in every process that listens, once for all that is said.

    Call it once for many changes, never inside their transactions: each costs the whole server
    a lock at its commit. Say nothing that means anything to whoever reads the server's disk.

    Args:
        said: Letters, digits, ":", "_" and "-", at most 200. Nothing: the bell alone.
    """
    assert all(_PLAIN.fullmatch(one) for one in said), "a bell says marks, never words"
    async with engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for one in said or ("",):
            asked = text("SELECT pg_notify(:bell, :said)")
            await outside.execute(asked, {"bell": bell, "said": one})


async def count_workers(engine: AsyncEngine) -> int:
    """How many workers are at work now. Unit: processes."""
    async with engine.connect() as connection:
        found = await connection.scalar(
            text(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
                "WHERE locktype = 'advisory' AND objid = :key AND mode = 'ShareLock' "
                "AND granted AND datname = current_database()"
            ),
            {"key": WORK},
        )
    return int(found or 0)


def _faults() -> tuple[type[Exception], ...]:
    """What the driver raises. It is loaded only where there is PostgreSQL."""
    from psycopg import Error

    return (Error, DBAPIError, OSError, TimeoutError)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
