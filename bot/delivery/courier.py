"""Drain the outbox: claim, commit, send, and a short transaction to say it is done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.marking import Marks, Remember, Sent, is_message
from bot.delivery.pacing import NOTING, Pace
from bot.delivery.timing import Timer
from bot.outgoing import Answer, Outgoing, Say
from bot.services import unasked
from bot.services.chat import tidying
from bot.services.delivering import Carrier, DeliveryFault, pause_after
from bot.services.owing import BROADCAST, HELP, OUTGOING, REPLY
from bot.services.safeguarding import clocking
from bot.services.world import World
from storage import outbox, pauses
from storage.handing import Train
from storage.outbox import Owed
from storage.owed_no_longer import drop_owed_there
from storage.unasked import set_going
from surveys.ids import MessageId
from surveys.people.person import Address, Chat

log = logging.getLogger(__name__)

Lost = Callable[[AsyncSession, World, Owed], Awaitable[None]]

AT_ONCE = 64
"""Most messages claimed and not yet sent: some two seconds' worth at Telegram's pace."""

ROOM_FOR_MANY = AT_ONCE // 2
"""With less room only what somebody waits for is claimed; what goes to many, many at a time."""

LEASE = timedelta(seconds=60)
"""How long a claim lasts if this process dies with it."""

GRACE = 4.0
"""How long a message on its way may take once we are told to stop. Unit: seconds."""

WAITS_HERE = 5.0
"""A longer wait is kept in the database, not in memory. Unit: seconds."""

LONGEST_REST = 30.0
BEHIND = 1.0
GATHERS = 0.025
"""How long what has arrived waits for more, to be marked in one commit. Unit: seconds."""
PUT_BACK = timedelta(seconds=2)
"""A clock that goes back by more was put back; by less it is being kept right."""

NO_CHAT = 1800.0
"""How long something rests that is for a chat which is switched off. Unit: seconds."""

MOST_BUGS = 8
"""Attempts at something that fails in our own code before it is given up."""


class Courier:
    """Delivers what is owed, each person's in order, whoever is waiting first."""

    lease = LEASE

    def __init__(  # noqa: PLR0913  # each is named by the caller
        self,
        world: World,
        carriers: Mapping[Chat, Carrier],
        *,
        remember: Remember = tidying.remember,
        lost: Lost = clocking.ping_lost,
        paces: Mapping[Chat, Pace] | None = None,
        timer: Timer | None = None,
        longest_rest: float = LONGEST_REST,
        gathers: float = 0.0,
    ) -> None:
        """``gathers``: see ``Marks``; a house that runs says ``GATHERS``."""
        self._world = world
        self._carriers = carriers
        self._lost = lost
        self._paces = {Chat.TELEGRAM: Pace()} if paces is None else paces
        self._timer = timer or Timer()
        self._longest_rest = longest_rest
        self._bell = asyncio.Event()
        self._halt = asyncio.Event()
        self._out: dict[MessageId, asyncio.Task[None]] = {}
        self._behind = False
        self._marks = Marks(world, remember, gathers)
        self._arrived_since: dict[Address, bool] = {}
        self._latest: datetime | None = None

    def wake(self) -> None:
        """Something new is owed."""
        self._bell.set()

    def has_room(self) -> bool:
        """Whether more can be handed over; see ``bot.services.world.Hand``."""
        return self._room() > 0 and not self._halt.is_set()

    def take(self, trains: Sequence[Train]) -> None:
        """Deliver what was claimed in the transaction that owes it, now that it is committed."""
        for train in trains:
            task = asyncio.create_task(self._see_off(train, looked_for=False))
            self._out |= dict.fromkeys((owed.id for owed in train), task)

    async def arrived(self, address: Address) -> None:
        """A page has been opened: what waited for it is due at once."""
        if address in self._arrived_since:
            self._arrived_since[address] = True
        async with self._world.database.write() as db:
            await outbox.hasten(db, self._world.keys, address, self._world.now())
        self.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; then finish what is on its way and leave the rest owed."""
        self._halt = stop
        failures, is_first = 0, True
        while not stop.is_set():
            self._bell.clear()
            try:
                if is_first:
                    await self._free_claims()
                    is_first = False
                if await self._claim():
                    continue
                self._behind = bool(self._out)
                rest = await self._rest()
                failures = 0
            except Exception as fault:
                failures += 1
                log.warning("the outbox is out of reach", exc_info=fault)
                rest = pause_after(failures)
                self._bell.clear()
            await self._wait(rest)
        await self._stop(GRACE)
        self._halt = asyncio.Event()

    async def drain(self) -> int:
        """Deliver all that is due now; return how many things were delivered."""
        before = self._marks.count
        try:
            while True:
                # One that ends while we claim may leave the next to the same chat due.
                was_busy = bool(self._out)
                claimed = await self._claim()
                if self._out:
                    await asyncio.wait(self._out.values(), return_when=asyncio.FIRST_COMPLETED)
                elif not claimed and not was_busy:
                    return self._marks.count - before
        except asyncio.CancelledError:
            await self._stop(0.0)
            raise

    async def abandon(self) -> None:
        """Stop at once what is on its way. It stays owed: somebody else may send it by now."""
        await self._stop(0.0)

    async def _wait(self, seconds: float) -> None:
        waits = [asyncio.ensure_future(e.wait()) for e in (self._bell, self._halt)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _free_claims(self) -> None:
        async with self._world.database.write() as db:
            await outbox.free_claims(db)
            await outbox.turn_back(db, self._world.now())

    async def _rest(self) -> float:
        """How long nothing will be due. Something on its way wakes us when it is done, where
        anything waits that may wait behind it."""
        async with self._world.database.read() as db:
            lowest = await _lowest(db)
            due = await outbox.next_due(db, lowest=lowest)
            if not await outbox.is_any_waiting(db, self._world.now(), lowest=lowest):
                self._behind = False
        if due is None:
            return self._longest_rest
        soon = (due - self._world.now()).total_seconds()
        if soon > 0:
            return min(self._longest_rest, soon)
        # What is due and was not claimed waits behind something to the same chat.
        return self._longest_rest if self._out else BEHIND

    def _room(self) -> int:
        """How many more may be claimed; what has arrived takes none any more."""
        return AT_ONCE - (len(self._out) - len(self._marks))

    async def _claim(self) -> int:
        """Claim what is due, at most one for each chat, and send it off; return how many."""
        room = self._room()
        if room <= 0:
            return 0
        world, now = self._world, self._world.now()
        async with world.database.write() as db:
            if self._latest is not None and now < self._latest - PUT_BACK:
                await outbox.turn_back(db, now, self._latest)
            lowest = REPLY if room < ROOM_FOR_MANY else await _lowest(db)
            claimed = await outbox.claim_due(
                db, world.keys, now, limit=room, lease=LEASE, lowest=lowest
            )
            fresh = [owed for owed in claimed if owed.id not in self._out]
            # What is just being put down has no second pair of hands yet: it is looked for again.
            held = [owed.id for owed in claimed if owed.id in self._out]
            if held:
                await outbox.let_wait(db, held)
            going = await unasked.let_go(db, world, fresh)
        self._latest = now
        for owed in going:
            self._out[owed.id] = asyncio.create_task(self._see_off((owed,), looked_for=True))
        return len(fresh)

    async def _see_off(self, train: Train, *, looked_for: bool) -> None:
        """Deliver what one chat is told, in order, or decide when to try again."""
        to = train[0].to
        self._arrived_since[to] = False
        sent: list[Sent] = []
        try:
            for place, owed in enumerate(train):
                if place and not self._goes_on(owed, sent):
                    await self._let_wait(train[place:], None)
                    break
                until = await self._deliver(owed, sent)
                if until is not None:
                    await self._let_wait(train[place:], until)
                    break
            await self._marks.mark(sent)
        except Exception as fault:
            # What was claimed comes back when its lease ends: nothing is dropped here.
            log.warning("the outbox is out of reach", exc_info=fault)
        finally:
            self._arrived_since.pop(to, None)
            for owed in train:
                self._out.pop(owed.id, None)
            if looked_for or self._behind:
                self.wake()

    def _goes_on(self, owed: Owed, sent: Sequence[Sent]) -> bool:
        """Whether the next thing to a chat goes at once. Otherwise it waits in the database,
        where help overtakes it and what is torn up is dropped. Of two messages the first is
        marked before the second goes: a crash repeats one at most."""
        pace = self._paces.get(owed.to.chat)
        waits = pace is not None and pace.wait(self._timer.now(), owed.to, broadcast=False) > 0.0
        return not waits and not self._halt.is_set() and not any(is_message(one) for one in sent)

    async def _let_wait(self, train: Train, until: datetime | None) -> None:
        """Put the first off until then, where a time is given; the others wait behind it."""
        behind = train if until is None else train[1:]
        async with self._world.database.write() as db:
            if until is not None:
                await outbox.postpone(db, train[0].id, until)
            if behind:
                await outbox.let_wait(db, [owed.id for owed in behind])
                self._behind = True
        if until is not None and self._arrived_since.get(train[0].to):
            # The page was opened while this was being put off until it is.
            await self.arrived(train[0].to)

    async def _deliver(self, owed: Owed, sent: list[Sent]) -> datetime | None:
        """Deliver one thing. Return None when it is over with, else when to try again."""
        carrier = self._carriers.get(owed.to.chat)
        if carrier is None:
            return self._later(NO_CHAT)
        try:
            said = OUTGOING.validate_json(owed.body)
        except ValidationError:
            log.warning("something owed cannot be read and is given up")
            await self._give_up(owed)
            return None
        if owed.id not in self._marks:
            wait = await self._turn(owed, said)
            if wait:
                return self._later(0.0 if self._halt.is_set() else wait)
            await self._set_going(owed, said)
            try:
                self._marks.note(owed.id, await carrier.deliver(owed.to.number, said))
            except DeliveryFault as fault:
                return await self._judge(owed, fault)
            except Exception as bug:
                log.warning("a carrier broke", exc_info=bug)
                if owed.attempts < MOST_BUGS:
                    return self._later(pause_after(owed.attempts))
                await self._give_up(owed)
                return None
        sent.append((owed, said))
        return None

    async def _set_going(self, owed: Owed, said: Outgoing) -> None:
        """An invitation that a crash leaves on its way is not sent again: a reply that somebody
        waits for had better come twice than never, but who did not ask is not asked twice."""
        if owed.rank != BROADCAST:
            return
        goes = self._timer.now() + NOTING
        if isinstance(said, Say) and said.ask is not None:
            async with self._world.database.write() as db:
                await set_going(db, owed.id)
        early = goes - self._timer.now()
        if early > 0.0 and owed.to.chat in self._paces:
            await self._timer.nap(early, self._halt)

    async def _turn(self, owed: Owed, said: Outgoing) -> float:
        """Wait for this message's turn; return how long is still to wait if that is too long."""
        pace = self._paces.get(owed.to.chat)
        if pace is None or isinstance(said, Answer):
            return 0.0
        broadcast = owed.rank == BROADCAST
        while (wait := pace.wait(self._timer.now(), owed.to, broadcast=broadcast)) > 0.0:
            if wait > WAITS_HERE or self._halt.is_set():
                return wait
            await self._timer.nap(wait, self._halt)
        pace.spend(self._timer.now(), owed.to, broadcast=broadcast)
        return 0.0

    async def _judge(self, owed: Owed, fault: DeliveryFault) -> datetime | None:
        if fault.absent:
            return await self._wait_for_page(owed)
        if fault.permanent:
            if not fault.unreachable:
                log.warning("something owed was refused for good: %s", fault.args[0])
            await self._give_up(owed)
            return None
        if fault.retry_after is not None:
            pace = self._paces.get(owed.to.chat)
            if pace is not None:
                pace.hold(self._timer.now(), owed.to, fault.retry_after)
            return self._later(fault.retry_after)
        return self._later(pause_after(owed.attempts))

    async def _wait_for_page(self, owed: Owed) -> datetime | None:
        """A reopened page asks the engine again; only what must be seen once waits for it."""
        if owed.kind != "notice":
            await self._give_up(owed)
            return None
        if owed.pid is not None:
            async with self._world.database.write() as db:
                keys = self._world.keys
                await drop_owed_there(db, keys, owed.to, owed.pid, "prompt", "answer")
        # A minute would lie beside their id, and the trail has what was done in that minute.
        # Opening a page makes it due; a full hour asks again in case that was missed.
        return self._later(3600.0).replace(minute=0, second=0, microsecond=0)

    async def _give_up(self, owed: Owed) -> None:
        """It can never be delivered. What was urgent to somebody has to go another way."""
        async with self._world.database.write() as db:
            await outbox.give_up(db, owed.id)
            if owed.rank == HELP and owed.kind == "notice" and owed.pid is not None:
                await self._lost(db, self._world, owed)

    def _later(self, seconds: float) -> datetime:
        return self._world.now() + timedelta(seconds=seconds)

    async def _stop(self, grace: float) -> None:
        """Let what is on its way arrive. What is not sent stays owed."""
        if not self._out:
            return
        _, late = await asyncio.wait(list(self._out.values()), timeout=grace)
        for lane in late:
            lane.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self._marks.close()


async def _lowest(db: AsyncSession) -> int:
    """The lowest rank that goes out now: while everything is paused, nothing unasked."""
    return BROADCAST if await pauses.load_pause(db) is None else REPLY
