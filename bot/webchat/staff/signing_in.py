"""The door itself: choose a PIN, type it or an app's code, lock up again."""

from __future__ import annotations

import base64

from aiohttp import web

from bot.services.people import signing_in
from bot.services.people.signing_in import WayIn
from bot.texts import say
from bot.webchat.front import WRONG_CODES
from bot.webchat.slots import let_into_views, let_out_of_views, token
from bot.webchat.staff.doors import (
    Answer,
    named_by,
    room_of,
    session_of,
    sign_in_of,
    staff_at,
    staff_path,
)
from bot.webchat.staff.showing import show_staff
from storage.signins import PinResult
from surveys.people.person import Person


async def ask_pin(request: web.Request, person: Person, told: str = "") -> Answer:
    """Ask for the PIN or the app's code, or for a first PIN."""
    way_in = await signing_in.way_in(room_of(request).world, person.id)
    status = 403 if told else 200
    # In a frame of the demo it would take the focus from the whole page, and scroll it away.
    focus = bool(told) or request.headers.get("Sec-Fetch-Dest") != "iframe"
    return show_staff(
        request, person, "pin.html", status=status, way_in=way_in.value, told=told, focus=focus
    )


async def take_pin(request: web.Request) -> Answer:
    """Open the views if the PIN, or the code, is right."""
    person = await staff_at(request)
    room = room_of(request)
    typed = str((await request.post()).get("pin", ""))
    secret = fresh_secret(request)
    result = await signing_in.unlock(
        room.world, room.views, named_by(token(request), secret), person.id, typed[:64]
    )
    if result in {PinResult.WRONG, PinResult.LOCKED}:
        request.config_dict[WRONG_CODES].count()
    match result:
        case PinResult.OK:
            raise afresh(request, secret, staff_path(request))
        case PinResult.WRONG:
            way_in = await signing_in.way_in(room.world, person.id)
            wrong = say("app.wrong" if way_in is WayIn.APP else "pin.wrong")
            return await ask_pin(request, person, wrong)
        case PinResult.LOCKED:
            return await ask_pin(request, person, say("pin.locked"))
        case PinResult.NONE:
            return await ask_pin(request, person)


async def take_first_pin(request: web.Request) -> Answer:
    """Keep a first PIN, and open the views with it."""
    person = await staff_at(request)
    room = room_of(request)
    sent = await request.post()
    pin, again = str(sent.get("pin", ""))[:64], str(sent.get("again", ""))[:64]
    trouble = await signing_in.choose_pin(room.world, person.id, pin, again)
    if trouble is not None:
        return await ask_pin(request, person, say(f"pin.{trouble.value}"))
    secret = fresh_secret(request)
    await signing_in.unlock(
        room.world, room.views, named_by(token(request), secret), person.id, pin
    )
    raise afresh(request, secret, staff_path(request))


def fresh_secret(request: web.Request) -> str:
    """What the next sign-in to the views is known by: 192 random bits."""
    return base64.urlsafe_b64encode(room_of(request).world.fresh_bytes(24)).decode()


def afresh(request: web.Request, secret: str, to: str) -> web.HTTPSeeOther:
    """End the sign-in of before, if there is one; the way on, with the new one."""
    room_of(request).views.lock(sign_in_of(request))
    answer = web.HTTPSeeOther(to)
    let_into_views(request, answer, secret)
    return answer


async def lock(request: web.Request) -> Answer:
    """Lock this browser chat's views, and forget what lay open in them."""
    await staff_at(request)
    room, session = room_of(request), session_of(request)
    room.views.lock(sign_in_of(request))
    room.made.pop(session, None)
    for key in [key for key in room.piles if key[0] == session]:
        del room.piles[key]
    answer = web.HTTPSeeOther(f"/c/{request.match_info['slot']}/")
    let_out_of_views(request, answer)
    raise answer
