"""Helping: the numbers and the privacy page, for anybody, in every state, kept nowhere."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services.knowing import Spoken, Visit, spoken, utter, visit
from bot.services.owing import HELP
from bot.services.world import World
from bot.texts import say
from bot.wording import cards
from surveys.people.person import Address


def numbers(world: World, visit: Visit) -> Spoken:
    """People to talk to. It overtakes everything else that is owed to this chat."""
    card = cards.help_card(world.policy, visit.language, known=visit.who is not None)
    return Spoken((card,), rank=HELP, kind="notice")


def privacy(world: World, visit: Visit) -> Spoken:
    """What is kept, why the law allows it, and for how long."""
    card = cards.privacy_card(world.policy, visit.address.chat, visit.language)
    return Spoken((card,), kind="notice")


def stranger(world: World, visit: Visit) -> Spoken:
    """Who this is, whom to ask, and the numbers, for somebody who was not invited."""
    return Spoken((cards.stranger_card(world.policy, visit.language),), kind="notice")


def with_rows(text: str, *ways: Button) -> Spoken:
    """A line and the ways on from it."""
    return Spoken((Say(text=text, rows=tuple((way,) for way in ways)),), kind="notice")


async def set_aside(db: AsyncSession, world: World, address: Address) -> None:
    """Their message could not be taken: say so, with the numbers. For the intake."""
    here = await visit(db, world, address)
    await utter(db, world, here, spoken(say("sorry.set_aside", here.language)))
    await utter(db, world, here, numbers(world, here))


async def recovered(db: AsyncSession, world: World, address: Address) -> None:
    """The database was out of reach while they wrote, and is there again. For the intake."""
    here = await visit(db, world, address)
    await utter(db, world, here, spoken(say("sorry.recovered", here.language)))
