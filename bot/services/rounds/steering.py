"""Steering one open round: let it wait, let it go on, end it early, or let it come no more."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.owing import BROADCAST, To, owe
from bot.services.rounds import fielding
from bot.services.world import World
from bot.wording import steering as words
from storage import audit, ledger, people, rounds
from surveys.people.person import Person
from surveys.rounds.rhythm import at_wall
from surveys.rounds.round import Round, State

SHORT = timedelta(hours=1)
"""A wait under this, within which nothing would have closed, moves no day."""


async def wait(db: AsyncSession, world: World, round_: Round, by: Person | None) -> bool:
    """Let an open round wait: nobody is reminded, and it does not close. Everybody asked is told.

    Returns:
        False where it is not open, or waits already.
    """
    if round_.state is not State.OPEN or round_.waits_since is not None:
        return False
    await rounds.update_round(db, round_.id, waits_since=world.now())
    await _tell_asked(db, world, round_, words.waits_card)
    who = by.id if by else None
    await audit.record(db, at=world.now(), who=who, action="waits", about=round_.id)
    return True


async def go_on(db: AsyncSession, world: World, round_: Round, by: Person | None) -> Round | None:
    """Let a round that waits go on. It gets whole days back, and closes at the hour it said.

    Returns:
        The round as it is now; None where it did not wait.
    """
    if round_.state is not State.OPEN or round_.waits_since is None:
        return None
    await rounds.update_round(db, round_.id, waits_since=None)
    waited = world.now() - round_.waits_since
    if waited >= SHORT or world.now() >= round_.closes_at:
        closes = round_.closes_at.astimezone(world.zone)
        later = closes.date() + timedelta(days=max(1, ceil(waited / timedelta(days=1))))
        closes_at = at_wall(later, closes.time(), world.zone)
        await fielding.extend(db, world, round_.id, closes_at, by)
    who = by.id if by else None
    await audit.record(db, at=world.now(), who=who, action="goes on", about=round_.id)
    again = await rounds.load_round(db, round_.id)
    assert again is not None, "it was just there"
    await _tell_asked(db, world, again, words.goes_on_card)
    return again


async def _tell_asked(db: AsyncSession, world: World, round_: Round, card: words.ToAsked) -> None:
    """Tell everybody asked the same; also whoever wanted no reminders: it is none."""
    for pid in await ledger.list_asked(db, round_.id):
        person = await people.load_person(db, world.keys, pid)
        if person is not None:
            language = (await people.load_desk(db, world.keys, pid)).language
            said: Say = card(round_, language)
            to = To.person(person, round_.id, BROADCAST)
            await owe(db, world, to, said, kind="notice")
