"""Revoking: which released results lost words to their authors, and who hears of it.

Only ever by the month, and for all of them together: a day would say when somebody came back,
and a number of quotes how much was theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.texts import say
from storage import audit, people, releases, rounds
from storage.releases import Release
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.reports.model import Report
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Revoked:
    """A released result that lost words in one month: 2026-11. ``release`` is what its files
    call it."""

    round: Round
    release: str
    month: str


async def list_revoked(world: World, pid: ParticipantId | None) -> list[Revoked]:
    """Every result that lost words, the newest month first; None: the operator asks.

    For those whose role sees every result. A look is noted, as a download is.
    """
    async with world.database.write() as db:
        person = None if pid is None else await people.load_person(db, world.keys, pid)
        if pid is not None and (person is None or not person.role.can_see_releases):
            return []
        found = [
            Revoked(round_, _name(release), month)
            for release in await releases.list_released(db)
            for month in release.revoked
            if (round_ := await rounds.load_round(db, release.rid)) is not None
        ]
        await audit.record(
            db, at=world.now(), who=pid, action="words taken back looked at", about=""
        )
    return sorted(found, key=lambda one: (one.month, one.round.id), reverse=True)


async def tell(db: AsyncSession, world: World, release: Release, month: str) -> None:
    """Tell whoever let a result go that files of it are out of date: once in a month, however
    many of theirs it were, on the one day when all of them lose words."""
    everyone = await people.list_people(db, world.keys)
    told = {
        person.id
        for other in await releases.list_released(db)
        if other.id != release.id and month in other.revoked
        for person in _answerable(everyone, other)
    }
    for person in _answerable(everyone, release):
        if person.id not in told:
            to = To.person(person, None, BROADCAST)
            said = Say(text=say("revoking.news"))
            await owe(db, world, to, said, kind="notice")


def _answerable(everyone: Sequence[Person], release: Release) -> list[Person]:
    """Who let it go; else who put it forward; else everybody who lets results go."""
    can = [person for person in everyone if person.role.can_release]
    for pid in (release.approved_by, release.proposed_by):
        if found := [person for person in can if person.id == pid]:
            return found
    return can


def _name(release: Release) -> str:
    return Report.model_validate_json(release.json).release
