"""Taps: every one is answered, whatever its button was."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.services import knowing
from bot.services.chat import conversing
from bot.services.operating import scrubbing
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, tapped


async def on_tap(update: Update, context: Context) -> None:
    """Take a pressed button."""
    tap = tapped(update)
    async with context.transaction(update) as db:
        world, address = context.world, address_of(update, context.chat)
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        await knowing.utter(db, world, here, await conversing.tap(db, world, here, tap.code))
    if scrubbing.leaves_something(tap.code):
        await scrubbing.scrub(world)


def register(app: App) -> None:
    """Take every tap that no earlier handler wanted."""
    app.add_handler(CallbackQueryHandler(on_tap))
