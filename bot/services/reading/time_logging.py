"""Logging time: whoever works here starts and stops a stretch, adds, takes out, and saves it.

Everybody sees and changes only their own. Reading in the signed-in view counts by itself.
"""

from __future__ import annotations

import base64
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import HandOver, Outgoing, Rewrite, Say
from bot.services.knowing import Spoken, Visit
from bot.services.owing import BROADCAST, To, owe
from bot.services.people import stretches
from bot.services.people.stretches import MonthPaid, TooMuch
from bot.services.reading import slots
from bot.services.world import World
from bot.texts import say
from bot.wording import time as words
from bot.wording.days import day
from bot.wording.presses import Press
from storage import pauses, people, working
from storage import slots as kept_slots
from surveys.exports import minutes as sheet
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.people.working import ASK_AFTER, DAYS_BACK, MOST_A_DAY, Work, Worked

OFFERED = 8
"""Most lines offered to be taken out, the latest first."""


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Where their time stands, and what they can do."""
    return _said(here, await _standing(db, world, _pid(here)))


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """One step of starting, stopping, adding, taking out or saving."""
    pid = _pid(here)
    match pressed.parts:
        case ("start", what) if what in set(Work):
            return await _start(db, world, here, Work(what))
        case ("stop",):
            return _said(here, await _stop(db, world, pid))
        case ("short", _) if pressed.number(1) is not None:
            return _said(here, await _stop(db, world, pid, most=pressed.number(1)))
        case ("still",):
            await working.note_heard(db, pid, world.now())
            return _said(here, words.told("still_noted"))
        case ("csv",):
            return await _save(db, world, here)
        case ("add", *chosen):
            return _said(here, await _add(db, world, pid, pressed, tuple(chosen)))
        case ("out", *chosen):
            return _said(here, await _out(db, world, pid, "".join(chosen)))
        case _:
            return _said(here, await _standing(db, world, pid))


async def ask_due(world: World) -> int:
    """Ask whoever works long, once; end what was forgotten, and say so. Returns how many."""
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        long_ones = await working.list_stretches(db, heard_before=world.now() - ASK_AFTER)
    done = 0
    for one in long_ones:
        if one.is_to_ask(world.now()) or one.is_forgotten(world.now()):
            async with world.database.write() as db:
                done += await _ask(db, world, one.pid)
    if done:
        world.wake()
    return done


async def _ask(db: AsyncSession, world: World, pid: ParticipantId) -> bool:
    stretch = await working.find_stretch(db, pid)
    person = await people.load_person(db, world.keys, pid)
    now = world.now()
    if stretch is None:
        return False
    if stretch.is_forgotten(now) or person is None:
        worked = await stretches.stop(db, world, pid)
        if worked is not None and person is not None:
            await _owe(db, world, person, words.told("forgotten", **_blanks(worked)))
        return worked is not None
    if not stretch.is_to_ask(now) or not await working.claim_question(db, pid):
        return False
    await _owe(db, world, person, words.still_card(stretch, now))
    return True


async def _start(db: AsyncSession, world: World, here: Visit, what: Work) -> Spoken:
    if not await stretches.start(db, world, _pid(here), what):
        running = await working.find_stretch(db, _pid(here))
        on = words.what_words(running.what if running is not None else what)
        return _said(here, words.told("runs_already", what=on))
    return _said(here, words.started_card(words.what_words(what)))


async def _stop(
    db: AsyncSession, world: World, pid: ParticipantId, *, most: int | None = None
) -> Say:
    worked = await stretches.stop(db, world, pid, most=most)
    if worked is None:
        return words.told("not_running")
    return words.told("stopped" if worked.minutes else "stopped_nothing", **_blanks(worked))


async def _add(
    db: AsyncSession, world: World, pid: ParticipantId, pressed: Press, chosen: tuple[str, ...]
) -> Say:
    if not chosen or chosen[0] not in set(Work):
        return words.add_card()
    minutes, ago = pressed.number(2), pressed.number(3)
    if minutes not in words.BY_HAND:
        return words.add_card(chosen[0])
    if ago not in words.DAYS:
        return words.add_card(chosen[0], minutes)
    on = world.today() - timedelta(days=ago)
    try:
        worked = await stretches.add(db, world, pid, Work(chosen[0]), minutes, on)
    except MonthPaid:
        return words.told("locked")
    except TooMuch:
        return words.told("too_much", span=words.span_words(MOST_A_DAY))
    return words.told("added", **_blanks(worked))


async def _out(db: AsyncSession, world: World, pid: ParticipantId, handle: str) -> Say:
    if not handle:
        return words.out_card(await _may_go(db, world, pid))
    try:
        id = bytes.fromhex(handle)
    except ValueError:
        return words.told("gone")
    gone = await stretches.remove(db, pid, id)
    return words.told("gone") if gone is None else words.told("taken_out", **_blanks(gone))


async def _may_go(db: AsyncSession, world: World, pid: ParticipantId) -> list[Worked]:
    """The latest lines of theirs that are not paid."""
    today = world.today()
    since = (today - timedelta(days=DAYS_BACK)).replace(day=1)
    found = await working.list_worked(db, since=since, before=today + timedelta(days=1), pid=pid)
    marks = await working.list_marks(db, pid=pid)
    paid = {month for (_, month), one in marks.items() if one.paid_on is not None}
    return [one for one in reversed(found) if one.day.replace(day=1) not in paid][:OFFERED]


async def _standing(db: AsyncSession, world: World, pid: ParticipantId) -> Say:
    month = await _month(db, world, pid)
    stretch = await working.find_stretch(db, pid)
    return words.standing_card(month, stretch, world.now(), world.zone)


async def _month(db: AsyncSession, world: World, pid: ParticipantId) -> words.Month:
    """This month so far."""
    first = world.today().replace(day=1)
    span = slots.month_span(world, first)
    read = await kept_slots.list_slots(db, since=span[0], before=span[1], reader=pid)
    by_kind: dict[Work, int] = {}
    tomorrow = world.today() + timedelta(days=1)
    for one in await working.list_worked(db, since=first, before=tomorrow, pid=pid):
        by_kind[one.what] = by_kind.get(one.what, 0) + one.minutes
    reading = sum(one.minutes(world.now()) for one in read)
    return words.Month(first, by_kind, reading)


async def _save(db: AsyncSession, world: World, here: Visit) -> Spoken:
    now = world.now()
    span = (now - slots.HISTORY, now + timedelta(days=1))
    spent = await slots.find_spent(db, world, span, _pid(here))
    if not spent:
        return _said(here, words.told("no_file"))
    spent.sort(key=lambda one: one.day, reverse=True)
    data = sheet.render((one.day, one.name, one.what, one.minutes) for one in spent)
    file = HandOver(
        name="my-minutes.csv",
        content=base64.b64encode(data).decode(),
        media_type="text/csv",
        text=say("time.file"),
    )
    return Spoken((file,), kind="notice")


def _blanks(worked: Worked) -> dict[str, str]:
    return {
        "span": words.span_words(worked.minutes),
        "what": words.what_words(worked.what),
        "day": day(worked.day),
    }


def _pid(here: Visit) -> ParticipantId:
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    assert may(here.who.role, Deed.LOG_TIME), "the table let them"
    return here.who.id


def _said(here: Visit, card: Say) -> Spoken:
    one: Outgoing = card
    if here.tap and here.message is not None:
        one = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((one,), kind="notice")


async def _owe(db: AsyncSession, world: World, person: Person, card: Say) -> None:
    await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
