"""Need help? and writing to someone, in a real browser on a phone and at 320 pixels."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.services.world import World
from bot.services.writing import answering_letters, listening
from bot.services.writing.listening import Wanted
from storage import people
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.browser.house import Running, the_whole_program
from tests.browser.test_everybody import AXE

VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html.slice(0, 120)))"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
WORDS = "I would like to see my brother more"


async def add(world: World, number: int, role: Role, nick: str = "", home: str = "") -> Person:
    person = Person(
        ParticipantId(world.fresh_bytes(16)),
        role,
        Kind.STAFF,
        nick,
        home,
        Address(Chat.WEB, 50_000 + number),
    )
    async with world.database.write() as db:
        await people.add_person(db, world.keys, person)
    return person


def face(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 80), colour).save(out, "PNG")
    return out.getvalue()


async def open_chat(browser: Browser, program: Running, width: int) -> tuple[Page, list[str]]:
    # A fading line is paler than it will be.
    context = await browser.new_context(
        viewport={"width": width, "height": 740}, reduced_motion="reduce"
    )
    await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
    page = await context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda fault: broken.append(str(fault)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    await page.add_init_script(AXE)
    await page.goto(program.chat)
    await page.locator(".said").first.wait_for()
    return page, broken


@pytest.mark.parametrize("width", [390, 320])
async def test_g5_from_need_help_to_a_letter(browser: Browser, tmp_path: Path, width: int) -> None:
    """Numbers that ring, an adult who is asked, and words that reach one person."""
    async with the_whole_program(tmp_path) as program:
        world, home = program.world, program.young_person.home
        lee = await add(world, 1, Role.ADMIN, "Lee")
        sam = await add(world, 2, Role.LISTENER, "Sam", home)
        kim = await add(world, 3, Role.LISTENER, "Kim")
        await add(world, 4, Role.DUTY_PHONE, home=home)
        for one, job, second in ((sam, "manager", kim), (kim, "advocate", sam)):
            card = Wanted(one.id, job, "Hi.", 3, second.id, face("teal" if one is sam else "tan"))
            assert await listening.save(world, lee.id, card)
        page, broken = await open_chat(browser, program, width)

        await page.get_by_role("button", name="Need help?").first.click()
        dialog = page.locator("#card")
        await expect(dialog.get_by_role("link", name=re.compile("0800 1111"))).to_have_attribute(
            "href", "tel:08001111"
        )
        assert await page.evaluate(VIOLATIONS) == []
        await dialog.get_by_role("button", name="More ways to get help").click()
        await expect(page.locator(".said a.dial", has_text="0800 1111")).to_have_attribute(
            "href", "tel:08001111"
        )
        await expect(page.locator(".said a.dial", has_text="85258")).to_have_attribute(
            "href", "sms:85258"
        )
        await page.get_by_role("button", name="Ask an adult here to come").click()
        await expect(page.get_by_text(f"I've asked the duty phone at {home}.")).to_be_visible()
        await page.get_by_role("button", name="Write to someone").last.click()
        await expect(page.locator(".choice.pictured img")).to_have_count(2)
        await page.get_by_role("button", name="Sam, manager").click()
        await page.get_by_role("button", name="Without my name").click()
        await expect(page.get_by_text("The next thing you type goes to Sam.")).to_be_visible()
        await page.locator("#box").fill(WORDS)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Sent to Sam, without your name.")).to_be_visible()
        assert not await page.evaluate(SIDEWAYS)
        assert await page.evaluate(VIOLATIONS) == []
        (letter,) = await answering_letters.list_letters(world, sam.id)
        assert letter.sender == ""
        await page.goto(f"{world.public_url}/help")
        assert await page.evaluate(VIOLATIONS) == []
        assert not await page.evaluate(SIDEWAYS)
        assert not broken


async def test_e3_only_a_help_number_becomes_a_link(browser: Browser, tmp_path: Path) -> None:
    """A number that somebody types stays words."""
    async with the_whole_program(tmp_path) as program:
        page, _ = await open_chat(browser, program, 390)
        await page.locator("#box").fill("/help")
        await page.keyboard.press("Enter")
        await page.locator(".said a.dial").first.wait_for()
        shown = await page.locator(".said a.dial").all_inner_texts()
        known = {one.number for one in program.world.policy.numbers}

        assert set(shown) <= known
        assert len(shown) >= 3
