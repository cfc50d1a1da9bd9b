"""Who stands apart from a round: nobody of the homes that were asked reads its words."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import audiences, ledger, people
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.rounds.round import Round, Way


def made_it(round_: Round, person: Person) -> bool:
    """Whether somebody wrote this round, proposed it or let it begin."""
    makers = {maker.casefold() for maker in round_.makers}
    return (
        person.id in {round_.proposed_by, round_.confirmed_by} or person.nick.casefold() in makers
    )


async def is_of_asked(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody was asked, or belongs to a home that may have been."""
    asked = await ledger.list_asked(db, round_.id)
    if person.id in asked:
        return True
    if person.home == MOVED_ON:
        return False
    rule = await audiences.load_audience(db, world.keys, round_.id)
    if round_.way is Way.TICKET and not rule.homes:
        # A ticket stands for nobody, so anybody's home may have been asked.
        return True
    return person.home in await homes_asked(db, world, round_)


async def homes_asked(db: AsyncSession, world: World, round_: Round) -> frozenset[str]:
    """Every home that was asked; ``MOVED_ON`` among them where somebody lives in none.

    A ticket stands for nobody: where its round names no homes, any home may have been asked.
    """
    rule = await audiences.load_audience(db, world.keys, round_.id)
    homes = set(rule.homes)
    if round_.way is Way.TICKET and not homes:
        known = await people.list_people(db, world.keys)
        return frozenset(p.home for p in known if p.kind is Kind.YOUNG_PERSON)
    for pid in await ledger.list_asked(db, round_.id):
        someone = await people.load_person(db, world.keys, pid)
        if someone is not None:
            homes.add(someone.home)
    return frozenset(homes)
