"""A round on its way the way it goes: proposed, accepted by who decides, confirmed by a third."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import agreeing, launching
from bot.services.asking.launching import Plan
from bot.services.world import World
from storage import answers_back, people
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.promise import WrittenBack, unanswered
from surveys.rounds.round import Round

DECIDER = "Vi"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SPACE = "You answer by yourself, when it suits you."
VOICE = "Tap an answer, or write your own words."
FIELDS: dict[str, Any] = {"space": SPACE, "voice": VOICE, "decider": f"{DECIDER}, director"}


async def find_decider(db: AsyncSession, world: World) -> Person | None:
    """Vi, the director, who decides, if they are there."""
    found = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    return next((person for person in found if person.nick == DECIDER), None)


async def decider_of(db: AsyncSession, world: World) -> Person:
    """Vi, who moves in where they are not there yet."""
    found = await find_decider(db, world)
    if found is not None:
        return found
    vi = Person(
        id=ParticipantId(world.fresh_bytes(16)),
        role=Role.DECISION_MAKER,
        kind=Kind.STAFF,
        nick=DECIDER,
        home="",
        address=Address(Chat.WEB, 6_600_001),
    )
    await people.add_person(db, world.keys, vi)
    return vi


async def promised(db: AsyncSession, world: World, plan: Plan) -> Plan:
    """A plan with what has to be there before anybody is asked, where it lacks it."""
    if plan.decider_id is not None:
        return plan
    return replace(plan, **FIELDS, decider_id=(await decider_of(db, world)).id)


async def accept(db: AsyncSession, world: World, proposed: Round) -> Round:
    """Whoever is named as the one who decides says yes."""
    assert proposed.decider_id is not None
    decider = await people.load_person(db, world.keys, proposed.decider_id)
    assert decider is not None
    return await agreeing.accept(db, world, proposed.id, decider)


async def propose(db: AsyncSession, world: World, plan: Plan, by: Person | None) -> Round:
    """Propose a round, and let whoever decides accept it: it waits for its second person."""
    made = await launching.propose(db, world, await promised(db, world, plan), by)
    return await accept(db, world, made)


async def launch(
    db: AsyncSession, world: World, plan: Plan, by: Person | None, second: Person
) -> Round:
    """Propose a round, accept it and confirm it: the next tick opens it."""
    made = await propose(db, world, plan, by)
    return await launching.confirm(db, world, made.id, second, made.count_asked)


async def answered(db: AsyncSession, world: World, rid: RoundId) -> None:
    """Whoever decides wrote back, so that the same people may be asked again."""
    words = WrittenBack(next="Tea is at seven from Monday on.")
    assert await answers_back.give(db, rid, words, world.today())


async def all_answered(db: AsyncSession, world: World) -> None:
    """Every round that is over was answered, so that anybody may be asked."""
    for owed in unanswered(await answers_back.list_owed(db, since=LONG_AGO)):
        await answered(db, world, owed.rid)


class Presses(Protocol):
    """Somebody in a chat."""

    async def press(self, label: str) -> str: ...


async def plan_in_chat(author: Presses, *labels: str, decider: str = DECIDER) -> str:
    """Press these, then name who decides, take the first ready words twice, and three weeks.

    Returns:
        What is shown last: the whole plan, before it is proposed.
    """
    shown = ""
    for label in (*labels, decider, "1. ", "1. ", "3 weeks"):
        shown = await author.press(label)
    return shown


async def accept_in_chat(decider: Presses) -> str:
    """Whoever decides says yes, on the card that came to them."""
    return await decider.press("I accept")
