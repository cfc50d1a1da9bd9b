"""Coming again: the next wave of a round that has a rhythm is proposed by itself, in good time.

It is proposed and no more: whoever decides accepts it by tap, a second person says yes, and nobody
is asked again before they heard what came of the last time. Where that does not come in time its
author hears so; it opens later, or lapses and the next one is proposed in its turn.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import deciding, launching
from bot.services.asking.launching import LaunchRefused, Plan
from bot.services.asking.repeating import OVER
from bot.services.asking.rhythms import NOTICE, next_opened
from bot.services.owing import BROADCAST, To, owe
from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.wording import coming_again as words
from storage import audiences, audit, pauses, people, rounds
from storage.rounds import Due
from surveys.definitions.mistakes import SurveyMistake
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.rhythm import Rhythm, at_wall
from surveys.rounds.round import Round, State

AGAIN = timedelta(hours=20)
"""How soon it is tried again where something stands in a wave's way."""
AT_FIRST = timedelta(hours=12)
"""The author hears why within this of the first try, and not at each further one."""
LONGEST_STEM = 36
"""Of a series' key, so that a wave's number fits behind it."""
ANSWER_AFTER = timedelta(days=21)


async def come_due(world: World) -> int:
    """Propose the waves whose time has come; end those that nobody said yes to. Nothing in a
    pause."""
    now = world.now()
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        due = await rounds.list_due(db, Due.REPEATING, now)
        late = await rounds.list_due(db, Due.LAPSING, now)
    for round_ in due:
        async with world.database.write() as db:
            fresh = await rounds.load_round(db, round_.id)
            if fresh is not None and fresh.again_at == round_.again_at:
                await _next_wave(db, world, fresh)
    for round_ in late:
        async with world.database.write() as db:
            await _lapse(db, world, round_.id)
    if due or late:
        world.wake()
    return len(due) + len(late)


async def stop(db: AsyncSession, world: World, round_: Round, by: Person | None) -> bool:
    """Let no further wave come by itself. Returns False where none would."""
    if round_.again_at is None:
        return False
    await rounds.update_round(db, round_.id, again_at=None, rhythm=Rhythm.ONCE)
    who = by.id if by else None
    await audit.record(db, at=world.now(), who=who, action="rhythm stopped", about=round_.id)
    return True


async def _next_wave(db: AsyncSession, world: World, round_: Round) -> None:
    """Propose the wave after this one, or put it off, or end the rhythm, and say so."""
    opens = _opens(world, round_)
    first = await rounds.load_round(db, RoundId(round_.series or round_.id))
    author = await _author(db, world, round_)
    if opens is None or first is None or author is None or first.state is State.CANCELLED:
        await stop(db, world, round_, None)
        await _tell(db, world, author, words.over_card(round_))
        return
    if round_.state not in OVER | {State.CANCELLED}:
        await rounds.update_round(db, round_.id, again_at=world.now() + AGAIN)
        return
    plan = await _plan(db, world, round_, opens, author)
    by = author if round_.proposed_by is not None else None
    try:
        async with db.begin_nested():
            made = await launching.propose(db, world, plan, by)
    except (LaunchRefused, PlanRefused, SurveyMistake) as refused:
        assert round_.again_at is not None, "it is due"
        if world.now() - (opens - NOTICE) < AT_FIRST:
            why = refused.why if isinstance(refused, LaunchRefused) else str(refused)
            await _tell(db, world, author, words.waits_card(round_, opens, why))
        await rounds.update_round(db, round_.id, again_at=world.now() + AGAIN)
        return
    await rounds.update_round(db, round_.id, again_at=None)
    await _tell(db, world, author, words.proposed_card(made))


def _opens(world: World, round_: Round) -> datetime | None:
    """When the next wave opens: the next period that is still to come. One a period, whatever
    was missed in between."""
    opens = next_opened(world, round_, round_.opens_at)
    while opens is not None and opens <= world.now():
        opens = next_opened(world, round_, opens)
    return opens


async def _plan(
    db: AsyncSession, world: World, round_: Round, opens: datetime, author: Person
) -> Plan:
    """The same again, as long as it was planned to be, for whoever decides now."""
    decider = await deciding.decider_in(db, world, round_.decider_id)
    wall = opens.astimezone(world.zone).replace(tzinfo=None) + timedelta(minutes=round_.lasts)
    # The first was proposed at some second; it closed on the minute, and so do all.
    closes = at_wall(wall.date(), wall.time().replace(second=0, microsecond=0), world.zone)
    first = await rounds.load_round(db, RoundId(round_.series or round_.id)) or round_
    # A wave that closed late, as the computer was off, shortens nobody's time to answer.
    promised = max(_promised(world, first), _promised(world, round_))
    after = promised if timedelta(0) < promised <= deciding.LATEST_ANSWER else ANSWER_AFTER
    rule = await audiences.load_audience(db, world.keys, RoundId(round_.series or round_.id))
    return Plan(
        key=await _fresh_key(db, round_),
        survey=round_.survey,
        audience=rule,
        closes_at=closes,
        answer_by=wall.date() + after,
        makers=round_.makers,
        decider=round_.decider if decider is None else decider.nick,
        decider_id=round_.decider_id,
        space=round_.space,
        voice=round_.voice,
        keeper=author,
        way=round_.way,
        opens_at=opens,
        compare=tuple(Breakdown(one.trait, one.questions) for one in round_.breakdowns),
        again=round_.id,
        rhythm=round_.rhythm,
        lasts=round_.lasts,
    )


def _promised(world: World, round_: Round) -> timedelta:
    """How long after its close an answer back was promised."""
    return round_.answer_by - round_.closes_at.astimezone(world.zone).date()


async def _fresh_key(db: AsyncSession, round_: Round) -> RoundId:
    stem, number = (round_.series or round_.id)[:LONGEST_STEM], 2
    taken = {one.id for one in await rounds.list_rounds(db)}
    while RoundId(f"{stem}-{number}") in taken:
        number += 1
    return RoundId(f"{stem}-{number}")


async def _lapse(db: AsyncSession, world: World, rid: RoundId) -> None:
    """A wave that waits for a yes: its author hears once that it opens later, and then that it
    asks nobody, its last day having gone by."""
    round_ = await rounds.load_round(db, rid)
    if round_ is None or round_.state is not State.PROPOSED or round_.confirmed_by is not None:
        return
    author = await _author(db, world, round_)
    if world.now() < round_.closes_at:
        await rounds.update_round(db, rid, remind_at=None)
        await _tell(db, world, author, words.late_card(round_))
        return
    if await rounds.claim_state(db, rid, was=State.PROPOSED, now=State.CANCELLED):
        await audit.record(db, at=world.now(), who=None, action="lapsed", about=rid)
        await _tell(db, world, author, words.lapsed_card(round_))


async def _author(db: AsyncSession, world: World, round_: Round) -> Person | None:
    """Who sees it through: whoever keeps it, or proposed it."""
    for pid in (round_.keeper_id, round_.proposed_by):
        found = None if pid is None else await people.load_person(db, world.keys, pid)
        if found is not None:
            return found
    return None


async def _tell(db: AsyncSession, world: World, person: Person | None, card: Say) -> None:
    if person is not None:
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
