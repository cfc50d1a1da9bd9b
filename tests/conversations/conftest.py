"""Whole conversations need both chats on one world."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.chatting import Chats


@pytest.fixture
async def chats(database: Database, keys: Keys) -> AsyncIterator[Chats]:
    made = await Chats.open(database, keys)
    yield made
    await made.close()
