"""The evidence pack for regulations 44 and 45, from the signed-in view."""

from __future__ import annotations

import asyncio
from datetime import date

from aiohttp import web

from bot.services.results import evidencing
from bot.services.results.evidencing import HomeRefused, Paper, Wanted
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from surveys.people.person import Person
from surveys.reports.evidence import SpanRefused, span


async def show_evidence(request: web.Request, person: Person) -> Answer:
    """Which pack: the home, the days, Word or PDF."""
    return await _page(request, person)


async def make(request: web.Request, person: Person) -> Answer:
    """The pack as a file: made now, and kept nowhere. A home's name stands in no address."""
    world, sent = room_of(request).world, await request.post()
    home, paper = str(sent.get("home", "")), Paper.PDF
    try:
        paper = Paper(str(sent.get("format", "")))
        first, last = (_day(str(sent.get(name, ""))) for name in ("first", "last"))
        begins, ends = span(first, last or evidencing.half_year_on(world))
        wanted = Wanted(home, begins, ends)
        pack = await evidencing.gather(world, wanted, by=person.id)
    except (ValueError, HomeRefused) as mistake:
        told = str(mistake) if isinstance(mistake, SpanRefused) else say("evidence.not_those")
        return await _page(request, person, told=told)
    body = await asyncio.to_thread(evidencing.paper_of, pack, paper, world.look)
    return web.Response(
        body=body,
        content_type=evidencing.MEDIA_TYPES[paper],
        headers={
            "Content-Disposition": f'attachment; filename="{evidencing.file_name(pack, paper)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        },
    )


async def _page(request: web.Request, person: Person, *, told: str = "") -> web.Response:
    world = room_of(request).world
    first, last = span(None, evidencing.half_year_on(world))
    homes = await evidencing.homes_for(world, person)
    return show_staff(
        request,
        person,
        "evidence.html",
        tab="downloads",
        homes=homes,
        papers=list(Paper),
        first=first.isoformat(),
        last=last.isoformat(),
        told=told,
        status=422 if told else 200,
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
