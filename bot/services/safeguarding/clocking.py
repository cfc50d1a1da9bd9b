"""Clocking: what is done about a concern when its time comes and nobody did anything.

Times are columns in UTC: a restart, a missed tick and a change of the clocks lose nothing. Each
concern has a transaction of its own, so that one that cannot be read keeps no other waiting.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.alarming import alarm
from bot.services.safeguarding.keeping import keep
from bot.services.safeguarding.pinging import (
    AFTER,
    called,
    has_arrived,
    remind,
    tell_author,
    tell_next,
)
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.wording.days import moment
from bot.wording.plain import defuse
from storage import audit, concerns, people
from storage.outbox import Owed
from surveys.ids import ParticipantId
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed, PingState, Telling
from surveys.safeguarding.plan import NoReply
from surveys.safeguarding.routing import Due

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=1)
"""When a concern whose clock broke is tried again."""
SERIOUS = 2
"""The severity from which nothing said in time may mean telling, as the policy decides."""


async def clock_due(world: World) -> int:
    """Do everything whose time has come; return for how many concerns something was."""
    now = world.now()
    async with world.database.read() as db:
        due = await concerns.list_due_ids(db, now)
    done = 0
    for cid in due:
        try:
            async with world.database.write() as db:
                concern = await concerns.claim_due(db, world.keys, cid, now)
                if concern is not None:
                    await _do(db, world, concern)
                    done += 1
        except Exception as fault:
            log.error("a concern's clock stopped (%s)", type(fault).__name__)
            await _set_aside(world, cid)
    if done:
        world.wake()
    return done


async def ping_lost(db: AsyncSession, world: World, owed: Owed) -> None:
    """A message was given up. If it was a ping, the next person is told at the next tick."""
    for concern in await concerns.list_concerns(db, world.keys):
        for told in concern.pings:
            if told.message == owed.id and told.state == "owed" and concern.seen_by is None:
                await keep(db, world, _with_state(concern, told.to, "lost"))
                return


async def _set_aside(world: World, cid: bytes) -> None:
    """Something about one concern breaks: try again in a minute, and say that it does."""
    try:
        async with world.database.write() as db:
            await concerns.postpone(db, cid, world.now() + AGAIN)
            await alarm(db, world, "stopped")
    except Exception as fault:
        log.error("administrators could not be told (%s)", type(fault).__name__)
    else:
        world.wake()


async def _do(db: AsyncSession, world: World, concern: Concern) -> None:
    now, plan = world.now(), world.policy.plan
    due = {what for what, at in routing.pending(concern, plan).items() if at <= now}
    if Due.OUT_OF_TIME in due:
        await concerns.drop_concern(db, concern.id)
        await audit.record(db, at=now, who=None, action="concern deleted", about=concern.handle)
        return
    if Due.OFFER_OVER in due:
        await _end_offer(db, world, concern)
        return
    if Due.UNREACHED in due:
        concern = await _check_arrival(db, world, concern)
    told = routing.newest_ping(concern)
    if told is not None and told.state in {"lost", "late"}:
        concern = await _pass_unreached(db, world, concern)
    elif Due.UNSEEN in due:
        concern = await tell_next(db, world, concern)
    if Due.UNOPENED in due:
        await tell_author(db, world, concern, "unopened_now" if concern.is_urgent else "unopened")
        concern = concern.done(Deed(now, routing.UNOPENED))
    if Due.LATE in due:
        concern = await _say_late(db, world, concern)
    if Due.REVIEW in due:
        await alarm(db, world, "unreviewed")
        concern = replace(concern, review_by=now + routing.REVIEW_WITHIN)
        concern = concern.done(Deed(now, "review of the opening is late"))
    await keep(db, world, concern)


async def _end_offer(db: AsyncSession, world: World, concern: Concern) -> None:
    """Choices were shown and none was made: what was told at the start is done."""
    tells = world.policy.plan.sev2_no_reply is NoReply.TELL and concern.severity >= SERIOUS
    if not tells:
        await concerns.drop_concern(db, concern.id)
        return
    told = replace(concern, telling=Telling.TOLD_FIRST)
    told = told.done(Deed(world.now(), "no choice made in time"))
    first = next(iter(routing.route(told, await list_responders(db, world))), None)
    if first is not None:
        await tell_author(db, world, told, "no_reply", who=called(first.nick, first.role))
    await keep(db, world, await tell_next(db, world, told, after=AFTER))


async def _check_arrival(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """The newest ping has arrived by now, or is late."""
    told = routing.newest_ping(concern)
    assert told is not None, "only what was sent can be late"
    if told.state != "owed":
        return concern
    arrived = await has_arrived(db, world, told)
    return _with_state(concern, told.to, "arrived" if arrived else "late")


async def _pass_unreached(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """The newest ping is late or refused: the next person at once, and administrators know."""
    told = routing.newest_ping(concern)
    assert told is not None, "only what was sent can be late"
    person = await people.load_person(db, world.keys, told.to)
    name = "" if person is None else called(person.nick, person.role)
    concern = _with_state(concern, told.to, "passed")
    concern = concern.done(Deed(world.now(), routing.NOT_DELIVERED, words=name))
    await alarm(db, world, "undelivered", rehearsal=concern.is_rehearsal)
    return await tell_next(db, world, concern)


async def _say_late(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """A step, or the promise of one, is late: the author hears it once, the route each day."""
    assert concern.seen_by is not None, "only what somebody has seen can be late"
    assert concern.seen_at is not None, "whoever has seen it did so at a time"
    now, said = world.now(), [d.at for d in concern.deeds if d.what == routing.LATE]
    since = concern.next_step_by or concern.seen_at
    if not said or said[-1] < since:
        seer = await people.load_person(db, world.keys, concern.seen_by)
        who = called(seer.nick, seer.role) if seer else called("", _LEAD)
        if concern.next_step_by is not None:
            when, words = moment(concern.next_step_by, world.zone), defuse(concern.next_step)
            await tell_author(db, world, concern, "late", who=who, when=when, words=words)
        else:
            await tell_author(db, world, concern, "no_step", who=who)
    await remind(db, world, concern, concern.seen_by, "late")
    concern = concern.done(Deed(now, routing.LATE))
    responders = await list_responders(db, world)
    found = routing.next_to_tell(concern, responders)
    fresh = found is not None and not found[1]
    return await tell_next(db, world, concern) if fresh else concern


def _with_state(concern: Concern, to: ParticipantId, state: PingState) -> Concern:
    pings = tuple(replace(one, state=state) if one.to == to else one for one in concern.pings)
    return replace(concern, pings=pings)


_LEAD = routing.ORDER[0]
