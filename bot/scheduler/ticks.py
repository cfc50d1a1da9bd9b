"""Ticks: APScheduler calls, every few seconds, what main hands it. It holds no business."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Due = Callable[[], Awaitable[object]]


SECONDS = 0.8
"""Between two ticks: a close is exact to within a second."""

HALF_A_MINUTE = 30.0
HOUR = 3600.0


class Ticks:
    """Calls each of ``due``, in order, every ``seconds``; ``often`` every half minute, ``hourly``
    every hour.

    What is due lies in the database; a missed tick loses nothing. One that fails is logged by
    its name and kind of fault, and does not keep the others from running.
    """

    def __init__(
        self,
        due: Sequence[Due],
        hourly: Sequence[Due] = (),
        *,
        often: Sequence[Due] = (),
        seconds: float = SECONDS,
    ) -> None:
        self._due, self._often, self._hourly = tuple(due), tuple(often), tuple(hourly)
        self._busy, self._over = asyncio.Lock(), False
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        jobs = ((self.tick, seconds), (self.wipe, HALF_A_MINUTE), (self.tidy, HOUR))
        for do, every in jobs:
            self._scheduler.add_job(
                do,
                "interval",
                seconds=every,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def also(self, do: Due) -> None:
        """Do one more thing at each tick, after the others."""
        self._due = (*self._due, do)

    async def tick(self) -> None:
        """Do everything that is due now. Also called by tests, with their own clock."""
        await self._do(self._due)

    async def wipe(self) -> None:
        """Do what is done twice a minute."""
        await self._do(self._often)

    async def tidy(self) -> None:
        """Do what is done once an hour."""
        await self._do(self._hourly)

    async def _do(self, due: Sequence[Due]) -> None:
        if self._over:
            return
        async with self._busy:
            for do in due:
                try:
                    await do()
                except Exception as fault:
                    name = getattr(getattr(do, "func", do), "__qualname__", type(do).__name__)
                    log.error("tick failed: %s (%s)", name, type(fault).__name__)

    def start(self) -> None:
        """Begin ticking on the running loop."""
        self._over = False
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, after the tick under way is done.

        The scheduler goes last: its shutdown cancels what is under way. What it handed out a
        moment ago has not begun yet, and finds that it is over.
        """
        self._over = True
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.sleep(0)
        async with self._busy:
            pass
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
