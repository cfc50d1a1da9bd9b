"""Ticks: APScheduler calls, every few seconds, what main hands it. It holds no business."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Due = Callable[[], Awaitable[object]]


class Ticks:
    """Calls each of ``due``, in order, every ``seconds`` and once at the start.

    What is due lies in the database; a missed tick loses nothing. One that fails is logged by
    its name and kind of fault, and does not keep the others from running.
    """

    def __init__(self, due: Sequence[Due], *, seconds: float = 2.0) -> None:
        self._due = tuple(due)
        self._busy = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=seconds,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    async def tick(self) -> None:
        """Do everything that is due now. Also called by tests, with their own clock."""
        async with self._busy:
            for do in self._due:
                try:
                    await do()
                except Exception as fault:
                    name = getattr(do, "__name__", type(do).__name__)
                    log.error("tick failed: %s (%s)", name, type(fault).__name__)

    def start(self) -> None:
        """Begin ticking on the running loop."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, after the tick under way is done."""
        self._scheduler.shutdown(wait=False)
        async with self._busy:
            pass
