"""Working: one of several processes that take what waits in the inbox, each person's oldest first.

What Telegram pushes is kept, encrypted, before it is told "got it"; whichever worker is free
takes it. Nobody's second update is begun before their first is over, whichever of us has that.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.services.delivering import pause_after
from bot.services.world import World
from bot.telegram.faults import NotTaken
from bot.telegram.intake import Intake
from bot.telegram.senders import Place, sender, update_number
from storage import inbox

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Most people served at once by one worker: as many as it has connections for."""
LEASE = timedelta(seconds=6)
"""How long what a dead worker had in its hands waits for another."""
RENEWED = 2.0
"""How often a worker says of what it has in its hands that it is at work on it. Unit: seconds."""
POLL = 1.0
"""How often it looks without having been called. Unit: seconds."""
MOST_CLAIMS = 10
"""Times a worker may die with an update in its hands before that update is set aside. A worker
has others in its hands as well; so many deaths on all of them are not chance."""
REST = timedelta(seconds=2)
"""How long an update rests that the database was out of reach for."""
GRACE = 4.0
"""How long what is in hand may take once we are told to stop. Unit: seconds."""


class Worker:
    """Takes updates out of the inbox of one chat, beside other workers on PostgreSQL.

    ``full`` is called when more waits than this worker has hands for.
    """

    def __init__(
        self, intake: Intake, world: World, *, source: str, full: Callable[[], None]
    ) -> None:
        self._intake, self._world, self._source, self._full = intake, world, source, full
        self._bell = asyncio.Event()
        self._out: dict[int, asyncio.Task[None]] = {}

    async def start(self, *, polled: bool = True) -> None:
        """Nothing to do before ``run``."""

    async def close(self) -> None:
        """Nothing to do after ``run``."""

    def wake(self) -> None:
        """Something waits."""
        self._bell.set()

    async def take(self, raw: dict[str, Any]) -> None:
        """Keep an update until it is taken. It may be confirmed when this returns.

        Raises:
            NotTaken: The database is out of reach; whoever sent it must keep it.
        """
        number, who = update_number(raw), sender(raw)
        if number is None or who.place is Place.ELSEWHERE:
            return
        body = json.dumps(raw).encode()
        keys, source = self._world.keys, self._source
        try:
            async with self._world.database.write() as db:
                await inbox.store_update(db, keys, source, number, body, person=who.key)
        except Exception as fault:
            log.warning("an update could not be kept", exc_info=fault)
            raise NotTaken from None
        self.wake()
        if len(self._out) >= AT_ONCE:
            self._full()

    async def run(self, stop: asyncio.Event) -> None:
        """Take what waits until told to stop; then finish what is in hand."""
        renewing = asyncio.create_task(self._renew(stop))
        halt = asyncio.create_task(stop.wait())
        halt.add_done_callback(lambda _: self._bell.set())
        failures = 0
        try:
            while not stop.is_set():
                self._bell.clear()
                try:
                    await self._claim(AT_ONCE - len(self._out))
                    failures, rest = 0, POLL
                except Exception as fault:
                    failures += 1
                    log.warning("the inbox is out of reach", exc_info=fault)
                    rest = pause_after(failures, POLL, 30.0)
                    await _wait(stop, rest)
                await _wait(self._bell, rest)
            await self._put_down()
        finally:
            halt.cancel()
            renewing.cancel()
            await asyncio.gather(renewing, halt, return_exceptions=True)

    async def _claim(self, room: int) -> None:
        if room <= 0:
            return
        keys, source = self._world.keys, self._source
        async with self._world.database.write() as db:
            claimed = await inbox.claim_oldest(db, keys, source, LEASE, most=room)
        for one in claimed:
            if one.update_id not in self._out:
                self._out[one.update_id] = asyncio.create_task(self._see_to(one))

    async def _see_to(self, one: inbox.Waiting) -> None:
        try:
            if one.attempts > MOST_CLAIMS:
                await self._intake.give_up_kept(one)
            else:
                await self._intake.settle_kept(one)
        except NotTaken:
            await self._hand_back([one.update_id], REST)
        except asyncio.CancelledError:
            await self._hand_back([one.update_id])
            raise
        except Exception as fault:
            # It comes back when its lease ends: nothing is dropped here.
            log.warning("the inbox is out of reach", exc_info=fault)
        finally:
            del self._out[one.update_id]
            self._bell.set()

    async def _renew(self, stop: asyncio.Event) -> None:
        """Keep what is in hand, to the end of the last of it."""
        while self._out or not stop.is_set():
            await asyncio.sleep(RENEWED)
            if not self._out:
                continue
            try:
                async with self._world.database.write() as db:
                    await inbox.renew(db, self._source, list(self._out), LEASE)
            except Exception as fault:
                log.warning("the inbox is out of reach", exc_info=fault)

    async def _put_down(self) -> None:
        """Finish what is in hand; what is not finished in time another worker takes."""
        if not self._out:
            return
        _, late = await asyncio.wait(list(self._out.values()), timeout=GRACE)
        for one in late:
            one.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _hand_back(self, updates: list[int], rest: timedelta = timedelta(0)) -> None:
        try:
            async with self._world.database.write() as db:
                await inbox.hand_back(db, self._source, updates, rest)
        except Exception as fault:
            log.warning("the inbox is out of reach", exc_info=fault)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
