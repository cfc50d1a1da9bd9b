"""Who works here, for the administrator: roles, ways in, and a reset. Nothing anybody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.services.people import signing_in, staffing
from bot.services.people.signing_in import WayIn
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from surveys.ids import ParticipantId
from surveys.people.person import Chat, Person


@dataclass(frozen=True, slots=True)
class Row:
    """One colleague in the list. ``handle`` names them in a form; "" where there is no reset."""

    name: str
    role: str
    way_in: str
    home: str
    handle: str
    leaver: str
    """Names them on the page where they leave; "" for one's own."""


async def show_people(request: web.Request, person: Person, *, told: str = "") -> Answer:
    """Colleagues by role; young people as counts by home. ``told``: why a form was not taken."""
    crew = await staffing.list_crew(room_of(request).world)
    rows = [
        Row(
            one.person.nick or say("crew.no_name"),
            say(f"role.{one.person.role.value}"),
            say(f"crew.way_{one.way_in.value}"),
            one.person.home,
            _handle(person, one.person, one.way_in),
            "" if one.person.id == person.id else one.person.id.hex(),
        )
        for one in crew.colleagues
    ]
    return show_staff(
        request,
        person,
        "people.html",
        tab="people",
        status=422 if told else 200,
        told=told,
        done=next((one for one in ("asked", "moved") if one in request.query), ""),
        rows=rows,
        homes=crew.homes,
        was_reset="reset" in request.query,
    )


async def reset(request: web.Request, person: Person) -> Answer:
    """Clear a colleague's PIN and app. The trail says who did."""
    room = room_of(request)
    try:
        pid = ParticipantId(bytes.fromhex(request.match_info["handle"]))
    except ValueError:
        raise web.HTTPNotFound from None
    if not await signing_in.reset_sign_in(room.world, room.views, person.id, pid):
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"{staff_path(request, 'people', '')}?reset")


def _handle(admin: Person, person: Person, way_in: WayIn) -> str:
    can_reset = person.id != admin.id and way_in is not WayIn.NONE
    return person.id.hex() if can_reset and person.address.chat is Chat.WEB else ""
