"""Every staff page in a real browser: axe, sizes, keyboard, light and dark, phone and desktop.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_staff_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.services.results import releasing
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round, build_house, seal_round, some_words
from tests.bot.webchat.staff import browsing
from tests.bot.webchat.staff.test_home import RID, read_all
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

PAGES = (
    ("home", "Lee", "staff/"),
    ("home-author", "Kit", "staff/"),
    ("rounds", "Lee", "staff/rounds/"),
    ("round", "Kit", "staff/rounds/meet01/"),
    ("round-held", "Jo", "staff/rounds/food03/"),
    ("downloads", "Jo", "staff/downloads/"),
    ("evidence", "Jo", "staff/evidence/"),
    ("invitations", "Lee", "staff/invitations/"),
    ("invitations-made", "Lee", "staff/invitations/made/"),
    ("people", "Lee", "staff/people/"),
    ("leaving", "Lee", "staff/people/{Jo}/leave"),
    ("leaving-lead", "Lee", "staff/people/{Mina}/leave"),
    ("pause", "Lee", "staff/pause/"),
    ("new-ways", "Dee", "staff/new-ways/"),
    ("talks", "Kit", "staff/talks/"),
    ("listeners", "Lee", "staff/listeners/"),
    ("trail", "Lee", "staff/trail/"),
    ("messages", "Sam", "staff/messages/"),
    ("sitting", "Kit", "staff/sitting/food01/"),
    ("minutes", "Sam", "staff/minutes/"),
    ("pay", "Lee", "staff/pay/"),
    ("names", "Lee", "staff/names/"),
    ("app", "Lee", "staff/app/"),
    ("choose", "Mina", "staff/"),
    ("pin", "Rae", "staff/"),
)
TITLES = ("Food, honestly", "A room that's yours", "Pocket money")
STATES = (State.OPEN, State.PROPOSED, State.HELD)


@pytest.fixture
async def office(database: Database, keys: Keys, browser: Browser) -> AsyncIterator[Office]:
    house = await build_house(database, keys)
    await _let_things_happen(house)
    await house.add("Dee", Role.SAFEGUARDING_DEPUTY)
    served = await browsing.open_browser(house)
    await served.sign_in("Lee", "Kit", "Sam", "Jo", "Dee", "Rae")
    await served.post("Rae", "staff/lock")
    served.alarms.telegram_refused_at = served.alarms.wrong_codes_at = house.clock()
    made = {"role": "young_person", "names": "Robin\nAlex", "home": "Maple House", "days": "14"}
    await served.post("Lee", "staff/invitations/", **made)
    await served.post("Lee", "staff/names/", kind="schools", names="Quernmoor High, Quernmoor")
    for name in ("yp0", "yp1"):
        home = house.people[name].home
        await served.post("Lee", "staff/people/new-way", name=name, home=home)
    who = ("Lee", "Kit", "Sam", "Jo", "Dee", "Mina", "Rae")
    async with office_of(served, browser, *who) as opened:
        opened.handles = {name: house.pid(name).hex() for name in who}
        yield opened


async def _let_things_happen(house: House) -> None:
    await seal_round(house, some_words(24))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
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
    office: Office, scheme: Scheme, size: str
) -> None:
    """People who see, hear or move differently do this work too, some of them on a phone."""
    context = await office.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    for called, name, path in PAGES:
        page = await office.look(context, name, path)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await keep_picture(page, f"{called}-{size}-{scheme}")
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


@pytest.mark.parametrize("size", list(SIZES))
async def test_what_is_shown_once_is_sound_too(office: Office, size: str) -> None:
    """A link that is handed over, and a pause: seen seldom, and then by somebody in a hurry."""
    context = await office.open(size=size)
    wrong: list[tuple[str, str]] = []
    page = await office.look(context, "Dee", "staff/new-ways/")
    await page.get_by_role("button", name="It's them. Make the link").first.click()
    await expect(page.get_by_text("/join#")).to_be_visible()
    wrong += [("new-ways-made", one) for one in await faults_of(page)]
    if keeps_pictures(size):
        await keep_picture(page, f"new-ways-made-{size}-light")
    page = await office.look(context, "Lee", "staff/pause/")
    await page.get_by_role("button").last.click()
    for called, path in (("paused", "staff/pause/"), ("home-paused", "staff/")):
        page = await office.look(context, "Lee", path)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await keep_picture(page, f"{called}-{size}-light")
    await context.close()

    assert wrong == []
