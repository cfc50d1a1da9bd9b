"""Opening the database: SQLite in one file, or PostgreSQL. The same promises on both."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import event, inspect, text
from sqlalchemy.engine import URL, Connection, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from storage.fitness import (
    ROOM,
    WAY_OUT,
    DatabaseUnfit,
    FileLock,
    apply_settings,
    check_log,
    check_pages,
    prepare_file,
    refuse_missing,
)
from storage.holding import Hold, Part
from storage.near import Near
from storage.writing import Writer

__all__ = ["CheckpointBusy", "Database", "DatabaseUnfit", "open_database"]

Dialect = Literal["sqlite", "postgresql"]
READERS_WAIT = 10.0
"""How long a checkpoint waits for open reads to end. Unit: seconds."""
CHECKPOINT_TRIES = 5


class CheckpointBusy(Exception):
    """The log could not be emptied because somebody is reading. Deleted words are still in it."""


class Database:
    """The one store. ``write`` and ``read`` are the only ways in.

    Nobody holds either open while talking to Telegram, and no ``write`` opens inside another.
    ``hold`` has this process's locks on PostgreSQL; None on SQLite, and beside a running bot.
    """

    def __init__(self, url: str, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self.url = url
        self.dialect: Dialect = "postgresql" if writer.dialect.name == "postgresql" else "sqlite"
        self.writer = writer
        self._reader = reader
        self._writing = async_sessionmaker(writer, expire_on_commit=False, autoflush=False)
        self._file = Writer(writer) if self.dialect == "sqlite" else None
        self._reading = async_sessionmaker(reader, expire_on_commit=False, autoflush=False)
        self._reads = 0
        self._no_reads, self._gate = asyncio.Event(), asyncio.Event()
        self._no_reads.set()
        self._gate.set()
        self._file_lock: FileLock | None = None
        self.hold: Hold | None = None

    def write(
        self, *, together: bool = False, ahead: bool = False
    ) -> AbstractAsyncContextManager[AsyncSession]:
        """One transaction that may write: committed at the end, rolled back on any exception.

        ``together`` is for what is short: on SQLite it may share its commit with those who wait
        to write meanwhile. It is over when all of it is on the disk, as any other. ``ahead`` has
        the next turn to write, where turns are taken.
        """
        if self._file is None:
            return self._write_to_server()
        return self._file.transaction(together=together, ahead=ahead)

    @asynccontextmanager
    async def _write_to_server(self) -> AsyncIterator[AsyncSession]:
        async with self._writing() as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """One read-only transaction that sees a single moment of the store."""
        while not self._gate.is_set():
            await self._gate.wait()
        self._reads += 1
        self._no_reads.clear()
        try:
            async with self._reading() as session, session.begin():
                yield session
        finally:
            self._reads -= 1
            if not self._reads:
                self._no_reads.set()

    async def checkpoint(self) -> None:
        """Move the write-ahead log into the file and empty it, so that deleted words are gone.

        Reads are let finish and new ones wait. On PostgreSQL there is nothing to do.

        Raises:
            CheckpointBusy: reads did not end, or another process is reading.
        """
        if self.dialect == "postgresql":
            return
        async with self._no_readers():
            for _ in range(CHECKPOINT_TRIES):
                busy, _, _ = await self._raw("PRAGMA wal_checkpoint(TRUNCATE)")
                if not busy:
                    return
                await asyncio.sleep(0.2)
        raise CheckpointBusy(
            "the write-ahead log could not be emptied: another program has the database open. "
            "Close it; this is tried again."
        )

    async def vacuum(self) -> None:
        """Rewrite the file so that nothing in its layout tells of earlier rows."""
        if self.dialect == "postgresql":
            async with self.writer.connect() as connection:
                outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await outside.execute(text("VACUUM"))
            return
        async with self._no_readers():
            await self._raw("VACUUM")
        await self.checkpoint()

    async def forget_pages(self) -> None:
        """Let go of the pages that SQLite keeps in memory, two megabytes where all are writing.
        It reads them again as they are needed. On PostgreSQL there is nothing to do."""
        if self._file is None:
            return
        await self._raw("PRAGMA shrink_memory")
        async with AsyncExitStack() as stack:
            for _ in range(self._reader.pool.checkedin()):  # type: ignore[attr-defined]
                connection = await stack.enter_async_context(self._reader.connect())
                await connection.exec_driver_sql("PRAGMA shrink_memory")

    async def close(self) -> None:
        """Give everything back: connections, then the lock."""
        await self._reader.dispose()
        if self._file is not None:
            await self._file.close()
        await self.writer.dispose()
        if self.hold is not None:
            await self.hold.close()
            self.hold = None
        if self._file_lock is not None:
            self._file_lock.release()
            self._file_lock = None

    @asynccontextmanager
    async def _no_readers(self) -> AsyncIterator[None]:
        """Let open reads finish, close their connections, and keep new ones waiting."""
        while not self._gate.is_set():
            await self._gate.wait()
        self._gate.clear()
        try:
            try:
                await asyncio.wait_for(self._no_reads.wait(), READERS_WAIT)
            except TimeoutError as fault:
                raise CheckpointBusy("a read is still open; the log was left as it is") from fault
            await self._reader.dispose()
            yield
        finally:
            self._gate.set()

    async def _has_tables(self) -> bool:
        async with self.writer.connect() as connection:
            return await connection.run_sync(lambda sync: inspect(sync).has_table("rounds"))

    async def _raw(self, statement: str) -> tuple[Any, ...]:
        """Run one statement outside any transaction (SQLite)."""
        assert self._file is not None
        async with self._file.turn() as near:
            cursor = await near.execute(statement)
            found = await cursor.fetchone()
            await cursor.close()
            return tuple(found or ())


async def open_database(
    url: str,
    *,
    lock: bool = True,
    fresh: bool = True,
    part: Part = Part.ALONE,
    stand_by: asyncio.Event | None = None,
) -> Database:
    """Open the store and refuse it unless it keeps what we promise.

    Args:
        url: ``sqlite:///path``, ``postgresql://…`` or ``postgres://…``.
        lock: Be the one running bot on it. A command beside a running bot passes False.
        fresh: Whether an empty one may be begun. Pass False wherever keys exist already: a
            database that is not there was lost, and must be put back.
        part: With ``lock``, what this process is among several. SQLite knows one only.
        stand_by: Wait for the end of the one that runs, or until this is set.

    Raises:
        DatabaseUnfit: the address is not one of these, a setting did not take, a page is torn,
            the log lost commits, the server is out of reach, another Earshot holds the lock,
            or it is empty and ``fresh`` is False.
    """
    address = _read_url(url)
    if address.get_backend_name() == "postgresql":
        database = await _open_postgresql(address)
        if lock:
            await _hold(database, address, part, stand_by)
    else:
        assert part is Part.ALONE, "workers are refused before this: see the settings"
        if not fresh:
            refuse_missing(Path(str(address.database)))
        database = await _open_sqlite(address, lock=lock)
    if not fresh and not await database._has_tables():
        await database.close()
        raise DatabaseUnfit(f"the database is empty. {WAY_OUT}")
    return database


def _read_url(url: str) -> URL:
    address = make_url(url.replace("postgres://", "postgresql://", 1))
    match address.get_backend_name():
        case "postgresql":
            return address.set(drivername="postgresql+psycopg")
        case "sqlite" if address.database and ":memory:" not in address.database:
            return address.set(drivername="sqlite+aiosqlite")
        case name:
            raise DatabaseUnfit(
                f'a database address must start with "sqlite:///" and a path, or with '
                f'"postgresql://"; this one is {name}'
            )


async def _open_sqlite(address: URL, *, lock: bool) -> Database:
    path = Path(str(address.database))
    prepare_file(path)
    plain: dict[str, Any] = {"max_overflow": 0, "pool_timeout": 60, "hide_parameters": True}
    how = {"isolation_level": None}
    near = {**how, "async_creator_fn": Near}
    # One is written through; the other is for whoever looks at the tables themselves.
    writer = create_async_engine(address, pool_size=2, connect_args=near, **plain)
    reader = create_async_engine(address, pool_size=4, connect_args=how, **plain)
    _begin_with(writer, "BEGIN IMMEDIATE", query_only=False)
    _begin_with(reader, "BEGIN", query_only=True)
    database = Database(str(address), writer, reader)
    try:
        if lock:
            database._file_lock = FileLock(path.with_name(path.name + ".lock"))
            check_log(path)
        await asyncio.to_thread(check_pages, path)
        await database._raw("PRAGMA user_version")
    except (DBAPIError, sqlite3.Error) as fault:
        await database.close()
        said = fault.orig if isinstance(fault, DBAPIError) else fault
        raise DatabaseUnfit(f"the database cannot be opened: {said}. {ROOM}") from fault
    except BaseException:
        await database.close()
        raise
    return database


def _begin_with(engine: AsyncEngine, begin: str, *, query_only: bool) -> None:
    """Take transaction control from the driver: it would begin late, and only to write."""

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _: object) -> None:
        apply_settings(connection)
        if query_only:
            cursor = connection.cursor()
            cursor.execute("PRAGMA query_only=ON")
            cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if not (isinstance(driver, Near) and driver.in_transaction):  # else begun by ``Writer``
            connection.exec_driver_sql(begin)


async def _hold(
    database: Database, address: URL, part: Part, stand_by: asyncio.Event | None
) -> None:
    try:
        database.hold = await Hold.on(address)
        await database.hold.take(part, stand_by)
    except DBAPIError as fault:
        await database.close()
        raise _out_of_reach(address, fault) from None
    except BaseException:
        await database.close()
        raise


def _out_of_reach(address: URL, fault: DBAPIError) -> DatabaseUnfit:
    return DatabaseUnfit(
        f"PostgreSQL at {address.render_as_string(hide_password=True)} cannot be reached: "
        f"{fault.orig}"
    )


async def _open_postgresql(address: URL) -> Database:
    writer = create_async_engine(
        address, pool_size=8, hide_parameters=True, isolation_level="READ COMMITTED"
    )
    reader = create_async_engine(
        address,
        pool_size=4,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    for each in (writer, reader):
        event.listen(each.sync_engine, "handle_error", _hide_details)
    database = Database(address.render_as_string(hide_password=False), writer, reader)
    try:
        async with writer.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except DBAPIError as fault:
        await database.close()
        raise _out_of_reach(address, fault) from None
    except BaseException:
        await database.close()
        raise
    return database


def _hide_details(context: ExceptionContext) -> None:
    """Keep the first line of what PostgreSQL says: the next ones quote the values stored."""
    for fault in (context.original_exception, context.sqlalchemy_exception):
        if fault is not None and fault.args:
            fault.args = (str(fault.args[0]).partition("\n")[0], *fault.args[1:])
