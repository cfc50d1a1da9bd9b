"""The staff views in a real browser, and what every page of them is looked at for."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page

from tests.bot.webchat.staff import browsing
from tests.browser.test_everybody import AXE

Scheme = Literal["light", "dark"]
SIZES = {"phone": (390, 800), "desk": (1180, 800), "narrow": (320, 640)}
KEPT = Path(__file__).parents[2] / "docs/pictures/staff"
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html.slice(0, 120)))"""
SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const inText = one.closest("p, .tick") || one.matches(".skip, [type=hidden]");
    return box.width && box.height < 44 && !inText;
  }).map((one) => one.outerHTML.slice(0, 90))"""


@dataclass
class Office:
    """The staff views of a house where something is going on, and a browser to look with."""

    root: str
    names: tuple[str, ...]
    views: dict[str, str]
    browser: Browser
    handles: dict[str, str] = field(default_factory=dict)
    """What stands for somebody in the address of a page about them, as in ``{Jo}``."""

    async def open(self, scheme: Scheme = "light", size: str = "phone") -> BrowserContext:
        """A browser in which everybody is signed in who was."""
        width, height = SIZES[size]
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        for name in self.names:
            cookie = f"own.{name}-0123456789abcdef"
            url = f"{self.root}/c/{name}/"
            await context.add_cookies([{"name": f"earshot_{name}", "value": cookie, "url": url}])
            if views := self.views.get(name):
                kept = {"name": f"earshot_views_{name}", "value": views, "url": f"{url}staff/"}
                await context.add_cookies([{**kept}])  # type: ignore[typeddict-item]
        return context

    async def look(self, context: BrowserContext, name: str, path: str) -> Page:
        """Somebody's page, on which nothing breaks."""
        page = await context.new_page()
        await page.add_init_script(AXE)
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        await page.goto(f"{self.root}/c/{name}/{path.format(**self.handles)}")
        return page


@asynccontextmanager
async def office_of(
    served: browsing.Browser, browser: Browser, *names: str
) -> AsyncIterator[Office]:
    """The office of those who are signed in, and of others by name."""
    root = str(served.client.make_url("/")).rstrip("/")
    yield Office(root, names, served.views, browser)
    await served.client.close()


async def faults_of(page: Page) -> list[str]:
    """What axe finds, what runs over the side, and what is too small to tap."""
    found = list(await page.evaluate(VIOLATIONS))
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found += [f"scrolls sideways: {wide}"] if wide > 0 else []
    return [*found, *(f"small: {one}" for one in await page.evaluate(SMALL))]


def keeps_pictures(size: str) -> bool:
    """Whether a picture of each page is kept. ``EARSHOT_SCREENS=1`` asks for them."""
    return bool(os.environ.get("EARSHOT_SCREENS")) and size != "narrow"


async def keep_picture(page: Page, called: str) -> None:
    """Keep what is seen of a page, in few colours."""
    with Image.open(io.BytesIO(await page.screenshot(animations="disabled"))) as seen:
        KEPT.mkdir(parents=True, exist_ok=True)
        few = seen.convert("RGB").quantize(48, dither=Image.Dither.NONE)
        few.save(KEPT / f"{called}.png", optimize=True)
