"""Handlers of the library: ``/library``, alone or with words, and the buttons of its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.outgoing import Rewrite, Say
from bot.services import knowing
from bot.services.chat import admitting
from bot.services.knowing import Spoken
from bot.services.later import rooms
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped, typed
from bot.texts import say
from bot.wording.presses import read_press
from surveys.people.person import Person

if TYPE_CHECKING:
    from bot.services.asking import shelving
else:
    (shelving,) = rooms("bot.services.asking", "shelving")


async def on_library(update: Update, context: Context) -> None:
    """Show the library, or what it has about the words after the command."""
    text = typed(update).text
    async with context.transaction(update) as db:
        here = await knowing.visit(db, context.world, address_of(update, context.chat))
        said = admitting.refused(context.world, here, "/library")
        if said is None:
            said = Spoken((shelving.look("".join(text.split(maxsplit=1)[1:])),))
        await knowing.utter(db, context.world, here, said)


async def on_press(update: Update, context: Context) -> None:
    """Take one step in the library. Cards of its own change in place; all else is new."""
    tap = tapped(update)
    async with context.transaction(update) as db:
        world, address = context.world, address_of(update, context.chat)
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        pressed = read_press(tap.code)
        said = admitting.refused(world, here, "tap lb")
        if pressed is None:
            said = Spoken(toast=say("refused.unknown_button", here.language))
        elif said is None:
            assert isinstance(here.who, Person), "whoever may go this way has a role"
            said = await shelving.step(db, world, here.who, pressed)
            if pressed.parts[:1] in {("one",), ("all",)} and here.message is not None:
                said = _in_place(said, here.message)
        await knowing.utter(db, world, here, said)


def _in_place(said: Spoken, message: int) -> Spoken:
    match said.said:
        case (Say(text=text, rows=rows),):
            return Spoken((Rewrite(message=message, text=text, rows=rows),))
        case _:
            return said


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    asked = filters.Regex(r"(?is)^/library(@\w+)?(\s|$)") & filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(asked & filters.ChatType.PRIVATE, on_library))
    app.add_handler(CallbackQueryHandler(on_press, pattern="^lb(:|$)"))
