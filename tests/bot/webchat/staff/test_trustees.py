"""The trustees' page: how concerns were met, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.safeguarding import alerting, overseeing, rehearsing
from bot.webchat.staff.trustees import how_long
from storage import audit, proofs
from surveys.safeguarding.concern import Telling
from surveys.safeguarding.measured import OVERALL
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.worries import WORDS, worry

pytestmark = pytest.mark.sqlite_only

AT = "staff/trustees/"


async def see(house: House, handle: str, *, after: float) -> None:
    house.clock.on(minutes=after)
    async with house.world.database.write() as db:
        await alerting.acknowledge(db, house.world, handle, house.people["Mina"])
    house.clock.on(minutes=-after)


async def test_counts_under_five_are_all_alike_and_times_are_in_words(
    house: House, browser: Browser
) -> None:
    """One concern in a quarter is somebody; five are not."""
    await browser.sign_in("Tess")
    none = await browser.get("Tess", AT)
    for number, after in ((1, 4), (2, 9), (3, 200)):
        concern = await worry(house, number=number)
        await see(house, concern.handle, after=after)
    few = await browser.get("Tess", AT)
    for number in (4, 5):
        await worry(house, number=number)
    many = await browser.get("Tess", AT)

    assert "Quarter 4 of 2026" in none.words
    assert "Quarter 1 of 2026" in none.words
    assert none.text.count("Fewer than 5") == few.text.count("Fewer than 5")
    assert "About 9 minutes" in few.words
    assert "About 3 hours" in few.words
    assert "<dd>5</dd>" in many.text
    assert many.text.count("Fewer than 5") == few.text.count("Fewer than 5") - 1


async def test_nothing_on_it_is_about_anybody(house: House, browser: Browser) -> None:
    """C6: a trustee sees a concern only where it reached them, and never here."""
    await worry(house, severity=3)
    await browser.sign_in("Tess", "Mina")
    for name in ("Tess", "Mina"):
        page = await browser.get(name, AT)
        for hidden in (WORDS, "uncle", "yp0", "Maple", "C-7F31", "Mina"):
            assert hidden not in page.words.split("<main", 1)[1], hidden


async def test_g17_rehearsals_and_missed_tests_are_told_as_they_are(
    house: House, browser: Browser
) -> None:
    """G17: whether the alarm works is about staff; trustees must see a silent one."""
    concern = await rehearsing.rehearse(house.world)
    await see(house, concern.handle, after=1)
    today = house.world.today()
    async with house.world.database.write() as db:
        await proofs.claim_proof(db, house.pid("Mina"), today, "here")
        await proofs.claim_proof(db, house.pid("Dee"), today, "missed")
    await browser.sign_in("Tess")
    page = await browser.get("Tess", AT)

    assert "1 missed, of 2" in page.words
    async with house.world.database.read() as db:
        quarter = (await overseeing.oversee(db, house.world)).quarters[0]
    assert (quarter.rehearsals, quarter.tests, quarter.tests_missed) == (1, 2, 1)
    assert quarter.alerts.shown is None
    assert quarter.usual is None


async def test_c8_openings_are_counted_by_the_year(house: House, browser: Browser) -> None:
    """C8: by the year, all small numbers alike, and rehearsals are no openings."""
    async with house.world.database.write() as db:
        for number in range(5):
            await audit.record(
                db, at=house.clock() - timedelta(days=number), who=house.pid("Mina"),
                action="identity opened", about=f"C-{number}",
            )  # fmt: skip
    await browser.sign_in("Tess")
    page = await browser.get("Tess", AT)

    assert "<strong>2026</strong></div><span>5</span>" in page.text
    assert "<strong>2025</strong></div><span>Fewer than 5</span>" in page.text


async def test_g14_numbers_that_nobody_checked_are_named(house: House, browser: Browser) -> None:
    """G14: over 150 days, or never: somebody has to ring them."""
    await browser.sign_in("Tess")
    page = await browser.get("Tess", AT)

    assert "Nobody has said for 150 days that these still work." in page.words
    assert "<li>Childline</li>" in page.text
    assert "<li>Emergency</li>" not in page.text


async def test_the_measured_figures_stand_there(house: House, browser: Browser) -> None:
    """What the check misses belongs beside how well people answered."""
    await browser.sign_in("Tess")
    page = await browser.get("Tess", AT)

    assert "Silence from the bot means nothing." in page.words
    for share in OVERALL.values():
        assert f"{share.found} of {share.of}" in page.words
        assert f"{share.percent:.0f} %" in page.words


async def test_an_offer_that_nobody_took_counts_nowhere(house: House) -> None:
    """G8: "just numbers" leaves nothing, not even a one in a sum."""
    offered = await worry(house, telling=Telling.OFFERED)
    async with house.world.database.read() as db:
        seen = await overseeing.oversee(db, house.world)

    assert offered.telling is Telling.OFFERED
    assert all(quarter.usual is None for quarter in seen.quarters)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.4, "About a minute"), (4, "About 4 minutes"), (90, "About 90 minutes"),
     (200, "About 3 hours"), (60 * 30, "About 30 hours"), (60 * 24 * 3, "About 3 days")],
)  # fmt: skip
def test_times_are_said_so_that_they_can_be_pictured(minutes: float, words: str) -> None:
    """Nobody should have to divide 11,820 seconds."""
    assert how_long(timedelta(minutes=minutes)) == words
