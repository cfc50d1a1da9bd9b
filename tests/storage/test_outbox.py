import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.keys import Keys
from storage.outbox import (
    BROADCAST,
    URGENT,
    Owed,
    claim_due,
    count_late,
    count_owed,
    count_owed_to,
    drop_owed,
    give_up,
    mark_delivered,
    next_due,
    owe,
    postpone,
    purge_owed,
    turn_back,
)
from surveys.ids import MessageId
from surveys.people.person import Address, Chat
from tests.storage.making import NOW, RID, pid

LEASE = timedelta(seconds=60)
OTTER, FOX = Address(Chat.WEB, 7), Address(Chat.TELEGRAM, 7)


async def owed(database: Database, keys: Keys, body: bytes, **told: Any) -> MessageId:
    async with database.write() as db:
        return await owe(db, keys, **{"to": OTTER, "body": body, "now": NOW, **told})


async def claim(database: Database, keys: Keys, at: datetime = NOW) -> list[Owed]:
    async with database.write() as db:
        return await claim_due(db, keys, at, lease=LEASE)


async def deliver_all(database: Database, keys: Keys, at: datetime = NOW) -> list[bytes]:
    told = []
    while claimed := await claim(database, keys, at):
        told += [message.body for message in claimed]
        async with database.write() as db:
            for message in claimed:
                await mark_delivered(db, message.id)
    return told


HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


async def test_only_what_waits_for_the_courier_alone_is_late(
    database: Database, keys: Keys
) -> None:
    """What was put off waits for a closed page or for Telegram, and so does all behind it."""
    put_off = await owed(database, keys, b"put off")
    await claim(database, keys)
    async with database.write() as db:
        await postpone(db, put_off, NOW + 2 * HOUR)
    await owed(database, keys, b"behind it")
    await owed(database, keys, b"late", to=FOX)
    await owed(database, keys, b"not yet", now=NOW + HOUR, to=Address(Chat.TELEGRAM, 8))
    async with database.read() as db:
        assert await count_late(db, NOW, HOUR) == 0
        assert await count_late(db, NOW + HOUR, HOUR) == 1


async def test_s5_where_the_clock_was_put_back_only_what_had_been_due_is_due(
    database: Database, keys: Keys
) -> None:
    """And what failed and was put off for a little. A notice for tomorrow stays for tomorrow."""
    later = NOW + HOUR
    tried = await owed(database, keys, b"tried", to=FOX)
    await claim(database, keys)
    await owed(database, keys, b"owed", now=later)
    tomorrow = NOW + 24 * HOUR
    await owed(database, keys, b"tomorrow", kind="notice", not_before=tomorrow, to=FOX)
    async with database.write() as db:
        await postpone(db, tried, later + MINUTE)
        await turn_back(db, NOW, later)
        assert await next_due(db) == NOW

    assert sorted(await deliver_all(database, keys)) == [b"owed", b"tried"]
    assert await deliver_all(database, keys, tomorrow) == [b"tomorrow"]


async def test_s5_at_a_start_what_somebody_waits_for_is_due_whatever_the_clock_said(
    database: Database, keys: Keys
) -> None:
    """A notice may be owed for later; and what was put off for a little waits that little."""
    soon = await owed(database, keys, b"soon", to=FOX)
    await claim(database, keys)
    await owed(database, keys, b"owed", now=NOW + HOUR)
    await owed(database, keys, b"notice", now=NOW + HOUR, kind="notice", to=Address(Chat.WEB, 8))
    async with database.write() as db:
        await postpone(db, soon, NOW + MINUTE)
        await turn_back(db, NOW)

    assert await deliver_all(database, keys) == [b"owed"]
    assert await deliver_all(database, keys, NOW + MINUTE) == [b"soon"]


async def test_a_message_is_delivered_as_it_was_owed(database: Database, keys: Keys) -> None:
    """To whom, about what, how urgent; and then it is gone."""
    mid = await owed(database, keys, b"hi", to=FOX, pid=pid(1), rid=RID, kind="notice", rank=2)
    (message,) = await claim(database, keys)

    assert message == Owed(mid, FOX, pid(1), RID, 2, b"hi", 1, "notice")
    async with database.write() as db:
        await mark_delivered(db, mid)
        assert await count_owed(db) == 0


async def test_each_chat_is_told_things_in_order(database: Database, keys: Keys) -> None:
    """A question must not arrive before the answer to the one before."""
    for number in range(6):
        await owed(database, keys, b"%d" % number)

    assert await deliver_all(database, keys) == [b"0", b"1", b"2", b"3", b"4", b"5"]


async def test_one_at_a_time_for_each_chat(database: Database, keys: Keys) -> None:
    """Two couriers must not overtake each other within a chat."""
    for body in (b"first", b"second"):
        await owed(database, keys, body)
        await owed(database, keys, body, to=FOX)
    claimed = await claim(database, keys)

    assert {(m.to, m.body) for m in claimed} == {(OTTER, b"first"), (FOX, b"first")}
    assert await claim(database, keys) == []


async def test_t1_help_overtakes_everything(database: Database, keys: Keys) -> None:
    """Numbers to ring come before any reminder, in this chat and before other chats."""
    await owed(database, keys, b"reminder", to=FOX, rank=BROADCAST)
    await owed(database, keys, b"reply")
    await owed(database, keys, b"help", rank=URGENT)

    assert await deliver_all(database, keys) == [b"help", b"reminder", b"reply"]


async def test_a_message_put_off_holds_later_ones_back(database: Database, keys: Keys) -> None:
    """When Telegram says wait, the order within the chat still holds."""
    first = await owed(database, keys, b"first")
    await owed(database, keys, b"second")
    await claim(database, keys)
    later = NOW + timedelta(seconds=30)
    async with database.write() as db:
        await postpone(db, first, later)
        assert await next_due(db) == NOW

    assert await claim(database, keys) == []
    (again,) = await claim(database, keys, later)
    assert (again.id, again.attempts) == (first, 2)


async def test_a_message_for_tomorrow_holds_nothing_back(database: Database, keys: Keys) -> None:
    """A reminder that waits for the morning must not silence the chat until then."""
    morning = NOW + timedelta(hours=15)
    await owed(database, keys, b"reminder", not_before=morning)
    await owed(database, keys, b"reply")

    assert await deliver_all(database, keys) == [b"reply"]
    async with database.read() as db:
        assert await next_due(db) == morning
    assert await deliver_all(database, keys, morning) == [b"reminder"]


async def test_t3_a_crash_after_claiming_sends_again_once(database: Database, keys: Keys) -> None:
    """What a courier took and never reported is taken again when its lease is over."""
    mid = await owed(database, keys, b"hi")
    await claim(database, keys)

    assert await claim(database, keys, NOW + LEASE - timedelta(seconds=1)) == []
    async with database.read() as db:
        assert await next_due(db) == NOW + LEASE
    (again,) = await claim(database, keys, NOW + LEASE)
    assert (again.id, again.attempts) == (mid, 2)


async def test_two_couriers_never_take_the_same_message(database: Database, keys: Keys) -> None:
    """Nobody is told twice, and nothing is skipped."""
    for number in range(12):
        await owed(database, keys, b"x", to=Address(Chat.WEB, number))

    async def take() -> list[Owed]:
        async with database.write() as db:
            return await claim_due(db, keys, NOW, limit=2, lease=LEASE)

    taken = [m.id for batch in await asyncio.gather(*(take() for _ in range(8))) for m in batch]

    assert len(taken) == len(set(taken)) == 12


async def test_what_cannot_be_delivered_is_dropped(database: Database, keys: Keys) -> None:
    """A blocked chat must not block the next message for ever."""
    first = await owed(database, keys, b"first")
    await owed(database, keys, b"second")
    await claim(database, keys)
    async with database.write() as db:
        await give_up(db, first)

    assert await deliver_all(database, keys) == [b"second"]


async def test_messages_of_a_round_die_with_its_key(database: Database, keys: Keys) -> None:
    """What was undelivered at the seal is neither kept nor sent."""
    keys.make_round_keys(RID)
    await owed(database, keys, b"your take-back words", rid=RID)
    await owed(database, keys, b"hello")
    keys.destroy_draft(RID)

    assert await deliver_all(database, keys) == [b"hello"]
    async with database.read() as db:
        assert await count_owed(db) == 0


async def test_what_is_no_longer_owed_is_dropped(database: Database, keys: Keys) -> None:
    """By person or round; never everything by accident."""
    for who in (1, 2):
        for kind in ("prompt", "notice"):
            await owed(database, keys, b"x", to=Address(Chat.WEB, who), pid=pid(who), kind=kind)
    async with database.write() as db:
        await drop_owed(db, pid=pid(1))
        assert await count_owed(db) == 2
        await drop_owed(db, rid=RID)
        assert await count_owed(db) == 2
        with pytest.raises(ValueError, match="say whose"):
            await drop_owed(db)


async def test_a3_an_undelivered_message_is_not_in_clear(database: Database, keys: Keys) -> None:
    """Address and words are encrypted; a short and a long message look alike."""
    keys.make_round_keys(RID)
    await owed(database, keys, b"CANARY", to=Address(Chat.WEB, 987654321))
    await owed(database, keys, b"CANARY" * 500, rid=RID)
    async with database.read() as db:
        rows = (await db.execute(text("SELECT * FROM outbox"))).mappings().all()

    for row in rows:
        held = b"".join(v for v in row.values() if isinstance(v, bytes))
        assert b"CANARY" not in held
        assert (987654321).to_bytes(8, "big") not in held
    assert len({len(row["body_enc"]) for row in rows}) == 1


async def test_nothing_owed_is_due_never(database: Database) -> None:
    """The courier sleeps until it is woken."""
    async with database.read() as db:
        assert await next_due(db) is None


async def test_what_nobody_ever_fetched_is_not_owed_for_ever(
    database: Database, keys: Keys
) -> None:
    """Words to somebody who never opens their page again would lie there for good."""
    today = NOW.date()
    until = today + timedelta(days=90)
    await owed(database, keys, b"hello", pid=pid(1))
    async with database.write() as db:
        assert await count_owed_to(db, pid(1)) == 1
        assert await purge_owed(db, today, until) == 0
        assert await purge_owed(db, until, until) == 0
        assert await purge_owed(db, until + timedelta(days=1), until) == 1
        assert await count_owed(db) == 0
