"""The rota: who is told of concerns, who is away, where a letter reaches them.

The lead changes it. The administrator sees who is on it and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.services.safeguarding import rostering
from bot.services.safeguarding.rostering import LONGEST_AWAY, LONGEST_EMAIL, OnRota
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.safeguarding.routing import ORDER


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the rota. ``email``, ``back_on`` and ``handle`` are "" for who only looks."""

    name: str
    role: str
    home: str
    away: str
    email: str
    back_on: str
    handle: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed where something stood in the way, and what that was."""

    handle: str
    told: str
    email: str
    back_on: str


async def show_rota(request: web.Request, person: Person) -> Answer:
    """Everybody on the rota, in the order in which they are told."""
    return await _page(request, person)


async def change(request: web.Request, person: Person) -> Answer:
    """Set somebody's e-mail address and until when they are away. The lead's to do."""
    world, handle = room_of(request).world, request.match_info["handle"]
    try:
        pid = ParticipantId(bytes.fromhex(handle))
    except ValueError:
        raise web.HTTPNotFound from None
    sent = await request.post()
    email, typed = str(sent.get("email", "")).strip(), str(sent.get("back_on", "")).strip()
    told = await _change(world, person, pid, (email, typed))
    if told:
        return await _page(request, person, Tried(handle, told, email, typed))
    world.wake()
    raise web.HTTPSeeOther(f"{staff_path(request, 'rota', '')}?done")


async def _change(world: World, by: Person, pid: ParticipantId, sent: tuple[str, str]) -> str:
    """Keep what was typed, both or neither; else say what stood in the way."""
    email, typed = sent
    try:
        back_on = date.fromisoformat(typed) if typed else None
    except ValueError:
        return say("rota_page.not_a_day", most=LONGEST_AWAY)
    ahead = 0 if back_on is None else (back_on - world.today()).days
    if back_on is not None and not 0 < ahead <= LONGEST_AWAY:
        return say("rota_page.not_a_day", most=LONGEST_AWAY)
    async with world.database.write() as db:
        known = {one.responder.pid: one for one in await rostering.list_rota(db, world)}
        if pid not in known:
            raise web.HTTPNotFound
        before = known[pid].duty
        if email != before.email and not await rostering.set_email(db, world, pid, email, by=by):
            return say("rota_page.not_an_address")
        if back_on != before.back_on:
            await rostering.set_away(db, world, pid, back_on, by=by)
    return ""


async def _page(request: web.Request, person: Person, tried: Tried | None = None) -> web.Response:
    world = room_of(request).world
    async with world.database.read() as db:
        rota = await rostering.list_rota(db, world)
    changes = may(person.role, Deed.CHANGE_ROTA)
    there = {one.responder.role for one in rota}
    return show_staff(
        request,
        person,
        "rota.html",
        tab="rota",
        status=422 if tried else 200,
        rows=[_row(one, changes=changes) for one in rota],
        changes=changes,
        missing=[say(f"rota_page.no_{role.value}") for role in ORDER if role not in there],
        tried=tried,
        done="done" in request.query,
        first=(world.today() + timedelta(days=1)).isoformat(),
        last=(world.today() + timedelta(days=LONGEST_AWAY)).isoformat(),
        longest=LONGEST_EMAIL,
    )


def _row(one: OnRota, *, changes: bool) -> Row:
    told, duty = one.responder, one.duty
    name, role = told.nick or say("crew.no_name"), say(f"role.{told.role.value}")
    if not changes:
        return Row(name, role, "", "", "", "", "")
    back_on = duty.back_on if told.away else None
    return Row(
        name,
        role,
        say("rota_page.line", home=told.home) if told.home else "",
        say("rota_page.away", day=day(back_on)) if back_on else say("rota_page.there"),
        duty.email,
        back_on.isoformat() if back_on else "",
        told.pid.hex(),
    )
