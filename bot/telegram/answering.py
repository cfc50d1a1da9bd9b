"""Typed words: an answer, a command, a code, six take-back words. ``conversing`` tells which."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.services import knowing
from bot.services.chat import conversing
from bot.services.knowing import Found
from bot.services.results.looking_up import LookFirst, look_first
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, typed

OWN_WORDS = (
    filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.TEXT & ~filters.FORWARDED
)


async def on_words(update: Update, context: Context) -> None:
    """Take what somebody typed. A draft's new title is looked up first, outside it all."""
    try:
        await _take(update, context)
    except LookFirst as wanted:
        await _take(update, context, await look_first(context.world, wanted))


async def _take(update: Update, context: Context, found: Found | None = None) -> None:
    text, message = typed(update)
    async with context.transaction(update) as db:
        world = context.world
        here = await knowing.visit(db, world, address_of(update, context.chat), message=message)
        here = here if found is None else replace(here, found=found)
        await knowing.utter(db, world, here, await conversing.hear(db, world, here, text))


def register(app: App) -> None:
    """Take every typed message that no earlier handler wanted."""
    app.add_handler(MessageHandler(OWN_WORDS, on_words))
