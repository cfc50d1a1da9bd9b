"""The context every handler gets, and the one transaction that an update is worth."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DataError as Unfit
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.services.world import World
from bot.telegram.faults import AlreadyTaken, from_inbox
from storage import handing, inbox, seen
from storage.handing import Train
from surveys.people.person import Address, Chat

Told = Callable[[AsyncSession, World, Address], Awaitable[None]]
"""Owes somebody words, in the transaction it is given."""

_MEDIUM = {errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EMFILE, errno.ENFILE}

_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
"""What SQLite says when the file is the matter, and not the statement."""


@dataclass(slots=True)
class Wiring:
    """What an application knows besides handlers. The wiring may complete ``world``."""

    world: World
    chat: Chat


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Wiring]):
    """A CallbackContext with typed supplies instead of loose ``bot_data``."""

    @property
    def world(self) -> World:
        """The database, the keys, the policy, time and chance."""
        return self.bot_data.world

    @property
    def chat(self) -> Chat:
        """Which of the two chats this update came from."""
        return self.bot_data.chat

    @asynccontextmanager
    async def transaction(self, update: Update) -> AsyncIterator[AsyncSession]:
        """Open the one transaction this update is worth; wake the courier once it is committed.

        Raises:
            AlreadyTaken: The update was committed before. The intake knows what to do.
        """
        async with claimed(self.world, self.chat.value, update.update_id) as db:
            yield db


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Wiring, None]


@asynccontextmanager
async def claimed(world: World, source: str, update_id: int) -> AsyncIterator[AsyncSession]:
    """Open a transaction that takes one update, exactly once; what it owes goes after it.

    One out of the inbox goes from there in the same transaction.

    Raises:
        AlreadyTaken: It was taken before.
    """
    waited = from_inbox.get()
    async with world.database.write(together=True) as db:
        if not await seen.claim_update(db, source, update_id, world.today()):
            raise AlreadyTaken
        if waited is not None:
            await inbox.finish(db, source, update_id)
        hand = world.hand if world.hand is not None and world.hand.has_room() else None
        handed = None if hand is None else handing.begin(db, world.now() + hand.lease)
        yield db
        trains: Sequence[Train] = ()
        if handed is not None:
            trains = await handing.list_trains(db, handed)
    if waited is not None:
        waited.gone = True
    if hand is not None and trains:
        hand.take(trains)
    if handed is None or handed.left:
        world.wake()


def out_of_reach(fault: BaseException) -> bool:
    """Whether a fault means that the database cannot be used now, whatever was asked of it."""
    match fault:
        case IntegrityError() | ProgrammingError() | Unfit():
            return False
        case DBAPIError():
            code = getattr(fault.orig, "sqlite_errorcode", None)
            return code is None or code & 0xFF in _SQLITE
        case NoConnection():
            return True
        case OSError():
            return fault.errno in _MEDIUM
        case _:
            return False
