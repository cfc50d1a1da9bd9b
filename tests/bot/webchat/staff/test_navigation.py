"""Tabs by role, in one list: what is shown leads somewhere, what is not theirs is not shown."""

from __future__ import annotations

import re

import pytest

from bot.texts import say
from bot.webchat.staff.navigation import TABS, tabs_for
from surveys.people.roles import Role
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.test_views import ALL


def test_every_tab_has_words_and_a_place_of_its_own() -> None:
    """A tab added later cannot be forgotten in the texts."""
    assert len({tab.path for tab in TABS}) == len(TABS)
    for tab in TABS:
        assert say(f"staff.{tab.name}")
        assert tab.name == "home" or say(f"staff.{tab.name}_how")


def test_c6_the_administrator_has_no_way_to_results() -> None:
    """C6: people and keys, not answers; and nobody else has the administrator's."""
    names = {role: {tab.name for tab in tabs_for(role)} for role in Role}

    assert "downloads" not in names[Role.ADMIN]
    for role in set(Role) - {Role.ADMIN}:
        assert not names[role] & {"invitations", "people", "trail"}
    assert "concerns" not in names[Role.ADMIN]
    assert names[Role.YOUNG_PERSON] == set()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", sorted(ALL))
async def test_each_tab_that_is_shown_opens(house: House, browser: Browser, name: str) -> None:
    """No dead ends, and the open one is marked for those who hear the page."""
    await browser.sign_in(name)
    page = await browser.get(name, "staff/")
    tabs = re.search(r'<nav class="tabs".*?</nav>', page.text, re.DOTALL)
    assert tabs
    places = re.findall(rf'href="/c/{name}/(staff/[^"]*)"', tabs[0])

    assert places == [f"staff/{tab.path}" for tab in tabs_for(house.people[name].role)]
    for place in places:
        shown = await browser.get(name, place)
        assert shown.status == 200
        assert f'href="/c/{name}/{place}" aria-current="page"' in shown.text
