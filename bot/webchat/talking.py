"""The room of a house talk: a tablet that goes round, or each one's own phone. No sign-in.

Whatever is pressed, the answer is the same page in the same time; what comes of a vote shows
on every page at once, and only when everybody has pressed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiohttp import web

from bot.services.talks import talking
from bot.services.talks.rooms import ABOUT_LIMITS, PRESSES, Room, Rooms, Seat
from bot.services.talks.talking import View
from bot.services.world import World
from bot.texts import say
from bot.webchat.front import PACE, WRONG_CODES
from bot.webchat.page import show
from bot.webchat.places import place_of
from bot.webchat.wiring import SITE
from bot.wording.days import day
from storage import people
from surveys.ids import RoundId
from surveys.talks.voting import Press, ReadBack

TALKS: web.AppKey[Rooms] = web.AppKey("house talks", Rooms)
"""Every room there is, for the room's pages and for the host's. Memory only."""

LONGEST_CODE = 60


def add_talk_routes(site: web.Application, world: World) -> None:
    """Add the pages of the room; nobody signs in to them."""
    site[TALKS] = Rooms(world)
    site.router.add_get("/talk", show_door)
    site.router.add_post("/talk", come_in)
    site.router.add_get("/talk/room", show_room)
    site.router.add_post("/talk/room", do)
    site.router.add_get("/talk/stage/{watch}", give_stage)


async def show_door(request: web.Request) -> web.Response:
    """Where a code is typed."""
    return show(request, "talk_enter.html", told="")


async def come_in(request: web.Request) -> web.StreamResponse:
    """Take a code. Wrong, used and too old are alike in words and in time."""
    typed = str((await request.post()).get("code", ""))[:LONGEST_CODE]
    if not typed.strip():
        return show(request, "talk_enter.html", status=422, told=say("talk.empty"))
    tries = request.config_dict[WRONG_CODES]
    place = place_of(request, request.config_dict[SITE].proxies)
    if not tries.may_try(place):
        return show(request, "talk_enter.html", status=429, told=say("talk.slow"))
    ready = asyncio.create_task(asyncio.sleep(request.config_dict[PACE]))
    shown = request.config_dict[TALKS].enter(typed)
    await ready
    if shown is None:
        tries.note(place)
        return show(request, "talk_enter.html", status=403, told=say("talk.closed"))
    raise seated(request, shown)


def seated(request: web.Request, shown: str) -> web.HTTPSeeOther:
    """The way into the room, with the cookie that makes a device a seat. It ends with the
    browser, and with the talk."""
    answer = web.HTTPSeeOther("/talk/room")
    secure = request.config_dict[SITE].private_wire
    answer.set_cookie(
        _cookie(request),
        shown,
        path="/" if secure else "/talk",
        httponly=True,
        samesite="Strict",
        secure=secure,
    )
    return answer


async def show_room(request: web.Request) -> web.Response:
    """What this device shows now."""
    world, rooms = request.config_dict[SITE].world, request.config_dict[TALKS]
    shown = request.cookies.get(_cookie(request), "")
    seat = await talking.look_in(world, rooms, shown) if shown else None
    if seat is None:
        return _over(request, None)
    found = await talking.view(world, rooms, seat.talk)
    if found is None or found.talk.room != found.room.key:
        return _over(request, rooms.known(seat.talk))
    return await _room(request, found, seat)


async def do(request: web.Request) -> web.StreamResponse:
    """Take a press, a turn, a last chance, or a stop. Every one is answered alike."""
    world, rooms = request.config_dict[SITE].world, request.config_dict[TALKS]
    shown, sent = request.cookies.get(_cookie(request), ""), await request.post()
    seat = await talking.look_in(world, rooms, shown) if shown else None
    found = None if seat is None else await talking.view(world, rooms, seat.talk)
    if seat is None or found is None:
        raise web.HTTPSeeOther("/talk/room")
    turn = str(sent.get("turn", ""))[:32]
    match sent.get("does"):
        case "next":
            found.room.open_turn(world, seat)
        case "press" if sent.get("press") in list(Press):
            await talking.press(world, rooms, seat, turn, Press(str(sent.get("press"))))
        case "last":
            await talking.say_last(world, rooms, seat, turn, ids_in(sent.getall("out", [])))
        case "stop":
            await talking.stop(world, rooms, seat.talk)
        case _:
            raise web.HTTPBadRequest
    raise web.HTTPSeeOther("/talk/room")


async def give_stage(request: web.Request) -> web.Response:
    """A number that changes when there is something new for everybody in a room, and never
    when one person presses."""
    stage = request.config_dict[TALKS].stage(request.match_info["watch"])
    return web.Response(text=stage, content_type="text/plain", charset="utf-8")


def watch_path(rooms: Rooms, rid: RoundId, room: Room) -> str:
    """What a page of this room asks every two seconds."""
    return f"/talk/stage/{rooms.watch(rid, room)}"


def phase_of(found: View, seat: Seat) -> str:
    """What a seat shows: limits, next, vote, last, wait or listen."""
    room = found.room
    if room.vote is None:
        return "listen"
    if not room.has_turn(seat):
        return "wait"
    if seat.turns > 1 and not room.turn_of(seat):
        return "next"
    if isinstance(room.vote, ReadBack):
        return "last"
    return "limits" if room.about == ABOUT_LIMITS else "vote"


def drawn_order(world: World, found: View) -> list[str]:
    """The buttons of one turn, in an order drawn anew."""
    limits = found.room.about == ABOUT_LIMITS
    order = [one.value for one in PRESSES if not limits or one is not Press.NOT_QUITE]
    world.chance.shuffle(order)
    return order


def ids_in(sent: Sequence[object]) -> frozenset[bytes]:
    """The sentences that were ticked; what is no id of one is left out."""
    found = set()
    for one in sent:
        try:
            found.add(bytes.fromhex(str(one)[:64]))
        except ValueError:
            continue
    return frozenset(found)


async def host_name(world: World, found: View) -> str:
    """The first name of whoever holds a talk."""
    async with world.database.read() as db:
        host = await people.load_person(db, world.keys, found.talk.host)
    return say("talk.who") if host is None else host.nick or say("talk.who")


async def _room(request: web.Request, found: View, seat: Seat) -> web.Response:
    world, rooms = request.config_dict[SITE].world, request.config_dict[TALKS]
    phase, room, talk = phase_of(found, seat), found.room, found.talk
    if seat.turns == 1 or phase == "limits":
        room.open_turn(world, seat)
    waits = found.waits
    return show(
        request,
        "talk_room.html",
        phase=phase,
        talk=talk,
        host=await host_name(world, found),
        day=day(talk.hears_by),
        lead=world.policy.safeguarding_lead,
        said=room.said,
        found=room.seen,
        turn=room.turn_of(seat),
        order=drawn_order(world, found),
        prompt=talk.prompts[waits.prompt] if waits else "",
        sentence=waits.words if waits else "",
        sentences=found.stays,
        watch=watch_path(rooms, talk.id, room),
        moves=room.moves,
    )


def _over(request: web.Request, room: Room | None) -> web.Response:
    over = None if room is None else room.over
    hears = "" if over is None else day(over.hears_by)
    return show(request, "talk_over.html", over=over, day=hears)


def _cookie(request: web.Request) -> str:
    prefix = "__Host-" if request.config_dict[SITE].private_wire else ""
    return f"{prefix}earshot_talk"
