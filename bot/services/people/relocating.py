"""Relocating: somebody lives in another home now, or has left care. Nothing shows who moved.

Only what is said of them from now on changes. They stay the same person: with their envelopes,
in every round that asks them, for which they count as living where they did when it opened.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.people.inviting import LONGEST_PLACE
from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.texts import say
from storage import audit, people
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.people.roles import Role


class NotFound(PlanRefused):
    """Nobody, or several, are called that. The text says it and the way out."""


async def named(db: AsyncSession, world: World, name: str, home: str) -> list[Person]:
    """Everybody of a first name in a home ("" for none), however it is written."""
    wanted = (_folded(name), _folded(home))
    known = await people.list_people(db, world.keys)
    return [p for p in known if p.nick and (_folded(p.nick), _folded(p.home)) == wanted]


async def only(db: AsyncSession, world: World, name: str, home: str) -> Person:
    """The one person of a name in a home.

    Raises:
        NotFound: Nobody is called that there, or several are.
    """
    found = await named(db, world, name, home)
    if len(found) != 1:
        raise NotFound(say("moving.several" if found else "moving.nobody"))
    return found[0]


async def move(
    world: World, by: ParticipantId | None, whom: tuple[str, str], to: str, *, leaves_care: bool
) -> None:
    """Write down where somebody lives from now on. ``whom`` is a first name and a home.

    Args:
        by: Who does it; None at the command line.
        to: The home; "" for none of the homes.
        leaves_care: They are a care leaver from now on.

    Raises:
        NotFound: Nobody is called that there, or several are; or the home's name is too long.
    """
    home = " ".join(to.split())
    async with world.database.write() as db:
        doer = None if by is None else await people.load_person(db, world.keys, by)
        if by is not None and (doer is None or not may(doer.role, Deed.MOVE_HOME)):
            raise NotFound(say("moving.nobody"))
        person = await only(db, world, *whom)
        if len(home) > LONGEST_PLACE or (person.role is Role.DUTY_PHONE and home == MOVED_ON):
            raise NotFound(say("moving.no_such_home"))
        left = leaves_care and person.kind is Kind.YOUNG_PERSON
        kind = Kind.CARE_LEAVER if left else person.kind
        await people.change_tags(db, world.keys, person, home=home, kind=kind)
        about = f"1 × {person.role.value}"
        await audit.record(db, at=world.now(), who=by, action="home changed", about=about)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
