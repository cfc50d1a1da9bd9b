"""A Telegram that is out of reach when the program starts with a webhook."""

from __future__ import annotations

import asyncio

import pytest

from bot import reaching_telegram
from tests.botapi.server import TOKEN, bot_api
from tests.whole.stage import SOON, Stage

pytestmark = pytest.mark.sqlite_only


async def test_a_webhook_is_asked_for_as_soon_as_telegram_answers(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser chat must not wait for Telegram, and a container must not restart for it."""
    monkeypatch.setattr(reaching_telegram, "ASK_AGAIN", 0.05)
    await stage.set_up()
    async with bot_api(stage.clock.seconds) as telegram:
        there = {
            "telegram_token": TOKEN,
            "telegram_api": "http://127.0.0.1:1",
            "telegram_webhook": "https://chat.example.org",
        }
        stage.settings = stage.settings.model_copy(update=there)
        async with stage.up() as house:
            assert house.healthy()
            assert house.telegram is not None
            house.telegram.application.bot._base_url = f"{telegram.address}/bot{TOKEN}"
            async with asyncio.timeout(SOON):
                while telegram.books.webhook is None:  # noqa: ASYNC110  # set by the server
                    await asyncio.sleep(0.02)
            assert house.healthy()
