"""A house after the seal with its rota, and a browser at its staff views: to be imported."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff.browsing import Browser, open_browser
from tests.bot.webchat.staff.worries import staff_the_rota

__all__ = ["browser", "house"]


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
