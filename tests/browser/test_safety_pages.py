"""The safety read in a real browser: axe, sizes, keyboard, light and dark.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_safety_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from bot.services.reading import safety_opening, safety_reading
from storage import concerns
from storage.engine import Database
from storage.keys import Keys
from tests.bot.after_seal.house import House, build_house, seal_round, some_words
from tests.bot.after_seal.unread import UNREAD, close_round
from tests.bot.webchat.staff import browsing
from tests.browser.office import (
    SIZES,
    Office,
    Scheme,
    faults_of,
    keep_picture,
    keeps_pictures,
    office_of,
)

pytestmark = pytest.mark.sqlite_only

SAID = {
    "yp0": "A later bedtime at weekends.",
    "yp1": "Someone comes into my room at night and I can't sleep.",
    "yp2": "Better wifi upstairs.",
}


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    await close_round(built, SAID)
    await seal_round(built, some_words(6))
    return built


@pytest.fixture
async def office(house: House, browser: Browser) -> AsyncIterator[Office]:
    """Mina, the lead, is worried about one text; Sam reads, and is to look at it."""
    world, lead = house.world, house.pid("Mina")
    pile = await safety_reading.begin(world, lead, UNREAD)
    assert pile is not None
    for handle in pile.handles:
        text = await safety_reading.look_at(world, lead, pile, handle)
        if text is not None and text.words == SAID["yp1"]:
            await safety_opening.ask(world, lead, pile, handle)
    served = await browsing.open_browser(house)
    await served.sign_in("Sam")
    await served.post("Sam", "staff/safety/unread/")
    await served.post("Sam", "staff/read/meet01/")
    async with office_of(served, browser, "Sam") as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_of_the_safety_read_is_sound_to_axe_and_fits_its_screen(
    office: Office, scheme: Scheme, size: str
) -> None:
    """Whoever reads what may be somebody's cry for help reads it on whatever they have."""
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    pages = {
        "safety": "staff/safety/",
        "safety-text": "staff/safety/unread/",
        "safety-worried": "staff/safety/unread/",
        "safety-second": "staff/safety/unread/worry/",
        "safety-done": "staff/safety/unread/",
        "reading-worry": "staff/read/meet01/",
    }
    for called, path in pages.items():
        page = await office.look(context, "Sam", path)
        if called == "safety-worried":
            await page.keyboard.press("w")
        if called == "reading-worry":
            await page.locator("details.worry summary").click()
        if called == "safety-done":
            while await page.locator("#words").count():
                async with page.expect_navigation():
                    await page.locator('button[value="pass_on"]').click()
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await keep_picture(page, f"{called}-{size}-{scheme}")
        await page.close()
    await context.close()

    assert wrong == []


async def test_g15_read_and_confirm_by_keyboard_alone(office: Office, house: House) -> None:
    """No mouse: n for nothing to worry about, Tab and Enter for the rest."""
    context = await office.open(size="desk")
    page = await office.look(context, "Sam", "staff/safety/unread/")
    while await page.locator("#words").count():
        async with page.expect_navigation():
            await page.keyboard.press("n")
    await page.goto(f"{office.root}/c/Sam/staff/safety/unread/worry/")
    await expect(page.locator("#words")).to_have_text(SAID["yp1"])
    await page.get_by_role("button", name="I'm worried too").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".said")).to_contain_text("They have been told")
    async with house.world.database.read() as db:
        (concern,) = await concerns.list_concerns(db, house.world.keys)
    await context.close()

    assert concern.author == house.pid("yp1")
