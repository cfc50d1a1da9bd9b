"""Two readers sort the same twenty in a real browser, on a phone: blind, then compare and talk.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_double_coding_pages.py`` keeps a
picture of each page in ``docs/pictures/staff/``.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from storage.engine import Database
from storage.keys import Keys
from surveys.people.roles import Role
from tests.bot.after_seal.forty import seal_forty
from tests.bot.after_seal.house import House, build_house
from tests.bot.services.themes.pairs import by_words, code_all, otherwise, sit
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

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]

ROUND = "staff/twenty/meet01/"
AT = f"{ROUND}3/"
READERS = ("Sam", "Val")


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    await built.add("Val", Role.READER)
    await seal_forty(built)
    return built


@pytest.fixture
async def office(house: House, browser: Browser) -> AsyncIterator[Office]:
    served = await browsing.open_browser(house)
    await served.sign_in(*READERS)
    async with office_of(served, browser, *READERS) as opened:
        yield opened


async def _tick(page: Page, theme: str) -> None:
    await page.get_by_role("checkbox", name=theme).first.check()
    await page.get_by_role("button", name="Keep").click()


async def _sort_twenty(page: Page, other: bool) -> list[str]:
    """Everything by thumb; what was sorted, in this reader's order."""
    await page.get_by_role("button", name=re.compile("Start|Open it")).last.click()
    met = []
    for _ in range(20):
        words = await page.locator("#words").inner_text()
        met.append(words)
        wifi = "wifi" in words or "internet" in words
        await _tick(page, "None of these" if not wifi or (other and "ten" in words) else "Phones")
    await page.get_by_role("button", name="I am done").click()
    return met


async def test_27_two_people_sort_twenty_blind_and_talk_over_what_differs(office: Office) -> None:
    """27: from the first tap to the last talk, with no script of ours needed on the way."""
    context = await office.open()
    sam, val = [await office.look(context, name, ROUND) for name in READERS]
    ones = await _sort_twenty(sam, other=False)
    await expect(sam.get_by_role("heading", name="You are done")).to_be_visible()
    await sam.goto(f"{office.root}/c/Sam/{AT}result")
    await expect(sam.get_by_text("Nobody else has begun.")).to_be_visible()
    twos = await _sort_twenty(val, other=True)
    assert sorted(ones) == sorted(twos)
    assert ones != twos
    await expect(val.get_by_role("heading", name="How far you agree")).to_be_visible()
    await sam.goto(f"{office.root}/c/Sam/{AT}")
    await expect(sam.get_by_text("You and Val put")).not_to_have_count(0)
    while await sam.get_by_role("link", name="Talk about the next one").count():
        await sam.get_by_role("link", name="Talk about the next one").click()
        while await sam.get_by_role("radio", name="Val had it right").count():
            await sam.get_by_role("radio", name="Val had it right").check()
            await sam.get_by_label("Because").fill("The time matters more.")
            await sam.get_by_role("button", name="Keep").click()
    await expect(sam.get_by_text("Nothing is left to talk about.")).to_be_visible()
    await sam.get_by_role("button", name="Put what you sorted alike on the board").click()
    await expect(sam.get_by_text("Done. It is on the board.")).to_be_visible()
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_27_every_page_of_the_twenty_is_sound_to_axe_and_fits_its_screen(
    house: House, office: Office, scheme: Scheme, size: str
) -> None:
    """27: ten minutes by thumb, in the evening, on an old phone."""
    await sit(house, "Sam")
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []

    async def check(called: str, page: Page) -> None:
        wrong.extend((called, one) for one in await faults_of(page))
        if keeps_pictures(size):
            await keep_picture(page, f"twenty-{called}-{size}-{scheme}")

    page = await office.look(context, "Sam", ROUND)
    await check("questions", page)
    await page.get_by_role("button", name="Open it").last.click()
    await check("one", page)
    await page.goto(f"{office.root}/c/Sam/{AT}all")
    await check("all", page)
    await page.goto(f"{office.root}/c/Sam/{AT}break")
    await check("break", page)
    await code_all(house, "Sam", by_words)
    await page.goto(f"{office.root}/c/Sam/{AT}")
    await check("wait", page)
    await code_all(house, "Val", otherwise)
    await page.goto(f"{office.root}/c/Sam/{AT}")
    for one in await page.locator("details").all():
        await one.locator("summary").first.click()
    await check("result", page)
    await page.get_by_role("link", name="Talk about the next one").click()
    await page.get_by_role("radio", name="Something else").check()
    await check("talk", page)
    await page.goto(f"{office.root}/c/Sam/{AT}together")
    await check("together", page)
    await context.close()

    assert wrong == []
