"""Helping: the numbers and the privacy page, for anybody, in every state, kept nowhere."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services import letters
from bot.services.knowing import Spoken, Visit, spoken, utter, visit
from bot.services.owing import HELP
from bot.services.safeguarding import calling
from bot.services.world import World
from bot.texts import FALLBACK, say
from bot.wording import cards
from bot.wording.helping import Moment, help_card, more_card
from bot.wording.keyboards import help_button, named
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Address, Person
from surveys.safeguarding.screening import Category


def numbers(world: World, visit: Visit) -> Spoken:
    """People to talk to, where the database may be out of reach: numbers, and no more."""
    known = visit.who is not None
    card = help_card(world.policy, _moment(world, visit), visit.language, known=known)
    return _now(card)


async def need_help(
    db: AsyncSession,
    world: World,
    here: Visit,
    *,
    category: Category | None = None,
    severity: int = 0,
    staff_meant: bool = False,
) -> Spoken:
    """People to talk to, right for the moment, and what else can be done from here.

    It overtakes everything else that is owed to this chat, and is noted nowhere.

    Args:
        category: What somebody's words looked like, where they were noticed.
        staff_meant: They may be about staff: the home's own phone is left out.
    """
    home = await calling.home_of(db, world, here)
    noticed = category is not None or severity > 0
    moment = Moment(world.now(), home, category, severity, staff_meant, noticed)
    come = await calling.come_button(db, world, here, staff_meant=staff_meant)
    write = await letters.write_button(db, world, here)
    ways = [way for way in (come, write) if way is not None]
    known = here.who is not None
    return _now(help_card(world.policy, moment, here.language, known=known, ways=ways))


async def more(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Every number there is, and how to complain of somebody who works here."""
    home = await calling.home_of(db, world, here)
    moment, known = Moment(world.now(), home), here.who is not None
    complain = named("complain", here.language, "wy", "all")
    ways = [complain] if may(here.known_as, Deed.WRITE_TO) else []
    return _now(more_card(world.policy, moment, here.language, known=known, ways=ways))


def privacy(world: World, visit: Visit) -> Spoken:
    """What is kept, why the law allows it, and for how long."""
    card = cards.privacy_card(world.policy, visit.address.chat, visit.language)
    return Spoken((card,), kind="notice")


def stranger(world: World, visit: Visit) -> Spoken:
    """Who this is, whom to ask, and the numbers, for somebody who was not invited."""
    now = _moment(world, visit)
    return Spoken((cards.stranger_card(world.policy, now, visit.language),), kind="notice")


def with_rows(text: str, *ways: Button, language: str = FALLBACK) -> Spoken:
    """A line and the ways on from it; help is always one of them."""
    rows = (*((way,) for way in ways), (help_button(language),))
    return Spoken((Say(text=text, rows=rows),), kind="notice")


async def set_aside(db: AsyncSession, world: World, address: Address) -> None:
    """Their message could not be taken: say so, with the numbers. For the intake."""
    here = await visit(db, world, address)
    await utter(db, world, here, spoken(say("sorry.set_aside", here.language)))
    await utter(db, world, here, numbers(world, here))


async def recovered(db: AsyncSession, world: World, address: Address) -> None:
    """The database was out of reach while they wrote, and is there again. For the intake."""
    here = await visit(db, world, address)
    await utter(db, world, here, spoken(say("sorry.recovered", here.language)))


def _moment(world: World, here: Visit) -> Moment:
    home = here.who.home if isinstance(here.who, Person) else ""
    return Moment(world.now(), home)


def _now(card: Say) -> Spoken:
    return Spoken((card,), rank=HELP, kind="notice")
