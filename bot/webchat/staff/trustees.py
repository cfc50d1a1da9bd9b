"""How concerns were met, for trustees and the lead: numbers by quarter, and nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot.services.safeguarding import overseeing
from bot.services.safeguarding.overseeing import Count, Quarter
from bot.texts import say
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from storage import heads
from surveys.people.person import Person
from surveys.safeguarding.measured import (
    BY_CATEGORY,
    OVERALL,
    UNSEEN_TEXTS,
    UNSEEN_WORRIES,
    Share,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One quarter in words."""

    name: str
    alerts: str
    usual: str
    longest: str
    rehearsals: str
    tests: str


async def show_figures(request: web.Request, person: Person) -> Answer:
    """This quarter and the three before it; and what the check was measured to miss."""
    world = room_of(request).world
    async with world.database.read() as db:
        seen = await overseeing.oversee(db, world)
        sent = await heads.find_sent(db)
    return show_staff(
        request,
        person,
        "trustees.html",
        tab="trustees",
        quarters=[_row(quarter) for quarter in seen.quarters],
        openings=[(year, few(count)) for year, count in seen.openings],
        not_verified=seen.not_verified,
        head=str(sent[0]) if sent else "",
        overall=[
            (say(f"measured.{name}"), percent(share), share) for name, share in OVERALL.items()
        ],
        categories=[
            (say(f"concern_category.{name}"), percent(share), share)
            for name, share in BY_CATEGORY.items()
        ],
        texts=f"{UNSEEN_TEXTS:,}",
        worries=UNSEEN_WORRIES,
    )


def few(count: Count) -> str:
    """A count in words; small ones all alike."""
    return say("trustees.few") if count.shown is None else str(count.shown)


def percent(share: Share) -> str:
    """A share as it is said everywhere."""
    return say("trustees.percent", count=round(share.percent))


def how_long(time: timedelta | None) -> str:
    """A time people can picture: minutes, then hours, then days."""
    if time is None:
        return say("trustees.no_time")
    for unit, name in ((DAY, "days"), (HOUR, "hours"), (MINUTE, "minutes")):
        if time >= 2 * unit:
            return say(f"trustees.{name}", count=round(time / unit))
    return say("trustees.a_minute")


def _row(quarter: Quarter) -> Row:
    return Row(
        say("trustees.quarter", number=quarter.number, year=quarter.year),
        few(quarter.alerts),
        how_long(quarter.usual),
        how_long(quarter.longest),
        str(quarter.rehearsals) if quarter.rehearsals else say("trustees.none"),
        say("trustees.tests", missed=quarter.tests_missed, count=quarter.tests)
        if quarter.tests
        else say("trustees.none"),
    )
