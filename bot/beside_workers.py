"""Beside workers: what a house on PostgreSQL does so that several processes are one Earshot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.services.guessing import WrongCodes
from bot.services.world import World
from bot.telegram.polling import pause
from storage import inbox
from storage.holding import OWED, TOLD, count_workers

log = logging.getLogger(__name__)

LOOK = 1.0
"""How often the house looks whether something is owed that no bell told it of, and at the start
whether the workers are done with what waited. Unit: seconds."""
COUNTED = 30.0
"""How often the workers are counted. Unit: seconds."""

WRONG, TAKEN_BACK = "w", "t"
"""Kinds of marks: a wrong code, and six words that were tried."""


@dataclass(slots=True)
class Listening:
    """What this house hears: something is owed, and codes that were tried with a worker."""

    world: World
    lost: Callable[[], None]
    is_lost: bool = False

    async def run(self) -> None:
        """Hear until the hold on the database is lost, and say so."""
        assert self.world.database.hold is not None, "only on PostgreSQL"
        await self.world.database.hold.watch(self._hear, (OWED, TOLD))
        log.error("the lock on the database was lost: nothing more is sent")
        self.is_lost = True
        self.lost()

    def _hear(self, bell: str, said: str) -> None:
        if bell == OWED:
            self.world.wake()
            return
        _, kind, mark = (*said.split(":", 2), "", "")[:3]
        counts: dict[str, WrongCodes] = {
            WRONG: self.world.wrong_codes,
            TAKEN_BACK: self.world.take_backs,
        }
        if kind in counts:
            counts[kind].heard(mark)


async def until_caught_up(world: World, caught_up: asyncio.Event, stop: asyncio.Event) -> None:
    """Say when the workers have taken what waited at the start; then rest until the stop.

    That no worker is there is said in the log: what Telegram brings waits at Telegram then.
    """
    seen: float = 0.0
    while not stop.is_set():
        try:
            if not caught_up.is_set():
                async with world.database.read() as db:
                    if not await inbox.count_waiting(db):
                        caught_up.set()
            if seen <= 0.0:
                seen = COUNTED
                if not await count_workers(world.database.writer):
                    log.warning("no worker is at work: what Telegram brings has to wait")
        except Exception as fault:
            log.warning("the inbox is out of reach (%s)", type(fault).__name__)
        wait = seen if caught_up.is_set() else LOOK
        await pause(stop, wait)
        seen -= wait
