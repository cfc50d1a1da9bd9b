"""Released results as files: their release and form named, and each save in the trail (E6)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete

from bot.services.operating import ending_words
from bot.services.results import releasing
from bot.services.results.formats import Format
from storage import audit
from storage.answers import AnswerRow
from tests.bot.after_seal.house import House, seal_round, send_all, some_words
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.test_home import RID, read_all

pytestmark = pytest.mark.sqlite_only


async def test_e6_every_format_is_offered_named_and_noted(house: House, browser: Browser) -> None:
    """E6: a file says which release it is, and the trail who took it."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await browser.sign_in("Jo")
    assert "No result is released yet" in (await browser.get("Jo", "staff/downloads/")).text
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    await send_all(house)
    page = await browser.get("Jo", "staff/downloads/")
    release = re.search(r"Release (\w+), form (\d+)", page.text)
    assert release, page.text

    for format in [each.value for each in Format]:
        assert f"/rounds/meet01/result.{format}" in page.text
        file = await browser.get("Jo", f"staff/rounds/meet01/result.{format}")
        name = file.headers["Content-Disposition"]
        assert release[1] in name
        assert f"form{release[2]}.{format.rpartition('.')[2]}" in name
    async with house.world.database.read() as db:
        noted = [(e.who, e.action) for e in await audit.list_audit(db) if "exported" in e.action]
    assert noted == [(house.pid("Jo"), f"exported {one}") for one in Format]


async def test_results_that_lost_words_are_listed_by_the_month(
    house: House, browser: Browser
) -> None:
    """Whoever holds an old copy finds here that it quotes what was taken back; not whose."""
    await seal_round(house, some_words(24))
    await read_all(house)
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    await browser.sign_in("Jo")
    assert "No result has lost any words" in (await browser.get("Jo", "staff/revoked/")).text
    async with house.world.database.write() as db:
        await db.execute(delete(AnswerRow).where(AnswerRow.qid == "change"))
    house.clock.on(days=31)
    await ending_words.thin_results(house.world)
    await browser.sign_in("Jo")
    page = await browser.get("Jo", "staff/revoked/")
    release = re.search(r"Release (\w+)", (await browser.get("Jo", "staff/downloads/")).text)

    assert "December 2026" in page.text
    assert "1 result lost words." in page.text
    assert release
    assert release[0] in page.text
    assert "number" not in page.text
    assert (await browser.get("Jo", "staff/downloads/")).text.count("/staff/revoked/") == 1
