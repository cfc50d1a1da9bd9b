"""New phone, new home, leaving: the administrator's forms; and the second person's page."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.services.people import leaving, rebinding, relocating
from bot.services.people.leaving import CannotLeave
from bot.services.people.relocating import NotFound
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff import people as people_page
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from storage import new_ways, people
from storage.new_ways import NewWay, Stage
from surveys.ids import ParticipantId
from surveys.people.person import Person


@dataclass(frozen=True, slots=True)
class Row:
    """One new way in as lead and deputy see it. ``handle`` is "" where nothing is to be done."""

    name: str
    home: str
    asked: str
    agreed: str
    stage: str
    handle: str
    can_agree: bool


async def ask_new_way(request: web.Request, person: Person) -> Answer:
    """Ask for a new way in. Lead or deputy have to agree."""
    world, sent = room_of(request).world, await request.post()
    name, home = str(sent.get("name", "")), str(sent.get("home", ""))
    try:
        await rebinding.ask(world, person.id, name, home, twice="twice" in sent)
    except NotFound as why:
        return await people_page.show_people(request, person, told=str(why))
    raise web.HTTPSeeOther(f"{staff_path(request, 'people', '')}?asked")


async def move(request: web.Request, person: Person) -> Answer:
    """Write down where somebody lives now."""
    world, sent = room_of(request).world, await request.post()
    whom = (str(sent.get("name", "")), str(sent.get("home", "")))
    left = "left_care" in sent
    try:
        to = str(sent.get("to", ""))
        await relocating.move(world, person.id, whom, to, leaves_care=left)
    except NotFound as why:
        return await people_page.show_people(request, person, told=str(why))
    raise web.HTTPSeeOther(f"{staff_path(request, 'people', '')}?moved")


async def ask_leave(request: web.Request, person: Person) -> Answer:
    """What it means that a colleague leaves, or what must come first."""
    world = room_of(request).world
    leaver = await _colleague(request, person)
    return _leaving(request, person, leaver, told=await leaving.what_first(world, leaver))


async def let_leave(request: web.Request, person: Person) -> Answer:
    """End everything a colleague has here, and say what became of it."""
    leaver = await _colleague(request, person)
    try:
        left = await leaving.leave(room_of(request).world, leaver.id, person.id)
    except CannotLeave as why:
        return _leaving(request, person, leaver, told=str(why))
    return _leaving(request, person, leaver, lines=left.lines)


async def show_new_ways(request: web.Request, person: Person) -> Answer:
    """What waits for a second person, and what became of those of the last month."""
    return await _new_ways(request, person)


async def agree(request: web.Request, person: Person) -> Answer:
    """Be the second person: the link is shown once, to be handed over."""
    made = await rebinding.agree(room_of(request).world, person, _handle(request))
    told = "" if made is not None else say("new_ways.not_yours")
    return await _new_ways(request, person, made=made, told=told)


async def refuse(request: web.Request, person: Person) -> Answer:
    """Say no, or stop a link that is not used yet."""
    await rebinding.refuse(room_of(request).world, person, _handle(request))
    raise web.HTTPSeeOther(staff_path(request, "new-ways", ""))


def _leaving(
    request: web.Request,
    person: Person,
    leaver: Person,
    *,
    told: str = "",
    lines: tuple[str, ...] = (),
) -> web.Response:
    return show_staff(
        request,
        person,
        "leaving.html",
        tab="people",
        status=422 if told else 200,
        name=leaver.nick or say("crew.no_name"),
        handle=leaver.id.hex(),
        told=told,
        lines=lines,
    )


async def _new_ways(
    request: web.Request, person: Person, *, made: object = None, told: str = ""
) -> web.Response:
    world = room_of(request).world
    async with world.database.read() as db:
        known = {one.id: one for one in await people.list_people(db, world.keys)}
        ways = await new_ways.list_new_ways(db, world.keys)
    order = list(Stage)
    ways.sort(key=lambda one: (order.index(one.stage), -one.asked_on.toordinal(), one.id))
    rows = [_row(world, one, person, known) for one in ways]
    return show_staff(
        request,
        person,
        "new_ways.html",
        tab="new_ways",
        status=422 if told else 200,
        rows=[row for row in rows if row is not None],
        made=made,
        told=told,
    )


def _row(world: World, way: NewWay, by: Person, known: dict[ParticipantId, Person]) -> Row | None:
    whose = next((known[pid] for pid in way.whose if pid in known), None)
    if whose is None:
        return None
    asker = say("new_ways.at_computer") if way.asked_by is None else _name(known, way.asked_by)
    agreed = "" if way.agreed_by is None else _name(known, way.agreed_by)
    is_live = way.stage in {Stage.ASKED, Stage.MADE}
    own = by.id in way.whose
    return Row(
        say("new_ways.for_name", name=whose.nick, role=say(f"role.{whose.role.value}")),
        whose.home or say("crew.no_home"),
        say("new_ways.asked_by", name=asker, day=day(way.asked_on)),
        say("new_ways.agreed_by", name=agreed) if agreed else "",
        say(f"new_ways.stage_{way.stage.value}"),
        way.id.hex() if is_live else "",
        way.stage is Stage.ASKED and not own,
    )


def _name(known: dict[ParticipantId, Person], pid: ParticipantId) -> str:
    person = known.get(pid)
    return say("trail.someone") if person is None else person.nick or say("crew.no_name")


async def _colleague(request: web.Request, person: Person) -> Person:
    try:
        pid = ParticipantId(bytes.fromhex(request.match_info["handle"]))
    except ValueError:
        raise web.HTTPNotFound from None
    leaver = await leaving.find_colleague(room_of(request).world, pid)
    if leaver is None or leaver.id == person.id:
        raise web.HTTPNotFound
    return leaver


def _handle(request: web.Request) -> bytes:
    try:
        return bytes.fromhex(request.match_info["handle"])
    except ValueError:
        raise web.HTTPNotFound from None
