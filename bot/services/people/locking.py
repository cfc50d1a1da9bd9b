"""Locking: three pictures, chosen by a person, that guard their open envelope in the browser.

A personal link or a slip opens a chat for whoever holds it. The lock lies inside the envelope,
encrypted with the rest; nothing outside says that there is one. Only how long somebody has to
wait after wrong tries is kept in memory: a restart begins that wait anew, and forgets no try.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Visit, visit
from bot.services.people.enrolling import open_to
from bot.services.world import World
from storage import envelopes, ledger, people
from storage.owed_no_longer import drop_owed_there
from surveys.anonymity.envelope import PICTURES, Envelope, Pictures, pack
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Person
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round

FREE_TRIES = 5
"""Wrong tries before each further one has to wait."""

FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0
"""The wait after the fifth wrong try; it doubles with each. Unit: seconds."""

MOST_WRONG = 99
"""Wrong tries are counted up to here; the wait is at its longest long before."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try. ``wait`` is 0 where another may be made at once. Unit: seconds."""

    is_open: bool
    wait: float = 0.0


class Locks(Protocol):
    """What the browser chat asks about a chat's lock. ``number`` is the browser chat's."""

    async def stands(self, number: int) -> bool:
        """Whether a lock guards an open envelope of theirs."""
        ...

    async def put_on(self, number: int, pictures: Pictures) -> bool:
        """Set or change the lock. False where they have no open envelope."""
        ...

    async def try_open(self, number: int, pictures: Pictures) -> Tried:
        """Try three pictures."""
        ...

    async def tear_up(self, number: int) -> None:
        """The pictures are forgotten: an empty envelope takes the place of each one of theirs."""
        ...


class NoLocks:
    """No envelope has a lock: for pages that are shown without a house."""

    async def stands(self, number: int) -> bool:
        """None does."""
        return False

    async def put_on(self, number: int, pictures: Pictures) -> bool:
        """There is nothing to put it on."""
        return False

    async def try_open(self, number: int, pictures: Pictures) -> Tried:
        """It is open."""
        return Tried(is_open=True)

    async def tear_up(self, number: int) -> None:
        """There is nothing to tear up."""


def are_pictures(chosen: tuple[int, ...]) -> bool:
    """Whether these are three different pictures."""
    return len(chosen) == len(set(chosen)) == 3 and all(0 <= one < PICTURES for one in chosen)


def wait_after(wrong: int) -> float:
    """How long the next try has to wait after so many wrong ones. Unit: seconds."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (wrong - FREE_TRIES))


@dataclass(slots=True)
class PictureLocks:
    """The locks of everybody's envelopes. ``ticks`` is a clock that never goes back."""

    world: World
    ticks: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _waits: dict[ParticipantId, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._began = self.ticks()

    async def stands(self, number: int) -> bool:
        """Whether a lock guards an open envelope of theirs."""
        async with self.world.database.read() as db:
            _, theirs = await self._theirs(db, number)
        return any(envelope.lock is not None for _, envelope in theirs)

    async def put_on(self, number: int, pictures: Pictures) -> bool:
        """Set or change the lock of every open envelope of theirs."""
        async with self.world.database.write() as db:
            here, theirs = await self._theirs(db, number, lock=True)
            for round_, envelope in theirs:
                locked = replace(envelope, lock=pictures, wrong=0)
                await self._keep(db, here, round_, locked)
        return bool(theirs)

    async def try_open(self, number: int, pictures: Pictures) -> Tried:
        """Try three pictures. Right ones are put on envelopes that came since, too."""
        async with self.world.database.write() as db:
            here, theirs = await self._theirs(db, number, lock=True)
            locks = [envelope.lock for _, envelope in theirs if envelope.lock is not None]
            if here.pid is None or not locks:
                return Tried(is_open=True)
            wrong = max(envelope.wrong for _, envelope in theirs)
            left = self._left(here.pid, wrong)
            if left > 0:
                return Tried(is_open=False, wait=left)
            is_right = any([_same(lock, pictures) for lock in locks])
            wrong = 0 if is_right else min(MOST_WRONG, wrong + 1)
            for round_, envelope in theirs:
                lock = pictures if is_right else envelope.lock
                await self._keep(db, here, round_, replace(envelope, lock=lock, wrong=wrong))
            wait = wait_after(wrong)
            self._waits[here.pid] = self.ticks() + wait
        return Tried(is_right, wait)

    async def tear_up(self, number: int) -> None:
        """Put an empty envelope in the place of each of theirs, as ``/withdraw`` does."""
        async with self.world.database.write() as db:
            here, theirs = await self._theirs(db, number, lock=True)
            if here.pid is None or all(envelope.lock is None for _, envelope in theirs):
                return
            for round_, envelope in theirs:
                await self._keep(db, here, round_, envelope.torn_up())
                keys, rid = self.world.keys, round_.id
                await drop_owed_there(db, keys, here.address, here.pid, rid=rid)
                if await ledger.standing(db, round_.id, here.pid) is Standing.SUBMITTED:
                    await ledger.mark(db, round_.id, here.pid, Standing.INVITED)
            if isinstance(here.who, Person):
                desk = replace(here.desk, round_tag="", waiting="")
                await people.save_desk(db, self.world.keys, here.who.id, desk)
            self._waits.pop(here.pid, None)

    def _left(self, pid: ParticipantId, wrong: int) -> float:
        until = self._waits.get(pid, self._began + wait_after(wrong))
        return max(0.0, until - self.ticks())

    async def _theirs(
        self, db: AsyncSession, number: int, *, lock: bool = False
    ) -> tuple[Visit, list[tuple[Round, Envelope]]]:
        here = await visit(db, self.world, Address(Chat.WEB, number))
        return here, await open_to(db, self.world, here, lock=lock)

    async def _keep(
        self, db: AsyncSession, here: Visit, round_: Round, envelope: Envelope
    ) -> None:
        assert here.pid is not None, "an envelope is somebody's"
        packed = pack(envelope, round_.envelope_size)
        await envelopes.save_envelope(db, self.world.keys, round_.id, here.pid, packed)


def _same(lock: Pictures, tried: Pictures) -> bool:
    return hmac.compare_digest(bytes(lock), bytes(tried))
