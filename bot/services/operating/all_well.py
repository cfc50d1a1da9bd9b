"""All well: once a day one line to the administrators, whose absence is the alarm.

At a fixed hour, and never in quiet hours. Where something is not well the line says which part,
in words of the machine. It says nothing about anybody, and does not hang on what anybody does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.operating.pausing import since_when
from bot.services.owing import To, owe
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.texts import say
from storage import people, well_days
from storage.well_days import Said
from surveys.people.person import Person
from surveys.people.quiet import is_quiet
from surveys.people.roles import Role

log = logging.getLogger(__name__)

HOUR = 10
"""From this hour of the wall clock on it is said. Unit: hours."""
EVERY = 30.0
"""How often it is looked whether it is that hour. Unit: seconds."""
LOOK_AGAIN = timedelta(hours=1)
"""How often it is looked whether all is well, for whoever waits to hear it."""

Look = Callable[[], Awaitable[Sequence[str]]]
"""Looks at everything; gives the parts that are not well, each a word or two."""
Tell = Callable[[], Awaitable[object]]
"""Tells somebody outside that all is well."""


@dataclass(slots=True)
class AllWell:
    """Says it. ``look`` finds what is wrong, once a day; ``glance`` the worst of it, at little
    cost, and ``tell`` is called every hour in which that finds nothing."""

    world: World
    look: Look
    tell: Tell | None = None
    glance: Look | None = None
    _looked_at: datetime | None = field(default=None)

    async def run(self, stop: asyncio.Event) -> None:
        """Say it every day until told to stop. A look under way is broken off."""
        stopped = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            turn = asyncio.create_task(self._turn())
            await asyncio.wait((turn, stopped), return_when=asyncio.FIRST_COMPLETED)
            turn.cancel()
            await asyncio.gather(turn, return_exceptions=True)
            await asyncio.wait((stopped,), timeout=EVERY)

    async def _turn(self) -> None:
        try:
            await self.say_due()
            await self.tell_due()
        except Exception as fault:
            log.error("it could not be said whether all is well (%s)", type(fault).__name__)

    async def say_due(self) -> Said | None:
        """Say today's line, if it is time and it was not said. Returns what was said."""
        world = self.world
        local = world.now().astimezone(world.zone)
        if local.hour < HOUR or is_quiet(world.now(), world.zone, world.policy.quiet.hours):
            return None
        async with world.database.read() as db:
            last = await well_days.find_said(db)
            if last is not None and last.day >= local.date():
                return None
            known = await _keepers(db, world)
        if not known:
            return None  # Nobody would have it: it waits for somebody to come.
        said = Said(local.date(), ", ".join(dict.fromkeys(await self.look())))
        since = await since_when(world)
        async with world.database.write() as db:
            if not await well_days.claim_day(db, said, world.now()):
                return None
            for person in known:
                language = (await people.load_desk(db, world.keys, person.id)).language
                text = _line(said, since, language)
                text = say("ping.rehearsal", language, text=text) if world.rehearsal else text
                line = Say(text=text)
                await owe(db, world, To.through_pause(person), line, kind="notice")
        world.wake()
        return said

    async def tell_due(self) -> bool:
        """Once an hour: tell whoever waits outside, if all is well. Returns whether it was."""
        now = self.world.now()
        if self.tell is None:
            return False
        if self._looked_at is not None and timedelta() <= now - self._looked_at < LOOK_AGAIN:
            return False
        self._looked_at = now
        if wrong := await (self.glance or self.look)():
            log.warning("nobody outside is told that all is well: %s", ", ".join(wrong))
            return False
        await self.tell()
        return True


def _line(said: Said, paused_since: str, language: str) -> str:
    if not said.is_well:
        return say("well.wrong", language, what=said.wrong)
    if paused_since:
        return say("well.paused", language, when=paused_since)
    return say("well.all", language)


async def _keepers(db: AsyncSession, world: World) -> list[Person]:
    """Every administrator; where there is none, whoever is told first of concerns."""
    found = await people.list_people(db, world.keys, role=Role.ADMIN)
    if found:
        return found
    rota = await list_responders(db, world)
    known = [await people.load_person(db, world.keys, one.pid) for one in rota[:1]]
    return [person for person in known if person is not None]
