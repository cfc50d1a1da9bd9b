"""The pages of those who answer concerns, in a real browser: axe, sizes, keyboard, print.

``EARSHOT_SCREENS=1 EARSHOT_FULL=1 pytest tests/browser/test_concern_pages.py`` keeps a picture of
each in ``docs/pictures/staff/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from bot.services.safeguarding import alerting
from bot.texts import say
from storage.engine import Database
from storage.keys import Keys
from surveys.safeguarding.concern import Source, Telling
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff import browsing
from tests.bot.webchat.staff.worries import staff_the_rota, worry
from tests.browser.office import (
    SIZES,
    VIOLATIONS,
    Office,
    Scheme,
    faults_of,
    keep_picture,
    keeps_pictures,
    office_of,
)

pytestmark = pytest.mark.sqlite_only

PAGES = (
    ("home-lead", "Mina", "staff/"),
    ("concerns", "Mina", "staff/concerns/"),
    ("concern", "Mina", "staff/concerns/C-7F31/"),
    ("concern-staff", "Mina", "staff/concerns/C-7F32/"),
    ("concern-homes", "Mina", "staff/concerns/C-7F33/"),
    ("concern-open", "Dee", "staff/concerns/C-7F34/"),
    ("rota", "Mina", "staff/rota/"),
    ("rota-names", "Lee", "staff/rota/"),
    ("trustees", "Tess", "staff/trustees/"),
)
FOLD = "(open) => document.querySelectorAll('details').forEach((one) => { one.open = open; })"
WHO = ("Mina", "Dee", "Tess", "Lee")
LONG = "I keep thinking about it at night. " * 12 + "x" * 300 + " مرحبا \U0001f62d"


@pytest.fixture
async def desk(database: Database, keys: Keys, browser: Browser) -> AsyncIterator[Office]:
    house = await build_house(database, keys)
    await staff_the_rota(house)
    served = await browsing.open_browser(house)
    await served.sign_in(*WHO)
    await _let_things_happen(house, served)
    async with office_of(served, browser, *WHO) as opened:
        yield opened


async def _let_things_happen(house: House, served: browsing.Browser) -> None:
    await worry(house, number=1, severity=3, words="I can't do this any more. I have a plan")
    await worry(house, number=2, category="staff_abuse", words="the night worker grabbed me")
    await worry(
        house, number=3, source=Source.READING, telling=Telling.NO_AUTHOR, author=None, home="",
        category="bullying", words=LONG, homes=("Maple House", "Birch House", "Rowan House"),
    )  # fmt: skip
    await worry(house, number=4, severity=3, telling=Telling.WITHOUT_NAME)
    await worry(
        house, number=5, source=Source.REHEARSAL, telling=Telling.NO_AUTHOR, author=None
    )  # fmt: skip
    at = "staff/concerns/C-7F34/"
    await served.post("Mina", f"{at}seen")
    house.clock.on(minutes=7)
    await served.post("Mina", f"{at}ask")
    await served.post("Mina", f"{at}pass")
    async with house.world.database.write() as db:
        await alerting.home_checked(db, house.world, "C-7F33", house.people["Mina"], "Birch House")


@pytest.mark.full
async def test_what_a_table_is_of_is_read_across_and_not_letter_by_letter(desk: Office) -> None:
    """On a narrow phone a caption beside rows that are no table any more is one letter wide."""
    context = await desk.open("light", "narrow")
    page = await desk.look(context, "Tess", "staff/trustees/")
    widths = "[...document.querySelectorAll('caption')].map((one) => one.clientWidth)"

    found = await page.evaluate(widths)
    await context.close()

    assert found
    assert min(found) > 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_about_concerns_is_sound_to_axe_and_fits_its_screen(
    desk: Office, scheme: Scheme, size: str
) -> None:
    """Somebody reads this at night on a phone, in a hurry, perhaps by ear."""
    context = await desk.open(scheme, size)
    wrong: list[tuple[str, str]] = []
    for called, name, path in PAGES:
        page = await desk.look(context, name, path)
        await page.evaluate(FOLD, True)
        wrong += [(called, one) for one in await faults_of(page)]
        if keeps_pictures(size):
            await page.evaluate(FOLD, False)
            if scheme == "light":
                high = await page.evaluate("document.documentElement.scrollHeight")
                await page.set_viewport_size({"width": SIZES[size][0], "height": high})
            await keep_picture(page, f"{called}-{size}-{scheme}")
        await page.close()
    await context.close()

    assert wrong == []


async def test_from_a_concern_to_a_next_step_by_keyboard_alone(desk: Office) -> None:
    """The fields come in the order somebody thinks in, and what is wrong is read out."""
    context = await desk.open(size="desk")
    page = await desk.look(context, "Mina", "staff/concerns/C-7F31/")
    await page.get_by_role("button", name="I have seen it").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text(
        "Noted. They are told that a person has seen it."
    )
    await page.get_by_label("How do we keep them safe?").focus()
    await page.keyboard.type("Staff stay near")
    await page.keyboard.press("Tab")
    await page.keyboard.type("I ring your social worker")
    await page.get_by_role("button", name="Set the next step").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("Give a day and a time.")
    await expect(page.get_by_label("How do we keep them safe?")).to_have_value("Staff stay near")
    await context.close()


async def test_words_to_begin_with_go_into_the_box_and_hints_come_before_sending(
    desk: Office,
) -> None:
    """G12: one tap for kind words; a promise is looked at again."""
    context = await desk.open(size="phone")
    page = await desk.look(context, "Mina", "staff/concerns/C-7F31/")
    await page.get_by_text("Answer them").click()
    await page.get_by_role("button", name="Use: Thank you for telling us.").click()
    box = page.get_by_label("Your words to them")
    await expect(box).to_have_value(say("starter.thanks"))
    await box.fill("I promise I'm coming.")
    await page.get_by_role("button", name="Send it", exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("Before you send it")
    assert await page.evaluate(VIOLATIONS) == []
    await page.get_by_role("button", name="Send it as it is").click()
    await expect(page.get_by_role("status")).to_contain_text(
        "What you see of them stays as it was."
    )
    await context.close()


async def test_a_printed_concern_is_its_words_and_its_record_and_no_buttons(desk: Office) -> None:
    """Somebody will print the page; forms and tabs are no use on paper."""
    context = await desk.open(size="desk")
    page = await desk.look(context, "Mina", "staff/concerns/C-7F31/")
    await page.emulate_media(media="print")

    await expect(page.get_by_text("I have a plan")).to_be_visible()
    await expect(page.get_by_role("heading", name="Everything done so far")).to_be_visible()
    assert await page.locator("form:visible").count() == 0
    await context.close()
