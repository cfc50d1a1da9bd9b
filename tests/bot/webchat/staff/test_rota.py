"""The rota in the signed-in view: the lead changes it, the administrator sees names."""

from __future__ import annotations

from datetime import date

import pytest

from storage import audit, duties, people
from surveys.people.roles import Role
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only

AT = "staff/rota/"


def of(house: House, name: str) -> str:
    return AT + house.pid(name).hex()


async def duty(house: House, name: str) -> tuple[str, date | None]:
    async with house.world.database.read() as db:
        found = await duties.load_duty(db, house.world.keys, house.pid(name))
    return found.email, found.back_on


async def test_the_lead_sets_where_letters_go_and_who_is_away(
    house: House, browser: Browser
) -> None:
    """And the page says who is told first meanwhile."""
    await browser.sign_in("Mina")
    page = await browser.post(
        "Mina", of(house, "Dee"), email="dee@example.org", back_on="2026-11-25"
    )
    back = await browser.post("Mina", of(house, "Dee"), email="dee@example.org", back_on="")

    assert "Away until Wednesday 25 November." in page.words
    assert 'value="dee@example.org"' in page.text
    assert "Away until Wednesday" not in back.words
    assert await duty(house, "Dee") == ("dee@example.org", None)
    names = ["Mina", "Dee", "Ola", "Tess"]
    assert sorted(names, key=page.text.index) == names


@pytest.mark.parametrize(
    ("email", "back_on", "told"),
    [
        ("nobody at home", "", "That is no e-mail address."),
        ("dee@example.org", "2026-11-21", "Give a day that's to come"),
        ("dee@example.org", "2027-11-21", "Give a day that's to come"),
        ("dee@example.org", "soon", "Give a day that's to come"),
    ],
)
async def test_a_slip_changes_nothing_and_keeps_what_was_typed(
    house: House, browser: Browser, email: str, back_on: str, told: str
) -> None:
    """Half a change would leave somebody away whom nobody replaced."""
    await browser.sign_in("Mina")
    page = await browser.post("Mina", of(house, "Dee"), email=email, back_on=back_on)

    assert page.status == 422
    assert told in page.words
    assert f'value="{email}"' in page.text
    assert await duty(house, "Dee") == ("", None)


async def test_c6_the_administrator_sees_names_and_changes_nothing(
    house: House, browser: Browser
) -> None:
    """C6: who is on it, so that somebody missing is noticed; not where they are reached."""
    await browser.sign_in("Mina", "Lee")
    await browser.post("Mina", of(house, "Dee"), email="dee@example.org", back_on="2026-11-25")
    page = await browser.get("Lee", AT)
    tried = await browser.post("Lee", of(house, "Dee"), email="lee@example.org")

    assert "Dee" in page.words
    assert "Safeguarding deputy" in page.words
    assert "dee@example.org" not in page.text
    assert "Away until" not in page.words
    assert tried.status == 404
    assert await duty(house, "Dee") == ("dee@example.org", date(2026, 11, 25))


async def test_nobody_off_the_rota_is_changed_here(house: House, browser: Browser) -> None:
    """C5: a form names a person; only the four roles are this page's."""
    await browser.sign_in("Mina")

    for name in ("Sam", "Lee", "yp0"):
        assert (await browser.post("Mina", of(house, name), email="x@example.org")).status == 404
    assert (await browser.post("Mina", f"{AT}not-hex", email="x@example.org")).status == 404


async def test_a_place_that_nobody_has_is_named(house: House, browser: Browser) -> None:
    """A lead or a deputy alone is not a route."""
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Ola"))
    await browser.sign_in("Mina", "Lee")

    for name in ("Mina", "Lee"):
        assert "There is no outside person." in (await browser.get(name, AT)).words


async def test_what_was_changed_stands_in_the_trail_without_the_address(
    house: House, browser: Browser
) -> None:
    """Who set it and for which job; no address."""
    await browser.sign_in("Mina")
    await browser.post("Mina", of(house, "Dee"), email="dee@example.org", back_on="2026-11-25")
    async with house.world.database.read() as db:
        entries = (await audit.list_audit(db))[-2:]

    assert {entry.action for entry in entries} == {"address for letters set", "away from the rota"}
    assert {entry.about for entry in entries} == {Role.SAFEGUARDING_DEPUTY.value}
