"""Two people: what one began, another human being must agree to. Two accounts of one are one.

Every rule that needs two asks here: letting a round begin, letting a result go, opening who
wrote a worry, opening who wrote what worried somebody in the safety read.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import people
from surveys.ids import ParticipantId
from surveys.people.crew import are_joined, are_two
from surveys.people.person import Person


async def accounts_of(db: AsyncSession, world: World, person: Person) -> list[Person]:
    """Every account that was said to be the same person's, theirs among them."""
    known = await people.list_people(db, world.keys)
    others = [one for one in known if one.id != person.id and are_joined(one, person)]
    return [person, *others]


async def is_second(
    db: AsyncSession, world: World, by: Person, *first: ParticipantId | None
) -> bool:
    """Whether somebody is another person than everybody who began it.

    Args:
        first: Who began it; None for the operator at the command line, who is nobody's account.
    """
    for pid in first:
        if pid is None:
            continue
        if pid == by.id:
            return False
        began = await people.load_person(db, world.keys, pid)
        if began is not None and not are_two(by, began):
            return False
    return True
