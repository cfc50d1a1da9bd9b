"""A preview and a pilot on a phone's page: marked, whole, nothing wider than the screen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.services import knowing
from bot.services.asking import designing, piloting, trying_out
from bot.services.people import enrolling
from bot.texts import say
from storage import people
from surveys.library import load_library
from surveys.people.person import Person
from surveys.people.roles import Role
from tests.browser.happening import wide
from tests.browser.house import Running, person_for, the_whole_program

PHONE: ViewportSize = {"width": 390, "height": 844}


async def open_chat(browser: Browser, running: Running, person: Person) -> Page:
    """Somebody's own page, on a phone."""
    world = running.world
    async with world.database.write() as db:
        signed = await enrolling.sign_in(db, world, person.id, person.address)
    chat = f"{world.public_url}/c/{signed.slot}/"
    context = await browser.new_context(viewport=PHONE)
    name, value = f"earshot_{signed.slot}", f"own.{signed.token}"
    await context.add_cookies([{"name": name, "value": value, "url": chat}])
    page = await context.new_page()
    await page.goto(chat)
    await page.get_by_text("/help shows who to talk to.").first.wait_for()
    return page


async def tap(page: Page, name: str) -> None:
    """Tap the newest button of this name; look whether the page is as wide as the phone."""
    exactly = re.compile(rf"^(✓ )?{re.escape(name)}$")
    await page.locator("#scroll").get_by_role("button", name=exactly).last.click()
    await page.wait_for_timeout(400)
    assert not await wide(page)


async def say_to(running: Running, person: Person, said: knowing.Spoken) -> None:
    world = running.world
    async with world.database.write() as db:
        here = await knowing.visit(db, world, person.address)
        await knowing.utter(db, world, here, said)
    world.wake()


async def test_a_preview_and_a_pilot_fit_a_phone(browser: Browser, tmp_path: Path) -> None:
    """An author walks a survey with pictures, then a peer tries it, on two phones."""
    async with the_whole_program(tmp_path / "house") as running:
        world = running.world
        ines, kit = (person_for(world, Role.EBE, nick=nick) for nick in ("Ines", "Kit"))
        async with world.database.write() as db:
            for one in (ines, kit):
                await people.add_person(db, world.keys, one)
        hers, his = [await open_chat(browser, running, one) for one in (ines, kit)]
        survey = load_library("room-thats-yours")
        async with world.database.write() as db:
            draft = await designing.new_draft_from(db, world, ines, survey)
            begun = await trying_out.preview(db, world, ines, survey, draft)
        await say_to(running, ines, begun)
        for name in ("Next", "OK", "Start", "Next"):
            await tap(hers, name)
        await expect(hers.locator("img").first).to_be_visible()
        for _ in survey.asked:
            await tap(hers, "Skip")
        await tap(hers, "Next")
        await tap(hers, say("fall.tear_up"))
        await tap(hers, say("button.send"))
        await expect(hers.get_by_text("Only an example. It opens nothing.")).to_be_visible()
        await hers.keyboard.press("Escape")
        await tap(hers, say("trying.end"))
        async with world.database.write() as db:
            offered = await trying_out.pilot(db, world, ines, draft)
        await say_to(running, ines, offered)
        await hers.get_by_role("button", name="Ask Kit").wait_for()
        await tap(hers, "Ask Kit")
        await his.get_by_role("button", name="Try it").wait_for()
        for name in ("Try it", "Next", "OK", "Start", "Next", "Skip", "Change this"):
            await tap(his, name)
        await his.get_by_role("textbox").fill("Which room would you like best?")
        await his.keyboard.press("Enter")
        await his.wait_for_timeout(300)
        await tap(his, "Skip")
        await tap(his, "Clear")
        await tap(his, "Skip")
        await tap(his, "Not sure what it asks")
        async with world.database.write() as db:
            seen = await piloting.show_notes(db, world, ines, draft)
        await say_to(running, ines, seen)
        await expect(hers.get_by_text("Kit: not sure what it asks")).to_be_visible()
        await tap(hers, "Change 1")
