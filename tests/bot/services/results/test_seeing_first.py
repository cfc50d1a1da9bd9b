"""Seen first: who was asked opens a result at once, and nobody else before they were sent it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.services.knowing import Visit
from bot.services.results import reporting, seeing_first
from bot.services.results.reporting import Outlook
from bot.services.results.seeing_first import HEAD_START, LONGEST
from storage import people
from storage.outbox import OutboxRow
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.reports.model import Report
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release

STAFF = ("Rae", "Ash", "Kit", "Jo", "Mina")
"""Everybody who works with results, but for Sam who put this one forward and Mo who let it go."""
FIRST = ("Sam", "Mo", "yp0", "yp23")


async def released(house: House) -> None:
    await seal_round(house, some_words(24))
    await read_all(house)
    await release(house)


async def who_opens(house: House, *names: str) -> set[str]:
    return {
        name
        for name in names
        if isinstance(await reporting.load_report(house.world, house.pid(name), RID), Report)
    }


async def deliver(house: House, *names: str) -> None:
    """Everything owed to these is sent."""
    pids = [house.pid(name) for name in names]
    async with house.world.database.write() as db:
        await db.execute(delete(OutboxRow).where(OutboxRow.to_pid.in_(pids)))


async def move_to_telegram(house: House, name: str) -> None:
    async with house.world.database.write() as db:
        there = Address(Chat.TELEGRAM, 77)
        await people.change_address(db, house.world.keys, house.pid(name), there)


async def test_33_seen_first_nobody_else_opens_a_result_before_those_asked_were_sent_it(
    house: House,
) -> None:
    """33: a designer who types /report in the second of the release reads nothing.

    Fails when a role alone opens a released result.
    """
    await released(house)
    found = await reporting.load_report(house.world, house.pid("Jo"), RID)

    assert found is Outlook.AFTER_THEM
    assert await who_opens(house, *STAFF, *FIRST) == set(FIRST)
    assert await reporting.list_results(house.world, house.pid("Jo")) == []
    for name in STAFF:
        here = Visit(house.people[name].address, house.people[name], message=1)
        async with house.world.database.write() as db:
            typed = await reporting.offer(db, house.world, here)
            tapped = await reporting.hand_over(db, house.world, here, "meet01")
        assert [one.does for one in (*typed.said, *tapped.said)] == ["say", "say"]
        assert await reporting.export_released(house.world, RID, "csv", house.pid(name)) is None


@pytest.mark.sqlite_only
async def test_33_seen_first_ends_when_all_who_were_asked_were_sent_theirs(house: House) -> None:
    """33: one who waits is enough to keep it shut, and nobody's hour is wasted after that."""
    await released(house)
    await deliver(house, *(f"yp{number}" for number in range(23)))
    before = await who_opens(house, *STAFF)
    await deliver(house, "yp23")

    assert before == set()
    assert await who_opens(house, *STAFF) == set(STAFF)


@pytest.mark.sqlite_only
async def test_33_seen_first_ends_with_the_head_start_where_pages_stay_closed(
    house: House,
) -> None:
    """33: somebody who does not open their page for a month does not keep everybody waiting."""
    await released(house)
    house.clock.on(minutes=59)
    before = await who_opens(house, *STAFF)
    house.clock.on(minutes=1)

    assert before == set()
    assert await who_opens(house, *STAFF) == set(STAFF)


@pytest.mark.sqlite_only
async def test_33_seen_first_waits_where_telegram_is_out_of_reach_but_a_day_at_most(
    house: House,
) -> None:
    """33: news that could not be sent was not seen; and a chat that is gone for good is gone."""
    await move_to_telegram(house, "yp3")
    await released(house)
    house.clock.at += HEAD_START * 2
    late = await who_opens(house, *STAFF, "yp3")
    house.clock.at += LONGEST - HEAD_START * 2 - timedelta(minutes=1)
    later = await who_opens(house, *STAFF)
    house.clock.on(minutes=1)

    assert late == {"yp3"}
    assert later == set()
    assert await who_opens(house, *STAFF) == set(STAFF)


@pytest.mark.sqlite_only
async def test_somebody_who_was_not_asked_is_told_the_same_throughout(house: House) -> None:
    """That a result is out is no news for a young person who was not asked."""
    await seal_round(house, some_words(24))
    await house.add("late", Role.YOUNG_PERSON, "Maple House")
    told = [await reporting.load_report(house.world, house.pid("late"), RID)]
    await read_all(house)
    await release(house)
    for _ in range(2):
        told.append(await reporting.load_report(house.world, house.pid("late"), RID))
        house.clock.on(hours=30)

    assert told == [Outlook.NOT_YET] * 3


@pytest.mark.sqlite_only
async def test_a_rounds_code_is_drawn_once(house: House) -> None:
    """A slip printed in spring opens what the poster of autumn opens."""
    async with house.world.database.write() as db:
        first = await seeing_first.code_of(db, house.world, RID)
    await released(house)
    async with house.world.database.write() as db:
        assert await seeing_first.code_of(db, house.world, RID) == first


async def test_33_seen_first_holds_alike_for_one_round_and_for_many(house: House) -> None:
    """Whoever is asked of all rounds at once is told what they are told of each by itself."""
    await released(house)
    for hours in (0, 2, 24):
        house.clock.on(hours=hours)
        for name in (*STAFF, *FIRST, "Lee"):
            person = house.people[name]
            async with house.world.database.read() as db:
                alone = await seeing_first.sight_of(db, house.world, person, RID)
                many = await seeing_first.find_sights(db, house.world, person.id, [RID])
            assert many == {RID: alone}
