"""Every staff page in a real browser: axe, sizes, keyboard, light and dark, phone and desktop.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_staff_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.services import releasing
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round, build_house, seal_round, some_words
from tests.bot.webchat.staff import browsing
from tests.bot.webchat.staff.test_home import RID, read_all
from tests.browser.test_everybody import AXE

pytestmark = pytest.mark.sqlite_only

PAGES = (
    ("home", "Lee", "staff/"),
    ("home-author", "Kit", "staff/"),
    ("rounds", "Lee", "staff/rounds/"),
    ("round", "Kit", "staff/rounds/meet01/"),
    ("downloads", "Jo", "staff/downloads/"),
    ("invitations", "Lee", "staff/invitations/"),
    ("invitations-made", "Lee", "staff/invitations/made/"),
    ("people", "Lee", "staff/people/"),
    ("listeners", "Lee", "staff/listeners/"),
    ("trail", "Lee", "staff/trail/"),
    ("messages", "Sam", "staff/messages/"),
    ("sitting", "Kit", "staff/sitting/food01/"),
    ("app", "Lee", "staff/app/"),
    ("choose", "Mina", "staff/"),
    ("pin", "Rae", "staff/"),
)
SIZES = {"phone": (390, 800), "desk": (1180, 800), "narrow": (320, 640)}
TITLES = ("Food, honestly", "A room that's yours", "Pocket money")
STATES = (State.OPEN, State.PROPOSED, State.HELD)
KEPT = Path(__file__).parents[2] / "docs/pictures/staff"
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html.slice(0, 120)))"""
SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const inText = one.closest("p, .tick") || one.matches(".skip, [type=hidden]");
    return box.width && box.height < 44 && !inText;
  }).map((one) => one.outerHTML.slice(0, 90))"""


@dataclass
class Office:
    """The staff views of a house where something is going on, and a browser to look with."""

    root: str
    views: dict[str, str]
    browser: Browser

    async def open(
        self, scheme: Literal["light", "dark"] = "light", size: str = "phone"
    ) -> BrowserContext:
        width, height = SIZES[size]
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        for name in ("Lee", "Kit", "Sam", "Jo", "Mina", "Rae"):
            cookie = f"own.{name}-0123456789abcdef"
            url = f"{self.root}/c/{name}/"
            await context.add_cookies([{"name": f"earshot_{name}", "value": cookie, "url": url}])
            if views := self.views.get(name):
                kept = {"name": f"earshot_views_{name}", "value": views, "url": f"{url}staff/"}
                await context.add_cookies([{**kept}])  # type: ignore[typeddict-item]
        return context

    async def look(self, context: BrowserContext, name: str, path: str) -> Page:
        page = await context.new_page()
        await page.add_init_script(AXE)
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        await page.goto(f"{self.root}/c/{name}/{path}")
        return page


@pytest.fixture
async def office(database: Database, keys: Keys, browser: Browser) -> AsyncIterator[Office]:
    house = await build_house(database, keys)
    await _let_things_happen(house)
    served = await browsing.open_browser(house)
    await served.sign_in("Lee", "Kit", "Sam", "Jo", "Rae")
    await served.post("Rae", "staff/lock")
    served.alarms.telegram_refused_at = served.alarms.wrong_codes_at = house.clock()
    made = {"role": "young_person", "names": "Robin\nAlex", "home": "Maple House", "days": "14"}
    await served.post("Lee", "staff/invitations/", **made)
    yield Office(str(served.client.make_url("/")).rstrip("/"), served.views, browser)
    await served.client.close()


async def _let_things_happen(house: House) -> None:
    await seal_round(house, some_words(24))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID)
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    made, now = a_round(State.OPEN, count=None), house.clock()
    async with house.world.database.write() as db:
        for number, (state, title) in enumerate(zip(STATES, TITLES, strict=True)):
            key = f"food0{number + 1}"
            survey = made.survey.model_copy(update={"key": key, "title": {"en": title}})
            other = replace(
                made,
                id=RoundId(key),
                tag=key,
                survey=survey,
                state=state,
                way=Way.TICKET if state is State.OPEN else Way.TOGETHER,
                opens_at=now - timedelta(days=number),
                closes_at=now + timedelta(days=8),
            )
            await rounds.add_round(db, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_is_sound_to_axe_and_fits_its_screen(
    office: Office, scheme: Literal["light", "dark"], size: str
) -> None:
    """People who see, hear or move differently do this work too, some of them on a phone."""
    context = await office.open(scheme, size)
    wrong: list[object] = []
    for called, name, path in PAGES:
        page = await office.look(context, name, path)
        wrong += [(called, one) for one in await page.evaluate(VIOLATIONS)]
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [(called, "scrolls sideways", wide)] if wide > 0 else []
        wrong += [(called, "small", one) for one in await page.evaluate(SMALL)]
        if os.environ.get("EARSHOT_SCREENS") and size != "narrow":
            with Image.open(io.BytesIO(await page.screenshot(animations="disabled"))) as seen:
                KEPT.mkdir(parents=True, exist_ok=True)
                few = seen.convert("RGB").quantize(48, dither=Image.Dither.NONE)
                few.save(KEPT / f"{called}-{size}-{scheme}.png", optimize=True)
        await page.close()
    await context.close()

    assert wrong == []


async def test_from_the_first_tab_to_made_invitations_by_keyboard_alone(office: Office) -> None:
    """No mouse, no touch: the skip link first, then the tabs in their order, then the form."""
    context = await office.open(size="desk")
    page = await office.look(context, "Lee", "staff/invitations/")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.locator("#names").focus()
    await page.keyboard.type("Jo-Ann")
    await page.keyboard.press("Tab")
    await expect(page.locator("#count")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="For Jo-Ann")).to_be_visible()
    square = page.get_by_role("img", name="A square to scan, which opens the link")
    await expect(square).to_be_visible()
    await context.close()


async def test_lock_now_leaves_nothing_to_go_back_to(office: Office) -> None:
    """A18: somebody presses Back on the office computer."""
    context = await office.open(size="desk")
    page = await office.look(context, "Lee", "staff/invitations/made/")
    await page.get_by_role("button", name="Lock now").click()
    await page.wait_for_url("**/c/Lee/")
    await page.go_back()

    await expect(page.get_by_label("PIN")).to_be_visible()
    assert "Robin" not in await page.content()
    await context.close()
