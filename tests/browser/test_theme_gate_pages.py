"""The pages on which themes are let go, in a real browser: axe, sizes, light and dark."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from bot.services.reading import reading
from bot.services.themes import also_saying, approving
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.flow.replies import Sharing
from tests.bot.after_seal.house import CHANGE, Written, build_house, some_words
from tests.bot.after_seal.themed import FOOD, RID, WIFI, mark, put_forward, sorted_round
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

NAMING: list[Written] = [
    ("my key worker always says later when i ask about the food", Sharing.READERS_ONLY),
    ("[a name] never lets me have the food i like", Sharing.MY_WORDS),
    ("somewhere quiet to sit would be good", Sharing.THE_IDEA),
]
STEPS = (
    ("themes-reader", "Sam", "staff/themes/meet01/"),
    ("themes-also", "Sam", "staff/themes/meet01/also/1"),
    ("themes-lead", "Mina", "staff/themes/meet01/"),
    ("themes-list", "Mina", "staff/themes/"),
    ("themes-second", "Ash", "staff/themes/meet01/"),
    ("themes-check", "Sam", "staff/themes/meet01/"),
    ("themes-release", "Sam", "staff/rounds/meet01/"),
)


@pytest.fixture
async def office(database: Database, keys: Keys, browser: Browser) -> AsyncIterator[Office]:
    house = await build_house(database, keys)
    await sorted_round(house, [*NAMING, *some_words(21)], {FOOD: ["the food"], WIFI: ["the wifi"]})
    async with house.world.database.write() as db:
        await rounds.update_round(db, RID, decider_id=house.pid("Mo"), keeper_id=house.pid("Kit"))
    await reading.begin_reading(house.world, house.pid("Sam"), RID)
    served = await browsing.open_browser(house)
    await served.sign_in("Sam", "Mina", "Ash")
    async with office_of(served, browser, "Sam", "Mina", "Ash") as opened:
        opened.house = house  # type: ignore[attr-defined]
        yield opened


async def _get_there(office: Office, called: str) -> None:
    """Whatever has to happen before this page shows what it is for."""
    house = office.house  # type: ignore[attr-defined]
    world = house.world
    if called == "themes-also":
        page = await also_saying.page_of(world, house.pid("Sam"), RID, CHANGE)
        assert page is not None
        place, used = (RID, CHANGE), {page.ideas[0].handle}
        said = "A calm spot to sit would help."
        assert await also_saying.write(world, house.pid("Sam"), place, said, used) is None
    if called == "themes-lead":
        await put_forward(house)
    if called == "themes-second":
        await approving.confirm(world, house.pid("Mina"), RID, await mark(house))
    if called == "themes-release":
        await approving.let_go(world, house.pid("Ash"), RID, await mark(house))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_of_the_gate_is_sound_to_axe_and_fits_its_screen(
    office: Office, scheme: Scheme, size: str
) -> None:
    """A lead looks at themes on a phone, between two other things."""
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    for called, name, path in STEPS:
        await _get_there(office, called)
        page = await office.look(context, name, path)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await keep_picture(page, f"{called}-{size}-{scheme}")
        await page.close()
    await context.close()

    assert wrong == []
