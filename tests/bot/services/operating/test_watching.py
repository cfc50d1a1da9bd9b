"""What administrators have to know about the machine: told once, and nobody else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.operating.watching import Alarms
from storage import audit, outbox
from surveys.people.roles import Role
from tests.bot.after_seal.house import House

pytestmark = pytest.mark.sqlite_only


LEASE = timedelta(seconds=1)


async def owed_to(house: House) -> list[tuple[int, str]]:
    world = house.world
    async with world.database.write() as db:
        found = await outbox.claim_due(db, world.keys, house.clock(), lease=LEASE)
        return [(one.to.number, one.body.decode()) for one in found]


async def test_t7_a_refused_token_is_told_to_administrators_once(house: House) -> None:
    """T7: it stops, loses nothing, and somebody who can mend it knows since when."""
    alarms, refused, stop = Alarms(house.world), asyncio.Event(), asyncio.Event()
    refused.set()
    await alarms.watch_telegram(refused, stop)
    owed = await owed_to(house)

    assert alarms.telegram_refused_at == house.clock()
    assert [number for number, _ in owed] == [house.people["Lee"].address.number]
    assert "refuses the bot's token" in owed[0][1]
    async with house.world.database.read() as db:
        assert (await audit.list_audit(db))[-1].action == "alarm telegram_refused"


async def test_a_program_that_is_told_to_stop_sounds_no_alarm(house: House) -> None:
    """Every stop would be an alarm."""
    alarms, refused, stop = Alarms(house.world), asyncio.Event(), asyncio.Event()
    stop.set()
    await alarms.watch_telegram(refused, stop)

    assert alarms.telegram_refused_at is None
    assert await owed_to(house) == []


async def test_c3_guessed_codes_are_told_to_every_administrator(house: House) -> None:
    """C3: without a word about whose codes, or from where."""
    await house.add("Bo", Role.ADMIN)
    alarms = Alarms(house.world)
    alarms.many_wrong_codes()
    await alarms.settle()
    owed = await owed_to(house)

    assert {number for number, _ in owed} == {
        house.people[name].address.number for name in ("Lee", "Bo")
    }
    assert all("200 wrong codes" in body for _, body in owed)


async def test_a_database_out_of_reach_ends_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The page still shows it."""
    alarms = Alarms(replace(house.world, database=None))  # type: ignore[arg-type]
    alarms.many_wrong_codes()
    await alarms.settle()

    assert alarms.wrong_codes_at is not None
    assert "administrators could not be told (AttributeError)" in caplog.text
