"""A clock for a courier that goes as fast as the courier is done: hours in a minute, over HTTP."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta
from typing import cast

from bot.delivery.courier import Courier
from bot.delivery.timing import Timer


class Hurry(Timer):
    """Simulated time. It moves on to the next wait's end once everything under way waits.

    What is on its way over HTTP or to the database takes none of it.
    """

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.passed = 0.0
        self._waits: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> float:
        return self.passed

    def wall(self) -> datetime:
        """The simulated time of day."""
        return (self.start + timedelta(seconds=self.passed)).astimezone(UTC)

    async def nap(self, seconds: float, stop: asyncio.Event) -> None:
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waits, (self.passed + seconds, next(self._numbers), over))
        await over

    async def run(self, courier: Courier) -> None:
        """Move on whenever all that the courier has under way is waiting. Cancel it at the end."""
        under_way = cast(dict[object, object], courier._out)
        while True:
            await asyncio.sleep(0)
            if not self._waits or len(self._waits) < len(under_way):
                await asyncio.sleep(0.0005)
                continue
            at = self._waits[0][0]
            self.passed = max(self.passed, at)
            while self._waits and self._waits[0][0] <= at + 1e-9:
                heapq.heappop(self._waits)[2].set_result(None)
