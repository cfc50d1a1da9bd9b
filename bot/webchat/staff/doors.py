"""Who stands at a staff view's door: asked anew at every request, answered alike to everyone.

The chat's cookie says which account it is, the PIN or an app's code that it is still that
person, which a second cookie remembers for a while; the role says what they may do. Whoever
may not is told what a stranger is told: there is nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from bot.services.operating.watching import Alarms
from bot.services.people.signing_in import OpenViews
from bot.services.world import World
from bot.webchat.slots import device, token, views_token, whose
from storage import pauses, people
from surveys.ids import QuestionKey, RoundId
from surveys.people.access import deed_of, may
from surveys.people.person import Address, Chat, Person

if TYPE_CHECKING:  # what is only held here is loaded by the view that makes it
    from bot.services.people.inviting import Invite
    from bot.services.reading.reading import Pile
    from bot.services.reading.safety_reading import SafetyPile
    from bot.services.themes.double_coding import Coder
    from bot.webchat.staff.sorting_sitting import Sitting


@dataclass(slots=True)
class StaffRoom:
    """What the staff views share. All of it is memory: a restart locks every door."""

    world: World
    alarms: Alarms
    views: OpenViews = field(default_factory=OpenViews)
    piles: dict[tuple[bytes, RoundId], Pile] = field(default_factory=dict)
    safety_piles: dict[tuple[bytes, RoundId], SafetyPile] = field(default_factory=dict)
    sittings: dict[tuple[bytes, RoundId, QuestionKey], Sitting] = field(default_factory=dict)
    """At one question's themes each."""
    twenties: dict[tuple[bytes, RoundId, QuestionKey], Coder] = field(default_factory=dict)
    """At one question's twenty each, sorted alone and then compared."""
    made: dict[bytes, tuple[datetime, tuple[Invite, ...]]] = field(default_factory=dict)
    """Ways in that were just made, for as long as they can be printed."""


ROOM: web.AppKey[StaffRoom] = web.AppKey("staff room")
PAUSED = web.RequestKey("paused", bool)

Answer = web.StreamResponse
StaffView = Callable[[web.Request, Person], Awaitable[Answer]]
Route = Callable[[web.Request], Awaitable[Answer]]


def room_of(request: web.Request) -> StaffRoom:
    """The staff views' own memory."""
    return request.config_dict[ROOM]


def session_of(request: web.Request) -> bytes:
    """Names this browser chat in memory: a hash of its cookie's secret."""
    return device(request)


def sign_in_of(request: web.Request) -> bytes:
    """Names this sign-in to the views in memory: each has a cookie of its own."""
    return named_by(token(request), views_token(request))


def named_by(chat: str, views: str) -> bytes:
    """A hash of the two secrets that belong together: the chat's and the sign-in's."""
    return hashlib.sha256(f"{chat}.{views}".encode()).digest()


async def person_at(request: web.Request) -> Person | None:
    """Whose browser chat this is, loaded anew; None for a ticket, a stranger, somebody gone."""
    number = await whose(request)
    if number is None:
        return None
    world = room_of(request).world
    async with world.database.read() as db:
        return await people.find_person(db, world.keys, Address(Chat.WEB, number))


async def staff_at(request: web.Request) -> Person:
    """The member of staff whose browser chat this is, PIN or not.

    Raises:
        HTTPNotFound: Anybody else.
    """
    person = await person_at(request)
    if person is None or not person.role.has_views:
        raise web.HTTPNotFound
    return person


def is_open(request: web.Request, person: Person) -> bool:
    """Whether the PIN, or a code, was typed here, not long ago."""
    room = room_of(request)
    return room.views.is_open(sign_in_of(request), person.id, room.world.now())


def behind_pin(view: StaffView, way: str) -> Route:
    """Put a view behind its door: the role is asked of the database at every request.

    Raises:
        NoSuchWay: The way is not in the table of who may do what.
    """
    deed = deed_of(way)

    async def at_the_door(request: web.Request) -> Answer:
        person = await staff_at(request)
        if not may(person.role, deed):
            raise web.HTTPNotFound
        if not is_open(request, person):
            raise web.HTTPSeeOther(staff_path(request))
        await note_pause(request)
        return await view(request, person)

    return at_the_door


async def note_pause(request: web.Request) -> None:
    """Remember for the page's frame whether everything is paused."""
    world = room_of(request).world
    async with world.database.read() as db:
        request[PAUSED] = await pauses.load_pause(db) is not None


def staff_path(request: web.Request, *parts: str) -> str:
    """Where a staff view of this same chat is."""
    return "/".join((f"/c/{request.match_info['slot']}/staff", *(parts or ("",))))
