"""Who is there, held against the fewest that must be, and against what may not be one person."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from bot.doctor.findings import Finding, ok, stop, warn
from bot.services.operating.pausing import since_when
from bot.services.world import World
from storage import people
from surveys.people.crew import MINIMUM, Clash, list_clashes, list_lacking
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.readers import ReadingCare

ABOUT, READING = "Crew", "Reading"
IN_LINE = frozenset({Role.ADMIN, Role.DECISION_MAKER})
"""Roles that a reader may not be able to be open with: they decide on work, or pay."""
INVITE = "`earshot invite`; docs/access.md says who may not be one person"


async def crewed(world: World) -> list[Finding]:
    """What is missing and what fails without it; what is, or seems to be, one person twice."""
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
    return await asyncio.to_thread(_judged, world.policy.reading, known)


def _judged(care: ReadingCare, known: Sequence[Person]) -> list[Finding]:
    """Thousands take a moment, in which the bot answers."""
    return [*missing(known), *clashing(known), *unnamed(known), *supported(care, known)]


async def paused(world: World) -> list[Finding]:
    """Whether everything is paused: it must not be forgotten."""
    since = await since_when(world)
    said = f"Everything is paused since {since}: no round opens, reminds or closes."
    return [warn("Pause", said, "`earshot resume`, or Pause under Staff")] if since else []


def missing(known: Sequence[Person]) -> Iterable[Finding]:
    """Whoever of the fewest is not there, with what does not work until they are."""
    lacking = list_lacking(known)
    for need in lacking:
        yield warn(ABOUT, f"Not there yet: {need.called}. Without: {need.fails}.", INVITE)
    if not lacking:
        yield ok(ABOUT, f"the fewest are there: {len(MINIMUM)} needs are met")


def clashing(known: Sequence[Person]) -> Iterable[Finding]:
    """Two accounts that may not be one person's: said to be, or of one first name."""
    for clash in list_clashes(known):
        both = f"{_called(clash.one)} and {_called(clash.other)}"
        yield _said(clash, both) if clash.is_said else _supposed(clash, both)


def unnamed(known: Sequence[Person]) -> Iterable[Finding]:
    """Colleagues nobody can be told apart from: two of their accounts would count as two."""
    count = sum(1 for one in known if one.role.is_staff and not one.nick.strip())
    if count:
        yield warn(
            ABOUT,
            f"{count} of the staff have no name here, so two accounts of one of them would count "
            "as two people.",
            "invite them anew with --names, and with --same-person-as where they have an account",
        )


def supported(care: ReadingCare, known: Sequence[Person]) -> Iterable[Finding]:
    """Readers with nobody to talk to after reading, and supporters who decide on their work."""
    readers = [one for one in known if one.role.can_read]
    alone = [one for one in readers if care.supporter_of(one.nick) is None]
    for one in alone:
        yield warn(
            READING,
            f"{one.nick or 'A reader'} has nobody to talk to after reading; the page names the "
            "safeguarding lead.",
            "name somebody in policy.toml, [[reading.supporters]]; docs/reading.md says who",
        )
    deciding = {one.nick.casefold() for one in known if one.role in IN_LINE}
    for name in [one.name for one in care.supporters if one.name.casefold() in deciding]:
        yield warn(
            READING,
            f"{name} supports readers, and seems to decide on work or pay here too.",
            "name somebody to whom a reader can say that it was too much",
        )
    if readers and not alone:
        yield ok(READING, "every reader has somebody to talk to afterwards")


def _said(clash: Clash, both: str) -> Finding:
    return stop(
        ABOUT,
        f"{both} are one person, and may not be: {clash.why}.",
        "let somebody else have one of the two roles",
    )


def _supposed(clash: Clash, both: str) -> Finding:
    return warn(
        ABOUT,
        f"{both} have one first name. If they are one person: {clash.why}.",
        "if they are two people, invite one anew under a name that tells them apart; until then "
        "they count as one wherever two are asked for",
    )


def _called(person: Person) -> str:
    return f"{person.nick or 'somebody'} ({person.role.value.replace('_', ' ')})"
