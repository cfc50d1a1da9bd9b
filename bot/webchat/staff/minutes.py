"""Reading time for pay: a reader's own, and a month of everybody's for the administrator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from aiohttp import web

from bot.services.results import slots
from bot.services.results.slots import Spent
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import month_of
from surveys.exports import minutes as sheet
from surveys.people.person import Person
from surveys.people.slots import month_before, next_month, read_month


@dataclass(frozen=True, slots=True)
class Part:
    """Slots that belong together under a title, and their minutes in all."""

    title: str
    spent: tuple[Spent, ...]
    minutes: int


async def show_own(request: web.Request, person: Person) -> Answer:
    """A reader's own minutes, the newest month first."""
    spent = await slots.own_minutes(room_of(request).world, person.id)
    months = groupby(spent, key=lambda one: one.day.replace(day=1))
    parts = [_part(month_of(first), some) for first, some in months]
    return show_staff(request, person, "minutes.html", tab="minutes", parts=parts)


async def save_own(request: web.Request, person: Person) -> Answer:
    """A reader's own minutes as a file."""
    return _file(await slots.own_minutes(room_of(request).world, person.id), "my-minutes")


async def show_all(request: web.Request, person: Person) -> Answer:
    """Every reader's minutes in a month: this one, or the one that is asked for."""
    world = room_of(request).world
    month = _month(request.query.get("month", f"{world.today():%Y-%m}"))
    spent = await slots.minutes_of_month(world, month)
    parts = [_part(reader, some) for reader, some in groupby(spent, key=lambda one: one.reader)]
    return show_staff(
        request,
        person,
        "pay.html",
        tab="pay",
        parts=parts,
        month=month_of(month),
        this=f"{month:%Y-%m}",
        before=f"{month_before(month):%Y-%m}",
        after=f"{next_month(month):%Y-%m}" if next_month(month) <= world.today() else "",
    )


async def save_all(request: web.Request, person: Person) -> Answer:
    """A month as a file."""
    month = _month(request.match_info["month"])
    spent = await slots.minutes_of_month(room_of(request).world, month)
    return _file(spent, f"reading-{month:%Y-%m}")


def _part(title: str, spent: Iterable[Spent]) -> Part:
    held = tuple(spent)
    return Part(title, held, sum(one.minutes for one in held))


def _month(text: str) -> date:
    try:
        return read_month(text)
    except ValueError:
        raise web.HTTPNotFound from None


def _file(spent: Iterable[Spent], name: str) -> web.Response:
    lines = ((one.day, one.reader, one.round, one.minutes) for one in spent)
    return web.Response(
        body=sheet.render(lines),
        content_type="text/csv",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
