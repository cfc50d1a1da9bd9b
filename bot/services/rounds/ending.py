"""Ending a round early: everybody asked is told, every envelope goes unread, its key is destroyed.

What is done is the same for whoever had answered and whoever had not, so that it shows nobody.
The tombstone is written before the commit: no backup from before brings an envelope back, and
killed at any moment the next start finishes it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.owing import BROADCAST, To, owe
from bot.services.rounds import holding
from bot.services.world import World
from bot.wording import steering as words
from storage import audit, envelopes, ledger, outbox, people, rounds, safety_marks
from storage.rounds import Due
from surveys.people.person import Person
from surveys.rounds.round import Round, State

TRY_AGAIN = timedelta(minutes=10)
"""When a key's copy that could not be reached is tried again."""


async def cancel(db: AsyncSession, world: World, round_: Round, by: Person | None) -> bool:
    """End an open round. Its key is destroyed at the next tick, after the caller's commit.

    Returns:
        True for the one call that ended it.
    """
    ended = await rounds.claim_state(
        db, round_.id, was=State.OPEN, now=State.CANCELLED, remind_at=None, waits_since=None
    )
    if not ended:
        return False
    await rounds.look_next(db, round_.id, world.now())
    await envelopes.drop_envelopes(db, round_.id)
    await outbox.drop_owed(db, rid=round_.id)
    await safety_marks.drop_marks(db, round_.id)
    for pid in await ledger.list_asked(db, round_.id):
        person = await people.load_person(db, world.keys, pid)
        if person is not None:
            language = (await people.load_desk(db, world.keys, pid)).language
            to = To.person(person, None, BROADCAST)
            await owe(db, world, to, words.cancelled_card(round_, language), kind="notice")
    await holding.forget_standing(db, round_)
    who = by.id if by else None
    await audit.record(db, at=world.now(), who=who, action="cancelled open", about=round_.id)
    world.keys.entomb(round_.id, world.today())
    return True


async def end_due(world: World) -> int:
    """Destroy the keys of rounds that were cancelled while they were open. Idempotent."""
    async with world.database.read() as db:
        due = await rounds.list_due(db, Due.ENDING, world.now())
    for round_ in due:
        await world.database.checkpoint()
        gone = world.keys.destroy_draft(round_.id)
        world.keys.destroy_text(round_.id)
        async with world.database.write() as db:
            later = None if gone else world.now() + TRY_AGAIN
            await rounds.look_next(db, round_.id, later)
    return len(due)
