"""Writing to a SQLite file: one at a time, and commits that several share.

SQLite lets one write at a time, and a commit waits for the disk. Whoever says so (``together``)
shares its commit with those who wait for their turn meanwhile: each stands in a savepoint of its
own, so that what fails takes nobody with it, and nobody is told "done" before the disk has it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.engine import RootTransaction
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.util import greenlet_spawn

from storage.direct import Asked, Rows, as_sqlalchemy, asked
from storage.near import Near

PATIENCE = 60.0
"""How long somebody waits for their turn to write. Unit: seconds."""

MOST = 64
"""Most that share one commit."""

LONGEST = 0.05
"""After so long nobody else joins a commit. Unit: seconds."""

_ITS_OWN = frozenset({"sync_session", "_proxied", "_async_bind", "_async_binds"})
"""What SQLAlchemy's part of a session is known by."""

_MINE = "SAVEPOINT mine"
_KEEP, _UNDO = "RELEASE mine", "ROLLBACK TO mine"


class Session(AsyncSession):
    """A session that asks statements marked ``direct`` of SQLite itself.

    SQLAlchemy's own part of it is made when it is first needed, which for most answers is never.
    """

    def __init__(self, connection: AsyncConnection, near: Near, shared: _Shared) -> None:
        self._connection, self._near, self._shared = connection, near, shared
        self._noted: dict[Any, Any] = {}

    def __getattr__(self, name: str) -> Any:
        """Make SQLAlchemy's part: asked for what only that has."""
        if name not in _ITS_OWN:
            raise AttributeError(name)
        self._shared.join(self._connection)
        super().__init__(
            self._connection,
            expire_on_commit=False,
            autoflush=False,
            join_transaction_mode="create_savepoint",
        )
        return getattr(self, name)

    @property
    def is_made(self) -> bool:
        """Whether SQLAlchemy has anything to do with it."""
        return "sync_session" in self.__dict__

    @property
    def info(self) -> dict[Any, Any]:
        """What is noted of this transaction."""
        return self._noted

    def get_bind(self, *_: Any, **__: Any) -> Any:
        """What it speaks to; its dialect is known without asking."""
        return self._connection.sync_connection

    async def execute(self, statement: Any, params: Any = None, **how: Any) -> Any:
        """See ``AsyncSession.execute``."""
        mine = self._direct(statement, params)
        if mine is None:
            return await super().execute(statement, params, **how)
        if self._near.is_others_turn():
            await asyncio.sleep(0)
        return mine.run(self._near.driver, params or {})

    async def scalar(self, statement: Any, params: Any = None, **how: Any) -> Any:
        """See ``AsyncSession.scalar``."""
        mine = self._direct(statement, params)
        if mine is None:
            return await super().scalar(statement, params, **how)
        if self._near.is_others_turn():
            await asyncio.sleep(0)
        return mine.first(self._near.driver, params or {})

    async def scalars(self, statement: Any, params: Any = None, **how: Any) -> Any:
        """See ``AsyncSession.scalars``."""
        mine = self._direct(statement, params)
        if mine is None:
            return await super().scalars(statement, params, **how)
        if self._near.is_others_turn():
            await asyncio.sleep(0)
        return Rows(mine.column(self._near.driver, params or {}), -1)

    @staticmethod
    def _direct(statement: Any, params: Any) -> Asked | None:
        return asked(statement, params or {}) if isinstance(params, Mapping | None) else None


@dataclass(slots=True)
class _Shared:
    """A transaction under way, and those who are done in it and wait for its commit."""

    began: float
    is_open: bool
    root: RootTransaction | None = None
    members: int = 0
    done: list[asyncio.Future[None]] = field(default_factory=list)

    def join(self, connection: AsyncConnection) -> None:
        """Tell SQLAlchemy that a transaction has begun; see ``_begin_with`` in ``engine``."""
        if self.root is None:
            assert connection.sync_connection is not None
            self.root = connection.sync_connection.begin()

    def has_room(self, now: float) -> bool:
        return self.is_open and self.members < MOST and now - self.began < LONGEST

    def tell(self, fault: BaseException | None) -> None:
        for one in self.done:
            if one.done():  # whoever waited was cancelled
                continue
            if fault is None:
                one.set_result(None)
            else:
                one.set_exception(fault)


class Writer:
    """The one connection that a SQLite file is written through, and the turns to have it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._near: Near | None = None
        self._queue: deque[tuple[asyncio.Future[None], bool]] = deque()
        self._is_busy = False
        self._shared: _Shared | None = None
        self._ending: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Near]:
        """The connection outside any transaction; nobody writes meanwhile.

        Raises:
            sqlalchemy.exc.TimeoutError: it was not our turn for ``PATIENCE``.
        """
        await self._take_turn(together=False)
        try:
            yield (await self._open())[1]
        finally:
            self._pass_on()

    @asynccontextmanager
    async def transaction(
        self, *, together: bool, ahead: bool = False
    ) -> AsyncIterator[AsyncSession]:
        """One transaction; with ``together`` its commit may be shared with those who wait.
        ``ahead`` is for what others wait for: it has the next turn.

        Raises:
            sqlalchemy.exc.DBAPIError: it was not committed, nor what it shared its commit with.
            sqlalchemy.exc.TimeoutError: see ``turn``.
        """
        await self._take_turn(together=together, ahead=ahead)
        try:
            connection, near = await self._open()
            shared = self._shared = await self._begin(near, together)
        except BaseException:
            self._pass_on()
            raise
        session = Session(connection, near, shared)
        try:
            yield session
            if session.is_made and session.in_transaction():
                await session.commit()
            if shared.members:
                near.ask(_KEEP)
        except BaseException as fault:
            self._ending = asyncio.create_task(self._undo(session, near, shared, fault))
            await asyncio.shield(self._ending)
            raise
        done = asyncio.get_running_loop().create_future()
        shared.done.append(done)
        shared.members += 1
        self._pass_on()
        await done

    async def close(self) -> None:
        """Give the connection back, once nobody writes any more."""
        await self._take_turn(together=False)
        try:
            if self._connection is not None:
                await self._connection.close()
                self._connection = self._near = None
        finally:
            self._pass_on()

    async def _take_turn(self, *, together: bool, ahead: bool = False) -> None:
        if not self._is_busy:
            self._is_busy = True
            return
        mine = asyncio.get_running_loop().create_future()
        (self._queue.appendleft if ahead else self._queue.append)((mine, together))
        try:
            async with asyncio.timeout(PATIENCE):
                await mine
        except BaseException as fault:
            if mine.done() and not mine.cancelled():
                self._pass_on()
            if isinstance(fault, TimeoutError):
                raise NoConnection("others wrote all the time") from None
            raise

    def _pass_on(self) -> None:
        """Let the next have its turn; commit first, unless it may share the commit."""
        while self._queue and self._queue[0][0].done():
            self._queue.popleft()
        is_next_together = bool(self._queue) and self._queue[0][1]
        now = asyncio.get_running_loop().time()
        if self._shared is not None and not (is_next_together and self._shared.has_room(now)):
            self._end(self._shared)
        elif self._queue:
            self._queue.popleft()[0].set_result(None)
        else:
            self._is_busy = False

    async def _open(self) -> tuple[AsyncConnection, Near]:
        if self._connection is None or self._near is None or self._connection.invalidated:
            self._connection = await self._engine.connect()
            pooled = await self._connection.get_raw_connection()
            assert isinstance(pooled.driver_connection, Near)
            self._near = pooled.driver_connection
        return self._connection, self._near

    async def _begin(self, near: Near, together: bool) -> _Shared:
        """Begin, or stand in a savepoint of what is under way."""
        if self._shared is not None:
            near.ask(_MINE)
            return self._shared
        try:
            await near.begin()
        except sqlite3.Error as fault:
            raise as_sqlalchemy(fault, "BEGIN IMMEDIATE") from fault
        except BaseException:
            # It may wait for another program, and begin when nobody wants it any more.
            await near.rollback()
            raise
        return _Shared(asyncio.get_running_loop().time(), together)

    def _end(self, shared: _Shared) -> None:
        """Commit, and say so to everybody who waits for it."""
        self._shared = None
        committing: asyncio.Future[Any]
        if shared.root is None:
            assert self._near is not None
            committing = self._near.commit_soon(alone=shared.members == 1 and not self._queue)
        else:
            committing = asyncio.ensure_future(greenlet_spawn(shared.root.commit))
        committing.add_done_callback(partial(self._ended, shared))

    def _ended(self, shared: _Shared, committing: asyncio.Future[Any]) -> None:
        fault = asyncio.CancelledError() if committing.cancelled() else committing.exception()
        if fault is None:
            shared.tell(None)
            self._pass_on()
            return
        if isinstance(fault, sqlite3.Error):
            fault = as_sqlalchemy(fault, "COMMIT")
        self._ending = asyncio.create_task(self._give_up(shared, fault))

    async def _give_up(self, shared: _Shared, fault: BaseException) -> None:
        try:
            await self._roll_back(shared)
        finally:
            shared.tell(fault)
            self._pass_on()

    async def _undo(
        self, session: Session, near: Near, shared: _Shared, fault: BaseException
    ) -> None:
        """Take back what failed; and what others did before it, where SQLite took all back."""
        stands = False
        try:
            if session.is_made:
                with suppress(SQLAlchemyError):
                    await session.close()
            if shared.members and near.in_transaction:
                await near.execute(_UNDO)
                await near.execute(_KEEP)
                stands = True
        except BaseException as second:  # whatever it is, nobody may be left waiting
            fault = second
        if stands:
            self._pass_on()
            return
        self._shared = None
        # The others did nothing wrong: for them the database was out of reach, and they try again.
        out_of_reach = isinstance(fault, DBAPIError)
        await self._give_up(shared, fault if out_of_reach else NoConnection("it was not kept"))

    async def _roll_back(self, shared: _Shared) -> None:
        if shared.root is not None:
            with suppress(SQLAlchemyError, sqlite3.Error):
                await greenlet_spawn(shared.root.rollback)
        with suppress(SQLAlchemyError, sqlite3.Error):
            await (await self._open())[1].rollback()
