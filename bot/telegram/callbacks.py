"""Taps: every one is answered, whatever its button was."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.services import knowing
from bot.services.chat import conversing
from bot.services.operating import scrubbing
from bot.services.world import World
from bot.telegram.context import App, Context, claimed
from bot.telegram.reading import Tapped, address_of, tapped
from surveys.people.person import Address


async def on_tap(update: Update, context: Context) -> None:
    """Take a pressed button."""
    address = address_of(update, context.chat)
    await take(context.world, address, update.update_id, tapped(update))


async def take(world: World, address: Address, number: int, tap: Tapped) -> None:
    """Take a tap to its commit.

    Raises:
        AlreadyTaken: the update of this number was committed before.
    """
    async with claimed(world, address.chat.value, number) as db:
        here = await knowing.visit(db, world, address, tap=tap.id, message=tap.message)
        await knowing.utter(db, world, here, await conversing.tap(db, world, here, tap.code))
    if scrubbing.leaves_something(tap.code):
        await scrubbing.scrub(world)


def register(app: App) -> None:
    """Take every tap that no earlier handler wanted."""
    app.add_handler(CallbackQueryHandler(on_tap))
