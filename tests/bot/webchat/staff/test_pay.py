"""The pages of working time: one's own, and the administrator's; and the tablet's first page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage import answers_back, audiences, rounds, working
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.working import Work, Worked
from surveys.rounds.promise import WrittenBack
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round
from tests.bot.webchat.staff.browsing import Browser

OCTOBER = date(2026, 10, 5)


async def work(house: House, name: str, minutes: int = 90, id: bytes = b"12345678") -> None:
    async with house.world.database.write() as db:
        line = Worked(id, house.pid(name), Work.MEETING, OCTOBER, minutes)
        await working.add_worked(db, line)


async def test_an_administrator_approves_a_month_and_marks_it_paid(
    house: House, browser: Browser
) -> None:
    """Two taps on one page, and whoever worked reads it on theirs."""
    await browser.sign_in("Kit", "Lee")
    await work(house, "Kit")
    pid = house.pid("Kit").hex()
    page = await browser.get("Lee", "staff/pay/?month=2026-10")
    assert "Approve 1 h 30 min" in page.text
    assert "A meeting" in page.text
    page = await browser.post("Lee", f"staff/pay/2026-10/{pid}", does="approve")
    assert "Mark as paid" in (await browser.get("Lee", "staff/pay/?month=2026-10")).text
    await browser.post("Lee", f"staff/pay/2026-10/{pid}", does="paid")
    page = await browser.get("Lee", "staff/pay/?month=2026-10")

    assert "Locked." in page.text
    assert "Mark as paid" not in page.text
    own = await browser.get("Kit", "staff/minutes/")
    assert "1 h 30 min. Locked." in own.text


async def test_whoever_worked_cannot_reach_the_page_that_approves(
    house: House, browser: Browser
) -> None:
    """By hand, with their own handle and with a step that there is not."""
    await browser.sign_in("Kit", "Lee")
    await work(house, "Kit")
    pid = house.pid("Kit").hex()
    theirs = await browser.post("Kit", f"staff/pay/2026-10/{pid}", does="approve")
    forged = await browser.post("Lee", f"staff/pay/2026-10/{pid}", does="double")
    nobody = await browser.post("Lee", "staff/pay/2026-10/zz", does="approve")
    early = await browser.post("Lee", f"staff/pay/2026-11/{pid}", does="approve")

    assert {theirs.status, forged.status, nobody.status} == {404}
    assert "over" in early.text
    async with house.world.database.read() as db:
        assert await working.list_marks(db) == {}


async def test_the_month_of_everybody_is_a_file_with_what_it_was_for(
    house: House, browser: Browser
) -> None:
    """Names, days, minutes, and nothing of any round's words."""
    await browser.sign_in("Kit", "Lee")
    await work(house, "Kit")
    page = await browser.get("Lee", "staff/pay/2026-10.csv")

    assert page.text.lstrip("\ufeff").splitlines() == [
        "day,name,what,minutes",
        "2026-10-05,Kit,A meeting,90",
    ]


async def test_the_tablets_first_page_says_what_came_of_slips(
    house: House, browser: Browser
) -> None:
    """Whoever drew a slip has no chat to hear in; rounds by name are not there."""
    slips = replace(a_round(State.RELEASED, way=Way.TICKET), id=RoundId("slips"), tag="slips1")
    named = replace(a_round(State.RELEASED), answer_by=date(2026, 11, 1))
    async with house.world.database.write() as db:
        for one in (slips, named):
            await rounds.add_round(db, one)
            await audiences.set_audience(db, house.world.keys, one.id, RESIDENTS)
    waiting = await browser.client.get("/")
    assert "You hear by" in await waiting.text()
    words = WrittenBack(next="The <b>garden opens at six.")
    async with house.world.database.write() as db:
        await answers_back.give(db, slips.id, words, house.world.today())
    text = await (await browser.client.get("/")).text()

    assert "The &lt;b&gt;garden opens at six." in text
    assert "late" not in text
