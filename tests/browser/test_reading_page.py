"""The reading view in a real browser: by keyboard, by thumb, and without a word left over."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from storage import readings
from storage.engine import Database
from storage.keys import Keys
from storage.readings import Decision
from surveys.flow.replies import Sharing
from surveys.ids import RoundId
from tests.bot.after_seal.house import House, build_house, seal_round
from tests.bot.webchat.staff.browsing import open_browser

pytestmark = pytest.mark.sqlite_only

WORDS = "When Mary runs the meeting everyone gets to speak"
COOKIE = "Sam-0123456789abcdef"


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    return await build_house(database, keys)


@pytest.fixture
async def page(house: House, browser: Browser) -> AsyncIterator[Page]:
    """Sam's reading view, signed in, on a phone."""
    served = await open_browser(house)
    await served.sign_in("Sam")
    root = str(served.client.make_url("/c/Sam/"))
    context = await browser.new_context(viewport={"width": 390, "height": 800})
    await context.add_cookies([{"name": "earshot_Sam", "value": f"own.{COOKIE}", "url": root}])
    views = {"name": "earshot_views_Sam", "value": served.views["Sam"], "url": f"{root}staff/"}
    await context.add_cookies([{**views}])  # type: ignore[typeddict-item]
    opened = await context.new_page()
    opened.on("pageerror", lambda fault: pytest.fail(str(fault)))
    await opened.goto(f"{root}staff/")
    yield opened
    await context.close()
    await served.client.close()


async def start(page: Page) -> None:
    """Look at what it is about, and start."""
    await page.get_by_role("link", name="See what it is about").click()
    await page.get_by_role("button", name="Start reading (40 minutes)").click()


async def decided(house: House) -> list[tuple[Decision, str, bool]]:
    async with house.world.database.read() as db:
        found = await readings.list_readings(db, house.world.keys, RoundId("meetings"))
    return [(one.decision, one.text, one.typical) for one in found.values()]


async def test_a_text_is_decided_by_keyboard_alone(house: House, page: Page) -> None:
    """Reading a hundred texts by mouse is how a reader stops reading."""
    await seal_round(house, [(WORDS, Sharing.MY_WORDS)])
    await page.reload()
    await start(page)
    await page.locator("#words").wait_for()
    await page.keyboard.press("t")
    await page.keyboard.press("p")
    await page.get_by_role("heading", name="All read").wait_for()

    assert await decided(house) == [(Decision.PASSED, "", True)]


async def test_a_name_is_taken_out_where_it_stands(house: House, page: Page) -> None:
    """Select, tap what it was, keep: and typing in the box presses no button by accident."""
    await seal_round(house, [(WORDS, Sharing.MY_WORDS)])
    await page.reload()
    await start(page)
    await page.locator("#words").wait_for()
    await page.keyboard.press("m")
    box = page.locator("#masked")
    await box.evaluate("box => { const at = box.value.indexOf('Mary');"
                       " box.setSelectionRange(at, at + 4); }")  # fmt: skip
    await page.get_by_role("button", name="[a name]").click()
    await box.press("End")
    await page.keyboard.press("p")
    await page.keyboard.press("Backspace")
    await page.get_by_role("button", name="Keep it like this").click()
    await page.get_by_role("heading", name="All read").wait_for()

    assert await decided(house) == [(Decision.MASKED, WORDS.replace("Mary", "[a name]"), False)]


async def test_everything_fits_a_phone_and_a_thumb(house: House, page: Page) -> None:
    """Nothing to be pushed sideways, nothing too small to hit."""
    await seal_round(house, [(WORDS, Sharing.MY_WORDS)])
    await page.reload()
    await start(page)
    await page.locator("#words").wait_for()
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    heights = await page.locator("button:visible, summary.button:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )

    assert wide <= 0
    assert min(heights) >= 44
