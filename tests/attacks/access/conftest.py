"""A house with its browser, and both chats."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.after_seal.house import House, build_house
from tests.bot.chatting import Chats
from tests.bot.webchat.staff.browsing import Browser, open_browser
from tests.bot.webchat.staff.worries import staff_the_rota


@pytest.fixture
async def chats(database: Database, keys: Keys) -> AsyncIterator[Chats]:
    opened = await Chats.open(database, keys)
    yield opened
    await opened.close()


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    await staff_the_rota(built)
    return built


@pytest.fixture
async def browser(house: House) -> AsyncIterator[Browser]:
    opened = await open_browser(house)
    yield opened
    await opened.client.close()
