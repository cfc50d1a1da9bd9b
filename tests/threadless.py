"""SQLite without its thread, and statements compiled once, for what stands on the database.

aiosqlite sends each operation to a thread of its own and wakes the loop for what came of it:
of a test with a whole bot that is a fifth of the time. Here the operation runs where it is
asked for, and the loop still takes one turn before it goes on, so that whatever runs at the
same time meets between two operations as it does in the program. And since each test has an
engine of its own, every statement would be compiled for each test anew, where the program does it
once: here all engines keep what they compiled together.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any

import aiosqlite.core as driver
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

import storage.engine

Asked = tuple[asyncio.Future[Any] | None, Callable[[], Any]]


class Here:
    """Takes the place of the queue to the thread."""

    def put_nowait(self, asked: Asked) -> None:
        future, function = asked
        driver.LOG.debug("executing %s", function)  # as the thread does, with all that is in it
        try:
            found = function()
        except BaseException as fault:
            driver.LOG.debug("returning exception %s", fault)
            if future is not None:
                future.get_loop().call_soon(driver.set_exception, future, fault)
            return
        driver.LOG.debug("operation %s completed", function)
        if future is not None:
            future.get_loop().call_soon(driver.set_result, future, found)


class NoThread:
    """Takes the place of the thread: there is nothing to start."""

    daemon = True

    def __init__(self, **_: object) -> None:
        pass

    def start(self) -> None:
        """Nothing: ``Here`` has done it."""


class OneDialect(SQLiteDialect_aiosqlite):
    """The dialect of any engine is that of any other: they are set up alike."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneDialect)

    def __hash__(self) -> int:
        return hash(OneDialect)


_compiled: LRUCache[Any, Any] = LRUCache(3000)


def _sharing(*asked: Any, **more: Any) -> AsyncEngine:
    made = create_async_engine(*asked, **more)
    if isinstance(made.dialect, SQLiteDialect_aiosqlite):
        made.dialect.__class__ = OneDialect
        made.sync_engine._compiled_cache = _compiled
    return made


def use(threads: bool) -> None:
    """Whether what is opened from now on is as in the program."""
    names = vars(driver)
    names["SimpleQueue"] = queue.SimpleQueue if threads else Here
    names["Thread"] = threading.Thread if threads else NoThread
    vars(storage.engine)["create_async_engine"] = create_async_engine if threads else _sharing
