"""What waits for whom, and the list of rounds: words, days and bands, never a count."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.services.reading import reading
from bot.services.results import releasing
from storage import answers_back, audiences, ledger, rounds
from storage.readings import Decision, Reading
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.rounds.ledger import Standing
from surveys.rounds.promise import WrittenBack
from surveys.rounds.round import State, Way
from tests.bot.after_seal.house import House, a_round, seal_round, send_all, some_words
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")


async def read_all(house: House) -> None:
    pile = await reading.begin_reading(house.world, house.pid("Sam"), RID)
    assert pile is not None
    for text in await reading.list_texts(house.world, house.pid("Sam"), pile):
        passed = Reading(Decision.PASSED)
        await reading.decide(house.world, house.pid("Sam"), pile, text.handle, passed)


async def homes(browser: Browser) -> dict[str, str]:
    names = ("Sam", "Rae", "Kit", "Jo", "Mo", "Mina", "Lee")
    return {name: (await browser.get(name, "staff/")).text for name in names}


async def waits(browser: Browser, words: str) -> set[str]:
    return {name for name, text in (await homes(browser)).items() if words in text}


async def test_each_person_finds_what_waits_for_them(house: House, browser: Browser) -> None:
    """Words for the reader, then a result for those who release, then one for everybody."""
    await seal_round(house, some_words(24))
    await browser.sign_in("Sam", "Rae", "Kit", "Jo", "Mo", "Mina", "Lee")
    assert await waits(browser, "Words to read") == {"Sam"}

    await read_all(house)
    assert await waits(browser, "Words to read") == set()
    assert await waits(browser, "A result can be put forward") == {"Sam", "Rae", "Kit", "Mo"}
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    assert await waits(browser, "waits for a second person") == {"Rae", "Kit", "Mo"}
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    await send_all(house)
    assert await waits(browser, "Open the result") == {"Sam", "Rae", "Kit", "Jo", "Mo", "Mina"}
    assert "Nothing waits for you" in (await homes(browser))["Lee"]


async def test_a10_the_list_shows_a_band_to_authors_and_a_count_to_nobody(
    house: House, browser: Browser
) -> None:
    """A10: the band is the same for none and for four sent, and changes once a day at most."""
    round_ = replace(a_round(State.OPEN, count=None), remind_at=None, proposed_by=house.pid("Kit"))
    asked = [p.id for name, p in house.people.items() if name.startswith("yp")]
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, house.world.keys, round_.id, RESIDENTS)
        await ledger.open_ledger(db, round_.id, asked)
    await browser.sign_in("Kit", "Jo", "Lee")
    before = [(await browser.get(n, "staff/rounds/")).text for n in ("Kit", "Jo", "Lee")]
    async with house.world.database.write() as db:
        for pid in asked[:4]:
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)
    await browser.sign_in("Kit", "Jo", "Lee")
    after = [(await browser.get(n, "staff/rounds/")).text for n in ("Kit", "Jo", "Lee")]

    assert before == after
    assert ["Not enough yet" in text for text in after] == [True, False, True]
    assert not any(re.search(r"\b(24|4)\b", re.sub("<[^>]+>", "", text)) for text in after)


async def test_an_expert_by_experience_finds_the_ticket_sitting(
    house: House, browser: Browser
) -> None:
    """Whoever sits there with the hat opens it from their own page."""
    async with house.world.database.write() as db:
        await rounds.add_round(db, a_round(State.OPEN, count=None, way=Way.TICKET))
    await browser.sign_in("Sam", "Rae", "Kit", "Jo", "Mo", "Mina", "Lee")

    assert await waits(browser, "Ticket sitting") == {"Kit"}


async def test_t7_the_administrator_sees_since_when_telegram_refuses_the_token(
    house: House, browser: Browser
) -> None:
    """T7: and nobody else does; it is not theirs to mend."""
    await browser.sign_in("Lee", "Sam")
    alarms = browser.alarms
    alarms.telegram_refused_at = alarms.wrong_codes_at = house.clock()
    for name, sees in (("Lee", True), ("Sam", False)):
        page = await browser.get(name, "staff/")
        since = "refuses the bot's token since Saturday 21 November, 10am" in page.words
        assert since is sees
        assert ("200 wrong codes" in page.words) is sees


@pytest.mark.full
async def test_c3_wrong_pins_count_towards_the_alarm(house: House, browser: Browser) -> None:
    """Guessing at a colleague's PIN is guessing too."""
    await browser.sign_in("Sam")
    await browser.post("Sam", "staff/lock")
    for _ in range(200):
        await browser.post("Sam", "staff/pin", pin="000001")

    assert browser.sounded == 1


async def test_the_list_says_whom_each_round_waits_for(house: House, browser: Browser) -> None:
    """So that nothing lies about because everybody thinks it is somebody else's turn."""
    await seal_round(house, some_words(24))
    await browser.sign_in("Mina")

    async def said() -> str:
        return (await browser.get("Mina", "staff/rounds/")).words

    assert "Waits for a reader" in await said()
    await read_all(house)
    assert "put the result forward" in await said()
    await releasing.propose_release(house.world, house.pid("Sam"), RID, without_themes=True)
    assert "second person to approve" in await said()
    await releasing.approve_release(house.world, house.pid("Mo"), RID)
    await send_all(house)
    assert "Waits for an answer back" in await said()
    async with house.world.database.write() as db:
        words = WrittenBack(next="Tea is at seven from Monday.")
        await answers_back.give(db, RID, words, house.world.today())
    told = await said()
    assert "Everyone who was asked heard back" in told
    assert "Waits for an answer back" not in told, "it was given"
    assert "Answered back on" in told
    assert "An answer back by" not in told
