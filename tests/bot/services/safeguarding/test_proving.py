"""The daily test of the alarm: once a day whatever the clocks do; no answer is the alarm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.safeguarding import proving, rostering
from bot.services.safeguarding.proving import prove_due
from storage import proofs
from surveys.people.roles import Role
from surveys.safeguarding.plan import Plan
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota

pytestmark = pytest.mark.sqlite_only

LONDON = ZoneInfo("Europe/London")
TEST = "Test of the alarm. Tap “I'm here”."


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


async def at(rota: Alerted, day: date, hour: int, minute: int = 0) -> dict[str, list[str]]:
    """What each was newly told by a tick at a wall time in London."""
    local = datetime.combine(day, time(hour, minute), LONDON)
    rota.clock.at = local.astimezone(UTC)
    await prove_due(rota.world)
    return await rota.told()


DAY = date(2027, 3, 2)


async def test_g17_lead_and_deputy_are_tested_once_a_day_and_nobody_else(rota: Alerted) -> None:
    """At ten on the wall; a restart, or a second tick, sends nothing again."""
    assert await at(rota, DAY, 9, 59) == {}
    assert await at(rota, DAY, 10) == {"Mina": [TEST], "Dee": [TEST]}
    assert await at(rota, DAY, 10) == {}
    assert await at(rota, DAY, 10, 1) == {}
    for nick in ("Mina", "Dee"):
        await rota.who[nick].press("I'm here")
    assert await at(rota, DAY + timedelta(days=1), 10) == {"Mina": [TEST], "Dee": [TEST]}


async def test_g17_ten_is_ten_on_the_wall_in_summer_too(rota: Alerted) -> None:
    """A test that comes at eleven for half the year is soon ignored."""
    assert await at(rota, date(2027, 7, 1), 9, 59) == {}
    assert sorted(await at(rota, date(2027, 7, 1), 10)) == ["Dee", "Mina"]


async def test_g17_whoever_taps_is_here_and_sounds_no_alarm(rota: Alerted) -> None:
    """A tap is noted once; a second says that it is over."""
    await at(rota, DAY, 10)
    for nick in ("Mina", "Dee"):
        assert await rota.who[nick].press("I'm here") == "Thanks. The alarm reaches you."
    assert await rota.who["Dee"].press("I'm here") == "That test is over. There's one every day."

    assert await at(rota, DAY, 13) == {}
    async with rota.world.database.read() as db:
        year = await proving.list_year(db, rota.world)
    assert [one.state for one in year] == ["here", "here"]


async def test_g17_no_answer_in_time_is_told_to_deputy_and_administrators(rota: Alerted) -> None:
    """G17: after three hours; once."""
    await at(rota, DAY, 10)
    await rota.who["Dee"].press("I'm here")
    assert await at(rota, DAY, 12, 59) == {}
    told = await at(rota, DAY, 13)

    assert list(told) == ["Dee", "Lee"]
    assert told["Dee"] == [
        "Somebody on the rota has not answered the daily test of the alarm. Ring them."
    ]
    assert await at(rota, DAY, 14) == {}


async def test_g17_a_late_tap_does_not_unsay_the_alarm(rota: Alerted) -> None:
    """It was missed: that is what the trustees' page shows."""
    await at(rota, DAY, 10)
    await at(rota, DAY, 13)

    assert "over" in await rota.who["Mina"].press("I'm here")


@pytest.mark.parametrize("code", ["pl:2027-03-02", "pl:yesterday", "pl:", "pl", "pl:9999-99-99"])
async def test_c5_nobody_else_can_answer_for_them(rota: Alerted, code: str) -> None:
    """A young person, an administrator, or a button that was never sent."""
    await at(rota, DAY, 10)
    for nick in ("Ann", "Lee", "Tess"):
        assert "Thanks" not in await rota.who[nick].tap(code)
    async with rota.world.database.read() as db:
        year = await proving.list_year(db, rota.world)

    assert {one.state for one in year} == {"sent"}


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)], ids=["spring", "autumn"])
@pytest.mark.parametrize("when", [time(1, 30), time(10)], ids=str)
@pytest.mark.full
async def test_g17_one_test_on_a_day_of_twenty_three_hours_and_one_of_twenty_five(
    chats: Chats, day: date, when: time
) -> None:
    """S1's nights: 01:30 comes twice in October and not at all in March. Tick by tick."""
    rota = await a_rota(chats, Plan(proof_of_life_at=when))
    told = 0
    rota.clock.at = datetime.combine(day, time(0), LONDON).astimezone(UTC) - timedelta(minutes=10)
    end = datetime.combine(day + timedelta(days=1), time(0), LONDON).astimezone(UTC)
    while rota.clock.at < end:
        rota.clock.on(minutes=10)
        await prove_due(rota.world)
        told += (await rota.told()).get("Mina", []).count(TEST)

    assert told == 1


async def test_g17_a_program_that_was_off_says_that_the_test_was_not_sent(rota: Alerted) -> None:
    """Too late to be answered in time, it is not sent in the night; administrators know."""
    assert await at(rota, DAY, 12) == {"Mina": [TEST], "Dee": [TEST]}
    told = await at(rota, DAY + timedelta(days=1), 23)

    off = "Earshot was not running at the time of the daily test of the alarm."
    assert told["Lee"].count(off) == 1
    assert TEST not in told.get("Mina", [])
    async with rota.world.database.read() as db:
        known = await proofs.list_proofs(db, since=DAY)
    assert sorted(one.state for one in known) == ["missed", "missed", "unsent", "unsent"]


async def test_g17_whoever_is_away_is_not_tested(rota: Alerted) -> None:
    """A holiday is no outage."""
    mina = await rota.person("Mina")
    async with rota.world.database.write() as db:
        back_on = rota.world.today() + timedelta(days=7)
        await rostering.set_away(db, rota.world, mina.id, back_on, by=mina)

    assert await at(rota, DAY, 10) == {"Dee": [TEST]}


async def test_g17_an_answer_that_is_due_after_midnight_is_waited_for(chats: Chats) -> None:
    """The test belongs to the day it was sent."""
    plan = Plan(proof_of_life_at=time(23), proof_of_life_minutes=120)
    rota = await a_rota(chats, plan)
    await at(rota, DAY, 23)
    assert await at(rota, DAY + timedelta(days=1), 0, 59) == {}

    assert "Lee" in await at(rota, DAY + timedelta(days=1), 1)


async def test_g17_the_test_goes_by_letter_too(rota: Alerted) -> None:
    """The second route is proved with the first; administrators' alarms go there as well."""
    mina, lee = await rota.person("Mina"), await rota.person("Lee")
    async with rota.world.database.write() as db:
        for one, email in ((mina, "mina@example.org"), (lee, "lee@example.org")):
            assert await rostering.set_email(db, rota.world, one.id, email, by=one)
    await at(rota, DAY, 10)
    assert [(one.to, one.kind) for one in await rota.letters()] == [("mina@example.org", "proof")]
    await at(rota, DAY, 13)

    kinds = {(one.to, one.kind, one.handle) for one in await rota.letters()}
    assert ("lee@example.org", "alarm", "proof_missed") in kinds


async def test_g17_a_new_deputy_is_tested_from_the_day_they_come(rota: Alerted) -> None:
    """Not only from the next day on."""
    await at(rota, DAY, 10)
    await rota.add("Kit", Role.SAFEGUARDING_DEPUTY)

    assert await at(rota, DAY, 11) == {"Kit": [TEST]}


async def test_g17_whoever_comes_in_the_evening_is_tested_from_tomorrow(rota: Alerted) -> None:
    """Setting up at eight in the evening is no outage, nor is a deputy who comes then."""
    assert await at(rota, DAY, 20) == {}
    await rota.add("Kit", Role.SAFEGUARDING_DEPUTY)
    assert await at(rota, DAY, 21) == {}

    assert sorted(await at(rota, DAY + timedelta(days=1), 10)) == ["Dee", "Kit", "Mina"]
