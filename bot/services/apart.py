"""Who stands apart from a round: nobody of the homes that were asked reads its words."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.two_people import accounts_of
from bot.services.world import World
from storage import asked_as, audiences, ledger, people
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, Way


async def made_it(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody wrote this round, proposed it or let it begin, with any account."""
    makers = {maker.casefold() for maker in round_.makers}
    mine = await accounts_of(db, world, person)
    # The check of draft themes always asks the same two questions: whoever sorted may read on.
    began = {round_.confirmed_by, None if round_.checks else round_.proposed_by}
    return any(one.id in began or one.nick.casefold() in makers for one in mine)


async def readers_of(db: AsyncSession, world: World, round_: Round) -> tuple[str, ...]:
    """First names of those who may read a round's words after the seal, in order; none where
    one of them has no name to say. Whoever was asked or made it is not among them.

    Who belongs to a home that was asked is not looked for: they may be named, and not read.
    """
    makers = {maker.casefold() for maker in round_.makers}
    began = {round_.proposed_by, round_.confirmed_by}
    named = []
    for role in (role for role in Role if role.can_read):
        for person in await people.list_people(db, world.keys, role=role):
            if person.id in began or person.nick.casefold() in makers:
                continue
            if await ledger.standing(db, round_.id, person.id) is None:
                named.append(person.nick)
    return tuple(sorted(named)) if all(named) else ()


def is_theirs(round_: Round, person: Person) -> bool:
    """Whether a round is somebody's own to see through: they proposed, wrote or keep it."""
    makers = {maker.casefold() for maker in round_.makers}
    of_name = person.nick.casefold() in makers
    return of_name or person.id in {round_.proposed_by, round_.keeper_id}


def sees_band(round_: Round, person: Person) -> bool:
    """Whether somebody may see if enough have answered: of their own rounds, or of all."""
    if may(person.role, Deed.SEE_BAND_OF_ALL):
        return True
    return may(person.role, Deed.SEE_BAND_OF_OWN) and is_theirs(round_, person)


async def is_of_asked(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether somebody was asked, with any account, or belongs to a home that may have been."""
    asked = await ledger.list_asked(db, round_.id)
    mine = await accounts_of(db, world, person)
    if any(one.id in asked for one in mine):
        return True
    homes = {one.home for one in mine} - {MOVED_ON}
    if not homes:
        return False
    rule = await audiences.load_audience(db, world.keys, round_.id)
    if round_.way is Way.TICKET and not rule.homes:
        # A ticket stands for nobody, so anybody's home may have been asked.
        return True
    return bool(homes & await homes_asked(db, world, round_))


async def homes_asked(db: AsyncSession, world: World, round_: Round) -> frozenset[str]:
    """Every home that was asked, then or where they live by now; ``MOVED_ON`` among them where
    somebody lives in none.

    A ticket stands for nobody: where its round names no homes, any home may have been asked.
    """
    rule = await audiences.load_audience(db, world.keys, round_.id)
    homes = set(rule.homes)
    if round_.way is Way.TICKET and not homes:
        known = await people.list_people(db, world.keys)
        return frozenset(p.home for p in known if p.kind is Kind.YOUNG_PERSON)
    asked = await asked_as.load_asked(db, world.keys, round_.id)
    homes |= {was.home for was in asked.values()}
    for pid in await ledger.list_asked(db, round_.id):
        someone = await people.load_person(db, world.keys, pid)
        if someone is not None:
            homes.add(someone.home)
    return frozenset(homes)
