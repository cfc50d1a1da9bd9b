"""S1 to S6 from outside: a house whose clock a test moves, ticked as the scheduler ticks it."""

import os
import time as machine
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Steady
from bot.clockwork import due
from bot.services.rounds import fielding
from storage import outbox, rounds
from surveys.people.quiet import Hours, Quiet
from surveys.rounds.reminders import reminders
from surveys.rounds.rhythm import at_wall
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

pytestmark = pytest.mark.full

UK = ZoneInfo("Europe/London")
ALWAYS = Quiet(hours=Hours(begins=time(0), ends=time(0)), asks_a_week=7)
"""Quiet hours are off, and nobody is at the limit of the week."""
CHANGES = [date(2027, 3, 28), date(2027, 10, 31)]


async def tick(chats: Chats) -> None:
    """Everything that is done by the clock, and its messages delivered."""
    for do in due(chats.world):
        await do()
    await chats.deliver()


async def asked(
    chats: Chats, count: int, opens: datetime, days: int
) -> tuple[list[Chatter], Round]:
    """A round that opens then, for so many days, with quiet hours off."""
    policy = chats.world.policy.model_copy(update={"quiet": ALWAYS})
    chats.world = replace(chats.world, policy=policy)
    chats.clock.at = opens
    young = await field.residents(chats, count)
    ash, mo = await field.crew(chats)
    closes = at_wall(opens.astimezone(UK).date() + timedelta(days=days), time(18), UK)
    answer_by = closes.date() + timedelta(days=21)
    round_ = await field.fielded(chats, ash, mo, closes_at=closes, answer_by=answer_by)
    await chats.deliver()
    return young, round_


def heard(young: list[Chatter]) -> list[int]:
    return [len(one.shown) for one in young]


@pytest.mark.parametrize("day", CHANGES, ids=str)
async def test_s1_a_nudge_at_half_past_one_goes_exactly_once_on_the_day_the_clocks_change(
    chats: Chats, day: date
) -> None:
    """The time that does not exist, and the time that comes twice."""
    young, round_ = await asked(chats, 12, at_wall(day - timedelta(days=3), time(12), UK), 6)
    async with chats.world.database.write() as db:
        nudge = at_wall(day, time(1, 30), UK)
        await rounds.update_round(db, round_.id, remind_at=nudge)
    before = heard(young)
    began = at_wall(day, time(0), UK)
    for quarter in range(16):
        chats.clock.at = began + timedelta(minutes=15 * quarter)
        await tick(chats)

    assert heard(young) == [count + 1 for count in before]


@pytest.mark.parametrize("day", CHANGES, ids=str)
async def test_s2_a_close_set_before_the_clocks_change_is_by_the_wall_after_it(
    chats: Chats, day: date
) -> None:
    """Friday at six was said in one time and comes in the other."""
    _, round_ = await asked(chats, 12, at_wall(day - timedelta(days=2), time(12), UK), 7)
    chats.clock.at = datetime.combine(day + timedelta(days=5), time(17, 59, 59), UK).astimezone(
        UTC
    )
    await fielding.close_due(chats.world)
    before = (await field.again(chats, round_.id)).state
    chats.clock.on(seconds=1)
    await fielding.close_due(chats.world)

    assert before is State.OPEN
    assert (await field.again(chats, round_.id)).state is State.CLOSED


async def test_s3_off_over_an_opening_both_nudges_and_the_close_each_happens_once_in_order(
    chats: Chats,
) -> None:
    """On again after the last of them: it opens nothing that is over and nudges nobody late."""
    opens = at_wall(date(2027, 3, 22), time(12), UK)
    young, round_ = await asked(chats, 12, opens, 7)
    times = reminders(round_.opens_at, round_.closes_at, 12, UK)
    assert len(times) == 2
    chats.clock.at = times[0] + timedelta(hours=11)
    await tick(chats)
    after_one = heard(young)
    chats.clock.at = times[1] + timedelta(hours=13)
    for _ in range(3):
        await tick(chats)
    skipped = heard(young)
    chats.clock.at = round_.closes_at + timedelta(days=2)
    for _ in range(3):
        await tick(chats)

    assert after_one == [2] * 12
    assert skipped == after_one
    ended = await field.again(chats, round_.id)
    assert ended.state is State.HELD
    assert ended.reminders_sent == 1
    assert {len(one.shown) for one in young} == {3}


@pytest.mark.parametrize("hours", [1, -1])
async def test_s5_a_host_clock_that_jumps_closes_nothing_early_and_repeats_nothing(
    chats: Chats, hours: int
) -> None:
    """A host set to the wrong hour, while the machine itself counts on."""
    opens = at_wall(date(2027, 3, 22), time(12), UK)
    young, round_ = await asked(chats, 12, opens, 3)
    ran, began = [0.0], chats.clock.at
    jump = [timedelta(0)]
    chats.clock.at = began

    def wall() -> datetime:
        return began + timedelta(seconds=ran[0]) + jump[0]

    chats.world = replace(chats.world, now=wall, steady=Steady(wall, lambda: ran[0]))
    close = (round_.closes_at - began).total_seconds()
    for at in (3600.0, close / 2, close - 1800):
        ran[0] = at
        await tick_at(chats, wall())
    told, jump[0] = heard(young), timedelta(hours=hours)
    for more in (1799.0, 1700.0, 900.0, 1.0):
        ran[0] = close - more
        await tick_at(chats, wall())
        assert (await field.again(chats, round_.id)).state is State.OPEN
    jump[0], ran[0] = timedelta(0), close - 0.5
    await tick_at(chats, wall())
    assert (await field.again(chats, round_.id)).state is State.OPEN
    assert heard(young) == told
    ran[0] = close
    await tick_at(chats, wall())

    assert (await field.again(chats, round_.id)).state is not State.OPEN


async def tick_at(chats: Chats, at: datetime) -> None:
    chats.clock.at = at
    await tick(chats)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
async def test_s5_a_host_in_another_zone_closes_and_nudges_at_the_same_instant(
    chats: Chats, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days and hours are the organisation's, wherever its computer thinks it is."""
    monkeypatch.setenv("TZ", zone)
    machine.tzset()
    try:
        opens = at_wall(date(2027, 3, 26), time(12), UK)
        young, round_ = await asked(chats, 12, opens, 7)
        times = reminders(round_.opens_at, round_.closes_at, 12, UK)
        assert {at.astimezone(UK).time() for at in times} == {time(16, 30)}
        await tick_at(chats, times[0] - timedelta(seconds=1))
        before = heard(young)
        await tick_at(chats, times[0])
        after = heard(young)
        await tick_at(chats, round_.closes_at - timedelta(seconds=1))
        is_open = (await field.again(chats, round_.id)).state
        await tick_at(chats, round_.closes_at)
    finally:
        os.environ.pop("TZ", None)
        machine.tzset()

    assert after == [count + 1 for count in before]
    assert is_open is State.OPEN
    assert (await field.again(chats, round_.id)).state is not State.OPEN


@pytest.mark.parametrize(("count", "most"), [(6, 2), (24, 2), (6, 1)])
async def test_s6_nobody_is_reminded_more_often_than_that_and_all_in_the_same_words(
    chats: Chats, count: int, most: int
) -> None:
    """Whoever sent theirs gets what everybody gets; whoever said no thanks gets none."""
    opens = at_wall(date(2027, 3, 22), time(12), UK)
    young, round_ = await asked(chats, count, opens, 14)
    await field.send(chats, round_, young[: count // 2])
    await young[-1].tap(f"no:{round_.tag}")
    if most == 1:  # a round of five is refused at home; so are its gates not what is tried here
        async with chats.world.database.write() as db:
            await rounds.update_round(db, round_.id, count_asked=5)
    start = heard(young)
    while chats.clock.at < round_.closes_at - timedelta(minutes=30):
        chats.clock.on(minutes=30)
        await fielding_and_reminding(chats)
    shown = {one.newest.text for one in young[:-1]}

    assert heard(young)[:-1] == [one + most for one in start[:-1]]
    assert heard(young)[-1] == start[-1]
    assert len(shown) == 1
    assert "If you've sent yours, there's nothing to do" in shown.pop()


async def fielding_and_reminding(chats: Chats) -> None:
    """Only what concerns a round in the field: a fortnight of ticks is many."""
    async with chats.world.database.read() as db:
        waiting = await rounds.list_due(db, rounds.Due.REMINDING, chats.clock())
        owed = await outbox.count_owed(db)
    if waiting or owed:
        await tick(chats)


async def test_s4_from_nine_to_nine_nobody_is_asked_and_whoever_writes_is_answered(
    chats: Chats,
) -> None:
    """Opened at ten in the evening: it waits for the morning. What they ask for does not wait,
    and neither does help."""
    young = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    chats.clock.at = at_wall(date(2027, 3, 22), time(22), UK)
    await field.fielded(chats, ash, mo)
    await tick(chats)
    asleep = heard(young)
    answered = await young[0].type("/start")
    helped = await young[1].type("I want to kill myself tonight")
    chats.clock.at = at_wall(date(2027, 3, 23), time(8, 59), UK)
    await tick(chats)
    still = heard(young[2:])
    chats.clock.at = at_wall(date(2027, 3, 23), time(9), UK)
    await tick(chats)

    assert asleep == [0] * 12
    assert answered
    assert "999" in helped
    assert still == [0] * 10
    assert heard(young[2:]) == [1] * 10
