"""51 over HTTP: whoever belongs to one home meets no other home on any page they may open."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from storage import people
from surveys.people.access import VIEWS, opens
from surveys.people.deeds import ADMIN
from surveys.people.roles import Role
from tests.attacks.access.table import NAMES, Table, lay, short, views
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser

MINE, OTHERS = "Maple House", ("Birch House", "Rowan House")
FULL = bool(os.environ.get("EARSHOT_FULL"))
STAFF = [role for role in Role if role.has_views and role != ADMIN]
"""The administrator keeps the list of homes; everybody else may belong to one."""
SAMPLE = STAFF if FULL else [Role.LISTENER]

KNOWS_HOMES = {Role.EBE: {"GET talks/"}}
"""Whoever starts a house talk says in which home: those who hold it belong to none."""


async def _of_maple(house: House, name: str) -> None:
    """Give somebody a home, as an invitation would have."""
    async with house.world.database.write() as db:
        person = await people.load_person(db, house.world.keys, house.pid(name))
        assert person is not None
        await people.change_tags(db, house.world.keys, person, home=MINE, kind=person.kind)
    house.people[name] = replace(house.people[name], home=MINE)


async def _seen(table: Table, name: str, role: str) -> dict[str, set[str]]:
    """Which other homes each page shows that this role may look at."""
    found: dict[str, set[str]] = {}
    for way in views():
        if not way.startswith("GET ") or not opens(role, way) or "{" in way.replace(VIEWS, ""):
            continue
        page = await table.go(name, way)
        shown = {home for home in OTHERS if home in page.words}
        if shown - (set(OTHERS) if short(way) in KNOWS_HOMES.get(Role(role), set()) else set()):
            found[short(way)] = shown
    return found


@pytest.mark.parametrize("role", SAMPLE)
async def test_51_who_belongs_to_a_home_sees_no_other_home(
    house: House, browser: Browser, role: str
) -> None:
    """51: by the table, so a page that is added is walked too."""
    table, name = await lay(house, browser), NAMES[role]
    await _of_maple(house, name)
    await browser.sign_in(name)

    assert await _seen(table, name, role) == {}


async def test_51_the_walk_sees_homes_where_they_are(house: House, browser: Browser) -> None:
    """The test above must be able to fail: the administrator's page lists every home."""
    table, name = await lay(house, browser), NAMES[Role.ADMIN]
    await browser.sign_in(name)

    assert (await _seen(table, name, Role.ADMIN))["GET people/"] == set(OTHERS)
