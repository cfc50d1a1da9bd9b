"""The trail of what staff did, for the administrator. It holds nobody's words."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import moment
from storage import audit, people
from surveys.people.person import Person

SHOWN = 300
"""Newest entries on the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    when: str
    who: str
    did: str
    about: str


async def show_trail(request: web.Request, person: Person) -> Answer:
    """Newest first, and whether the chain holds."""
    world = room_of(request).world
    async with world.database.read() as db:
        broken = await audit.verify(db)
        entries = (await audit.list_audit(db))[-SHOWN:]
        known = {p.id: p.nick for p in await people.list_people(db, world.keys)}
    lines = [
        Line(
            moment(entry.at, world.zone),
            say("trail.earshot") if entry.who is None else known.get(entry.who) or _left(),
            entry.action,
            entry.about,
        )
        for entry in reversed(entries)
    ]
    return show_staff(request, person, "trail.html", tab="trail", lines=lines, broken=broken)


def _left() -> str:
    return say("trail.someone")
