"""Watching: what an administrator has to know about the machine, told once and kept in sight.

In memory: after a restart it is found out again. Nothing here is about somebody who answers.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime

from bot.outgoing import Say
from bot.services.owing import HELP, To, owe
from bot.services.world import World
from bot.texts import say
from storage import audit, people
from surveys.people.roles import Role

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Alarms:
    """What stands now: when Telegram began to refuse the token, when codes were guessed, and
    when the check for danger failed."""

    world: World
    telegram_refused_at: datetime | None = None
    wrong_codes_at: datetime | None = None
    check_failed_at: datetime | None = None
    _telling: set[asyncio.Task[None]] = field(default_factory=set)

    async def watch_telegram(self, refused: asyncio.Event, stop: asyncio.Event) -> None:
        """Wait for Telegram to refuse the token (T7), and say so; or until told to stop."""
        waits = [asyncio.ensure_future(event.wait()) for event in (refused, stop)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if refused.is_set():
            self.telegram_refused_at = self.world.now()
            await self._tell("telegram_refused")

    def many_wrong_codes(self) -> None:
        """Codes are being guessed (C3). Whoever calls this has counted."""
        self.wrong_codes_at = self.world.now()
        task = asyncio.get_running_loop().create_task(self._tell("wrong_codes"))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    def check_failed(self) -> None:
        """The check for danger could not run (G3). Told once: not when, nor how often, it was
        wanted."""
        if self.check_failed_at is not None:
            return
        self.check_failed_at = self.world.now()
        task = asyncio.get_running_loop().create_task(self._tell("check_failed"))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def settle(self) -> None:
        """Wait until everybody was told of what was noticed so far."""
        await asyncio.gather(*self._telling)

    async def _tell(self, what: str) -> None:
        """Owe every administrator one message, and note in the trail that it was said."""
        world = self.world
        try:
            async with world.database.write() as db:
                for person in await people.list_people(db, world.keys, role=Role.ADMIN):
                    told = Say(text=say(f"alarm.{what}"))
                    await owe(db, world, To.person(person, rank=HELP), told, kind="notice")
                await audit.record(db, at=world.now(), who=None, action=f"alarm {what}", about="")
        except Exception as fault:
            # The page still shows it; a full disk must not end the program's other work.
            log.error("administrators could not be told (%s)", type(fault).__name__)
        else:
            world.wake()
