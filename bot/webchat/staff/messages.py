"""What was sent to whoever signed in, with a name on. Nobody else reaches it, in any role."""

from __future__ import annotations

from aiohttp import web

from bot.services import naming
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from surveys.people.person import Person


async def show_messages(request: web.Request, person: Person) -> Answer:
    """What was sent to them: what they have not opened first, without its words."""
    received = await naming.list_received(room_of(request).world, person.id)
    return show_staff(
        request,
        person,
        "messages.html",
        unopened=[one for one in received if one.is_new],
        opened=[one for one in received if not one.is_new],
        just=request.query.get("opened", ""),
    )


async def open_message(request: web.Request, person: Person) -> Answer:
    """Open one thing that was sent to them. The trail says that they did, and no word of it."""
    handle = request.match_info["handle"]
    if not await naming.open_received(room_of(request).world, person.id, handle):
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"{staff_path(request, 'messages', '')}?opened={handle}#m{handle}")
