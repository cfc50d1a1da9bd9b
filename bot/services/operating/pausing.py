"""Pausing: nothing goes out unasked, no round opens, reminds or closes, until somebody resumes.

Safety never pauses: words are still looked at for danger, people on the rota are still told,
numbers are still shown, closed rounds are still read for safety. Whoever answers may go on.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Spoken, Visit
from bot.services.owing import HELP, To, owe
from bot.services.rounds.fielding import extend
from bot.services.world import World
from bot.texts import say
from bot.wording.days import moment
from storage import audit, pauses, people, rounds
from storage.pauses import Pause
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.rounds.round import Round, State

SHORT = timedelta(hours=1)
"""A pause under this, within which nothing would have closed, moves no day."""


async def pause(world: World, by: Person | None) -> bool:
    """Pause everything. ``by`` is None at the command line. False where it is paused already."""
    async with world.database.write() as db:
        if by is not None and not may(by.role, Deed.PAUSE):
            return False
        who = None if by is None else by.id
        if not await pauses.begin_pause(db, world.now(), who):
            return False
        await audit.record(db, at=world.now(), who=who, action="paused", about="everything")
        await _tell_staff(db, world, by, "pausing.begun")
    world.wake()
    return True


async def resume(world: World, by: Person | None) -> bool:
    """Go on. No round closes sooner than it was to: each gets the days back that the pause took.

    Returns:
        False where nothing is paused, or for whoever may not.
    """
    async with world.database.write() as db:
        if by is not None and not may(by.role, Deed.PAUSE):
            return False
        ended = await pauses.end_pause(db)
        if ended is None:
            return False
        who = None if by is None else by.id
        await audit.record(db, at=world.now(), who=who, action="resumed", about="everything")
        for round_ in await rounds.list_rounds(db, states={State.OPEN, State.PROPOSED}):
            await _give_back(db, world, round_, ended, by)
        await _tell_staff(db, world, by, "pausing.ended")
    world.wake()
    return True


async def since_when(world: World) -> str:
    """When the pause began, in words; "" where nothing is paused."""
    async with world.database.read() as db:
        now = await pauses.load_pause(db)
    return "" if now is None else moment(now.since, world.zone)


async def with_word_of_it(db: AsyncSession, world: World, here: Visit, said: Spoken) -> Spoken:
    """Tell whoever writes, once in a pause, that everything is paused and nothing is lost.

    Nothing comes before what somebody needs at once.
    """
    now = await pauses.load_pause(db)
    if now is None or here.who is None or said.rank == HELP:
        return said
    once = (here.address, now.since)
    if once in world.told_of_pause:
        return said
    world.told_of_pause.add(once)
    return replace(said, said=(Say(text=say("paused.told", here.language)), *said.said))


async def _give_back(
    db: AsyncSession, world: World, round_: Round, ended: Pause, by: Person | None
) -> None:
    days = days_back(world, round_, ended)
    if not days:
        return
    closes_at = later(world, round_.closes_at, days)
    if round_.remind_at is not None and round_.remind_at > ended.since:
        remind_at = later(world, round_.remind_at, days)
        await rounds.update_round(db, round_.id, remind_at=remind_at)
    if round_.state is State.OPEN:
        await extend(db, world, round_.id, closes_at, by)
        return
    moved = timedelta(days=days)
    await rounds.update_round(
        db,
        round_.id,
        closes_at=closes_at,
        results_on=round_.results_on + moved,
        answer_by=round_.answer_by + moved,
    )


def days_back(world: World, round_: Round, ended: Pause) -> int:
    """How many whole days a round gets back, so that it still closes at the hour it said."""
    now, began = world.now(), max(ended.since, round_.opens_at)
    if round_.state is State.PROPOSED and (round_.confirmed_by is None or now < round_.opens_at):
        return 0
    if now - ended.since < SHORT and now < round_.closes_at:
        return 0
    return max(1, math.ceil((now - began) / timedelta(days=1)))


def later(world: World, at: datetime, days: int) -> datetime:
    """The same hour of the wall clock, so many days on."""
    wall = at.astimezone(world.zone) + timedelta(days=days)
    return wall.astimezone(at.tzinfo)


async def _tell_staff(db: AsyncSession, world: World, by: Person | None, key: str) -> None:
    for person in await people.list_people(db, world.keys):
        if may(person.role, Deed.PAUSE) and (by is None or person.id != by.id):
            name = say("pausing.at_computer") if by is None else by.nick or say("crew.no_name")
            said = Say(text=say(key, name=name), guarded=True)
            await owe(db, world, To.person(person), said, kind="notice")
