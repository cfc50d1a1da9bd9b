"""Rehearsing: an alert end to end through the same code, marked as what it is everywhere."""

from __future__ import annotations

from datetime import date

from bot.services.safeguarding.alerting import alert
from bot.services.world import World
from bot.texts import say
from storage import audit
from surveys.safeguarding.concern import Concern, Source, Telling

PASSED = "rehearsal passed"


async def rehearse(world: World) -> Concern:
    """Begin a rehearsal of severity 3. It passes when somebody of the route acknowledges it.

    Nothing about it goes to a young person; the route, its clocks and its letters are those of
    a real concern.
    """
    concern = Concern(
        id=world.fresh_bytes(16),
        handle="",
        at=world.now(),
        source=Source.REHEARSAL,
        telling=Telling.NO_AUTHOR,
        severity=3,
        words=say("ping.rehearsal_words"),
    )
    async with world.database.write() as db:
        begun = await alert(db, world, concern)
        await audit.record(
            db, at=world.now(), who=None, action="rehearsal begun", about=begun.handle
        )
    world.wake()
    return begun


async def last_rehearsal(world: World) -> date | None:
    """The day of the last rehearsal that passed, in the organisation's zone; None for never."""
    async with world.database.read() as db:
        entries = await audit.list_audit(db)
    passed = [entry.at for entry in entries if entry.action == PASSED]
    return passed[-1].astimezone(world.zone).date() if passed else None
