"""Handlers of files. A survey's file from somebody who writes surveys becomes a draft; a photo
is put on the choice that waits for one.

Everybody else's are refused as any picture is: not fetched, not looked into, not kept. The file
is fetched before the transaction, which touches only the database.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram import Document, PhotoSize, Update
from telegram.error import TelegramError
from telegram.ext import MessageHandler, filters

from bot.services import cleaning, knowing
from bot.services.asking import filing
from bot.services.chat import admitting
from bot.services.cleaning import PictureRefused
from bot.services.later import rooms
from bot.services.safeguarding import noticing
from bot.telegram import refusing
from bot.telegram.context import App, Context
from bot.telegram.reading import address_of, own_words
from bot.texts import say
from storage.pictures import Picture
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.survey import Survey
from surveys.people.access import opens
from surveys.people.person import Person

if TYPE_CHECKING:
    from bot.services.asking import building
else:
    (building,) = rooms("bot.services.asking", "building")

_PICTURES = (
    filters.Document.FileExtension("jpg")
    | filters.Document.FileExtension("jpeg")
    | (filters.Document.FileExtension("png") | filters.Document.FileExtension("webp"))
)
WAY = "tap lb"
"""Whoever may use the library may send a file."""


async def on_file(update: Update, context: Context) -> None:
    """Take a survey's file from an author; refuse anybody else's, unfetched."""
    message = update.message
    assert message is not None, "registered only for messages"
    assert message.document is not None, "registered only for files"
    async with context.world.database.read() as db:
        who = await knowing.whose(db, context.world, address_of(update, context.chat))
    if not isinstance(who, Person) or not opens(who.role, WAY):
        await refusing.on_media(update, context)
        return
    read = await _read(message.document, context)
    async with context.transaction(update) as db:
        world = context.world
        here = await knowing.visit(db, world, address_of(update, context.chat))
        if words := own_words(update):
            await noticing.notice(db, world, here, words)
        said = admitting.refused(world, here, WAY)
        if said is None:
            assert isinstance(here.who, Person), "whoever may go this way has a role"
            said = (
                knowing.spoken(read)
                if isinstance(read, str)
                else await filing.take(db, world, here.who, read)
            )
        await knowing.utter(db, world, here, said)


async def on_photo(update: Update, context: Context) -> None:
    """Put an author's photo on the choice that waits for one; refuse any other, unfetched."""
    message = update.message
    assert message is not None, "registered only for messages"
    sent = message.photo[-1] if message.photo else message.document
    assert sent is not None, "registered only for pictures"
    world = context.world
    async with world.database.read() as db:
        here = await knowing.visit(db, world, address_of(update, context.chat))
        wanted = await building.wants_picture(db, world, here)
    if not wanted:
        await (on_file if message.document else refusing.on_media)(update, context)
        return
    found = await _seen(sent, context)
    async with context.transaction(update) as db:
        here = await knowing.visit(
            db, world, address_of(update, context.chat), message=message.message_id
        )
        if words := own_words(update):
            await noticing.notice(db, world, here, words)
        said = admitting.refused(world, here, "/build")
        if said is None:
            said = (
                knowing.spoken(found)
                if isinstance(found, str)
                else await building.take_picture(db, world, here, found)
            )
        await knowing.utter(db, world, here, said)


async def _seen(sent: PhotoSize | Document, context: Context) -> Picture | PictureRefused | str:
    """Fetch a picture and draw it anew; why not, where it is none or does not come."""
    name = getattr(sent, "file_name", None) or "photo"
    try:
        cleaning.check_size(sent.file_size or 0, name)
        file = await context.bot.get_file(sent.file_id)
        cleaning.check_size(file.file_size or 0, name)
        data = bytes(await file.download_as_bytearray())
        return await asyncio.to_thread(cleaning.clean, data, name)
    except PictureRefused as refused:
        return refused
    except TelegramError:
        return say("shelving.not_fetched")


async def _read(document: Document, context: Context) -> Survey | SurveyMistake | str:
    """Fetch a file and read it; why not, in words, where it is none or does not come."""
    name = document.file_name or ""
    if not filing.is_survey_file(name):
        return say("shelving.other_file")
    if (document.file_size or 0) > filing.LARGEST:
        return say("shelving.too_large", most=filing.LARGEST // 1024)
    try:
        file = await context.bot.get_file(document.file_id)
        if (file.file_size or 0) > filing.LARGEST:
            return say("shelving.too_large", most=filing.LARGEST // 1024)
        data = bytes(await file.download_as_bytearray())
    except TelegramError:
        return say("shelving.not_fetched")
    return await asyncio.to_thread(filing.read_file, name, data)


def register(app: App) -> None:
    """Add this module's handler to the application."""
    own = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.FORWARDED
    app.add_handler(MessageHandler((filters.PHOTO | _PICTURES) & own, on_photo))
    app.add_handler(MessageHandler(filters.Document.ALL & own, on_file))
