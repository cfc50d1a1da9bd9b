"""Invitations in the browser: made, shown once, counted, revoked; never for whom afterwards."""

from __future__ import annotations

import re

import pytest

from bot.services.people import enrolling
from storage import audit, people
from surveys.people.person import AgeBand, AgeNoted
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

THREE = {
    "role": "young_person",
    "names": "Robin\n Alex \n\nJo-Ann",
    "home": "Maple House",
    "count": "1",
    "days": "14",
}


def codes(page: Page) -> list[str]:
    return re.findall(r"/join#([\w-]{22})<", page.text)


async def test_an_administrator_makes_prints_and_puts_away(house: House, browser: Browser) -> None:
    """From a form to slips; the links are on one page until it is put away."""
    await browser.sign_in("Lee")
    made = await browser.post("Lee", "staff/invitations/", **THREE)
    assert [f"For {name}" in made.text for name in ("Robin", "Alex", "Jo-Ann")] == [True] * 3
    assert len(codes(made)) == 3
    sheet = await browser.client.get(
        "/c/Lee/staff/invitations/made/sheet.pdf",
        headers={"Cookie": browser.cookies("Lee")},
    )
    assert (await sheet.read()).startswith(b"%PDF")

    after = await browser.post("Lee", "staff/invitations/made/")
    assert "3 for Young person" in after.text
    for name in ("Robin", "Alex", "Jo-Ann", "Maple House", codes(made)[0]):
        assert name not in after.text
        assert name not in (await browser.get("Lee", "staff/invitations/made/")).text
    assert await enrolling.enrol_web(house.world, codes(made)[0]) is not None


async def test_what_was_made_is_gone_once_the_view_locks(house: House, browser: Browser) -> None:
    """An administrator is called away; whoever sits down next prints nothing."""
    await browser.sign_in("Lee")
    await browser.post("Lee", "staff/invitations/", **THREE)
    await browser.post("Lee", "staff/lock")
    await browser.sign_in("Lee")

    assert codes(await browser.get("Lee", "staff/invitations/made/")) == []


async def test_another_browser_of_the_same_person_does_not_see_them(
    house: House, browser: Browser
) -> None:
    """They belong to the chat that made them."""
    await browser.sign_in("Lee")
    await browser.post("Lee", "staff/invitations/", **THREE)
    browser.tokens["Lee"] = "Lee-fedcba9876543210"
    await browser.sign_in("Lee")

    assert codes(await browser.get("Lee", "staff/invitations/made/")) == []


async def test_unused_ones_are_revoked_by_role_and_day_or_by_their_link(
    house: House, browser: Browser
) -> None:
    """A lost slip, or a whole sheet on the bus."""
    await browser.sign_in("Lee")
    first, second, third = codes(await browser.post("Lee", "staff/invitations/", **THREE))
    link = f"{house.world.public_url}/join#{first}"
    assert "Done. 1" in (await browser.post("Lee", "staff/invitations/revoke", link=link)).text
    assert await enrolling.enrol_web(house.world, first) is None
    page = await browser.get("Lee", "staff/invitations/")
    until = re.search(r'name="until" value="([\d-]+)"', page.text)
    assert until, page.text
    assert await enrolling.enrol_web(house.world, second) is not None

    group = {"role": "young_person", "until": until[1]}
    gone = await browser.post("Lee", "staff/invitations/revoke", **group)
    assert "Done. 1" in gone.text
    assert await enrolling.enrol_web(house.world, third) is None
    again = await browser.post("Lee", "staff/invitations/revoke", link=link)
    assert "Nothing to revoke" in again.text
    async with house.world.database.read() as db:
        done = [one.action for one in await audit.list_audit(db)]
    assert done.count("invitation revoked") == done.count("invitations revoked") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": "0"},
        {"count": "201"},
        {"days": "15"},
        {"days": "x"},
        {"home": "h" * 61},
        {"names": "n" * 41},
    ],
)
async def test_a_number_or_name_out_of_range_makes_nothing(
    house: House, browser: Browser, wrong: dict[str, str]
) -> None:
    """Said what fits; no half of them made."""
    await browser.sign_in("Lee")
    page = await browser.post("Lee", "staff/invitations/", **(THREE | {"names": ""} | wrong))

    assert page.status == 422
    assert "1 to 200" in page.text
    assert "No invitation waits" in page.text


async def test_e3_a_name_is_shown_as_it_was_typed(house: House, browser: Browser) -> None:
    """Names come from people, and HTML in one must stay letters."""
    await browser.sign_in("Lee")
    nasty = "<b onclick=x>Rob</b>&amp;"
    made = await browser.post("Lee", "staff/invitations/", **(THREE | {"names": nasty}))

    assert "<b onclick" not in made.text
    assert f"For {nasty}" in made.words


async def test_an_age_band_is_kept_with_its_day_and_only_as_one(
    house: House, browser: Browser
) -> None:
    """Rounds may compare by it; a birthday nobody needs."""
    await browser.sign_in("Lee")
    made = await browser.post("Lee", "staff/invitations/", **(THREE | {"age": "16-17"}))
    signed = await enrolling.enrol_web(house.world, codes(made)[0])
    assert signed is not None
    async with house.world.database.read() as db:
        person = await people.load_person(db, house.world.keys, signed.pid)

    assert person is not None
    assert person.age == AgeNoted(AgeBand.SIXTEEN_17, house.world.today())
    forged = await browser.post("Lee", "staff/invitations/", **(THREE | {"age": "2010-03-01"}))
    assert forged.status == 404
