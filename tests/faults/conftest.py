"""A Bot API server, a still clock and a small bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.chatting import Chats
from tests.botapi.running import Bot, Clock, bot
from tests.botapi.server import Server, bot_api


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[Server]:
    async with bot_api(clock.seconds) as running:
        yield running


@pytest.fixture
async def small_bot(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> AsyncIterator[Bot]:
    """A bot that keeps what it is told and says so."""
    async with bot(database, keys, server, clock=clock) as built:
        yield built


@pytest.fixture
async def chats(database: Database, keys: Keys) -> AsyncIterator[Chats]:
    """Both chats, without a network, on one empty world."""
    opened = await Chats.open(database, keys)
    yield opened
    await opened.close()
