"""A house after the seal, for the services that work there."""

from __future__ import annotations

import pytest

from storage.engine import Database
from storage.keys import Keys
from tests.bot.after_seal.house import House, build_house


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    return await build_house(database, keys)
