"""Pause everything in one tap, and go on. For the administrator and the lead."""

from __future__ import annotations

from aiohttp import web

from bot.services.operating import pausing
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from surveys.people.person import Person


async def show_pause(request: web.Request, person: Person) -> Answer:
    """What a pause is, and the one button."""
    since = await pausing.since_when(room_of(request).world)
    return show_staff(
        request, person, "pause.html", tab="pause", since=since, went_on="on" in request.query
    )


async def begin(request: web.Request, person: Person) -> Answer:
    """Pause everything."""
    await pausing.pause(room_of(request).world, person)
    raise web.HTTPSeeOther(staff_path(request, "pause", ""))


async def end(request: web.Request, person: Person) -> Answer:
    """Go on."""
    await pausing.resume(room_of(request).world, person)
    raise web.HTTPSeeOther(f"{staff_path(request, 'pause', '')}?on")
