"""Released results as files: their release and form named, and each save in the trail (E6)."""

from __future__ import annotations

import re

import pytest

from bot.services.results import releasing
from storage import audit
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.test_home import RID, read_all

pytestmark = pytest.mark.sqlite_only


async def test_e6_every_format_is_offered_named_and_noted(house: House, browser: Browser) -> None:
    """E6: a file says which release it is, and the trail who took it."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await browser.sign_in("Jo")
    assert "No result is released yet" in (await browser.get("Jo", "staff/downloads/")).text
    await releasing.propose_release(house.world, house.pid("Sam"), RID)
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    page = await browser.get("Jo", "staff/downloads/")
    release = re.search(r"Release (\w+), form (\d+)", page.text)
    assert release, page.text

    for format in ("html", "csv", "json"):
        assert f"/rounds/meet01/result.{format}" in page.text
        file = await browser.get("Jo", f"staff/rounds/meet01/result.{format}")
        name = file.headers["Content-Disposition"]
        assert release[1] in name
        assert f"form{release[2]}.{format}" in name
    async with house.world.database.read() as db:
        noted = [(e.who, e.action) for e in await audit.list_audit(db) if "exported" in e.action]
    assert noted == [(house.pid("Jo"), f"exported {one}") for one in ("html", "csv", "json")]
