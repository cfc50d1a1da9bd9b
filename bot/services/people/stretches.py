"""Stretches of work: start, stop, and what is written down of them. Nobody does it for another.

A month that is paid takes nothing more and gives nothing back; what is changed in a month that
was approved takes the approval back, so that what is paid is what somebody looked at.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Visit
from bot.services.world import World
from bot.texts import say
from bot.wording.time import span_words, what_words
from storage import slots, working
from surveys.ids import ParticipantId
from surveys.people.slots import Slot
from surveys.people.working import DAYS_BACK, MOST_A_DAY, Stretch, Work, Worked, counted

YEAR = timedelta(days=365)
"""How far back what is kept about somebody is added up."""
LONGEST_SLOT = timedelta(hours=13)
"""How long before a stretch a reading slot may have begun that still goes on in it."""


class MonthPaid(Exception):
    """Nothing of a paid month changes."""


class TooMuch(Exception):
    """More than can be counted on one day."""


async def start(db: AsyncSession, world: World, pid: ParticipantId, what: Work) -> bool:
    """Begin a stretch. Returns False where one runs already: it goes on as it was."""
    now = world.now()
    return await working.begin(db, Stretch(pid, what, began=now, heard=now))


async def stop(
    db: AsyncSession, world: World, pid: ParticipantId, *, most: int | None = None
) -> Worked | None:
    """End a stretch and write it down, without what counts as reading already. None where
    nothing ran.

    Args:
        most: What they say it was at most. Unit: minutes.
    """
    stretch = await working.end(db, pid)
    if stretch is None:
        return None
    until = stretch.end(world.now())
    if most is not None:
        until = min(until, stretch.began + timedelta(minutes=most))
    read = await slots.list_slots(db, since=stretch.began - LONGEST_SLOT, before=until, reader=pid)
    minutes = counted(stretch.began, until, [_span(one, world) for one in read])
    day = stretch.began.astimezone(world.zone).date()
    if not await _open(db, pid, day):
        day = world.today()
    left = MOST_A_DAY - await working.minutes_on(db, pid, day)
    worked = Worked(world.fresh_bytes(8), pid, stretch.what, day, max(0, min(minutes, left)))
    if worked.minutes:
        await working.add_worked(db, worked)
    return worked


async def add(
    db: AsyncSession, world: World, pid: ParticipantId, what: Work, minutes: int, day: date
) -> Worked:
    """Write down time by hand.

    Raises:
        TooMuch: More than a day holds, or a day that is ahead or too long ago.
        MonthPaid: The day's month is paid.
    """
    today = world.today()
    if not today - timedelta(days=DAYS_BACK) <= day <= today:
        raise TooMuch
    if not await _open(db, pid, day):
        raise MonthPaid
    if not 1 <= minutes <= MOST_A_DAY - await working.minutes_on(db, pid, day):
        raise TooMuch
    worked = Worked(world.fresh_bytes(8), pid, what, day, minutes, by_hand=True)
    await working.add_worked(db, worked)
    return worked


async def remove(db: AsyncSession, pid: ParticipantId, id: bytes) -> Worked | None:
    """Take one line of their own out. None where it is not theirs, gone, or paid."""
    worked = await working.find_worked(db, pid, id)
    if worked is None or not await _open(db, pid, worked.day):
        return None
    return await working.drop_worked(db, pid, id)


async def my_time(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """What is kept of somebody's working and reading time, in words; none where nothing is."""
    if here.pid is None:
        return []
    now = world.now()
    read = await slots.list_slots(db, since=now - YEAR, before=now, reader=here.pid)
    today = world.today()
    worked = await working.list_worked(
        db, since=today - YEAR, before=today + timedelta(days=1), pid=here.pid
    )
    running = await working.find_stretch(db, here.pid)
    if not read and not worked and running is None:
        return []
    minutes = sum(one.minutes(now) for one in read) + sum(one.minutes for one in worked)
    lines = ["", say("mine_time.title", span=span_words(minutes)), say("mine_time.what")]
    if running is not None:
        lines.append(say("mine_time.running", what=what_words(running.what)))
    return lines


async def _open(db: AsyncSession, pid: ParticipantId, day: date) -> bool:
    """Whether a day's month can change; an approval of it is taken back."""
    month = day.replace(day=1)
    await working.withdraw_approval(db, pid, month)
    marks = await working.list_marks(db, month=month, pid=pid)
    return (pid, month) not in marks


def _span(slot: Slot, world: World) -> tuple[datetime, datetime]:
    return slot.began, slot.began + timedelta(minutes=slot.minutes(world.now()))
