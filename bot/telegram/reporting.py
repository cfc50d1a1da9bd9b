"""Handlers for released results: ``/report``, ``/results`` and the button under the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.services import knowing
from bot.services.chat import admitting
from bot.services.later import rooms
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped
from bot.wording.presses import read_press

if TYPE_CHECKING:
    from bot.services.results import asking_on, handing, posting, reporting
else:
    asking_on, handing, posting, reporting = rooms(
        "bot.services.results", "asking_on", "handing", "posting", "reporting"
    )

ASKED_FOR = (
    filters.UpdateType.MESSAGE
    & filters.ChatType.PRIVATE
    & ~filters.FORWARDED
    & filters.Regex(r"^\s*/(?:report|results)(?:@\w{1,64})?\s*$")
)
"""The command by its words: a browser page marks no commands as Telegram does."""


async def on_report(update: Update, context: Context) -> None:
    """Offer the released results this person may open."""
    async with context.transaction(update) as db:
        here = await knowing.visit(db, context.world, address_of(update, context.chat))
        no = admitting.refused(context.world, here, "/report")
        offered = no or await reporting.offer(db, context.world, here)
        await knowing.utter(db, context.world, here, offered)


async def on_result(update: Update, context: Context) -> None:
    """Hand a released result over, ask on about its words, or say which results there are."""
    tap = tapped(update)
    pressed = read_press(tap.code)
    address = address_of(update, context.chat)
    ready = await handing.get_ready(context.world, address, pressed)
    ready = ready or await posting.get_ready(context.world, address, pressed)
    async with context.transaction(update) as db:
        here = await knowing.visit(db, context.world, address, tap=tap.id, message=tap.message)
        no = admitting.refused(context.world, here, "tap res")
        if no is not None:
            said = no
        elif pressed is None or not pressed.parts:
            said = await reporting.offer(db, context.world, here)
        elif ready is not None:
            said = await handing.hand_file(db, context.world, here, ready)
        else:
            said = await asking_on.step(db, context.world, here, pressed)
        await knowing.utter(db, context.world, here, said)


def register(app: App) -> None:
    """Add this module's handlers to the application."""
    app.add_handler(MessageHandler(ASKED_FOR, on_report))
    app.add_handler(CallbackQueryHandler(on_result, pattern=r"^res(:|$)"))
