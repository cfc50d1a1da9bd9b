"""The tests of bot/webchat/site.py."""

from __future__ import annotations

import logging
import socket

import pytest
from aiohttp import ClientSession, web

from bot.webchat.site import serve
from tests.bot.webchat.conftest import Open
from tests.bot.webchat.scripted import Scripted


async def test_a14_serving_a_page_writes_no_log_line(
    bot: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    """An access log would say who was here, and when."""
    caplog.set_level(logging.INFO)
    runner = await serve(bot.site(), "127.0.0.1", 0)
    port = runner.addresses[0][1]
    async with ClientSession() as browser:
        answer = await browser.get(f"http://127.0.0.1:{port}/help")
        assert answer.status == 200
    await runner.cleanup()

    assert not caplog.records


async def test_a_taken_port_is_said_and_nothing_is_left_open(bot: Scripted) -> None:
    """The caller turns it into kind words; it must get the chance to."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        await serve(bot.site(), "127.0.0.1", taken.getsockname()[1])


async def test_staff_views_live_under_the_same_guards(opened: Open) -> None:
    """What staff see is more private still."""

    async def view(request: web.Request) -> web.Response:
        return web.Response(text="words")

    page = await opened(staff_routes=lambda site: site.router.add_get("/staff/x", view))
    answer = await page.get("/staff/x")

    assert await answer.text() == "words"
    assert answer.headers["Cache-Control"] == "no-store"
