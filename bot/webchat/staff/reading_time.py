"""A reader's slot in the signed-in view: what it is about, start, break, stop, and afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from aiohttp import web

from bot.services.reading import reading, slots
from bot.services.reading.piles import Pile, Skip
from bot.services.reading.topics import list_topics
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, session_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import moment
from storage import rounds
from surveys.ids import QuestionKey
from surveys.people.person import Person
from surveys.people.slots import Slot, how_long
from surveys.rounds.round import Round
from surveys.safeguarding.screening import CATEGORIES


@dataclass(frozen=True, slots=True)
class Clock:
    """What is left of a slot, in words. ``seconds`` is for the page, which then puts them away."""

    words: str
    near: bool
    seconds: int


async def show_topics(request: web.Request, person: Person) -> Answer:
    """What a pile is about, before any of it is shown; and the button that starts a slot."""
    return await _topics(request, person, await round_of(request))


async def begin(request: web.Request, person: Person) -> Answer:
    """The reader starts their slot, or goes on: a fresh pile without what they leave out."""
    room, round_ = room_of(request), await round_of(request)
    sent = await request.post()
    skip = Skip(
        frozenset(QuestionKey(str(key)) for key in sent.getall("skip", [])),
        frozenset(one for one in CATEGORIES if one in sent.getall("skip_about", [])),
    )
    pile = await reading.begin_reading(room.world, person.id, round_.id, skip)
    if pile is None:
        return await _topics(request, person, round_, status=409)
    room.piles[(session_of(request), round_.id)] = pile
    raise web.HTTPSeeOther(path_of(request, round_))


async def take_break(request: web.Request, person: Person) -> Answer:
    """A page without words. The time goes on, and is paid."""
    round_, _ = await open_pile(request, person)
    clock = await clock_of(request, person)
    return show_staff(request, person, "reading_break.html", round=round_, clock=clock)


async def stop(request: web.Request, person: Person) -> Answer:
    """The reader stops for today. It is their own slot, whatever became of its round."""
    world = room_of(request).world
    slot = await slots.last_slot(world, person.id)
    if slot is None or (await _round(request, slot)).tag != request.match_info["tag"]:
        raise web.HTTPNotFound
    await slots.stop(world, person.id)
    return await after(request, person)


async def show_after(request: web.Request, person: Person) -> Answer:
    """What follows every slot: whom to talk to, by name, and what was counted."""
    world = room_of(request).world
    slot = await slots.last_slot(world, person.id)
    if slot is None:
        raise web.HTTPSeeOther(staff_path(request))
    if slot.is_running(world.now()):
        raise web.HTTPSeeOther(path_of(request, await _round(request, slot)))
    await slots.note_debrief(world, slot)
    return show_staff(
        request,
        person,
        "reading_after.html",
        stopped=slot.stopped is not None,
        minutes=slot.minutes(world.now()),
        to=slots.supporter_of(world, person),
        is_named=world.policy.reading.supporter_of(person.nick) is not None,
        said="said" in request.query,
    )


async def after(request: web.Request, person: Person) -> NoReturn:
    """The slot is over: on to what follows it."""
    said = "?said" if "said" in request.query else ""
    raise web.HTTPSeeOther(staff_path(request, "after-reading", said))


async def open_pile(request: web.Request, person: Person) -> tuple[Round, Pile]:
    """The pile that this browser chat has open, while its slot runs: being here counts as a tap.

    Raises:
        HTTPSeeOther: Without a running slot: to what follows one, or to what comes before.
    """
    room, round_ = room_of(request), await _may_read(request, person)
    pile = room.piles.get((session_of(request), round_.id))
    if pile is not None and await reading.is_open(room.world, person.id, pile):
        await slots.tap(room.world, person.id)
        return round_, pile
    slot = await slots.last_slot(room.world, person.id)
    if slot is not None and not slot.is_running(room.world.now()) and not slot.debriefed:
        await after(request, person)
    raise web.HTTPSeeOther(f"{path_of(request, round_)}topics")


async def pile_here(request: web.Request, person: Person) -> tuple[Round, Pile]:
    """The pile that this browser chat had open, whether or not its slot still runs: for what
    shows nothing of it.
    """
    room, round_ = room_of(request), await _may_read(request, person)
    pile = room.piles.get((session_of(request), round_.id))
    if pile is None or pile.reader != person.id:
        raise web.HTTPSeeOther(f"{path_of(request, round_)}topics")
    return round_, pile


async def clock_of(request: web.Request, person: Person) -> Clock | None:
    """What is left of the slot this person is in; None without one."""
    world = room_of(request).world
    slot = await slots.running(world, person.id)
    if slot is None:
        return None
    left = slot.ends - world.now()
    kind, minutes = how_long(left)
    words = say(f"slot.left_{kind.value}", minutes=minutes)
    return Clock(words, kind.value != "about", left // timedelta(seconds=1) + 1)


def path_of(request: web.Request, round_: Round) -> str:
    """Where a round is read."""
    return staff_path(request, "read", round_.tag, "")


async def _topics(
    request: web.Request, person: Person, round_: Round, *, status: int = 200
) -> web.Response:
    world = room_of(request).world
    topics = await list_topics(world, person.id, round_.id)
    if topics is None:
        raise web.HTTPNotFound
    shut = slots.shut_until(world)
    slot = await slots.running(world, person.id)
    return show_staff(
        request,
        person,
        "reading_topics.html",
        status=status,
        round=round_,
        topics=topics,
        shut="" if shut is None else moment(shut, world.zone),
        minutes=0 if shut else slots.minutes_now(world),
        clock=await clock_of(request, person) if slot and slot.rid == round_.id else None,
        to=slots.supporter_of(world, person),
    )


async def _may_read(request: web.Request, person: Person) -> Round:
    room, round_ = room_of(request), await round_of(request)
    async with room.world.database.read() as db:
        if await reading.may_read(db, room.world, person.id, round_.id) is None:
            raise web.HTTPNotFound
    return round_


async def _round(request: web.Request, slot: Slot) -> Round:
    async with room_of(request).world.database.read() as db:
        found = await rounds.load_round(db, slot.rid)
    if found is None:
        raise web.HTTPNotFound
    return found
