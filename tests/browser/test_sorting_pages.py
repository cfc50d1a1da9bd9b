"""Sense-making in a real browser, by thumb: two people sort forty answers, and disagree.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_sorting_pages.py`` keeps a picture of
each page in ``docs/pictures/staff/``.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.services.themes.boards import load_board
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.themes.board import Board, settled
from tests.bot.after_seal.forty import ANSWERS, seal_forty
from tests.bot.after_seal.house import CHANGE, House, build_house
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

ROUND = "staff/sort/meet01/"
AT = f"{ROUND}3/"
TWO = ("Sam", "Val")


@dataclass
class Thumb:
    """One person at their phone. ``taps`` counts what the thumb does."""

    name: str
    page: Page
    taps: int = 0

    async def tap(self, what: Locator) -> None:
        """One tap, and whatever page comes of it."""
        self.taps += 1
        await what.click()
        await self.page.wait_for_load_state()

    async def press(self, name: str) -> None:
        """Tap the button of this name."""
        await self.tap(self.page.get_by_role("button", name=re.compile(f"^{name}")).first)

    async def go(self, name: str) -> None:
        """Tap one of the ways to look."""
        await self.tap(self.page.get_by_role("link", name=name, exact=True))

    def group(self, name: str) -> Locator:
        """One group in the list, by what it is called."""
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("li.group").filter(has=heading)

    async def keep(self, name: str) -> None:
        """Keep a group as a theme."""
        await self.tap(self.group(name).get_by_role("button", name="Keep"))

    async def pick(self, *names: str) -> None:
        """Pick groups."""
        for name in names:
            await self.tap(self.group(name).locator(".picker"))

    async def focused(self, name: str) -> None:
        """Wait until this part of the page has the focus."""
        await self.page.wait_for_function("name => document.activeElement.id === name", arg=name)

    async def offered(self) -> list[str]:
        """What the machine's groups are called, in their order."""
        found = self.page.locator("li.group.machine").get_by_role("heading")
        return await found.all_inner_texts()

    async def said(self) -> str:
        """What the bar under the thumb says was just done."""
        just = self.page.locator(".just p")
        await expect(just).not_to_be_empty()
        return (await just.text_content()) or ""


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    built = await build_house(database, keys)
    await built.add("Val", Role.READER)
    await seal_forty(built)
    return built


@pytest.fixture
async def office(house: House, browser: Browser) -> AsyncIterator[Office]:
    served = await browsing.open_browser(house)
    await served.sign_in(*TWO)
    async with office_of(served, browser, *TWO) as opened:
        yield opened


async def sit_down(office: Office, name: str, scheme: Scheme = "light") -> Thumb:
    """Open a phone, find the themes of what was read, and start."""
    context = await office.open(scheme, "phone")
    page = await office.look(context, name, "staff/")
    await page.get_by_role("link", name="Find themes").click()
    await page.get_by_role("button", name=re.compile("Start|Open it")).click()
    await page.locator("#words").wait_for(timeout=60_000)
    return Thumb(name, page)


async def board(house: House) -> Board:
    async with house.world.database.read() as db:
        return await load_board(db, house.world, RoundId("meetings"), CHANGE)


async def decided(house: House) -> dict[str, int]:
    return {one.name: len(one.answers) for one in settled(await board(house))}


async def test_two_people_select_merge_split_undo_and_disagree_on_forty_answers(
    house: House, office: Office
) -> None:
    """28: by thumb, at the same time, and nobody writes over the other unseen."""
    sam, val = await sit_down(office, "Sam"), await sit_down(office, "Val")
    await _sort_some(house, sam, val)
    await _merge_and_take_back(house, sam)
    await _disagree(house, sam, val)
    await _split_and_move(house, val)
    await _look_back(sam)


async def _sort_some(house: House, sam: Thumb, val: Thumb) -> None:
    """A tag is two taps, whether its theme is suggested, of the codebook, or new."""
    for thumb in (sam, val):
        thumb.taps = 0
        await thumb.tap(thumb.page.get_by_label("Being listened to"))
        await thumb.press("Keep, next one")
        assert thumb.taps == 2
        assert "Being listened to" in await thumb.said()
    assert await decided(house) == {"Being listened to": 2}
    sam.taps = 0
    await sam.tap(sam.page.get_by_label("A new theme"))
    await sam.page.keyboard.type("Our own kitchen")
    await sam.press("Keep, next one")
    assert sam.taps == 2
    await expect(sam.page.locator(".far")).to_have_text("4 of 40 in a theme, 3 sorted by hand")
    await sam.press("Undo")
    assert "Took back" in await sam.said()
    assert await decided(house) == {"Being listened to": 2}


async def _merge_and_take_back(house: House, sam: Thumb) -> None:
    """A merge is three taps; taking it back one; the page stays where the thumb was."""
    await sam.go("Groups")
    await expect(sam.page.get_by_text("A computer made these groups.")).to_be_visible()
    first, second = (await sam.offered())[1:3]
    sam.taps = 0
    await sam.pick(first, second)
    top = (await sam.group(first).bounding_box() or {"y": 0})["y"]
    await sam.press("Merge")
    assert sam.taps == 3
    assert re.match(f"Merged “({first}|{second})” into “({first}|{second})”", await sam.said())
    assert len(await decided(house)) == 2
    focus = await sam.page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert abs(focus - top) < 500, "the thumb has to look for where it was"
    await sam.press("Undo")
    assert await decided(house) == {"Being listened to": 2}


async def _disagree(house: House, sam: Thumb, val: Thumb) -> None:
    """Val meant the group as it was: the page says what Sam did, and asks."""
    await val.go("Groups")
    first, second = (await sam.offered())[1:3]
    await sam.keep(first)
    await val.pick(first)
    await val.press("Not a theme")
    await expect(val.page.get_by_role("heading", name="Somebody was faster")).to_be_visible()
    await val.page.wait_for_function("document.activeElement.tagName === 'H1'")
    await expect(val.page.get_by_text(f"Kept “{first}” as a theme")).to_be_visible()
    await expect(val.page.locator(".meant")).to_contain_text("is not a theme")
    assert first in await decided(house)
    await val.tap(val.page.get_by_role("link", name="Leave it as it is now"))
    assert first in await decided(house)
    await sam.keep(second)
    await val.pick(second)
    await val.press("Not a theme")
    await val.press("Do mine too")
    assert second not in await decided(house)
    await sam.page.reload()
    await expect(sam.page.locator(".also")).to_contain_text("Meanwhile Val")
    await sam.tap(sam.group(second).get_by_role("button", name="Put it back"))
    assert second in await decided(house)


async def _split_and_move(house: House, val: Thumb) -> None:
    """Ticked answers leave a theme for a new one; whoever ticked them stands behind each."""
    await val.page.reload()
    largest = val.page.locator("li.group.decided").nth(1)
    name = await largest.get_by_role("heading").inner_text()
    await val.tap(largest.get_by_role("link"))
    rows = val.page.locator(".lines-of-words .tick")
    await val.tap(rows.first)
    await val.tap(val.page.locator("summary", has_text="Move ticked ones"))
    await val.page.locator(".thumb").get_by_label("A new theme").fill("Snacks")
    await val.press("Move$")
    assert (await decided(house))["Snacks"] == 1
    before = (await decided(house))[name]
    await val.press("All of these belong")
    assert (await decided(house))[name] > before


async def _look_back(sam: Thumb) -> None:
    """Who did what and when; and what the machine had first is there as it was."""
    await sam.go("History")
    told = await sam.page.locator(".timeline").inner_text()
    assert "Val, " in told
    assert "Sam, " in told
    await sam.tap(sam.page.get_by_text("As the computer first had it"))
    first = await sam.page.locator(".first-had").inner_text()
    assert all(words in first for words in ANSWERS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_of_sorting_is_sound_to_axe_and_fits_its_screen(
    house: House, office: Office, scheme: Scheme, size: str
) -> None:
    """26: on a phone, at night, read aloud: forty answers are an evening's work."""
    sam = await sit_down(office, "Sam")
    await sam.tap(sam.page.locator("label.theme").first)
    await sam.press("Keep, next one")
    await sam.go("Groups")
    await sam.keep((await sam.offered())[0])
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    theme = next(iter(one.id for one in settled(await board(house))))
    paths = ("", "groups", f"group/{theme}", "group/t2", "history", "break")
    for called, path in (*((path, AT + path) for path in paths), ("questions", ROUND)):
        page = await office.look(context, "Sam", path)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            name = called.partition("/")[0] or "one"
            await keep_picture(page, f"sorting-{name}-{size}-{scheme}")
        await page.close()

    assert wrong == []


async def test_28_a_tag_is_two_taps_and_taking_it_back_one(
    database: Database, keys: Keys, browser: Browser
) -> None:
    """28: forty times two taps is an evening; forty times four is given up. Few enough here for
    no model to be loaded.
    """
    built = await build_house(database, keys)
    await seal_forty(built, count=14)
    served = await browsing.open_browser(built)
    await served.sign_in("Sam")
    async with office_of(served, browser, "Sam") as office:
        sam = await sit_down(office, "Sam")
        await sam.tap(sam.page.get_by_label("Food and meals"))
        await sam.press("Keep, next one")
        assert (sam.taps, await decided(built)) == (2, {"Food and meals": 1})
        await sam.press("Undo")
        assert (sam.taps, await decided(built)) == (3, {})


async def test_sorting_goes_by_keyboard_and_is_read_aloud(office: Office) -> None:
    """Whoever cannot see or point sorts as quickly: the focus is on the words, moves are said."""
    sam = await sit_down(office, "Sam")
    await sam.focused("words")
    await sam.page.keyboard.press("Tab")
    await sam.page.keyboard.press("Space")
    await sam.page.keyboard.press("k")
    status = sam.page.get_by_role("status")
    await expect(status).to_contain_text("Put an answer in")
    await sam.focused("words")
    await sam.page.keyboard.press("u")
    await expect(status).to_contain_text("Took back")


async def test_a18_sorting_keeps_nothing_in_the_browser_and_no_word_in_an_address(
    office: Office,
) -> None:
    """A18: the next person at the tablet finds nothing, in storage, caches or history."""
    sam = await sit_down(office, "Sam")
    seen = [sam.page.url]
    sam.page.on("framenavigated", lambda frame: seen.append(frame.url))
    await sam.page.get_by_label("A new theme").fill("Zebrafinch")
    await sam.press("Keep, next one")
    await sam.go("Groups")
    await sam.tap(sam.group("Zebrafinch").get_by_role("link"))
    kept = await sam.page.evaluate("[localStorage.length, sessionStorage.length]")
    answer = await sam.page.request.get(sam.page.url)

    assert kept == [0, 0]
    assert answer.headers["cache-control"] == "no-store"
    assert [url for url in seen if "ebrafinch" in url] == []
