"""Purging: drop what its class of data allows no longer, a little every hour.

What is due is a column or a key that is still there, so a stop at any moment loses nothing: the
next hour looks again. Each class has a transaction of its own, and one that fails keeps no other
waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.services.operating import ending_words, long_silence
from bot.services.operating.retaining import is_ended, older_backups
from bot.services.safeguarding.proving import KEPT as PROVED
from bot.services.talks import keeping as talk_keeping
from bot.services.world import World
from storage import (
    asked_as,
    audiences,
    audit,
    drafts,
    envelopes,
    inbox,
    invites,
    ledger,
    lessons,
    messages,
    new_ways,
    outbox,
    pictures,
    pilots,
    plans,
    proofs,
    result_doors,
    rounds,
    seen,
    signins,
    slots,
    working,
)
from storage.keys import RoundKeyGone
from surveys.ids import RoundId
from surveys.people.slots import LATE
from surveys.retention import KEPT_FOR_NEXT, SEEN, SET_ASIDE, UNDELIVERED, last_day
from surveys.rounds.round import State

log = logging.getLogger(__name__)

Job = Callable[[World], Awaitable[object]]

VACUUM_HOUR = 3
"""When the database is written anew, so that nothing deleted is left in it. Unit: hours."""


async def purge(world: World) -> None:
    """Do every class's job."""
    for job in JOBS:
        try:
            await job(world)
        except Exception as fault:
            log.error("purging failed: %s (%s)", job.__name__, type(fault).__name__)
    if world.now().astimezone(world.zone).hour == VACUUM_HOUR:
        await world.database.vacuum()


async def empty_log(world: World) -> None:
    """Empty the database's own log. What was torn up or deleted still lies there until then.

    Raises:
        CheckpointBusy: Somebody is reading; it is tried again half a minute later.
    """
    await world.database.checkpoint()


async def end_short_lived(world: World) -> None:
    """Update ids, spent or ended invitations and sign-ins, old tests of the alarm, messages
    nobody fetched, updates nobody could take, surveys nobody goes on writing."""
    today = world.today()
    async with world.database.write() as db:
        await seen.purge_seen(db, today - SEEN)
        await invites.purge_invites(db, today)
        await new_ways.purge_new_ways(db, today)
        await signins.purge_signins(db, today)
        await proofs.drop_proofs(db, before=today - PROVED)
        await outbox.purge_owed(db, today, today + UNDELIVERED)
        await inbox.purge_set_aside(db, today, today + SET_ASIDE)
        await inbox.turn_keys(db, world.keys)
        await drafts.purge_drafts(db, today)
        await pictures.drop_drafted(db, await drafts.pictures_named(db, world.keys))
        await plans.purge_plans(db, today)
        await slots.drop_lapsed(db, world.now() - LATE)
        await pilots.purge_tried(db, today)


async def end_asked(world: World) -> None:
    """Who was asked in a round goes; how many they were stays with the round."""
    span = timedelta(days=world.policy.retention.asked_days)
    async with world.database.write() as db:
        for round_ in await rounds.list_rounds(db):
            if not is_ended(round_) or world.now() < round_.closes_at + span:
                continue
            if await ledger.count(db, round_.id):
                await ledger.forget_round(db, round_.id)
                await audit.record(
                    db, at=world.now(), who=None, action="asked list dropped", about=round_.id
                )
            await audiences.drop_audience(db, round_.id)
            await asked_as.drop_asked(db, round_.id)
            await result_doors.drop_doors(db, [round_.id])
            await lessons.drop_asked(db, round_.id)


async def end_letters(world: World) -> None:
    """Letters and answers with a name on, once they were opened and answered."""
    today = world.today()
    async with world.database.write() as db:
        await messages.begin_clocks(db, last_day(today, world.policy.retention.letters_days))
        await messages.purge_messages(db, today)


async def end_trail(world: World) -> None:
    """The oldest entries of the trail; the chain holds, and says so. Slots of readers, and
    what teams learned."""
    span = timedelta(days=world.policy.retention.trail_days)
    async with world.database.write() as db:
        await audit.shorten(db, before=world.now() - span, at=world.now())
        await slots.drop_slots(db, before=world.now() - span)
        await working.drop_times(db, before=world.today() - span)
        await lessons.purge_lessons(db, world.today() - span)


async def end_backups(world: World) -> None:
    """Old backups, by the day in their names. The newest always stays."""
    span = timedelta(days=world.policy.retention.backups_days)
    for one in await asyncio.to_thread(older_backups, world.backups):
        if one.day < world.today() - span:
            await asyncio.to_thread(one.path.unlink, missing_ok=True)


async def end_keeping(world: World) -> None:
    """Envelopes that were kept for a next time that never came."""
    async with world.database.read() as db:
        held = await rounds.list_rounds(db, states={State.HELD})
    for round_ in held:
        if not world.keys.has_draft(round_.id):
            continue
        ended = round_.closes_at < world.now() - KEPT_FOR_NEXT
        if await _still_kept(world, round_.id, ended=ended):
            continue
        await world.database.checkpoint()
        if world.keys.destroy_draft(round_.id):
            world.keys.entomb(round_.id, world.today())


async def _still_kept(world: World, rid: RoundId, *, ended: bool) -> bool:
    async with world.database.write() as db:
        if ended:
            await envelopes.drop_envelopes(db, rid)
            return False
        try:
            return bool(await envelopes.load_all(db, world.keys, rid))
        except RoundKeyGone:
            return False


async def end_tombs(world: World) -> None:
    """What was sealed or erased so long ago that no backup from before can come back."""
    await asyncio.to_thread(world.keys.end_tombs, world.today())


JOBS: tuple[Job, ...] = (
    end_short_lived,
    end_keeping,
    ending_words.end_words,
    talk_keeping.forget_due,
    end_asked,
    end_letters,
    long_silence.end_people,
    ending_words.thin_results,
    end_trail,
    end_backups,
    end_tombs,
)
"""Each class's job, in the order they are done."""
