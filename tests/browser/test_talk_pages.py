"""Every page of a house talk in a real browser: on a tablet, a phone and a desk, light and dark.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_talk_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from bot.services.talks import keeping as talk_keeping
from storage.engine import Database
from storage.keys import Keys
from surveys.safeguarding import screening
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff import browsing
from tests.bot.webchat.staff.in_room import Device, InRoom, start_talk, turn_in
from tests.bot.webchat.staff.worries import staff_the_rota
from tests.browser.office import (
    SIZES,
    Office,
    Scheme,
    faults_of,
    keep_picture,
    keeps_pictures,
    office_of,
)
from tests.browser.test_everybody import AXE

pytestmark = pytest.mark.sqlite_only

SOFA = "Keep the red sofa, and don't move it."
NAMED = "Rae at Maple House should cook on Fridays."


@dataclass
class Looks:
    """Looks at a page in one size and scheme, and writes down what is wrong with it."""

    office: Office
    context: BrowserContext
    called: str
    keeps: bool
    wrong: list[tuple[str, str]]

    async def host(self, what: str, path: str, who: str = "Kit") -> None:
        kept = {"name": f"earshot_views_{who}", "value": self.office.views[who]}
        where = {"url": f"{self.office.root}/c/{who}/staff/"}
        await self.context.add_cookies([{**kept, **where}])  # type: ignore[typeddict-item]
        page = await self.office.look(self.context, who, path)
        await self._look(page, f"talk-{what}")

    async def room(self, what: str, device: Device | None, path: str = "/talk/room") -> None:
        page = await self.context.new_page()
        await page.add_init_script(AXE)
        await self.context.clear_cookies(name="earshot_talk")
        if device is not None:
            where = {"url": f"{self.office.root}/talk/room"}
            cookie = {"name": "earshot_talk", "value": device.cookie, **where}
            await self.context.add_cookies([{**cookie}])  # type: ignore[typeddict-item]
        await page.goto(f"{self.office.root}{path}")
        await self._look(page, f"talk-room-{what}")

    async def _look(self, page: Page, what: str) -> None:
        self.wrong += [(what, one) for one in await faults_of(page)]
        if self.keeps:
            await keep_picture(page, f"{what}-{self.called}")
        await page.close()


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    screening.warm_up()
    built = await build_house(database, keys)
    await staff_the_rota(built)
    return built


@pytest.fixture
async def office(house: House, browser: Browser) -> AsyncIterator[tuple[Office, browsing.Browser]]:
    served = await browsing.open_browser(house)
    await served.sign_in("Kit", "Sam", "Ash")
    async with office_of(served, browser, "Kit", "Sam", "Ash") as opened:
        yield opened, served


async def walk(looks: Looks, served: browsing.Browser, house: House) -> None:
    """From the list to the result, with a look at each page on the way."""
    await looks.room("door", None, "/talk")
    await looks.host("list", "staff/talks/")
    room = await start_talk(served, 3, how="shared")
    (tablet,) = room.devices
    await looks.room("next", tablet)
    await tablet.next()
    await looks.room("limits", tablet)
    await looks.host("limits", room.at)
    await room.everybody("right", "right", "right")
    await looks.room("listen", tablet)
    await looks.host("say", room.at)
    await room.say(SOFA)
    await tablet.next()
    await looks.room("vote", tablet)
    await looks.host("vote", room.at)
    await room.everybody("right", "not_quite", "right")
    await looks.room("changed", tablet)
    await looks.host("reword", room.at)
    await room.say(SOFA)
    await room.agree()
    await room.say("People keep calling me names.")
    await looks.host("worry", room.at)
    await tablet.next()
    await looks.room("worry", tablet)
    await room.everybody("leave_out", "right", "right")
    await room.say(NAMED)
    for _ in range(3):
        await tablet.press("right")
    await looks.room("wait", tablet)
    await room.host_press("right")
    await _end(looks, served, house, room)


async def _end(looks: Looks, served: browsing.Browser, house: House, room: InRoom) -> None:
    (tablet,) = room.devices
    await room.do("read_back")
    await tablet.next()
    await looks.room("last", tablet)
    await looks.host("last", room.at)
    for _ in range(3):
        await tablet.last()
    await room.do("last", turn=turn_in(await room.page()))
    await looks.room("over", tablet)
    await looks.room("gone", None)
    await talk_keeping.finish_due(house.world)
    await looks.host("read", f"{room.at}read/", "Sam")
    page = await served.get("Sam", f"{room.at}read/")
    for handle in {part.split('"')[0] for part in page.text.split("/read/")[1:]}:
        if handle and "/" not in handle:
            decided = {"decision": "withheld"}
            await served.post("Sam", f"{room.at}read/{handle}", **decided)
            await served.post("Sam", f"{room.at}read/{handle}", decision="passed")
    await served.post("Sam", f"{room.at}read/")
    await looks.host("result", f"{room.at}result", "Ash")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [*SIZES, "tablet"])
async def test_every_page_of_a_talk_is_sound_to_axe_and_fits_its_screen(
    office: tuple[Office, browsing.Browser], house: House, scheme: Scheme, size: str
) -> None:
    """A tablet that goes round is read by everybody, however they see."""
    opened, served = office
    width = "phone" if size == "tablet" else size
    context = await opened.open(scheme, width)
    wrong: list[tuple[str, str]] = []
    if size == "tablet":
        await context.close()
        SIZES["tablet"] = (820, 1180)
        context = await opened.open(scheme, "tablet")
        del SIZES["tablet"]
    looks = Looks(opened, context, f"{size}-{scheme}", keeps_pictures(size), wrong)
    await walk(looks, served, house)
    await context.close()

    assert wrong == []


async def test_a_page_in_the_room_looks_again_by_itself(
    office: tuple[Office, browsing.Browser], house: House
) -> None:
    """Nobody has to reload a phone to see what came of a vote, or that one begins."""
    opened, served = office
    room = await start_talk(served, 2)
    context = await opened.open()
    cookie = {"name": "earshot_talk", "value": room.devices[0].cookie}
    where = {"url": f"{opened.root}/talk/room"}
    await context.add_cookies([{**cookie, **where}])  # type: ignore[typeddict-item]
    page = await context.new_page()
    await page.goto(f"{opened.root}/talk/room")
    await room.agree()
    await page.get_by_role("heading", name="Now talk.").wait_for(timeout=8000)
    await room.say(SOFA)
    await page.get_by_text(SOFA).wait_for(timeout=8000)

    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
    await context.close()
