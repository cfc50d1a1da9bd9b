"""Whose yes a proposed round waits for: whoever decides, then a second person who is not asked.

It is worked out in one place, for those who ask for it, take it, and greet somebody with it.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.two_people import accounts_of, is_second
from bot.services.world import World
from storage import audiences, ledger, people, rounds
from surveys.ids import ParticipantId, RoundId
from surveys.people.audience import AudienceRule, people_meant
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way


async def members(db: AsyncSession, world: World, first: RoundId) -> tuple[Person, ...]:
    """Whom a series asks: those its first round asked, as far as they are still known.

    Joiners wait for the next series. Whoever moved or changed their job is asked all the same.
    """
    asked = [
        await people.load_person(db, world.keys, p) for p in await ledger.list_asked(db, first)
    ]
    return tuple(person for person in asked if person is not None)


async def people_asked(
    db: AsyncSession, world: World, rule: AudienceRule, makers: Collection[ParticipantId] = ()
) -> tuple[Person, ...]:
    """The people a rule means today. ``makers``: who makes the round, by id."""
    return people_meant(rule, await people.list_people(db, world.keys), makers)


async def asked_in(
    db: AsyncSession, world: World, round_: Round, rule: AudienceRule
) -> tuple[Person, ...]:
    """The people a round asks as of now; nobody in particular where it has tickets."""
    if round_.way is Way.TICKET:
        return ()
    if round_.checks:
        return await members(db, world, RoundId(round_.checks))
    if round_.series and round_.series != round_.id:
        return await members(db, world, RoundId(round_.series))
    return await people_asked(db, world, rule, round_.made_by)


async def waits_for(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether a round waits for somebody's yes as the one who decides, and theirs alone: this
    very account, a decision-maker still, and not whoever proposed it with another."""
    if round_.state is not State.PROPOSED or round_.is_accepted:
        return False
    if not is_decider(round_, person) or round_.closes_at <= world.now():
        return False
    known = await people.load_person(db, world.keys, person.id)
    if known is None or known.role is not Role.DECISION_MAKER:
        return False
    return await is_second(db, world, person, round_.proposed_by)


def is_decider(round_: Round, person: Person) -> bool:
    """Whether this very account is named as the one who decides."""
    return round_.decider_id == person.id


async def is_seconds(db: AsyncSession, world: World, round_: Round, person: Person) -> bool:
    """Whether a round waits for a second person, and somebody could be that one: not who proposed
    it, nor who decides, nor anybody whom it asks, with whichever account."""
    if not _waits_for_a_second(round_) or not person.role.can_confirm_launch:
        return False
    if not await is_second(db, world, person, round_.proposed_by, round_.decider_id):
        return False
    asked = await _asked_ids(db, world, round_)
    return not asked & {account.id for account in await accounts_of(db, world, person)}


async def seconds_of(db: AsyncSession, world: World, round_: Round) -> list[Person]:
    """Everybody who could be a round's second person now."""
    return [
        person
        for person in await people.list_people(db, world.keys)
        if person.role.can_confirm_launch and await is_seconds(db, world, round_, person)
    ]


async def waiting_for(db: AsyncSession, world: World, person: Person) -> list[Round]:
    """The proposed rounds that wait for somebody's yes, in whichever part."""
    if not person.role.can_confirm_launch:
        return []
    return [
        round_
        for round_ in await rounds.list_rounds(db, states={State.PROPOSED})
        if await waits_for(db, world, round_, person)
        or (round_.closes_at > world.now() and await is_seconds(db, world, round_, person))
    ]


def _waits_for_a_second(round_: Round) -> bool:
    is_open = round_.state is State.PROPOSED and not round_.confirmed_by
    return is_open and round_.is_accepted


async def _asked_ids(db: AsyncSession, world: World, round_: Round) -> frozenset[ParticipantId]:
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return frozenset(person.id for person in await asked_in(db, world, round_, rule))
