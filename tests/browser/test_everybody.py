"""The page for everybody: no violation axe-core can find, and a tree a screen reader can use."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import Served
from tests.browser.happening import (
    ASIDE,
    DOTS,
    FACES,
    PHONE,
    PICTURES,
    RANKING,
    VOICES,
    WHEEL,
    picture_this,
    question,
    rewrite,
    show,
)

_AXE = find_spec("axe_playwright_python")
assert _AXE is not None
assert _AXE.origin is not None
AXE = (Path(_AXE.origin).parent / "axe.min.js").read_text("utf-8")
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "dark-contrast": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
PUBLIC = ("/", "/help", "/privacy", "/ticket", "/tablet", "/join", "/nowhere", "/c/nobody/")


async def _violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now.

    In forced colours the system's own are painted, but axe-core reads ours: nothing to measure.
    """
    found: list[str] = await page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'], rules: {"
        " 'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches } } }))"
        ".violations"
        ".flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 120)"
        " + ' ' + (node.any[0] || { message: '' }).message.slice(0, 160)))"
    )
    return found


async def _opened(browser: Browser, served: Served, look: dict[str, Any]) -> Page:
    context = await browser.new_context(viewport=PHONE, reduced_motion="reduce", **look)
    await context.add_init_script(AXE)
    await context.add_init_script(VOICES)
    page = await context.new_page()
    await picture_this(page)
    await page.goto(served.at(f"/join#{served.bot.link()}"))
    await page.get_by_role("button", name="Next").wait_for()
    await page.mouse.move(0, 0)
    return page


@pytest.mark.full
@pytest.mark.parametrize("look", LOOKS)
async def test_no_public_page_keeps_anybody_out(
    browser: Browser, served: Served, look: str
) -> None:
    """Somebody looking for a number to ring may see badly, or not at all."""
    how: dict[str, Any] = LOOKS[look]
    context = await browser.new_context(viewport=PHONE, **how)
    await context.add_init_script(AXE)
    page = await context.new_page()
    found: list[str] = []
    for path in PUBLIC:
        await page.goto(served.at(path))
        found += [f"{path}: {one}" for one in await _violations(page)]

    assert found == []


@pytest.mark.full
@pytest.mark.parametrize("look", LOOKS)
async def test_no_state_of_the_chat_keeps_anybody_out(
    browser: Browser, served: Served, look: str
) -> None:
    """Every way to answer, every sheet over the chat, in every look."""
    page = await _opened(browser, served, LOOKS[look])
    found = {"first": await _violations(page)}
    states = {
        "pictures": ("Which place?", [*PICTURES, *ASIDE], {}),
        "faces": ("How was it?", [*FACES, *ASIDE], {}),
        "dots": ("Share them out.", [*DOTS, *ASIDE], {}),
        "ranking": ("Tap in order.", [*RANKING, *ASIDE], {}),
        "wheel": ("Here is your wheel.", ASIDE, {"wheel": WHEEL}),
    }
    for number, (name, (text, rows, more)) in enumerate(states.items(), 9001):
        show(served, f"5 of 7 · about 1 min\n\n{text}", rows, number=number, **more)
        await page.get_by_text(text).wait_for()
        found[name] = await _violations(page)
    show(served, *question(6, "And this?", "Yes"), number=9100)
    await page.get_by_text("And this?").wait_for()
    rewrite(served, "And this?\n✓ Yes", [], number=9100)
    show(served, "Ash and Kit chose these questions, with Willow Trust.",
         [[{"text": "Next", "callback_data": "ok:ab12:0"}]], number=9101)  # fmt: skip
    await page.get_by_role("button", name="Change").wait_for()
    await page.locator(".faces").wait_for()
    found["answered"] = await _violations(page)
    found |= await _sheets(page, served)

    assert [f"{name}: {one}" for name, several in found.items() for one in several] == []


async def _sheets(page: Page, served: Served) -> dict[str, list[str]]:
    found = {}
    await page.locator("#help").click()
    found["help"] = await _violations(page)
    await page.keyboard.press("Escape")
    await page.get_by_label("More").click()
    found["menu"] = await _violations(page)
    await page.get_by_role("button", name="How it looks").click()
    found["looks"] = await _violations(page)
    await page.get_by_label("Stronger colours").check()
    await page.get_by_role("button", name="Close").click()
    found["stronger"] = await _violations(page)
    await page.get_by_label("Write your answer").fill("Not yet sent")
    await served.down()
    await page.get_by_role("button", name="Send").click()
    await page.get_by_text("Not sent yet. Trying again.").first.wait_for()
    found["cut"] = await _violations(page)
    await served.up()
    await page.get_by_text("Thanks, that's sent.").wait_for(timeout=60_000)
    await page.get_by_role("button", name="My take-back words").click()
    await page.locator("#popup[open]").wait_for()
    found["words"] = await _violations(page)
    await page.get_by_role("dialog").get_by_role("button", name="Close").click()
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "locked"})
    await page.get_by_role("heading", name="This chat is locked").wait_for()
    found["locked"] = await _violations(page)
    await page.get_by_role("button", name="I've forgotten my pictures").click()
    found["forgotten"] = await _violations(page)
    return found


@pytest.mark.full
async def test_a_screen_reader_hears_names_roles_and_what_is_new(
    browser: Browser, served: Served
) -> None:
    """The tree as the browser gives it to a reader: each control once, by its name."""
    page = await _opened(browser, served, {})
    show(served, *question(2, "What does a room need?", "A desk", "A lock"))
    await page.get_by_role("button", name="A desk").wait_for()
    tree = await page.locator("body").aria_snapshot()
    for line in (
        *("- banner:", '- heading "Earshot" [level=1]', '- button "Need help?"'),
        *('- button "Leave now"', '- main:', '- log "Chat with Earshot":'),
        *('Earshot says:', '- button "Read this aloud"', '- button "A desk"'),
        *('- textbox "Write your answer"', '- button "Send what I wrote"'),
    ):  # fmt: skip
        assert line in tree, line
    live = {
        one: await page.locator(one).get_attribute("role")
        for one in ("#wire", "#toast", "#log", "#veil-told")
    }
    assert live == {"#wire": "status", "#toast": "status", "#log": "log", "#veil-told": "alert"}
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "hello", "start": False, "last": chat.last, "lock": "locked"})
    title = page.get_by_role("heading", name="This chat is locked")
    await expect(title).to_be_focused()
    tree = await page.locator("body").aria_snapshot()

    assert "A desk" not in tree
    assert '- button "cat"' in tree
    assert '- status "0 of 3 tapped"' in tree
