"""Keeping promises: whoever decides is reminded before a promise's day; once it has gone by,
everybody who was asked hears that it is late, one time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking.going_ahead import deciders_of
from bot.services.owing import BROADCAST, To, owe
from bot.services.results import answering_back
from bot.services.results.decided import load_decided
from bot.services.world import World
from bot.wording import decisions as words
from storage import audit, decisions, pauses, rounds
from surveys.ids import RoundId
from surveys.rounds import deciding
from surveys.rounds.deciding import Version
from surveys.rounds.round import Round

REMIND = timedelta(days=3)
"""How long before a promise's day whoever decides is reminded."""
SAY_LATE = timedelta(days=14)
"""How long after it those asked are still told: a program that was off for months does not begin
with old news. "What happened?" says it for good."""


async def say_due(world: World) -> int:
    """Remind whoever decides of promises that come due; say to those asked which went by.

    Returns how many promises something was said about.
    """
    today = world.today()
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        due = await decisions.list_nearing(db, today=today, until=today + REMIND)
    done = 0
    for rid in due:
        async with world.database.write() as db:
            done += await _say(db, world, rid)
    if done:
        world.wake()
    return done


async def _say(db: AsyncSession, world: World, rid: RoundId) -> int:
    round_ = await rounds.load_round(db, rid)
    if round_ is None:
        return 0
    today, versions = world.today(), await decisions.list_versions(db, rid)
    near, late = [], []
    for one in deciding.standing(versions, told=True).values():
        if one.words.due is None or one.done_on is not None or one.words.due > today + REMIND:
            continue
        if one.words.due >= today and await decisions.claim_reminder(db, rid, one.number):
            near.append(one)
        elif one.words.due < today and await decisions.claim_late(db, rid, one.number):
            late.append(one)
    told = [one for one in late if _is_news(one, world)]
    for person in await deciders_of(db, world, round_):
        for one in (*near, *told):
            card = words.due_card(round_, one, late=one in told)
            await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    if told:
        await _tell(db, world, round_, versions, told)
    return len(near) + len(told)


async def _tell(
    db: AsyncSession, world: World, round_: Round, versions: list[Version], late: list[Version]
) -> None:
    made = await load_decided(db, world, round_)
    shown = deciding.decisions_of(made.themes, versions, round_.decider, world.today())
    themes = {one.theme for one in late}
    said = tuple(one for one in shown if one.theme in themes)
    await answering_back.tell(
        db, world, round_, lambda language: [words.late_card(round_, said, language)]
    )
    await audit.record(db, at=world.now(), who=None, action="promise late", about=round_.id)


def _is_news(version: Version, world: World) -> bool:
    return version.words.due is not None and world.today() - version.words.due <= SAY_LATE
