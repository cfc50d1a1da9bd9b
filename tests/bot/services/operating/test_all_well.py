"""Once a day one line says that all is well, and its absence is the alarm."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.operating import pausing
from bot.services.operating.all_well import AllWell
from bot.texts import say
from storage import well_days
from surveys.people.roles import Role
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted

MORNING = datetime(2027, 3, 8, 10, 1, tzinfo=UTC)
SPRING, AUTUMN = datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC)
"""The days on which clocks change in the United Kingdom."""


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    """A lead and an administrator, on a Monday at ten."""
    made = Alerted(chats)
    await made.add("Mina", Role.SAFEGUARDING_LEAD)
    await made.add("Lee", Role.ADMIN)
    chats.clock.at = MORNING
    return made


class Looking:
    """What is looked at: well, unless it is said what is not."""

    def __init__(self, *wrong: str) -> None:
        self.wrong: Sequence[str] = wrong
        self.told = 0

    async def look(self) -> Sequence[str]:
        return self.wrong

    async def tell(self) -> None:
        self.told += 1


def well(rota: Alerted, *wrong: str) -> AllWell:
    return AllWell(rota.world, Looking(*wrong).look)


async def told(rota: Alerted) -> dict[str, list[str]]:
    """What each was sent."""
    await rota.chats.deliver()
    return {nick: [each.text for each in one.shown.values()] for nick, one in rota.who.items()}


async def test_s3_administrators_have_one_line_a_day_however_often_it_starts(
    rota: Alerted,
) -> None:
    """Two lines would teach nobody to miss one.

    Fails when a restart, or two programs at once, say it twice.
    """
    first = await asyncio.gather(well(rota).say_due(), well(rota).say_due())
    again = await well(rota).say_due()
    rota.clock.on(days=1)
    tomorrow = await well(rota).say_due()
    said = await told(rota)

    assert sorted(one is None for one in first) == [False, True]
    assert again is None
    assert tomorrow is not None
    assert said == {"Mina": [], "Lee": [say("well.all")] * 2}


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
async def test_s1_on_a_day_that_clocks_change_it_is_said_once(
    rota: Alerted, day: datetime
) -> None:
    """An hour that comes twice, or not at all, is no second day."""
    times = []
    for half_hours in range(50):
        rota.clock.at = day - timedelta(hours=1) + half_hours * timedelta(minutes=30)
        if await well(rota).say_due() is not None:
            times.append(rota.clock().astimezone(rota.world.zone))

    assert [(one.date(), one.hour) for one in times] == [(day.date(), 10)]


@pytest.mark.parametrize("hour", [0, 6, 9, 21, 23])
async def test_s4_nobody_is_woken_for_it(rota: Alerted, hour: int) -> None:
    """It waits for ten o'clock, and a program that starts at night waits for the next."""
    rota.clock.at = MORNING.replace(hour=hour)

    assert await well(rota).say_due() is None


async def test_s5_a_clock_put_back_says_nothing_twice(rota: Alerted) -> None:
    """It was said for a later day already."""
    await well(rota).say_due()
    rota.clock.on(days=-2)

    assert await well(rota).say_due() is None


async def test_what_is_wrong_is_named_in_words_of_the_machine(rota: Alerted) -> None:
    """ "All well" over a damaged backup would be worse than nothing."""
    said = await well(rota, "Backups", "Disk", "Backups").say_due()
    (line,) = (await told(rota))["Lee"]

    assert said is not None
    assert not said.is_well
    assert line == say("well.wrong", what="Backups, Disk")
    async with rota.world.database.read() as db:
        assert await well_days.find_said(db) == said
        assert await well_days.find_said(db, well=True) is None


async def test_it_goes_through_a_pause_and_says_so(rota: Alerted) -> None:
    """A pause that is forgotten must not look like a machine that is broken, nor like none."""
    await pausing.pause(rota.world, None)
    before = await told(rota)
    await well(rota).say_due()
    after = await told(rota)
    since = await pausing.since_when(rota.world)

    assert after["Lee"][len(before["Lee"]) :] == [say("well.paused", when=since)]


async def test_without_an_administrator_the_lead_has_it_and_with_nobody_it_waits(
    chats: Chats,
) -> None:
    """A line that goes to nobody must not count as said."""
    rota = Alerted(chats)
    chats.clock.at = MORNING
    nobody = await well(rota).say_due()
    await rota.add("Mina", Role.SAFEGUARDING_LEAD)
    somebody = await well(rota).say_due()

    assert nobody is None
    assert somebody is not None
    assert (await told(rota))["Mina"] == [say("well.all")]


async def test_whoever_waits_outside_hears_every_hour_while_all_is_well(rota: Alerted) -> None:
    """Silence is their alarm: so nothing goes out while something is wrong."""
    looking = Looking()
    line = AllWell(rota.world, looking.look, looking.tell)
    for _ in range(6):
        await line.tell_due()
        rota.clock.on(minutes=20)
    well_told = looking.told
    looking.wrong = ("Disk",)
    for _ in range(6):
        await line.tell_due()
        rota.clock.on(minutes=20)

    assert well_told == 2
    assert looking.told == 2


async def test_f5_a_look_that_hangs_does_not_keep_it_from_leaving(rota: Alerted) -> None:
    """Telegram may take its time to answer; a stop does not wait for it."""
    begun, stop = asyncio.Event(), asyncio.Event()

    async def hang() -> Sequence[str]:
        begun.set()
        await asyncio.Event().wait()
        return ()

    running = asyncio.create_task(AllWell(rota.world, hang).run(stop))
    await begun.wait()
    stop.set()
    await asyncio.wait_for(running, 5)

    assert (await told(rota))["Lee"] == []


async def test_a_look_that_fails_ends_nothing_and_says_nothing(
    rota: Alerted, caplog: pytest.LogCaptureFixture
) -> None:
    """Then the line is missing, which is the alarm; and the log says why, by kind alone."""
    stop = asyncio.Event()

    async def fail() -> Sequence[str]:
        asyncio.get_running_loop().call_soon(stop.set)
        raise RuntimeError("secret words")

    with caplog.at_level(logging.ERROR):
        await asyncio.wait_for(AllWell(rota.world, fail).run(stop), 5)

    assert (await told(rota))["Lee"] == []
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text
