"""The trail: for the administrator, without words, and loud about tampering."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.services.reading import reading
from storage import audit, people
from storage.audit import AuditRow
from storage.readings import Decision, Reading
from surveys.ids import RoundId
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only

AT = "staff/trail/"


async def test_the_trail_says_who_did_what_and_no_word_of_an_answer(
    house: House, browser: Browser
) -> None:
    """Whoever checks on staff needs no answers for it."""
    await seal_round(house, some_words(5))
    sam = house.pid("Sam")
    pile = await reading.begin_reading(house.world, sam, RoundId("meetings"))
    assert pile is not None
    for text in await reading.list_texts(house.world, sam, pile):
        masked = Reading(Decision.MASKED, "I would change [something]")
        await reading.decide(house.world, sam, pile, text.handle, masked)
    await browser.sign_in("Lee")
    page = await browser.get("Lee", AT)

    assert "The chain is whole." in page.text
    assert "reading begun" in page.text
    assert "Sam" in page.text
    assert "change" not in page.text
    assert page.text.count("reading begun") == page.text.count("all read") == 1


async def test_c11_a_changed_entry_is_shown(house: House, browser: Browser) -> None:
    """C11: verification of the chain fails, and says where."""
    await browser.sign_in("Sam", "Lee")
    async with house.world.database.write() as db:
        await db.execute(update(AuditRow).where(AuditRow.seq == 1).values(action="slept"))
    page = await browser.get("Lee", AT)

    assert "doesn't hold from entry 1" in page.words


async def test_an_entry_of_somebody_who_left_stays(house: House, browser: Browser) -> None:
    """Leaving does not rub out what was done."""
    async with house.world.database.write() as db:
        gone = house.pid("Sam")
        await audit.record(db, at=house.world.now(), who=gone, action="signed in", about="")
        await people.delete_person(db, gone)
    await browser.sign_in("Lee")

    assert "Someone who left" in (await browser.get("Lee", AT)).text
