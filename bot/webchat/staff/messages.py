"""What was sent to whoever signed in, for them alone. Nobody else reaches it, in any role.

Answers of a round with their author's name on, and letters, with a name or without.
"""

from __future__ import annotations

from aiohttp import web

from bot.services.answers import naming
from bot.services.letters import LONGEST
from bot.services.writing import answering_letters
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from surveys.people.person import Person


async def show_messages(request: web.Request, person: Person) -> Answer:
    """What was sent to them: what they have not opened first, without its words."""
    return await _page(request, person)


async def open_message(request: web.Request, person: Person) -> Answer:
    """Open one thing that was sent to them. The trail says that they did, and no word of it."""
    handle = request.match_info["handle"]
    if not await naming.open_received(room_of(request).world, person.id, handle):
        raise web.HTTPNotFound
    raise _there(request, handle)


async def act_on_letter(request: web.Request, person: Person) -> Answer:
    """Open a letter, answer it, or only say that it was read."""
    world, handle = room_of(request).world, request.match_info["handle"]
    sent = await request.post()
    does, words = str(sent.get("does", "")), str(sent.get("words", ""))
    mine = await answering_letters.list_letters(world, person.id)
    if not any(one.handle == handle for one in mine):
        raise web.HTTPNotFound
    match does:
        case "open":
            await answering_letters.open_letter(world, person.id, handle)
        case "answer" | "seen":
            seen = does == "seen"
            if not await answering_letters.answer(world, person.id, handle, words, seen=seen):
                return await _page(request, person, handle, words)
        case _:
            raise web.HTTPNotFound
    raise _there(request, handle)


async def _page(
    request: web.Request, person: Person, untold: str = "", words: str = ""
) -> web.Response:
    world = room_of(request).world
    received = await naming.list_received(world, person.id)
    letters = await answering_letters.list_letters(world, person.id)
    return show_staff(
        request,
        person,
        "messages.html",
        status=422 if untold else 200,
        unopened=[one for one in received if one.is_new],
        opened=[one for one in received if not one.is_new],
        new_letters=[one for one in letters if one.is_new],
        letters=[one for one in letters if not one.is_new],
        just=request.query.get("opened", ""),
        longest=LONGEST,
        untold=untold,
        told=say("letters.not_sent", limit=LONGEST) if untold else "",
        words=words,
    )


def _there(request: web.Request, handle: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{staff_path(request, 'messages', '')}?opened={handle}#m{handle}")
