"""The administrator's list of people: roles and ways in, a reset, and nothing anybody wrote."""

from __future__ import annotations

import re

import pytest

from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only


async def test_c6_colleagues_by_role_and_young_people_as_counts(
    house: House, browser: Browser
) -> None:
    """C6: no young person's name, no answer, no word."""
    await seal_round(house, some_words(6))
    await browser.sign_in("Lee", "Sam")
    page = await browser.get("Lee", "staff/people/")

    for name in ("Sam", "Kit", "Mina"):
        assert f"<strong>{name}</strong>" in page.text
    assert "yp0" not in page.text
    assert "I would change" not in page.text
    assert re.findall(r'class="count">(\d+)<', page.text) == ["8", "8", "8"]


async def test_c4_a_reset_locks_their_views_and_they_choose_anew(
    house: House, browser: Browser
) -> None:
    """A lost phone or a forgotten PIN; the administrator sees neither."""
    await browser.sign_in("Lee", "Sam")
    sam = house.pid("Sam").hex()
    done = await browser.post("Lee", f"staff/people/{sam}/reset")
    assert "They choose a new way" in done.text

    assert "Choose a PIN" in (await browser.get("Sam", "staff/")).text


async def test_c5_only_a_colleague_with_a_way_in_can_be_reset(
    house: House, browser: Browser
) -> None:
    """C5: another person's id, one's own, or nonsense are all not there."""
    await browser.sign_in("Lee", "Kit", "Sam")
    for name in ("yp0", "Lee", "Mina"):
        page = await browser.post("Lee", f"staff/people/{house.pid(name).hex()}/reset")
        assert page.status == 404, name
    for handle in ("zz", "00", "0" * 32):
        assert (await browser.post("Lee", f"staff/people/{handle}/reset")).status == 404
    mine = f"staff/people/{house.pid('Sam').hex()}/reset"
    assert (await browser.post("Kit", mine)).status == 404
    assert "Hello Sam" in (await browser.get("Sam", "staff/")).text
