"""Fielding: open, extend and close rounds. What is due is a column, claimed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import agreeing, deciding, keeping_plans
from bot.services.asking.launching import is_as_confirmed, results_day
from bot.services.awaiting import asked_in
from bot.services.owing import BROADCAST, To, owe
from bot.services.reading import safety_reading
from bot.services.refusing import PlanRefused
from bot.services.rounds.holding import carry_over
from bot.services.rounds.reminding import next_reminder
from bot.services.rounds.telling import tell_asked
from bot.services.world import World
from bot.wording import launching as words
from storage import (
    asked_as,
    audiences,
    audit,
    envelopes,
    ledger,
    outbox,
    pauses,
    people,
    plans,
    rounds,
    tickets,
)
from storage.rounds import Due
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.tickets import draw_codes
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.protection.progress import Progress, progress
from surveys.rounds.ledger import Standing
from surveys.rounds.reminders import SETTLED
from surveys.rounds.round import Round, State, Way

ON_TIME = timedelta(minutes=10)
"""How far from its planned time a close still counts as on time."""


async def open_due(world: World) -> int:
    """Open every confirmed round whose time has come. Returns how many went on a step.

    One whose last day went by meanwhile asks nobody: it is over before it began.
    """
    due = await _due(world, Due.OPENING)
    for round_ in due:
        if round_.closes_at <= world.now():
            await _missed(world, round_)
            continue
        world.keys.make_round_keys(round_.id)
        async with world.database.write() as db:
            if await deciding.not_agreed(db, world, round_):
                continue
            asked = await _asked(db, world, round_)
            if await is_as_confirmed(db, world, round_, asked):
                await _open(db, world, round_, asked)
            else:
                await _count_again(db, world, round_, asked)
    if due:
        world.wake()
    return len(due)


async def _missed(world: World, round_: Round) -> None:
    """The program was off from before a round's opening until after its close."""
    async with world.database.write() as db:
        if not await rounds.claim_state(db, round_.id, was=State.PROPOSED, now=State.CANCELLED):
            return
        await audit.record(db, at=world.now(), who=None, action="cancelled", about=round_.id)
        await keeping_plans.hand_back(db, world, round_.id)
        if round_.proposed_by is None:
            return
        author = await people.load_person(db, world.keys, round_.proposed_by)
        if author is not None:
            card = words.missed_card(round_)
            await owe(db, world, To.person(author, None, BROADCAST), card, kind="notice")


async def _asked(db: AsyncSession, world: World, round_: Round) -> Sequence[Person]:
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return await asked_in(db, world, round_, rule)


async def _count_again(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> None:
    """Who is asked changed since it was confirmed: a second person is asked anew."""
    count = len(asked) or round_.count_asked
    await rounds.update_round(db, round_.id, confirmed_by=None, count_asked=count)
    await audit.record(db, at=world.now(), who=None, action="count again", about=round_.id)
    again = await rounds.load_round(db, round_.id)
    assert again is not None, "it is only proposed"
    await agreeing.ask_seconds(db, world, again)


async def _open(db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]) -> None:
    if not await rounds.claim_state(db, round_.id, was=State.PROPOSED, now=State.OPEN):
        return
    await plans.drop_plan_of(db, round_.id)
    empty = pack(Envelope(sitting=None), round_.envelope_size)
    if round_.way is Way.TICKET:
        codes = draw_codes(round_.count_asked, world.fresh_bytes)
        pids = [ParticipantId(world.fresh_bytes(16)) for _ in codes]
        await tickets.add_tickets(db, world.keys, round_.id, dict(zip(codes, pids, strict=True)))
    else:
        pids = [person.id for person in asked]
    await ledger.open_ledger(db, round_.id, pids)
    await asked_as.keep_asked(db, world.keys, round_.id, asked)
    await envelopes.open_envelopes(db, world.keys, round_.id, pids, empty)
    await carry_over(db, world, round_, frozenset(pids))
    soonest = world.now() + SETTLED
    remind_at = next_reminder(world, replace(round_, count_asked=len(pids)), after=soonest)
    await rounds.update_round(db, round_.id, count_asked=len(pids), remind_at=remind_at)
    await tell_asked(db, world, round_, asked, reminder=False)
    await audit.record(db, at=world.now(), who=None, action="opened", about=round_.id)


async def close_due(world: World) -> int:
    """Close every open round whose time has come. Returns how many were closed."""
    due = await _due(world, Due.CLOSING)
    for round_ in due:
        async with world.database.write() as db:
            await close(db, world, round_.id, None)
    return len(due)


async def _due(world: World, what: Due) -> list[Round]:
    """Rounds for which this is due; none while everything is paused."""
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return []
        now = world.surely() if what is Due.CLOSING else world.now()
        return await rounds.list_due(db, what, now)


async def close(db: AsyncSession, world: World, rid: RoundId, by: Person | None) -> bool:
    """Close a round now. Nothing can be answered or changed in it from this commit on.

    Where it closes at another time than was planned, that time counts from here on, and the
    day of results never comes before the safety read ends.

    Returns:
        True for the one call that closed it.
    """
    round_ = await rounds.load_round(db, rid)
    if round_ is None:
        return False
    moved: dict[str, object] = {"remind_at": safety_reading.remind_readers_at(world)}
    if abs(world.now() - round_.closes_at) > ON_TIME:
        by_then = max(round_.results_on, results_day(world, world.now()))
        late = world.now() > round_.closes_at
        moved |= {
            "closes_at": world.now(),
            "results_on": by_then if late else round_.results_on,
            "answer_by": max(round_.answer_by, by_then) if late else round_.answer_by,
        }
    if not await rounds.claim_state(db, rid, was=State.OPEN, now=State.CLOSED, **moved):
        return False
    await outbox.drop_owed(db, rid=rid)
    await audit.record(db, at=world.now(), who=by.id if by else None, action="closed", about=rid)
    closed = await rounds.load_round(db, rid)
    assert closed is not None, "it was just closed"
    await safety_reading.call_readers(db, world, closed)
    return True


async def extend(
    db: AsyncSession, world: World, rid: RoundId, closes_at: datetime, by: Person | None
) -> Round:
    """Give an open round a later close; the day of results moves with it.

    Raises:
        PlanRefused: The round is not open, or the time is not later than the present one.
    """
    round_ = await rounds.load_round(db, rid)
    if round_ is None or round_.state is not State.OPEN:
        raise PlanRefused(f'round "{rid}" is not open; see `earshot round list`')
    if closes_at <= round_.closes_at:
        raise PlanRefused(
            f'round "{rid}" closes {round_.closes_at:%d %B %Y %H:%M} UTC; an extension '
            "must be later. To end it sooner, use `earshot round close`"
        )
    results_on = max(
        round_.results_on + (closes_at - round_.closes_at), results_day(world, closes_at)
    )
    changed = replace(
        round_,
        closes_at=closes_at,
        results_on=results_on,
        answer_by=max(round_.answer_by, results_on),
    )
    waits = round_.remind_at is not None and round_.remind_at <= world.now()
    await rounds.update_round(
        db,
        rid,
        closes_at=changed.closes_at,
        results_on=changed.results_on,
        answer_by=changed.answer_by,
        remind_at=changed.remind_at if waits else next_reminder(world, changed, after=world.now()),
    )
    await audit.record(db, at=world.now(), who=by.id if by else None, action="extended", about=rid)
    return changed


async def how_far(db: AsyncSession, world: World, round_: Round) -> Progress:
    """The progress band of an open round: never a count, the same for 0 to 4 sent.

    Worked out once a day at most and kept for the day, so that nobody can watch one envelope
    arrive; on the day of the opening it is always "not enough yet".
    """
    kept = await audiences.load_band(db, round_.id)
    today = world.today()
    if kept is not None and kept[0] == today:
        return Progress(kept[1])
    sent = await ledger.count(db, round_.id, Standing.SUBMITTED)
    opened_today = round_.opens_at.astimezone(world.zone).date() == today
    band = progress(0 if opened_today else sent, round_.count_asked)
    await audiences.keep_band(db, round_.id, today, band.value)
    return band
