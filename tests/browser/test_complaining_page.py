"""Real ways to complain of a worker, in a real browser on a phone and at 320 pixels."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from surveys.people.roles import Role
from tests.bot.chatting import SURVEY
from tests.browser.house import the_whole_program
from tests.browser.test_helping import SIDEWAYS, VIOLATIONS, add, open_chat

UNFAIR = "dan never listens to me"
PICTURES = os.environ.get("EARSHOT_PICTURES", "")
"""A folder for pictures of the page, for whoever wants to look at it."""


@pytest.mark.parametrize("width", [390, 320])
async def test_g12_the_ways_stand_beside_the_words_and_lead_back(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    """What is offered can be read, reached and left again, with the answer as it was."""
    survey = SURVEY.model_copy(update={"questions": SURVEY.questions[-2:]})
    async with the_whole_program(tmp_path, survey) as program:
        await add(program.world, 2, Role.LISTENER, "Dan")
        page, broken = await open_chat(browser, program, width)
        for label in ("Start", "Next", "OK"):
            await page.get_by_role("button", name=label, exact=True).last.click()
        await page.get_by_text("Skip any question.").last.wait_for()
        await page.get_by_role("button", name="Start", exact=True).last.click()
        await expect(page.get_by_text("One word for evenings?").last).to_be_visible()
        await page.locator("#box").fill(UNFAIR)
        await page.keyboard.press("Enter")
        complaint = page.get_by_role("button", name="Make a complaint")
        await complaint.wait_for()
        await expect(page.get_by_role("button", name="Keep hidden and go on")).to_be_visible()
        assert await page.evaluate(VIOLATIONS) == []
        assert not await page.evaluate(SIDEWAYS)
        await _picture(page, f"ways-{width}")
        await complaint.scroll_into_view_if_needed()
        await page.get_by_role("button", name="Just my opinion").scroll_into_view_if_needed()
        await _picture(page, f"below-{width}")
        await page.get_by_role("button", name="An advocate").click()
        await expect(page.locator(".said a.dial", has_text="0808 800 5792")).to_be_visible()
        await _picture(page, f"advocate-{width}")
        await page.get_by_role("button", name="Just my opinion").click()
        await expect(page.get_by_text("What would you change?").last).to_be_visible()
        await _picture(page, f"opinion-{width}")
        assert await page.evaluate(VIOLATIONS) == []
        assert not broken


async def _picture(page: object, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png")  # type: ignore[attr-defined]
