"""Setting up an authenticator app: the square, the key to type, and the first code."""

from __future__ import annotations

import segno
from aiohttp import web
from markupsafe import Markup

from bot.services.people import signing_in
from bot.services.people.signing_in import Offer, WayIn
from bot.texts import say
from bot.webchat.slots import token
from bot.webchat.staff.doors import Answer, is_open, named_by, room_of, staff_at, staff_path
from bot.webchat.staff.showing import show_staff
from bot.webchat.staff.signing_in import afresh, fresh_secret
from storage.signins import PinResult
from surveys.people.person import Person


async def show_app(request: web.Request) -> Answer:
    """The secret, for somebody signed in with a PIN or who has not chosen a way in yet."""
    person = await _who_may(request)
    return await _page(request, person)


async def confirm_app(request: web.Request) -> Answer:
    """Take the first code. Until then nothing changed."""
    person = await _who_may(request)
    room, sent = room_of(request), await request.post()
    code, pin = str(sent.get("code", ""))[:16], str(sent.get("pin", ""))[:64]
    match await signing_in.confirm_app(room.world, person.id, code, pin):
        case PinResult.OK:
            room.views.lock_person(person.id)
            secret = fresh_secret(request)
            room.views.open(named_by(token(request), secret), person.id, room.world.now())
            raise afresh(request, secret, f"{staff_path(request)}?app")
        case PinResult.LOCKED:
            return await _page(request, person, say("pin.locked"))
        case PinResult.WRONG | PinResult.NONE:
            return await _page(request, person, say("app.wrong"))


async def _who_may(request: web.Request) -> Person:
    person = await staff_at(request)
    way_in = await signing_in.way_in(room_of(request).world, person.id)
    if way_in is not WayIn.NONE and not is_open(request, person):
        raise web.HTTPSeeOther(staff_path(request))
    return person


async def _page(request: web.Request, person: Person, told: str = "") -> web.Response:
    world = room_of(request).world
    offer = await signing_in.offer_app(world, person.id)
    if offer is None:
        raise web.HTTPSeeOther(staff_path(request))
    has_pin = await signing_in.way_in(world, person.id) is WayIn.PIN
    return show_staff(
        request,
        person,
        "app.html",
        status=403 if told else 200,
        key=offer.key,
        link=offer.link,
        square=_square(offer),
        has_pin=has_pin,
        told=told,
    )


def _square(offer: Offer) -> Markup:
    drawn = segno.make(offer.link, error="m", micro=False).svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None
    )
    # What is drawn comes from a secret of our own making, never from anything typed.
    return Markup(drawn)  # noqa: S704
