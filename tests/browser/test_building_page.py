"""An author builds a survey in a real browser, on a phone's width."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.services.people import enrolling
from storage import people
from surveys.people.roles import Role
from tests.browser.happening import wide
from tests.browser.house import Running, the_whole_program

PHONE: ViewportSize = {"width": 390, "height": 844}


async def test_a_survey_grows_as_one_card_and_typed_words_leave_the_chat(
    browser: Browser, tmp_path: Path
) -> None:
    """Ten questions later there is one card, within the page, with its buttons in reach."""
    async with the_whole_program(tmp_path) as program:
        page = await _author(browser, program)
        await _type(page, "/build")
        await _tap(page, "A new survey")
        cards = await page.locator(".said").count()
        for text in ("Your bedroom", "Can you lock your door?", "Pick up to 2 to buy"):
            await _type(page, text)
            await expect(page.locator(".said").last).to_contain_text(text)
        await _type(page, "Lamp\nRug\nPaint")
        card = page.locator(".said").last
        await expect(card).to_contain_text("2. Pick up to 2 to buy · Pick some, 4")
        await _tap(page, "1")
        await expect(card).to_contain_text("Type new words for it, or tap.")

        assert await page.locator(".said").count() == cards
        assert await page.get_by_text("Lamp\nRug\nPaint", exact=True).count() == 0
        assert await wide(page) == []


async def _author(browser: Browser, program: Running) -> Page:
    """The chat of the Expert by Experience who lives in the house."""
    world = program.world
    async with world.database.write() as db:
        ash = (await people.list_people(db, world.keys, role=Role.EBE))[0]
        signed = await enrolling.sign_in(db, world, ash.id, ash.address)
    chat = f"{world.public_url}/c/{signed.slot}/"
    context = await browser.new_context(viewport=PHONE)
    name = f"earshot_{signed.slot}"
    await context.add_cookies([{"name": name, "value": f"own.{signed.token}", "url": chat}])
    page = await context.new_page()
    await page.goto(chat)
    await page.locator(".said .choices").last.wait_for()
    return page


async def _type(page: Page, text: str) -> None:
    await page.get_by_role("textbox").first.fill(text)
    await page.get_by_role("button", name="Send what I wrote").click()


async def _tap(page: Page, label: str) -> None:
    await page.locator(".said .choice", has_text=label).last.click()
