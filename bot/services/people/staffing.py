"""Staffing: who works here, for the administrator. Roles and ways in; nothing anybody wrote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.services.people.signing_in import WayIn, find_way_in
from bot.services.world import World
from storage import people
from surveys.people.person import Person
from surveys.people.roles import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here, and what opens their views."""

    person: Person
    way_in: WayIn


@dataclass(frozen=True, slots=True)
class Crew:
    """Colleagues by role, and young people by home: how many, never who."""

    colleagues: tuple[Colleague, ...]
    homes: tuple[tuple[str, int], ...]


async def list_crew(world: World) -> Crew:
    """Everybody who works here, in the order of the roles; young people as counts."""
    async with world.database.read() as db:
        known = await people.list_people(db, world.keys)
        staff = [person for person in known if person.role.is_staff]
        ways = {person.id: await find_way_in(db, person.id) for person in staff}
    order = list(Role)
    staff.sort(key=lambda one: (order.index(one.role), one.nick.casefold(), one.id))
    homes = Counter(person.home for person in known if not person.role.is_staff)
    return Crew(
        tuple(Colleague(person, ways[person.id]) for person in staff),
        tuple(sorted(homes.items())),
    )
