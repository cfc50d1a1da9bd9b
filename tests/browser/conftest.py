"""A real Chromium, kept to itself: it may talk to this machine and to nobody else."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.webchat.site import serve
from tests.bot.webchat.scripted import Scripted

HOW = "Chromium is not installed. To get it: apt-get install chromium"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def chromium() -> str:
    """Where Chromium is; without it the test is skipped, or fails where none may be."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("EARSHOT_ALL_TESTS") == "1":
        pytest.fail(HOW)
    pytest.skip(HOW)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A fresh browser."""
    where = chromium()
    async with async_playwright() as drive:
        opened = await drive.chromium.launch(executable_path=where, args=list(QUIET))
        yield opened
        await opened.close()


@dataclass
class Served:
    """The scripted bot on a real port, which can be closed and opened again."""

    bot: Scripted
    stack: AsyncExitStack
    port: int = 0
    stop: Callable[[], Awaitable[None]] | None = None

    async def up(self) -> None:
        """Listen, on the same port as before."""
        runner = await serve(self.bot.site(), "127.0.0.1", self.port)
        self.port = runner.addresses[0][1]
        self.stop = runner.cleanup

    async def down(self) -> None:
        """Stop listening; pages lose their line."""
        if self.stop is not None:
            await self.stop()
            self.stop = None

    def at(self, path: str) -> str:
        """An address on this server."""
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """The page over a scripted bot."""
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(Scripted().awake())
        one = Served(bot, stack)
        await one.up()
        yield one
        await one.down()


Enter = Callable[..., Awaitable[Page]]


@pytest.fixture
def enter(browser: Browser, served: Served) -> Enter:
    """Open a personal link as a young person would: ``await enter(viewport=...)``."""

    async def enter_chat(context: BrowserContext | None = None, **how: Any) -> Page:
        page = await (context or await browser.new_context(**how)).new_page()
        await page.goto(served.at(f"/join#{served.bot.link()}"))
        await page.wait_for_url("**/c/one/")
        await page.get_by_role("button", name="Next").wait_for()
        return page

    return enter_chat
