"""Reading slots: a reader starts one, takes a break, stops; and their minutes, for pay.

Nobody else starts one, nothing asks for one, and at night there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from bot.texts import say
from bot.wording.launching import title
from bot.wording.time import what_words
from storage import people, rounds, slots, working
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.people.slots import Slot, end_of, is_open, next_month, opens_again
from surveys.safeguarding.readers import Supporter

HISTORY = timedelta(days=400)
"""How far back a reader's own list goes."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Time as it is paid. It says nothing of what was read, or decided.

    Args:
        name: Whose, by first name.
        day: When it began.
        what: The title of the round that was read, or what it was for.
        minutes: Whole.
        pid: Whose.
    """

    name: str
    day: date
    what: str
    minutes: int
    pid: ParticipantId


def shut_until(world: World) -> datetime | None:
    """When reading opens again; None while it is open."""
    now = world.now()
    return None if is_open(now, world.zone) else opens_again(now, world.zone)


def minutes_now(world: World) -> int:
    """How long a slot would last that is started now. Unit: minutes, whole."""
    now = world.now()
    ends = end_of(now, world.policy.reading.minutes, world.zone)
    return max(1, (ends - now) // timedelta(minutes=1))


async def running(world: World, pid: ParticipantId) -> Slot | None:
    """The slot a reader is in."""
    async with world.database.read() as db:
        return await find_running(db, world, pid)


async def find_running(db: AsyncSession, world: World, pid: ParticipantId) -> Slot | None:
    """``running``, inside a transaction."""
    slot = await slots.find_newest(db, pid)
    return slot if slot is not None and slot.is_running(world.now()) else None


async def start(db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId) -> Slot | None:
    """The reader pressed the button: their slot with this round. One that runs goes on with the
    end it has; one with another round is stopped. None at night.
    """
    now = world.now()
    before = await slots.find_newest(db, pid, lock=True)
    if before is not None and before.is_running(now):
        if before.rid == rid:
            await slots.note_tap(db, before, now)
            return before
        await slots.stop_slot(db, before, now)
    if not is_open(now, world.zone):
        return None
    ends = end_of(now, world.policy.reading.minutes, world.zone)
    slot = Slot(world.fresh_bytes(16), pid, rid, began=now, ends=ends, last=now)
    await slots.add_slot(db, slot)
    return slot


async def tap(world: World, pid: ParticipantId) -> None:
    """The reader did something in their slot, or took a break in it: that time is paid."""
    async with world.database.write() as db:
        slot = await find_running(db, world, pid)
        if slot is not None:
            await slots.note_tap(db, slot, world.now())


async def stop(world: World, pid: ParticipantId) -> None:
    """The reader stops. What was decided stays; what lay open goes back to the pile."""
    async with world.database.write() as db:
        slot = await slots.find_newest(db, pid, lock=True)
        if slot is not None and slot.is_running(world.now()):
            await slots.stop_slot(db, slot, world.now())


async def last_slot(world: World, pid: ParticipantId) -> Slot | None:
    """A reader's newest slot, running or over."""
    async with world.database.read() as db:
        return await slots.find_newest(db, pid)


async def note_debrief(world: World, slot: Slot) -> None:
    """The reader was shown whom to talk to."""
    if not slot.debriefed:
        async with world.database.write() as db:
            await slots.note_debrief(db, slot)


def supporter_of(world: World, person: Person) -> Supporter:
    """Whom a reader talks to afterwards: always somebody with a name."""
    named = world.policy.reading.supporter_of(person.nick)
    lead = world.policy.safeguarding_lead
    return named or Supporter(name=lead.name, job=lead.job)


async def own_minutes(world: World, pid: ParticipantId) -> list[Spent]:
    """Somebody's own time, newest first."""
    now = world.now()
    span = (now - HISTORY, now + timedelta(days=1))
    async with world.database.read() as db:
        found = await find_spent(db, world, span, pid)
    return sorted(found, key=lambda one: one.day, reverse=True)


async def minutes_of_month(world: World, month: date) -> list[Spent]:
    """Everybody's time that began in a month, by person and then by day."""
    span = month_span(world, month)
    async with world.database.read() as db:
        found = await find_spent(db, world, span)
    return sorted(found, key=lambda one: (one.name.casefold(), one.pid, one.day))


def totals(spent: Iterable[Spent]) -> dict[str, int]:
    """Minutes by person, in the order they come."""
    summed: dict[str, int] = {}
    for one in spent:
        summed[one.name] = summed.get(one.name, 0) + one.minutes
    return summed


async def find_spent(
    db: AsyncSession,
    world: World,
    span: tuple[datetime, datetime],
    pid: ParticipantId | None = None,
) -> list[Spent]:
    """Reading slots that began in a span, and time that was written down: of one or of all."""
    found = await slots.list_slots(db, since=span[0], before=span[1], reader=pid)
    first, last = (at.astimezone(world.zone).date() for at in span)
    worked = await working.list_worked(db, since=first, before=last, pid=pid)
    some = bool(found or worked)
    known = {p.id: p.nick for p in await people.list_people(db, world.keys)} if some else {}
    titles = {r.id: title(r) for r in await rounds.list_rounds(db)} if found else {}

    def name(one: ParticipantId) -> str:
        return known.get(one) or say("minutes.left", mark=one.hex()[:8])

    read = [
        Spent(
            name(one.reader),
            one.began.astimezone(world.zone).date(),
            titles.get(one.rid, one.rid),
            one.minutes(world.now()),
            one.reader,
        )
        for one in found
    ]
    return read + [
        Spent(name(one.pid), one.day, what_words(one.what), one.minutes, one.pid) for one in worked
    ]


def month_span(world: World, month: date) -> tuple[datetime, datetime]:
    """From when to when a month goes, on the wall."""
    return _midnight(world, month.replace(day=1)), _midnight(world, next_month(month))


def _midnight(world: World, day: date) -> datetime:
    return datetime.combine(day, time(), world.zone)
