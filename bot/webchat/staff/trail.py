"""The trail of what staff did, for the administrator. It holds nobody's words.

What was done about a concern is in the trail and not on this page: that there is one is only for
those who answer it. Rehearsals are shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiohttp import web

from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import moment
from storage import audit, people
from storage.audit import Entry
from surveys.people.person import Person

SHOWN = 300
"""Newest entries on the page."""
REHEARSED = "rehearsal "
"""What the entries of rehearsals begin with."""
_OF_CONCERN = re.compile(r"C-[0-9A-Z]{4}")
_OF_IDENTITY = "identity "


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
        entries = [one for one in await audit.list_audit(db) if not _is_of_concern(one)][-SHOWN:]
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


def _is_of_concern(entry: Entry) -> bool:
    if entry.action.startswith(REHEARSED):
        return False
    found = _OF_CONCERN.fullmatch(entry.about) is not None
    return found or entry.action.startswith(_OF_IDENTITY)


def _left() -> str:
    return say("trail.someone")
