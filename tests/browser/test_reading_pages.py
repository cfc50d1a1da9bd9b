"""A reader's time in a real browser: before, in and after a slot; and the clock puts words away.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_reading_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import Browser, expect

from storage.engine import Database
from storage.keys import Keys
from surveys.flow.replies import Sharing
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.readers import ReadingCare, Supporter
from tests.bot.after_seal.house import House, build_house, seal_round, some_words
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

AT = "staff/read/meet01/"
READERS = ("Sam", "Val", "Ike", "Una")
BEA = Supporter(
    name="Bea",
    job="reading supporter",
    reach="ring 01632 960 003, or find me upstairs on Thursdays",
)
PAGES = (
    ("home", "Una", "staff/"),
    ("topics", "Una", f"{AT}topics"),
    ("text", "Val", AT),
    ("break", "Val", f"{AT}break"),
    ("home-running", "Val", "staff/"),
    ("all", "Val", f"{AT}all"),
    ("after", "Ike", "staff/after-reading/"),
    ("minutes", "Ike", "staff/minutes/"),
    ("pay", "Lee", "staff/pay/"),
)


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    policy = built.world.policy.model_copy(update={"reading": ReadingCare(supporters=(BEA,))})
    built.world = replace(built.world, policy=policy)
    for name in READERS[1:]:
        await built.add(name, Role.READER)
    screening.warm_up()
    heavy = ("i cut myself again last night", Sharing.MY_WORDS)
    await seal_round(built, [*some_words(9), heavy], own_words=some_words(2, Sharing.THE_IDEA))
    return built


@pytest.fixture
async def office(house: House, browser: Browser) -> AsyncIterator[Office]:
    served = await browsing.open_browser(house)
    await served.sign_in("Lee", *READERS)
    for name in ("Ike", "Val"):
        page = await served.post(name, AT)
        await served.post(name, AT + page.handle, decision="passed")
    house.clock.on(minutes=7)
    await served.post("Ike", f"{AT}stop")
    async with office_of(served, browser, "Lee", *READERS) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_60_every_page_of_reading_is_sound_to_axe_and_fits_its_screen(
    office: Office, scheme: Scheme, size: str
) -> None:
    """60: care for the reader begins with a page that can be read, on a phone, at night."""
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    for called, name, path in PAGES:
        page = await office.look(context, name, path)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await keep_picture(page, f"reading-{called}-{size}-{scheme}")
        await page.close()
    await context.close()

    assert wrong == []


async def test_60_when_the_time_is_over_the_words_leave_the_screen_by_themselves(
    house: House, office: Office
) -> None:
    """60: also where nobody taps; first it is said, gently, that the end is near."""
    context = await office.open()
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{office.root}/c/Val/{AT}")
    for _ in range(3):
        house.clock.on(minutes=8)
        await page.goto(f"{office.root}/c/Val/{AT}")
    await page.locator("#words").wait_for()
    await expect(page.locator(".clock")).to_have_text("About 10 minutes left")
    await page.clock.run_for(5 * 60 * 1000)
    await expect(page.locator(".clock")).to_contain_text("Nearly time.")
    house.clock.on(minutes=9)
    await page.clock.run_for(5 * 60 * 1000)
    await page.wait_for_url("**/after-reading/")

    await expect(page.get_by_role("heading", name="Now talk to Bea")).to_be_visible()
    assert await page.locator("#words").count() == 0
    await context.close()
