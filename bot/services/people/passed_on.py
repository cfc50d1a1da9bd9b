"""Passed on: what of somebody's own words went to a person, for /mydata and /deleteme (X3, X5)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Visit
from bot.services.safeguarding.keeping import keep
from bot.services.world import World
from bot.texts import say
from bot.wording.days import moment
from bot.wording.noticing import First
from bot.wording.plain import defuse
from storage import concerns, people
from surveys.ids import ParticipantId
from surveys.safeguarding.concern import Concern


async def list_mine(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """Their own concerns, in lines: the words, whom they went to and when. None: no lines."""
    lines: list[str] = []
    for concern in await _theirs(db, world, here.pid):
        when = moment(concern.at, world.zone, here.language)
        words = f"“{defuse(concern.words)}”"
        if not concern.is_live:
            lines += [say("mine.offered", here.language, when=when), words]
            continue
        first = await _went_to(db, world, concern, here.language)
        lines += [say("mine.passed_on", here.language, when=when, first=first), words]
    return lines


async def forget_offers(
    db: AsyncSession, world: World, pid: ParticipantId, language: str
) -> list[str]:
    """Forget what they were only asked about; say what stays, as a person was told of it.

    What stays keeps what they were called: whoever was told of it knows who it is, or can have it
    opened by two.
    """
    stays: list[str] = []
    person = await people.load_person(db, world.keys, pid)
    for concern in await _theirs(db, world, pid):
        if concern.is_live:
            first = await _went_to(db, world, concern, language)
            stays.append(say("erase.passed_on", language, first=first))
            await keep(db, world, replace(concern, nick=person.nick if person else ""))
        else:
            await concerns.drop_concern(db, concern.id)
    return list(dict.fromkeys(stays))


async def _theirs(db: AsyncSession, world: World, pid: ParticipantId | None) -> list[Concern]:
    if pid is None:
        return []
    return [one for one in await concerns.list_concerns(db, world.keys) if one.author == pid]


async def _went_to(db: AsyncSession, world: World, concern: Concern, language: str) -> str:
    """Who was told first, by name and job; the lead where they have left."""
    for pid in concern.alerted:
        told = await people.load_person(db, world.keys, pid)
        if told is not None:
            return First(told.nick, told.role).named(language)
    return str(world.policy.safeguarding_lead)
