"""Invitations in the browser: make ways in, print them once, see how many wait, revoke them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import segno
from aiohttp import web
from markupsafe import Markup

from bot.services.people import inviting
from bot.services.people.inviting import Invite, InviteRefused, Wanted
from bot.services.people.signing_in import IDLE
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of, session_of, staff_path
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from surveys.people.person import AgeBand, Kind, Person
from surveys.people.roles import Role


@dataclass(frozen=True, slots=True)
class Way:
    """A way in, while it can still be shown."""

    name: str
    link: str
    telegram_link: str
    square: Markup


@dataclass(frozen=True, slots=True)
class Count:
    """Unused ways in of one role with one last day."""

    role: Role
    until: date
    day: str
    count: int


async def show_invitations(request: web.Request, person: Person) -> Answer:
    """The form, and how many ways in wait to be used."""
    return await _page(request, person)


async def make(request: web.Request, person: Person) -> Answer:
    """Make ways in. They are shown and printed until this view locks, and never again."""
    room, sent = room_of(request), await request.post()
    try:
        made = await inviting.invite(room.world, _wanted(sent), person.id)
    except InviteRefused:
        return await _page(request, person, say("invites.not_made"))
    room.made[session_of(request)] = (room.world.now(), tuple(made))
    raise web.HTTPSeeOther(staff_path(request, "invitations", "made", ""))


async def show_made(request: web.Request, person: Person) -> Answer:
    """What was just made, each with a code square to scan."""
    made = _made(request)
    if not made:
        raise web.HTTPSeeOther(staff_path(request, "invitations", ""))
    return show_staff(
        request,
        person,
        "invitations_made.html",
        tab="invitations",
        ways=[_way(one) for one in made],
        role=made[0].role,
        until=day(made[0].until),
    )


async def print_made(request: web.Request, person: Person) -> Answer:
    """What was just made, as a sheet of slips to cut."""
    made = _made(request)
    if not made:
        raise web.HTTPNotFound
    # The PDF library is large: loaded only where a sheet is printed.
    from bot.services.people.printing import invite_sheet

    return web.Response(
        body=invite_sheet(made),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="earshot-invitations.pdf"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def put_away(request: web.Request, person: Person) -> Answer:
    """They are printed or copied: forget them."""
    room_of(request).made.pop(session_of(request), None)
    raise web.HTTPSeeOther(staff_path(request, "invitations", ""))


async def revoke(request: web.Request, person: Person) -> Answer:
    """Make ways in stop working: all of one role and day, or one whose link is known."""
    world, sent = room_of(request).world, await request.post()
    link = str(sent.get("link", ""))[:300]
    if link:
        count = int(await inviting.revoke_link(world, person.id, link))
    else:
        try:
            role, until = Role(str(sent.get("role"))), date.fromisoformat(str(sent.get("until")))
        except ValueError:
            raise web.HTTPNotFound from None
        count = await inviting.revoke_waiting(world, person.id, role, until)
    key = "revoked" if count else "revoked_none"
    return await _page(request, person, said=say(f"invites.{key}", count=count))


async def _page(
    request: web.Request, person: Person, told: str = "", said: str = ""
) -> web.Response:
    world = room_of(request).world
    waiting = [
        Count(one.role, one.until, day(one.until), one.count)
        for one in await inviting.list_waiting(world)
    ]
    return show_staff(
        request,
        person,
        "invitations.html",
        tab="invitations",
        status=422 if told else 200,
        told=told,
        said=said,
        waiting=waiting,
        roles=list(Role),
        ages=list(AgeBand),
        most=inviting.MOST_AT_ONCE,
        longest=inviting.LONGEST_DAYS,
        has_telegram=bool(world.telegram_name),
    )


def _wanted(sent: Mapping[str, object]) -> Wanted:
    try:
        role = Role(str(sent.get("role")))
    except ValueError:
        raise web.HTTPNotFound from None
    names = tuple(n for line in str(sent.get("names", "")).splitlines() if (n := line.strip()))
    return Wanted(
        role=role,
        kind=inviting.KIND_OF.get(role, Kind.STAFF),
        count=len(names) or _whole(sent.get("count")),
        home=str(sent.get("home", "")).strip(),
        names=names,
        telegram=sent.get("telegram") == "yes",
        days=_whole(sent.get("days")),
        age=_age(sent.get("age")),
    )


def _age(sent: object) -> AgeBand | None:
    try:
        return AgeBand(str(sent)) if sent else None
    except ValueError:
        raise web.HTTPNotFound from None


def _whole(typed: object) -> int:
    """A number as a form sends it; 0, which is out of every range here, for anything else."""
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _made(request: web.Request) -> tuple[Invite, ...]:
    """What this browser chat made a moment ago; nobody else's, and not for long."""
    room = room_of(request)
    now = room.world.now()
    room.made = {key: one for key, one in room.made.items() if now - one[0] < IDLE}
    return room.made.get(session_of(request), (now, ()))[1]


def _way(one: Invite) -> Way:
    drawn = segno.make(one.web_link, error="m", micro=False).svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None
    )
    # What is drawn comes from a code of our own making, never from anything typed.
    return Way(one.first_name, one.web_link, one.telegram_link or "", Markup(drawn))  # noqa: S704
