"""Reminding: everybody asked who has not opted out is reminded, with the same words, by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.rounds.telling import tell_asked
from bot.services.world import World
from storage import ledger, pauses, people, rounds
from storage.rounds import Due
from surveys.rounds.ledger import Standing
from surveys.rounds.reminders import most_reminders, reminders
from surveys.rounds.round import Round, State

TOO_LATE = timedelta(hours=12)
"""A reminder later than this after its time is skipped, not sent in the night."""


async def remind_due(world: World) -> int:
    """Send the reminders that are due, the same to everyone who has not opted out.

    A reminder more than 12 hours late (after an outage) is skipped. At most two a round, one
    where fewer than six are asked. Returns for how many rounds one was due.
    """
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        due = await rounds.list_due(db, Due.REMINDING, world.now())
    due = [round_ for round_ in due if world.now() < round_.closes_at]
    for round_ in due:
        async with world.database.write() as db:
            fresh = await rounds.load_round(db, round_.id)
            if fresh is not None and fresh.remind_at == round_.remind_at:
                await _remind(db, world, fresh)
    if due:
        world.wake()
    return len(due)


async def pass_over(world: World) -> int:
    """Send no reminder whose time has come: a backup was put back, and one of them may have gone
    out since it was made. Call it before anything is sent. Returns for how many rounds.

    One that did not go out is passed over with it: too seldom is better than twice.
    """
    async with world.database.write() as db:
        going = [one for one in await rounds.list_rounds(db) if one.state is State.OPEN]
        due = [one for one in going if one.remind_at and one.remind_at <= world.now()]
        for round_ in due:
            said = replace(round_, reminders_sent=round_.reminders_sent + 1)
            later = next_reminder(world, said, after=world.now())
            await rounds.update_round(
                db, round_.id, reminders_sent=said.reminders_sent, remind_at=later
            )
    return len(due)


async def _remind(db: AsyncSession, world: World, round_: Round) -> None:
    assert round_.remind_at is not None, "it is due"
    if round_.state is not State.OPEN:
        return
    late = world.now() - round_.remind_at > TOO_LATE
    changed = replace(round_, reminders_sent=round_.reminders_sent + (not late))
    await rounds.update_round(
        db,
        round_.id,
        reminders_sent=changed.reminders_sent,
        remind_at=next_reminder(world, changed, after=round_.remind_at),
    )
    if late:
        return
    pids = await ledger.list_asked(db, round_.id)
    out = set(await ledger.list_standing(db, round_.id, Standing.OPTED_OUT))
    asked = [await people.load_person(db, world.keys, pid) for pid in pids if pid not in out]
    await tell_asked(db, world, round_, [one for one in asked if one], reminder=True)


def next_reminder(world: World, round_: Round, *, after: datetime) -> datetime | None:
    """When an open round reminds next; None where it has said enough, or time runs out.

    Once it has reminded people, all that is left is the day before the close.
    """
    if round_.reminders_sent >= most_reminders(round_.count_asked):
        return None
    found = reminders(round_.opens_at, round_.closes_at, round_.count_asked, world.zone)
    left = found[-1:] if round_.reminders_sent else found
    return next((at for at in left if at > after), None)
