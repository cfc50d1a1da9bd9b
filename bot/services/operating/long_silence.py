"""Long silence: whoever was not heard from for too long is told once, and later forgotten.

Nobody who works here, nor anybody who is asked in an open round. Any word or tap keeps them:
``knowing.heard_from`` notes its month, and with it what they were told no longer counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services.operating.retaining import is_ended
from bot.services.owing import BROADCAST, To, owe
from bot.services.people import forgetting
from bot.services.world import World
from bot.texts import say
from bot.wording.days import dated
from storage import ledger, people, rounds
from surveys.ids import ParticipantId
from surveys.people.person import Desk, Person
from surveys.people.quiet import is_quiet
from surveys.retention import last_day

TOLD_BEFORE = timedelta(weeks=6)
"""How long before they are forgotten somebody is told so, once."""


async def end_people(world: World) -> None:
    """Forget whoever was silent for too long; tell whoever soon will have been.

    Whoever was asked for their six words and typed none is not marked for that any longer.
    """
    async with world.database.write() as db:
        busy = await _asked_now(db)
        for person in await people.list_people(db, world.keys):
            desk = await _noted(db, world, person)
            if person.role.is_staff or person.id in busy:
                continue
            heard = date.fromisoformat(f"{desk.month}-01")
            until = last_day(heard, world.policy.retention.people_days)
            if until < world.today():
                await forgetting.forget_silent(db, world, person)
            elif until - TOLD_BEFORE < world.today() and desk.told != desk.month:
                await _tell(db, world, person, desk, until)


async def _asked_now(db: AsyncSession) -> set[ParticipantId]:
    return {
        pid
        for round_ in await rounds.list_rounds(db)
        if not is_ended(round_)
        for pid in await ledger.list_asked(db, round_.id)
    }


async def _noted(db: AsyncSession, world: World, person: Person) -> Desk:
    """Their desk, with a month to count from, and no mark of six words that never came."""
    desk = await people.load_desk(db, world.keys, person.id)
    month = desk.month or f"{world.today():%Y-%m}"
    waiting = "" if desk.waiting == "take_back" else desk.waiting
    if (month, waiting) == (desk.month, desk.waiting):
        return desk
    fresh = replace(desk, month=month, waiting=waiting)
    await people.save_desk(db, world.keys, person.id, fresh)
    return fresh


async def _tell(db: AsyncSession, world: World, person: Person, desk: Desk, until: date) -> None:
    """Say by when they are forgotten, and how to stay. By day, once, and never again: whoever
    cannot be reached is not sought."""
    if is_quiet(world.now(), world.zone, world.policy.quiet.hours):
        return
    told = replace(desk, told=desk.month)
    await people.save_desk(db, world.keys, person.id, told)
    here = Button(label=say("silence.here", desk.language), press="keepme")
    text = say("silence.soon", desk.language, day=dated(until, desk.language))
    card = Say(text=text, rows=((here,),))
    await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    world.wake()
