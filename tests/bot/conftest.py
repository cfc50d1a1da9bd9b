"""What any test of the program may ask for: both chats, with everybody in them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.chatting import Chats


@pytest.fixture
async def chats(database: Database, keys: Keys) -> AsyncIterator[Chats]:
    """Telegram and the browser chat, without a network, on one empty world."""
    opened = await Chats.open(database, keys)
    yield opened
    await opened.close()
