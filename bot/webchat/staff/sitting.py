"""A ticket sitting in the signed-in view: open it, close it, and see nothing but "open"."""

from __future__ import annotations

from aiohttp import web

from bot.services.people import inviting
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.finding import round_of
from bot.webchat.staff.showing import show_staff
from storage import tickets
from surveys.people.person import Person
from surveys.rounds.round import Round, State, Way


async def show_sitting(request: web.Request, person: Person) -> Answer:
    """Whether a sitting is open; never how many sat down."""
    return await _page(request, person)


async def change_sitting(request: web.Request, person: Person) -> Answer:
    """Open or close a sitting."""
    round_ = await _round(request)
    world, sent = room_of(request).world, await request.post()
    if sent.get("does") == "close":
        done = await inviting.close_ticket_sitting(world, person.id, round_.id)
    else:
        place, count = str(sent.get("place", "")), str(sent.get("count", ""))
        heads = int(count) if count.isascii() and count.isdigit() and len(count) < 5 else 0
        done = await inviting.open_ticket_sitting(world, person.id, round_.id, place, heads)
    if done:
        raise web.HTTPSeeOther(staff_path(request, "sitting", round_.tag, ""))
    return await _page(request, person, say("sitting.not_opened"))


async def _page(request: web.Request, person: Person, told: str = "") -> web.Response:
    round_ = await _round(request)
    async with room_of(request).world.database.read() as db:
        is_open = await tickets.has_open_sitting(db, round_.id)
    return show_staff(
        request,
        person,
        "sitting.html",
        status=422 if told else 200,
        round=round_,
        is_open=is_open,
        told=told,
    )


async def _round(request: web.Request) -> Round:
    round_ = await round_of(request)
    if round_.way is not Way.TICKET or round_.state is not State.OPEN:
        raise web.HTTPNotFound
    return round_
