"""Telling the people of a round that a question is waiting: invitations and reminders."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.wording import cards
from storage import people
from surveys.people.person import Person
from surveys.rounds.round import Round


async def tell_asked(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person], *, reminder: bool
) -> None:
    """Owe everybody asked the same card, in an order that says nothing."""
    shuffled = list(asked)
    world.chance.shuffle(shuffled)
    card = cards.reminder_card if reminder else cards.invitation_card
    for person in shuffled:
        desk = await people.load_desk(db, world.keys, person.id)
        to = To.person(person, round_.id, BROADCAST)
        await owe(db, world, to, card(round_, desk.language), kind="notice")
