"""A round that comes each month, March to December 2027, across both changes of the clocks."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.clockwork import due
from bot.services.asking import agreeing, launching
from storage import answers_back, ledger, people, rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.people.person import Person
from surveys.rounds.ledger import Standing
from surveys.rounds.promise import WrittenBack
from surveys.rounds.reminders import AT
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

pytestmark = pytest.mark.full

UK = ZoneInfo("Europe/London")
UNTIL = datetime(2027, 12, 3, tzinfo=UTC)
STEP = timedelta(hours=8)


@pytest.mark.sqlite_only
async def test_s2_s3_s6_from_march_to_december_each_month_is_asked_once(
    chats: Chats, database: Database, keys: Keys
) -> None:
    """With a restart each month, a week's outage in June and a wave in August nobody agreed to."""
    young = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    await field.fielded(chats, ash, mo, rhythm=Rhythm.MONTHLY)
    at, nudges = chats.clock.at, dict[tuple[str, int], datetime]()
    while at < UNTIL:
        at += STEP
        if datetime(2027, 6, 10, tzinfo=UTC) < at < datetime(2027, 6, 17, tzinfo=UTC):
            continue  # the computer is off
        chats.clock.at = at
        if at.day == 20 and at.hour < STEP.seconds // 3600:
            chats = await restarted(chats, database, keys)
        for do in due(chats.world):
            await do()
        for round_ in await everything(chats):
            if round_.remind_at is not None and round_.state is State.OPEN:
                nudges[round_.id, round_.reminders_sent] = round_.remind_at
            await seen_through(chats, round_, young, mo)
    waves = await everything(chats)

    opened = [one.opens_at.astimezone(UK) for one in waves]
    assert [(one.month, one.day) for one in opened] == [(month, 1) for month in range(3, 13)]
    assert {one.time() for one in opened} == {time(12)}
    assert {one.hour for one in (each.opens_at for each in waves)} == {11, 12}
    lapsed = [one for one in waves if one.state is State.CANCELLED]
    assert [one.opens_at.month for one in lapsed] == [8]
    sealed = [one for one in waves if one.state is State.SEALED]
    assert [one.opens_at.month for one in sealed] == [3, 4, 5, 6, 7, 9, 10, 11]
    assert {one.count_asked for one in waves} == {12}
    assert {one.series for one in waves} == {waves[0].id}
    assert all(one.reminders_sent <= 2 for one in waves)
    assert {one.astimezone(UK).time() for one in nudges.values()} == {AT}


async def restarted(chats: Chats, database: Database, keys: Keys) -> Chats:
    """The same house after a restart: what it knew is in its database and nowhere else."""
    at, chatters = chats.clock.at, chats.chatters
    await chats.close()
    again = await Chats.open(database, keys, chance=Random(at.isoformat()))
    again.clock.at = at
    again.chatters.update(chatters)
    for one in again.chatters.values():
        one.chats = again
    return again


async def everything(chats: Chats) -> list[Round]:
    async with chats.world.database.read() as db:
        return await rounds.list_rounds(db)


async def seen_through(chats: Chats, round_: Round, young: list[Chatter], mo: Chatter) -> None:
    """What people do about a round: say yes to it, answer it, and answer back."""
    world = chats.world
    if round_.state is State.PROPOSED and round_.opens_at.month != 8:
        if not round_.is_accepted:
            async with world.database.write() as db:
                await agreeing.accept(db, world, round_.id, await decider(chats, round_))
        elif round_.confirmed_by is None:
            async with world.database.write() as db:
                second = await field.person(chats, mo)
                await launching.confirm(db, world, round_.id, second, round_.count_asked)
    if round_.state is State.OPEN:
        async with world.database.read() as db:
            sent = await ledger.count(db, round_.id, Standing.SUBMITTED)
        if not sent:
            await field.send(chats, round_, young[:8])
    if round_.state is State.SEALED and chats.clock.at > round_.closes_at + timedelta(days=10):
        words = WrittenBack(next="Tea is at seven from Monday on.")
        async with world.database.write() as db:
            await answers_back.give(db, round_.id, words, world.today())


async def decider(chats: Chats, round_: Round) -> Person:
    assert round_.decider_id is not None
    async with chats.world.database.read() as db:
        found = await people.load_person(db, chats.world.keys, round_.decider_id)
    assert found is not None
    return found
