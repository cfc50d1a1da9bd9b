"""Take updates to their commit, exactly once and in order, and only then let them be confirmed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Update

from bot.outgoing import Leave
from bot.services.delivering import pause_after
from bot.services.owing import To, owe
from bot.services.safeguarding import helping
from bot.services.world import World
from bot.telegram import polling
from bot.telegram.context import App, Told, claimed, out_of_reach
from bot.telegram.faults import AlreadyTaken, Kept, NotTaken, from_inbox, raised
from bot.telegram.lanes import Lanes
from bot.telegram.senders import Place, Sender, sender, update_number
from bot.telegram.straight import Straight
from storage import inbox
from surveys.people.person import Address, Chat

log = logging.getLogger(__name__)

Raw = dict[str, Any]
Received = tuple[Raw, Sender]

TRIES = 3
"""Times a handler may raise on one update before it is set aside."""

PATIENCE = 40
"""Times the database may seem out of reach for one update before that update is suspected:
about twenty minutes of polling."""

AT_ONCE = 20
"""Most updates of one person served out of one batch. More wait in the inbox, all of them."""

_ALL = 1_000_000
_WINDOW = 100


class Intake:
    """Where the updates of one chat come in. Nothing is confirmed that is not committed.

    ``caught_up`` is set once the backlog of before the start is served: no round may be closed
    before it. ``refused`` is set when Telegram refuses the token. ``beat`` is when updates were
    last asked for or taken.
    """

    def __init__(
        self,
        application: App,
        *,
        source: str,
        world: World,
        on_set_aside: Told = helping.set_aside,
        on_recovered: Told = helping.recovered,
    ) -> None:
        self.application = application
        self.caught_up = asyncio.Event()
        self.refused = asyncio.Event()
        self.beat: datetime = world.now()
        self._source, self._world = source, world
        self._on_set_aside, self._on_recovered = on_set_aside, on_recovered
        self._straight = Straight(application)
        self._lanes = Lanes()
        self._inbox: Counter[int] = Counter()
        self._strikes: Counter[int] = Counter()
        self._sorry: set[Address] = set()
        self._serving: asyncio.Task[None] | None = None
        self._is_closed, self._drained = asyncio.Event(), asyncio.Event()
        self._calm = asyncio.Event()
        self._calm.set()

    async def take(self, raw: Raw) -> None:
        """Take one raw update to its commit. It may be confirmed when this returns.

        Raises:
            NotTaken: The database is out of reach; whoever sent it must keep it.
        """
        who = sender(raw)
        async with self._lanes.hold(who.key):
            if self._inbox[who.key]:
                await self._put_off(who.key, [raw])
            else:
                await self._settle(raw, who)
        self.heard()

    async def settle_kept(self, one: inbox.Waiting) -> None:
        """Take an update out of the inbox to its commit, which takes it from there.

        Raises:
            NotTaken: The database is out of reach; it waits there still.
        """
        await self._out_of_inbox(one, self._settle)

    async def give_up_kept(self, one: inbox.Waiting) -> None:
        """Set an update out of the inbox aside untried, and tell its sender.

        Raises:
            NotTaken: The database is out of reach; it waits there still.
        """

        async def give_up(raw: Raw, who: Sender) -> None:
            await self._set_aside(raw, one.update_id, who)

        await self._out_of_inbox(one, give_up)

    async def _out_of_inbox(
        self, one: inbox.Waiting, do: Callable[[Raw, Sender], Awaitable[object]]
    ) -> None:
        raw, waited = json.loads(one.raw), Kept()
        mark = from_inbox.set(waited)
        try:
            await do(raw, sender(raw))
        finally:
            from_inbox.reset(mark)
        if not waited.gone:  # it was taken before, or had no effect
            async with self._world.database.write() as db:
                await inbox.finish(db, self._source, one.update_id)
        self.heard()

    async def take_batch(self, batch: Sequence[Raw]) -> list[Raw]:
        """Take a batch, people side by side; return what was not taken, in order."""
        theirs: dict[int, list[Received]] = {}
        for raw in batch:
            who = sender(raw)
            theirs.setdefault(who.key, []).append((raw, who))
        self._calm.clear()
        try:
            taking = [self._take_theirs(key, one) for key, one in theirs.items()]
            # One at a time is most of a day; it needs no task of its own.
            left = [await taking[0]] if len(taking) == 1 else await asyncio.gather(*taking)
        finally:
            self._calm.set()
        self.heard()
        return [raw for some in left for raw in some]

    async def poll(self, stop: asyncio.Event) -> None:
        """Ask Telegram for updates until told to stop. See ``polling``."""
        await self.start(stop)
        await polling.poll(self, stop)
        await self.close()

    async def start(self, stop: asyncio.Event | None = None, *, polled: bool = True) -> None:
        """Serve what waits in the inbox. Call it where updates are pushed (``polled=False``).

        Tries until the database can be read, or until told to stop.
        """
        failures = 0
        while stop is None or not stop.is_set():
            try:
                async with self._world.database.read() as db:
                    kept = await inbox.list_waiting(db, self._world.keys, self._source, _ALL)
                break
            except Exception as fault:
                failures += 1
                log.warning("the inbox is out of reach", exc_info=fault)
                await polling.pause(stop or self._is_closed, pause_after(failures))
        else:
            return
        self._inbox = Counter(sender(json.loads(one.raw)).key for one in kept)
        if not polled:
            self._drained.set()
        self._serve_inbox()
        self.look_whether_caught_up()

    async def close(self) -> None:
        """Finish the update in hand. What waits in the inbox stays there."""
        self._is_closed.set()
        if self._serving is not None:
            await self._serving

    def heard(self) -> None:
        """The way in is alive."""
        self.beat = self._world.now()

    def nothing_waits(self) -> None:
        """Telegram has no more updates for now: the backlog of before the start has come in."""
        self._drained.set()
        self.look_whether_caught_up()

    def look_whether_caught_up(self) -> None:
        """Set ``caught_up`` once everything has come in and been served."""
        if self._drained.is_set() and not self._inbox:
            self.caught_up.set()

    async def _take_theirs(self, key: int, some: list[Received]) -> list[Raw]:
        """Take one person's part of a batch; return what was not taken, in order."""
        async with self._lanes.hold(key):
            all_of_it = [raw for raw, _ in some]
            if self._inbox[key] or len(some) > AT_ONCE:
                try:
                    await self._put_off(key, all_of_it)
                except NotTaken:
                    return all_of_it
                return []
            for place, (raw, who) in enumerate(some):
                try:
                    await self._settle(raw, who)
                except NotTaken:
                    return all_of_it[place:]
        return []

    async def _settle(self, raw: Raw, who: Sender) -> bool:
        """Take one update to its commit; False when it had to be set aside."""
        number = update_number(raw)
        if number is None:
            log.warning("an update without a number was passed over")
            return True
        for _ in range(TRIES):
            try:
                await self._serve(raw, number, who)
            except AlreadyTaken:
                self._world.wake()
            except Exception as fault:
                log.warning("an update could not be handled", exc_info=fault)
                if not out_of_reach(fault):
                    continue
                self._strike(number, who)
                break
            self._strikes.pop(number, None)
            await self._say_recovered(who)
            return True
        await self._set_aside(raw, number, who)
        return False

    async def _serve(self, raw: Raw, number: int, who: Sender) -> None:
        if who.place is Place.ELSEWHERE:
            return
        if who.place is Place.CROWD:
            async with claimed(self._world, self._source, number) as db:
                if who.chat is not None:
                    await owe(db, self._world, To(self._address(who.chat)), Leave(), kind="notice")
            return
        if await self._straight.take(raw, number):
            return
        update = Update.de_json(raw, self.application.bot)
        faults: list[Exception] = []
        mark = raised.set(faults)
        try:
            await self.application.process_update(update)
        finally:
            raised.reset(mark)
        if faults:
            raise faults[0]

    def _strike(self, number: int, who: Sender) -> None:
        """The database seems out of reach. Believe it, unless it is always this one update."""
        if who.place is Place.PRIVATE and who.chat is not None:
            self._sorry.add(self._address(who.chat))
        self._strikes[number] += 1
        if self._strikes[number] < PATIENCE:
            raise NotTaken
        del self._strikes[number]

    async def _set_aside(self, raw: Raw, number: int, who: Sender) -> None:
        """Put an update nobody could take out of the way, encrypted, and tell its sender."""
        told = self._on_set_aside if who.place is Place.PRIVATE else None
        for tell in (told, None):
            try:
                async with claimed(self._world, self._source, number) as db:
                    body = json.dumps(raw).encode()
                    await inbox.set_aside(db, self._world.keys, self._source, number, body)
                    if tell is not None and who.chat is not None:
                        await tell(db, self._world, self._address(who.chat))
            except AlreadyTaken:
                return
            except Exception as fault:
                log.warning("an update could not be set aside", exc_info=fault)
                if out_of_reach(fault):
                    raise NotTaken from None
            else:
                log.warning("an update was set aside")
                return
        raise NotTaken

    async def _say_recovered(self, who: Sender) -> None:
        """Tell somebody, once, that the database was out of reach and is not any more."""
        if who.chat is None or (address := self._address(who.chat)) not in self._sorry:
            return
        self._sorry.discard(address)
        try:
            async with self._world.database.write() as db:
                await self._on_recovered(db, self._world, address)
        except Exception as fault:
            log.warning("somebody could not be told of a recovery", exc_info=fault)
        else:
            self._world.wake()

    async def _put_off(self, key: int, some: Sequence[Raw]) -> None:
        """Keep updates, encrypted, for later. They may be confirmed when this returns."""
        numbered = {
            number: json.dumps(raw).encode()
            for raw in some
            if (number := update_number(raw)) is not None
        }
        if not numbered:
            return
        try:
            async with self._world.database.write() as db:
                keys, source = self._world.keys, self._source
                kept = await inbox.store_updates(db, keys, source, numbered, person=key)
        except Exception as fault:
            log.warning("updates could not be put off", exc_info=fault)
            raise NotTaken from None
        self._inbox[key] += kept
        self._serve_inbox()

    def _serve_inbox(self) -> None:
        if self._inbox and (self._serving is None or self._serving.done()):
            self._serving = asyncio.create_task(self._serve_what_waits())

    async def _serve_what_waits(self) -> None:
        failures = 0
        while self._inbox and not self._is_closed.is_set():
            try:
                async with self._world.database.read() as db:
                    kept = await inbox.list_waiting(db, self._world.keys, self._source, _WINDOW)
                theirs: dict[int, list[inbox.Waiting]] = {}
                for one in kept:
                    theirs.setdefault(sender(json.loads(one.raw)).key, []).append(one)
                if not theirs:
                    self._inbox.clear()
                await asyncio.gather(*(self._serve_theirs(k, some) for k, some in theirs.items()))
                failures = 0
            except Exception as fault:
                failures += 1
                log.warning("the inbox is out of reach", exc_info=fault)
                await polling.pause(self._is_closed, pause_after(failures))
        self.look_whether_caught_up()

    async def _serve_theirs(self, key: int, some: Sequence[inbox.Waiting]) -> None:
        for one in some:
            # What came in just now goes first; between two batches there is always room for one.
            await self._calm.wait()
            if self._is_closed.is_set():
                return
            async with self._lanes.hold(key):
                await self.settle_kept(one)
                self._inbox[key] -= 1
                if self._inbox[key] <= 0:
                    del self._inbox[key]

    def _address(self, number: int) -> Address:
        return Address(Chat(self._source), number)
