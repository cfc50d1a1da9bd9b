"""Sorting in the browser, without a script: one answer, groups, two people, and what stands."""

from __future__ import annotations

import re

import pytest

from bot.services.themes.boards import load_board
from surveys.ids import RoundId
from surveys.themes.board import Board, settled
from tests.bot.after_seal.forty import seal_forty
from tests.bot.after_seal.house import CHANGE, House
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
ROUND = "staff/sort/meet01/"
AT = f"{ROUND}3/"
MOVE = f"{AT}move"


async def board(house: House) -> Board:
    async with house.world.database.read() as db:
        return await load_board(db, house.world, RID, CHANGE)


async def begin(browser: Browser, *names: str) -> Page:
    await browser.sign_in(*names)
    for name in names:
        page = await browser.post(name, AT)
    return page


def seen(page: Page) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found, page.text
    return found[1]


def answer_on(page: Page) -> str:
    found = re.search(r'name="answer" value="([\w-]+)"', page.text)
    assert found, page.text
    return found[1]


def groups_on(page: Page, kind: str = "machine") -> list[str]:
    return re.findall(rf'<li class="group {kind}" id="g-(\w+)"', page.text)


async def press(browser: Browser, name: str, page: Page, **fields: str) -> Page:
    return await browser.post(name, MOVE, seen=seen(page), **fields)


async def test_an_answer_is_put_in_a_new_theme_and_the_next_one_comes(
    house: House, browser: Browser
) -> None:
    """The whole of sorting is this, forty times."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    assert "0 of 40 sorted" in page.text
    first = answer_on(page)
    page = await press(browser, "Sam", page, does="tag", answer=first, fresh="Being heard")

    assert "1 of 40 sorted" in page.text
    assert "Put an answer in “Being heard”." in page.words
    assert answer_on(page) != first
    assert [(one.name, len(one.answers)) for one in settled(await board(house))] == [
        ("Being heard", 1)
    ]
