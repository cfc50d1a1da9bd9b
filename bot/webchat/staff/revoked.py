"""Which released results lost words since they came out: by the month, and never who."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from aiohttp import web

from bot.services.results import revoking
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import month_of
from surveys.people.person import Person


async def show_revoked(request: web.Request, person: Person) -> Answer:
    """Every result that lost words, the newest month first, and what to do about copies."""
    found = await revoking.list_revoked(room_of(request).world, person.id)
    months = [
        (_named(month), list(each)) for month, each in groupby(found, key=lambda one: one.month)
    ]
    return show_staff(request, person, "revoked.html", tab="downloads", months=months, lost=lost)


def lost(count: int) -> str:
    """How many results lost words. Unit: results."""
    return say("revoking.count_one") if count == 1 else say("revoking.count_more", count=count)


def _named(month: str) -> str:
    return month_of(date.fromisoformat(f"{month}-01"))
