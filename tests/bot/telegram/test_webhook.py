"""The route Telegram pushes to: who may, how much, and what 200 means."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.ext import TypeHandler

from bot.telegram.webhook import HEADER, LARGEST, add_webhook
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.running import Bot, Clock, bot, keep_and_say
from tests.botapi.server import Server

SECRET, END = "the-header-secret", "the-end-of-the-address"


@pytest.fixture
async def address(small_bot: Bot) -> AsyncIterator[str]:
    """Where the small bot listens."""
    async with listening(small_bot) as base:
        yield base


class listening:
    """Serve the webhook of a bot."""

    def __init__(self, built: Bot) -> None:
        site = web.Application()
        add_webhook(site, built.intake, path=f"/telegram/{END}", secret=SECRET)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


def update(number: int = 1, text: str = "pushed") -> dict[str, Any]:
    person = {"id": 1001, "is_bot": False, "first_name": "Sam"}
    chat = {"id": 1001, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text},
    }


async def push(base: str, *, end: str = END, secret: str | None = SECRET, **body: Any) -> int:
    headers = {} if secret is None else {HEADER: secret}
    given = body or {"json": update()}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{base}/telegram/{end}", headers=headers, **given) as answer,
    ):
        return answer.status


async def test_c9_a_push_with_the_secret_is_taken_and_a_replay_changes_nothing(
    small_bot: Bot, address: str
) -> None:
    """200 means committed."""
    assert [await push(address), await push(address)] == [200, 200]
    assert await small_bot.stored() == ["pushed"]


@pytest.mark.parametrize(
    "how",
    [
        {"secret": None},
        {"secret": ""},
        {"secret": "the-header-secreT"},
        {"secret": "the-header-secret-and-more"},
        {"end": "another-end"},
        {"end": "%00"},
    ],
)
async def test_c9_without_both_secrets_nothing_is_taken(
    small_bot: Bot, address: str, how: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Anybody may find the port; nobody else may speak for Telegram. No secret is logged."""
    caplog.set_level(logging.DEBUG)

    assert await push(address, **how) == 403
    assert await small_bot.stored() == []
    assert SECRET not in caplog.text
    assert END not in caplog.text


async def test_c9_too_much_is_refused_announced_or_not(small_bot: Bot, address: str) -> None:
    """A megabyte is more than any update; a stream without a length is cut off too."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST // 65536 + 2):
            yield b" " * 65536

    assert await push(address, data=io.BytesIO(b" " * (LARGEST + 1))) == 413
    assert await push(address, data=endless()) == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"update_id": "1"}', b"\xff\xfe"])
async def test_b3_a_body_that_is_no_update_is_refused(address: str, body: bytes) -> None:
    """Whatever is posted, it is never a crash."""
    assert await push(address, data=body) == 400


async def test_an_update_that_cannot_be_committed_is_answered_503(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """Telegram brings it again; then it is taken."""
    downs = [True, False]

    async def on_any(one: Update, context: Any) -> None:
        if downs.pop(0):
            raise OperationalError("insert", {}, Exception("disk I/O error"))
        await keep_and_say(one, context)

    def register(application: Any) -> None:
        application.add_handler(TypeHandler(Update, on_any))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        async with listening(built) as base:
            assert [await push(base), await push(base)] == [503, 200]
        assert await built.stored() == ["pushed"]


async def test_telegram_pushes_until_an_update_is_taken(small_bot: Bot, server: Server) -> None:
    """The double pushes as Telegram does: in order, again after anything but 2xx."""
    sam = small_bot.phone(1001)
    async with listening(small_bot) as base:
        bot_ = small_bot.application.bot
        await bot_.set_webhook(f"{base}/telegram/{END}", secret_token=SECRET)
        await sam.type("one")
        await sam.type("two")
        await server.books.until(lambda: not server.books.waiting)
        await small_bot.courier.drain()
        await bot_.delete_webhook()

    assert sam.said == ["Saved: one", "Saved: two"]


async def test_where_updates_are_pushed_the_backlog_is_what_waits_in_the_inbox(
    small_bot: Bot, address: str
) -> None:
    """With nothing there, the first tick need not wait."""
    await asyncio.wait_for(small_bot.intake.caught_up.wait(), 5)
