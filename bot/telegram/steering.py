"""Handlers for what an author does with one round of theirs, and for how often it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.outgoing import Rewrite, Say
from bot.services import knowing
from bot.services.apart import is_theirs
from bot.services.chat import admitting
from bot.services.knowing import Spoken, Visit
from bot.services.later import rooms
from bot.services.rounds import coming_again, ending, steering
from bot.services.world import World
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped
from bot.texts import say
from bot.wording import steering as words
from bot.wording.days import moment
from bot.wording.launching import with_a_way_on
from bot.wording.presses import Press, read_press
from storage import rounds
from surveys.people.access import WAYS
from surveys.people.person import Person
from surveys.rounds.round import Round, State

if TYPE_CHECKING:
    from bot.services.asking import forecasting, planning
else:
    forecasting, planning = rooms("bot.services.asking", "forecasting", "planning")

SURE = {"wait": "wait", "end": "cancel"}
"""What is asked once more before it is done."""


async def on_press(update: Update, context: Context) -> None:
    """Show one round, or do with it what its author asks."""
    tap = tapped(update)
    async with context.transaction(update) as db:
        world, address = context.world, address_of(update, context.chat)
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        await knowing.utter(db, world, here, await _pressed(db, world, here, tap.code))


async def _pressed(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    pressed = read_press(code)
    way = f"tap rh:{pressed.parts[0]}" if pressed is not None and pressed.parts else ""
    if pressed is None or way not in WAYS:
        return Spoken(toast=say("refused.unknown_button", here.language))
    no = admitting.refused(world, here, way)
    if no is not None:
        return no
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    said = with_a_way_on(await _step(db, world, here.who, pressed))
    if here.message is None:
        return Spoken((said,))
    return Spoken((Rewrite(message=here.message, text=said.text, rows=said.rows),))


async def _step(db: AsyncSession, world: World, person: Person, pressed: Press) -> Say:
    match pressed.parts:
        case ("how", tag):
            return await planning.how_often(db, world, person, tag)
        case ("set", tag, rhythm):
            return await planning.choose(db, world, person, tag, ("rhythm", rhythm))
        case (step, tag):
            round_ = await rounds.find_round(db, tag)
            if round_ is not None and is_theirs(round_, person):
                return await _do(db, world, person, step, round_)
        case _:
            pass
    return Say(text=say("steer.gone"))


async def _do(db: AsyncSession, world: World, person: Person, step: str, round_: Round) -> Say:
    gone = Say(text=say("steer.gone"))
    match step:
        case "see":
            return words.round_card(round_, forecasting.of_round(world, round_))
        case "wait" | "end":
            is_open = round_.state is State.OPEN
            return words.sure_card(round_, SURE[step]) if is_open else gone
        case "waityes":
            waits = await steering.wait(db, world, round_, person)
            return Say(text=say("steer.waits_now")) if waits else gone
        case "on":
            on = await steering.go_on(db, world, round_, person)
            closes = "" if on is None else moment(on.closes_at)
            return gone if on is None else Say(text=say("steer.goes_on", closes=closes))
        case "endyes":
            ended = await ending.cancel(db, world, round_, person)
            return Say(text=say("steer.cancelled")) if ended else gone
        case "once":
            stopped = await coming_again.stop(db, world, round_, person)
            return Say(text=say("steer.no_more")) if stopped else gone
        case _:
            return gone


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    app.add_handler(CallbackQueryHandler(on_press, pattern="^rh(:|$)"))
