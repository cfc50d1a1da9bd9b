"""What is not taken: pictures, voices, places, other people's words, changes to old messages.

Nothing of it is downloaded, looked into or kept; the sender gets a kind line. But for their own
words: those under a picture, or changed in an old message, are looked at for signs of danger.
So are somebody else's that they passed on; then numbers are shown, and nobody is told.
"""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.services import knowing
from bot.services.safeguarding import noticing
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, forwarded_words, own_words
from bot.texts import say

_PRIVATE = filters.ChatType.PRIVATE
_NEW = filters.UpdateType.MESSAGE & _PRIVATE & ~filters.StatusUpdate.ALL


async def on_forwarded(update: Update, context: Context) -> None:
    """Somebody else's words, or a channel's, are not theirs to answer with."""
    await _refuse(update, context, "refused.forwarded")


async def on_media(update: Update, context: Context) -> None:
    """Anything but typed words and taps."""
    await _refuse(update, context, "refused.media")


async def on_edited(update: Update, context: Context) -> None:
    """A changed message changes no answer; say how an answer is changed."""
    await _refuse(update, context, "refused.edited")


async def _refuse(update: Update, context: Context, key: str) -> None:
    async with context.transaction(update) as db:
        here = await knowing.visit(db, context.world, address_of(update, context.chat))
        if words := own_words(update):
            await noticing.notice(db, context.world, here, words)
        elif words := forwarded_words(update):
            await noticing.notice_forwarded(db, context.world, here, words)
        refused = knowing.spoken(say(key, here.language))
        await knowing.utter(db, context.world, here, refused)


def register(app: App) -> None:
    """Refuse kindly what nobody else takes."""
    app.add_handler(MessageHandler(_NEW & filters.FORWARDED, on_forwarded))
    app.add_handler(MessageHandler(_NEW & ~filters.TEXT, on_media))
    edited = filters.UpdateType.EDITED_MESSAGE & _PRIVATE
    app.add_handler(MessageHandler(edited, on_edited))
