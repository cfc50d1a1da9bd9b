"""A real Chromium, kept to itself: it may talk to this machine and to nobody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
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


EVERY_TIME = (
    "test_a18_no_word_is_left_in_the_browser",
    "test_e3_words_are_shown_as_words_whatever_is_in_them",
    "test_a_young_person_answers_from_link_to_thanks",
)
"""What ``make test`` looks at in a browser; ``make prove`` looks at everything."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser; most of it is looked at in full runs only."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if item.name.partition("[")[0] not in EVERY_TIME:
                item.add_marker(pytest.mark.full)


@pytest.fixture(scope="session")
def running_chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Chromium for all pages of this test process; starting one takes over a second."""
    profile = tmp_path_factory.mktemp("chromium")
    told = ("--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}")
    program = subprocess.Popen([chromium(), *QUIET, *told], stderr=subprocess.DEVNULL)
    ready = profile / "DevToolsActivePort"
    began = time.monotonic()
    while not (ready.exists() and ready.read_text().strip()):
        assert program.poll() is None, "Chromium ended by itself"
        assert time.monotonic() - began < 60, "Chromium did not come up"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{ready.read_text().splitlines()[0]}"
    program.terminate()
    program.wait(10)


@pytest.fixture
async def browser(running_chromium: str) -> AsyncIterator[Browser]:
    """A browser to open fresh, empty contexts in; they are gone after the test."""
    async with async_playwright() as drive:
        opened = await drive.chromium.connect_over_cdp(running_chromium)
        yield opened
        for context in opened.contexts[1:]:
            await context.close()
        await opened.close()


@asynccontextmanager
async def own_browser() -> AsyncIterator[Browser]:
    """A Chromium of a test's own."""
    async with async_playwright() as drive:
        opened = await drive.chromium.launch(executable_path=chromium(), args=list(QUIET))
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
