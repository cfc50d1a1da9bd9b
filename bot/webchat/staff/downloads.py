"""Every released result as files, with the release and the form each one names (E6)."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.services.results import reporting
from bot.services.results.formats import Format
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.showing import show_staff
from bot.wording.days import day
from storage import releases
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.reports.model import Report
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Row:
    """One result. ``release`` and ``day`` are "" where nothing may be shown of a round."""

    round: Round
    release: str
    form: int
    day: str


async def show_downloads(request: web.Request, person: Person) -> Answer:
    """What this person may take away. Taking it is noted in the trail."""
    world, rows = room_of(request).world, []
    for round_ in await reporting.list_papers(world, person.id):
        report = await reporting.load_paper(world, person.id, round_.id)
        async with world.database.read() as db:
            release = await releases.load_release(db, round_.id)
        if isinstance(report, Report):
            on = "" if release is None else day(release.on)
            rows.append(Row(round_, report.release, report.form_version, on))
    return show_staff(
        request,
        person,
        "downloads.html",
        tab="downloads",
        rows=rows,
        formats=list(Format),
        evidence=may(person.role, Deed.MAKE_EVIDENCE),
    )
