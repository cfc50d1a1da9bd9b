"""T2: however Telegram answers at a start, the house starts; but for a token that it refuses."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from bot.reaching_telegram import name_of, reach
from bot.settings import SettingRefused, Settings
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.faults import PASSING, Fault, down, too_many
from tests.botapi.running import Clock, a_world
from tests.botapi.server import TOKEN, Server, bot_api

pytestmark = pytest.mark.sqlite_only


async def reached(database: Database, keys: Keys, server: Server) -> str:
    """The bot's name, as a start finds it."""
    settings = Settings(telegram_token=TOKEN, telegram_api=server.address)
    async with AsyncExitStack() as stack:
        return name_of(await reach(a_world(database, keys, Clock()), settings, stack))


FAULTS = {"429": too_many(35), "502": down(), "no JSON": PASSING["no JSON"]}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_t2_a_telegram_that_answers_nonsense_or_not_now_keeps_no_house_from_starting(
    database: Database, keys: Keys, fault: Fault
) -> None:
    """A bot that was busy a moment ago is told to wait; the browser chat does not wait for it."""
    async with bot_api() as server:
        server.breaks("getMe", fault, times=None)

        assert await reached(database, keys, server) == ""


async def test_a_token_that_telegram_refuses_is_said(database: Database, keys: Keys) -> None:
    async with bot_api() as server:
        server.refuses_token = True
        with pytest.raises(SettingRefused, match="BotFather"):
            await reached(database, keys, server)
