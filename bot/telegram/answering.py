"""Typed words: an answer, a command, a code, six take-back words. ``conversing`` tells which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.services import knowing
from bot.services.chat import conversing
from bot.services.knowing import Found, LookFirst
from bot.services.later import rooms
from bot.services.world import World
from bot.telegram.context import App, Context, claimed
from bot.telegram.reading import Typed, address_of, typed
from surveys.people.person import Address

if TYPE_CHECKING:
    from bot.services.results import looking_up
else:
    (looking_up,) = rooms("bot.services.results", "looking_up")

OWN_WORDS = (
    filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.TEXT & ~filters.FORWARDED
)


async def on_words(update: Update, context: Context) -> None:
    """Take what somebody typed."""
    address = address_of(update, context.chat)
    await take(context.world, address, update.update_id, typed(update))


async def take(world: World, address: Address, number: int, said: Typed) -> None:
    """Take typed words to their commit. A draft's new title is looked up first, outside it all.

    Raises:
        AlreadyTaken: the update of this number was committed before.
    """
    try:
        await _take(world, address, number, said)
    except LookFirst as wanted:
        await _take(world, address, number, said, await looking_up.look_first(world, wanted))


async def _take(
    world: World, address: Address, number: int, said: Typed, found: Found | None = None
) -> None:
    async with claimed(world, address.chat.value, number) as db:
        here = await knowing.visit(db, world, address, message=said.message)
        here = here if found is None else replace(here, found=found)
        await knowing.utter(db, world, here, await conversing.hear(db, world, here, said.text))


def register(app: App) -> None:
    """Take every typed message that no earlier handler wanted."""
    app.add_handler(MessageHandler(OWN_WORDS, on_words))
