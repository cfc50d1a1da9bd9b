"""A database and a process that break, in this process: at a step, as a seed has it.

A step is every statement, commit and call over HTTP. What is broken is broken where the driver
is called, so that the program sees what it would see: SQLite's own codes, psycopg's own classes.
A crash is a process that does nothing any more: whatever it asks for after that is not done.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from weakref import WeakSet

import aiosqlite
import psycopg
from telegram.request import RequestData

from bot.telegram.requests import AioRequest
from storage.direct import Asked, as_sqlalchemy
from storage.near import Near, _Desk

Kind = Literal["crash", "crash after", "i/o", "i/o after", "full", "read-only", "locked", "lost"]

WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT")
BEGINS = ("BEGIN IMMEDIATE",)
ENDS = ("rollback", "close")

CODES: dict[str, tuple[str, int]] = {
    "i/o": ("disk I/O error", sqlite3.SQLITE_IOERR),
    "i/o after": ("disk I/O error", sqlite3.SQLITE_IOERR_FSYNC),
    "full": ("database or disk is full", sqlite3.SQLITE_FULL),
    "read-only": ("attempt to write a readonly database", sqlite3.SQLITE_READONLY),
    "locked": ("database is locked", sqlite3.SQLITE_BUSY),
    "lost": ("unable to open database file", sqlite3.SQLITE_CANTOPEN),
}
PSYCOPG: dict[str, type[psycopg.Error]] = {
    "i/o": psycopg.errors.IoError,
    "i/o after": psycopg.OperationalError,
    "full": psycopg.errors.DiskFull,
    "read-only": psycopg.errors.ReadOnlySqlTransaction,
    "locked": psycopg.errors.LockNotAvailable,
    "lost": psycopg.errors.AdminShutdown,
}


class Crashed(BaseException):
    """The process is dead. Nothing may catch this and go on."""


@dataclass(frozen=True)
class Trouble:
    """What breaks, from which step on, and how many steps it breaks that it concerns."""

    kind: Kind
    step: int
    count: int = 1


@dataclass
class Troubles:
    """The steps of one life, and what breaks at them. ``on_crash`` is called once."""

    plan: list[Trouble]
    on_crash: Callable[[], None]
    taken: int = 0
    is_on: bool = True
    is_dead: bool = False
    came: Counter[str] = field(default_factory=Counter)
    connections: WeakSet[Any] = field(default_factory=WeakSet)
    """The drivers' connections of this life: a dead process's are closed, and their locks free."""
    cursors: WeakSet[sqlite3.Cursor] = field(default_factory=WeakSet)
    """One that was not read to its end keeps its file locked for as long as anybody has it, such
    as a line of a log with its traceback."""
    _left: dict[int, int] = field(default_factory=dict)

    def before(self, what: str, faults: Callable[[str], Exception]) -> Kind | None:
        """Come to a step. Returns what is to go wrong after it was done.

        Raises:
            Crashed: The process is dead, or dies here.
        """
        if not self.is_on or what in ENDS:
            return None
        if self.is_dead:
            raise Crashed
        self.taken += 1
        for place, trouble in enumerate(self.plan):
            left = self._left.setdefault(place, trouble.count)
            if left and self.taken >= trouble.step and _concerns(trouble.kind, what):
                self._left[place] -= 1
                self.came[trouble.kind] += 1
                if trouble.kind.endswith(" after"):
                    return trouble.kind
                if trouble.kind == "crash":
                    self._die()
                raise faults(trouble.kind)
        return None

    def after(self, kind: Kind | None, faults: Callable[[str], Exception]) -> None:
        """The step was done; what goes wrong now."""
        if kind == "crash after":
            self._die()
        if kind is not None:
            raise faults(kind)
        if self.is_dead and self.is_on:
            raise Crashed

    def bury(self) -> None:
        """Cut off what the dead have left open; what was not committed is rolled back."""
        self.is_on = False
        for cursor in list(self.cursors):
            with contextlib.suppress(Exception):
                cursor.close()
        for one in list(self.connections):
            with contextlib.suppress(Exception):
                _cut_off(one)

    def _die(self) -> None:
        self.is_dead = True
        self.on_crash()
        raise Crashed


def _concerns(kind: Kind, what: str) -> bool:
    match kind:
        case "full" | "read-only":
            return what.upper().startswith(WRITES)
        case "locked":
            return what.upper().startswith(BEGINS) or "FOR UPDATE" in what
        case "i/o after":
            return what.upper().startswith("COMMIT")
        case "crash" | "crash after":
            return True
        case _:
            return what != "http"


def _cut_off(connection: Any) -> None:
    """As the system does it for a dead process: the driver is not asked."""
    if isinstance(connection, aiosqlite.Connection):
        raw = connection._connection
        if raw is not None:
            # A statement that was not read to its end would keep the file locked all the same.
            raw.rollback()
            raw.close()
    else:
        connection.pgconn.finish()


def of_sqlite(kind: str) -> sqlite3.Error:
    """SQLite's exception for one kind of trouble."""
    said, code = CODES[kind]
    fault = sqlite3.OperationalError(said)
    fault.sqlite_errorcode = code
    return fault


def of_postgres(kind: str) -> Exception:
    """psycopg's exception for one kind of trouble."""
    return PSYCOPG[kind](CODES[kind][0])


class Mortal(AioRequest):
    """A request that a dead process neither makes nor hears the answer of."""

    __slots__ = ("troubles",)
    troubles: Troubles

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **by: Any
    ) -> tuple[int, bytes]:
        kind = self.troubles.before("http", of_sqlite)
        answer = await super().do_request(url, method, request_data, *more, **by)
        self.troubles.after(kind, of_sqlite)
        return answer


Faults = Callable[[str], Exception]


@contextmanager
def breaking(current: Callable[[], Troubles]) -> Iterator[None]:
    """Have every driver in this process ask the troubles of the present life."""
    places: list[tuple[Any, str, Faults]] = [
        (aiosqlite.core.Connection, "_execute", of_sqlite),
        (psycopg.AsyncCursor, "execute", of_postgres),
        (psycopg.AsyncCursor, "executemany", of_postgres),
        (psycopg.AsyncConnection, "commit", of_postgres),
    ]
    at_once: list[tuple[Any, str, Faults, Callable[..., str]]] = [
        (Near, "ask", _told, lambda near, statement: statement),
        (Asked, "_cursor", _told, lambda asked, connection, given: asked.text),
        (_Desk, "_begin", of_sqlite, lambda desk, does: "BEGIN IMMEDIATE"),
    ]
    if hasattr(_Desk, "_commit"):
        at_once.append((_Desk, "_commit", of_sqlite, lambda desk: "COMMIT"))
    named = [(owner, name) for owner, name, *_ in places]
    named += [(owner, name) for owner, name, *_ in at_once]
    real = [(owner, name, getattr(owner, name)) for owner, name in named]
    for owner, name, faults in places:
        setattr(owner, name, _counted(getattr(owner, name), name, faults, current))
    for owner, name, faults, words in at_once:
        setattr(owner, name, _counted_at_once(getattr(owner, name), words, faults, current))
    try:
        yield
    finally:
        for owner, name, was in real:
            setattr(owner, name, was)


def _counted(does: Any, name: str, faults: Faults, current: Callable[[], Troubles]) -> Any:
    async def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        troubles = current()
        troubles.connections.add(getattr(self, "connection", self))
        if troubles.is_dead and isinstance(self, aiosqlite.Connection):
            # Closed with a statement that was not read to its end, it would keep the file locked.
            with contextlib.suppress(Exception):
                self._conn.rollback()
        for closing in (getattr(one, "__self__", None) for one in args):
            if isinstance(closing, sqlite3.Connection) and _named(name, args) == "close":
                # Once it is closed, what was cut off in a read cannot be let go any more.
                for cursor in [one for one in troubles.cursors if one.connection is closing]:
                    with contextlib.suppress(Exception):
                        cursor.close()
        kind = troubles.before(_named(name, args), faults)
        done = await does(self, *args, **kwargs)
        if isinstance(done, sqlite3.Cursor):
            troubles.cursors.add(done)
        troubles.after(kind, faults)
        return done

    return counted


def _told(kind: str) -> Exception:
    """SQLite's exception as SQLAlchemy raises it."""
    made = as_sqlalchemy(of_sqlite(kind), "a statement")
    assert isinstance(made, Exception)
    return made


def _counted_at_once(
    does: Any, words: Callable[..., str], faults: Faults, current: Callable[[], Troubles]
) -> Any:
    """For what asks SQLite without a way through the event loop."""

    def counted(self: Any, *args: Any) -> Any:
        troubles, said = current(), words(self, *args).lstrip()
        kind = troubles.before(said, faults)
        done = does(self, *args)
        if isinstance(done, sqlite3.Cursor):
            troubles.cursors.add(done)
        troubles.after(kind, faults)
        return done

    return counted


def _named(name: str, args: tuple[Any, ...]) -> str:
    """A statement's words, or what is done: commit, rollback, close."""
    words = [arg for arg in args if isinstance(arg, str)]
    doing = [getattr(arg, "__name__", "") for arg in args if callable(arg)]
    return next(iter((*words, *(one for one in doing if one != "execute"))), name).lstrip()
