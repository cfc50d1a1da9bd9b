"""The real site over a scripted bot, and a client that behaves like a browser of today."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from tests.bot.webchat.scripted import Scripted

Visitor = TestClient[web.Request, web.Application]
"""A browser at the site."""

Open = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def bot() -> AsyncIterator[Scripted]:
    """The scripted bot, awake."""
    async with Scripted().awake() as scripted:
        yield scripted


@pytest.fixture
async def opened(bot: Scripted) -> AsyncIterator[Open]:
    """Open the site: ``await opened(framed=True)``."""
    clients: list[Visitor] = []

    async def open_site(**more: object) -> Visitor:
        client = TestClient(
            TestServer(bot.site(**more)),
            cookie_jar=CookieJar(unsafe=True),
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        clients.append(client)
        await client.start_server()
        return client

    yield open_site
    for client in clients:
        await client.close()


@pytest.fixture
async def page(opened: Open) -> Visitor:
    """A browser at the site."""
    return await opened()


@pytest.fixture
async def signed_in(page: Visitor, bot: Scripted) -> Visitor:
    """A browser that opened a personal link; its chat is at ``/c/one/``."""
    answer = await page.post("/join", json={"code": bot.link()})
    assert answer.status == 200
    return page
