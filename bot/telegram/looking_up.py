"""Handlers of what is known already: ``/known``, with words, and the button below a draft.

What is found is found before the transaction that takes the update: meaning takes a moment, and
nobody else is to wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.services import knowing
from bot.services.chat import admitting, tidying
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.later import rooms
from bot.services.own_worry import is_own_worry
from bot.services.safeguarding import noticing
from bot.services.world import World
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped, typed
from bot.texts import say
from bot.wording.presses import read_press
from surveys.people.person import Person

if TYPE_CHECKING:
    from bot.services.results import looking_up
else:
    (looking_up,) = rooms("bot.services.results", "looking_up")


async def on_known(update: Update, context: Context) -> None:
    """Say what is known about the words after the command. Words about danger to whoever types
    them are heard as they are everywhere."""
    wrote = typed(update)
    text, message = wrote.text, wrote.message
    asked = "".join(text.split(maxsplit=1)[1:])
    world, address = context.world, address_of(update, context.chat)
    async with world.database.read() as db:
        here = await knowing.visit(db, world, address, message=message)
    found = await _found(world, here, asked)
    async with context.transaction(update) as db:
        here = await knowing.visit(db, world, address, message=message)
        no = admitting.refused(world, here, "/known")
        await tidying.keep_typed(db, world, here)
        if no is not None or found is None:
            await noticing.notice(db, world, here, asked)
        said = no or found or spoken(say("looking_up.how", here.language))
        await knowing.utter(db, world, here, said)


async def on_press(update: Update, context: Context) -> None:
    """Say what is known about what a draft of theirs is called."""
    tap = tapped(update)
    world, address = context.world, address_of(update, context.chat)
    pressed = read_press(tap.code)
    async with world.database.read() as db:
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
    said = admitting.refused(world, here, "tap kn")
    if pressed is None:
        said = Spoken(toast=say("refused.unknown_button", here.language))
    elif said is None and isinstance(here.who, Person):
        said = await looking_up.of_draft(world, here.who, pressed, here.language)
    async with context.transaction(update) as db:
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        said = admitting.refused(world, here, "tap kn") or said or Spoken()
        await knowing.utter(db, world, here, said)


async def _found(world: World, here: Visit, asked: str) -> Spoken | None:
    """What is known; None for whoever may not ask, and for words about themselves."""
    if admitting.refused(world, here, "/known") or is_own_worry(asked):
        return None
    assert isinstance(here.who, Person), "whoever may go this way has a role"
    return await looking_up.say_known(world, here.who, asked, here.language)


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    asked = filters.Regex(r"(?is)^/known(@\w+)?(\s|$)") & filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE & ~filters.FORWARDED
    app.add_handler(MessageHandler(asked & private, on_known))
    app.add_handler(CallbackQueryHandler(on_press, pattern=r"^kn(:|$)"))
