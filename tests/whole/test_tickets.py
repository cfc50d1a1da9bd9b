"""A ticket sitting: slips from a hat, one shared device, nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from bot.main import House
from bot.services.asking import launching
from bot.services.people import inviting
from storage import ledger
from surveys.library import load_library
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State, Way
from tests import agreed
from tests.whole import story
from tests.whole.players import WAIT, InBrowser
from tests.whole.staff import AtScreen
from tests.whole.stage import Stage, found_in, known, reaches
from tests.whole.story import EASY, NICKS, RID, TWICE, Young

pytestmark = [pytest.mark.browser, pytest.mark.full]

SLIPS = 8


async def test_two_tickets_on_one_shared_device(stage: Stage, browser: Browser) -> None:
    """Whoever sits down next finds nothing of whoever sat there before."""
    await stage.set_up()
    async with stage.up() as house:
        device, office = await browser.new_context(), await browser.new_context()
        link = await story.invited(house.world, Role.EBE, "Ash")
        ash = await AtScreen.sign_in(office, f"{house.world.public_url}/join#{link}")
        round_ = await _open_round(house)
        slips = [ticket.code for ticket in await inviting.fresh_tickets(house.world, round_)]
        page = await device.new_page()
        page.set_default_timeout(WAIT)

        await _refused(house, page, slips[0])
        await _opens_the_sitting(ash, heads=2)
        first = await _sits_down(house, page, slips[0], 0)
        await _finishes(house, page, first)
        second = await _sits_down(house, page, slips[1], TWICE)
        await _finishes(house, page, second)
        await _refused(house, page, slips[2])

        assert await device.cookies() == []
        await ash.page.get_by_role("button", name="Close the sitting").click()
        await ash.page.get_by_role("button", name="Open the sitting").wait_for()
        async with house.world.database.read() as db:
            assert await ledger.count(db, RID, Standing.SUBMITTED) == 2
        for context in (device, office):
            await context.close()
    assert found_in(stage.written(), [*story.canaries((0, TWICE)), "Maplewick"]) == []


async def _open_round(house: House) -> Round:
    world = house.world
    ash = (await known(world))["Ash"]
    now = world.now()
    plan = launching.Plan(
        key=RID,
        survey=load_library(RID),
        audience=replace(RESIDENTS, homes=frozenset({"Maplewick House"})),
        closes_at=now + timedelta(days=7),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="",
        keeper=ash,
        way=Way.TICKET,
        tickets=SLIPS,
    )
    await story.invited(world, Role.DECISION_MAKER, "Mo")
    async with world.database.write() as db:
        await agreed.launch(db, world, plan, None, ash)
    return await reaches(house, RID, State.OPEN)


async def _opens_the_sitting(ash: AtScreen, *, heads: int) -> None:
    page = ash.page
    await page.goto(ash.here)
    await page.get_by_role("link", name="Open the sitting").click()
    await page.get_by_label("Where you are").fill("Maplewick House")
    await page.get_by_label("How many people are here").fill(str(heads))
    await page.get_by_role("button", name="Open the sitting").click()
    await page.get_by_text("The sitting is open.").wait_for()


async def _refused(house: House, page: Page, code: str) -> None:
    """A slip opens nothing before a sitting, or beyond its head-count."""
    await page.goto(f"{house.world.public_url}/ticket")
    await page.get_by_label("The code on your slip").fill(code)
    await page.get_by_role("button", name="Open my chat").click()
    await page.get_by_text("That code doesn't open a chat.").wait_for()


async def _sits_down(house: House, page: Page, code: str, number: int) -> Young:
    """Type the slip's code as people do, answer everything, send."""
    await page.goto(f"{house.world.public_url}/ticket")
    spaced = " ".join(code[at : at + 4] for at in range(0, len(code), 4)).lower()
    await page.get_by_label("The code on your slip").fill(spaced)
    await page.get_by_role("button", name="Open my chat").click()
    await page.wait_for_url("**/c/*/")
    young = Young.plain(number, InBrowser(page))
    if number == EASY:
        await page.get_by_text("I don't know your name.").first.wait_for()
    await story.first_half(young)
    await page.reload()
    await story.second_half(young)
    return young


async def _finishes(house: House, page: Page, young: Young) -> None:
    """Hand the device over: nothing is on the screen, behind Back, or behind the address."""
    chat = page.url
    await page.get_by_label("More").click()
    await page.get_by_role("button", name="I've finished on this device").click()
    await page.wait_for_url("**/ticket")
    for _ in range(2):
        await _is_clean(page, young)
        await page.go_back()
    await page.goto(chat)
    await _is_clean(page, young)
    await expect(page.get_by_role("link", name="front page")).to_be_visible()
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def _is_clean(page: Page, young: Young) -> None:
    content = await page.content()
    assert story.one_word(young.number) not in content
    assert story.long_words(young.number) not in content
    assert " ".join(young.words) not in content
    assert NICKS[0] not in content
