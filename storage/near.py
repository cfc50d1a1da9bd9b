"""A SQLite connection whose quick statements run where they are asked for.

aiosqlite sends every statement to a thread of its own and back. An answer in a chat is two dozen
statements of some microseconds each: the way there and back cost far more than they did. What can
wait for the disk or for another program still goes to the thread: a commit on a disk that is not
quick, a begin that finds the file locked, many rows at once, a checkpoint.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

from storage.direct import as_sqlalchemy
from storage.fitness import BUSY_TIMEOUT

AT_ONCE = 0.01
"""How long statements follow each other before everything else gets its turn. Unit: seconds."""

QUICK_DISK = 0.002
"""How long a commit takes at most on a disk that is not waited for elsewhere. Unit: seconds."""

OFTEN, AT_MOST, SLOW_COUNTS = 50, 100, 25
"""After so many quick commits the next is made here. At most so many are counted, and a slow one
counts for so many of them: every fortieth or so is, since SQLite tidies its log after it; three
in a row, and they go to the thread again."""

FEW = 20
"""Most rows that one statement writes here."""

_QUICK = frozenset({"execute", "fetchone", "fetchall", "fetchmany", "close", "cursor", "rollback"})
_SLOW = ("VACUUM", "PRAGMA WAL_CHECKPOINT", "PRAGMA JOURNAL_MODE", "COMMIT", "ATTACH")

Asked = tuple[asyncio.Future[Any] | None, Callable[[], Any]]


class Near(aiosqlite.Connection):
    """An aiosqlite connection that does what is quick at once, in the event loop's thread.

    Nothing else changes: one thing at a time, in the order asked; a fault is raised where it
    was asked for.
    """

    def __init__(self, path: str, **how: Any) -> None:
        how["check_same_thread"] = False
        super().__init__(partial(sqlite3.connect, path, **how), 64)
        self._thread.daemon = True
        self._desk = _Desk(self, self._tx)
        self._tx = self._desk  # type: ignore[assignment]

    @property
    def driver(self) -> sqlite3.Connection:
        """SQLite's own connection. Only for whoever has it alone, and only for what is quick."""
        return self._conn

    def ask(self, statement: str) -> None:
        """Ask a quick statement that finds nothing.

        Raises:
            sqlalchemy.exc.DBAPIError: SQLite could not do it.
        """
        try:
            self._conn.execute(statement)
        except sqlite3.Error as fault:
            raise as_sqlalchemy(fault, statement) from fault

    async def begin(self) -> None:
        """Begin to write: here, or in the thread while another program holds the file."""
        if not self._desk.begins():
            await self.execute("BEGIN IMMEDIATE")

    def commit_soon(self, *, alone: bool) -> asyncio.Future[None]:
        """Commit; the future is done once the disk has it, or fails.

        ``alone``: nobody waits for their turn meanwhile. Then it is done here, as long as the
        disk has been quick: the way to the thread and back takes as long as such a disk does.
        """
        future = asyncio.get_running_loop().create_future()
        self._desk.commit(future, here=alone)
        return future

    def is_others_turn(self) -> bool:
        """Whether quick statements have followed each other so long that everybody else is to
        have their turn now."""
        return self._desk.is_others_turn()


class _Desk:
    """What stands before the thread's queue: it does what is quick, and passes on the rest."""

    def __init__(self, connection: Near, queue: Any) -> None:
        self._connection, self._queue = connection, queue
        self._waiting = 0
        self._was_quick = 0
        self._turn_began = 0.0

    def put_nowait(self, asked: Asked) -> None:
        """Do what is asked, or have the thread do it."""
        future, does = asked
        if future is None or self._waiting or not _is_quick(does):
            self._pass_on(future, does)
            return
        try:
            done = self._begin(does) if _statement(does).startswith("BEGIN") else does()
        except _Locked:
            self._pass_on(future, does)
        except Exception as fault:
            future.set_exception(fault)
        else:
            self._give(future, done)

    def _give(self, future: asyncio.Future[Any], done: Any) -> None:
        """Answer at once; but after a while only once everybody else had a turn."""
        loop = future.get_loop()
        now = loop.time()
        if now - self._turn_began < AT_ONCE:
            future.set_result(done)
            return
        self._turn_began = now
        loop.call_soon(_answer, future, done)

    def begins(self) -> bool:
        """Begin now, where nobody else writes."""
        if self._waiting:
            return False
        try:
            self._begin(partial(self._connection.driver.execute, "BEGIN IMMEDIATE"))
        except _Locked:
            return False
        return True

    def commit(self, future: asyncio.Future[Any], *, here: bool) -> None:
        """Commit here, where the disk was quick ``OFTEN`` times lately; else in the thread."""
        if not here or self._waiting or self._was_quick < OFTEN:
            self._pass_on(future, self._commit)
            return
        try:
            self._commit()
        except BaseException as fault:  # whatever it is, nobody may be left waiting
            future.set_exception(fault)
        else:
            future.set_result(None)

    def _commit(self) -> None:
        began = time.perf_counter()
        try:
            self._connection.driver.commit()
        finally:
            took = time.perf_counter() - began
            quick = self._was_quick + (1 if took < QUICK_DISK else -SLOW_COUNTS)
            self._was_quick = max(0, min(AT_MOST, quick))

    def is_others_turn(self) -> bool:
        now = time.monotonic()  # what the loop goes by
        if now - self._turn_began < AT_ONCE:
            return False
        self._turn_began = now
        return True

    def _begin(self, does: Callable[[], Any]) -> Any:
        """Begin, unless another program holds the file: that is waited for elsewhere."""
        connection = self._connection._conn
        connection.execute("PRAGMA busy_timeout=0")
        try:
            return does()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise _Locked from None
            raise
        finally:
            connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")

    def _pass_on(self, future: asyncio.Future[Any] | None, does: Callable[[], Any]) -> None:
        self._waiting += 1

        def do() -> Any:
            try:
                return does()
            finally:
                self._waiting -= 1

        self._queue.put_nowait((future, do))
        if future is not None:
            self._turn_began = future.get_loop().time()


class _Locked(Exception):
    """Another program is writing."""


def _answer(future: asyncio.Future[Any], done: Any) -> None:
    if not future.done():
        future.set_result(done)


def _is_quick(does: Callable[[], Any]) -> bool:
    if not isinstance(does, partial):
        return False
    name = getattr(does.func, "__name__", "")
    if name == "executemany":
        return len(does.args) > 1 and len(does.args[1]) <= FEW
    if name == "close":
        return isinstance(getattr(does.func, "__self__", None), sqlite3.Cursor)
    return name in _QUICK and not _statement(does).startswith(_SLOW)


def _statement(does: Callable[[], Any]) -> str:
    """The first words of the statement that is asked for; "" where none is."""
    args = does.args if isinstance(does, partial) else ()
    return args[0].lstrip()[:40].upper() if args and isinstance(args[0], str) else ""
