"""SQLite without its thread, for tests of what stands on the database.

aiosqlite sends each operation to a thread of its own and wakes the loop for what came of it:
of a test with a whole bot that is a fifth of the time. Here the operation runs where it is
asked for, and the loop still takes one turn before it goes on, so that whatever runs at the
same time meets between two operations as it does in the program.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any

import aiosqlite.core as driver

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


def use(threads: bool) -> None:
    """Whether connections opened from now on have a thread of their own."""
    names = vars(driver)
    names["SimpleQueue"] = queue.SimpleQueue if threads else Here
    names["Thread"] = threading.Thread if threads else NoThread
