from datetime import timedelta

from sqlalchemy import text

from storage.engine import Database
from storage.inbox import (
    claim_next,
    count_set_aside,
    finish,
    forget_set_aside,
    list_set_aside,
    list_waiting,
    purge_set_aside,
    set_aside,
    store_update,
)
from storage.keys import Keys
from tests.storage.making import NOW

LEASE = timedelta(seconds=60)


async def test_an_update_waits_until_it_is_finished(database: Database, keys: Keys) -> None:
    """Telegram is told "got it" only after this; it must not get lost then."""
    async with database.write() as db:
        assert await store_update(db, keys, "telegram", 8, b"two", person=1)
        assert await store_update(db, keys, "telegram", 7, b"one", person=1)
        assert not await store_update(db, keys, "telegram", 7, b"one again", person=1)
        assert [w.raw for w in await list_waiting(db, keys, "telegram")] == [b"one", b"two"]
        assert await list_waiting(db, keys, "web") == []
        await finish(db, "telegram", 7)
        assert [w.raw for w in await list_waiting(db, keys, "telegram", 5)] == [b"two"]


async def test_each_persons_updates_are_taken_in_order(database: Database, keys: Keys) -> None:
    """A tap must not overtake the words before it; another person need not wait."""
    async with database.write() as db:
        for number, person in ((1, 10), (2, 10), (3, 20)):
            await store_update(db, keys, "telegram", number, b"%d" % number, person=person)
        taken = [await claim_next(db, keys, "telegram", NOW, LEASE) for _ in range(3)]
        assert [w.raw if w else None for w in taken] == [b"1", b"3", None]
        await finish(db, "telegram", 1)
        then = await claim_next(db, keys, "telegram", NOW, LEASE)

    assert then is not None
    assert then.raw == b"2"


async def test_a_worker_that_died_is_replaced(database: Database, keys: Keys) -> None:
    """Its update is taken again, and how often is known."""
    async with database.write() as db:
        await store_update(db, keys, "telegram", 1, b"x", person=10)
        await claim_next(db, keys, "telegram", NOW, LEASE)
        again = await claim_next(db, keys, "telegram", NOW + LEASE, LEASE)

    assert again is not None
    assert again.attempts == 2


async def test_f6_an_update_nobody_can_take_is_out_of_the_way(
    database: Database, keys: Keys
) -> None:
    """It is kept, encrypted, and holds nobody up; doing it twice is harmless."""
    async with database.write() as db:
        await store_update(db, keys, "telegram", 1, b"CANARY poison", person=10)
        await store_update(db, keys, "telegram", 2, b"fine", person=10)
        for _ in range(2):
            await set_aside(db, keys, "telegram", 1, b"CANARY poison")
        await set_aside(db, keys, "web", 5, b"straight here")
        taken = await claim_next(db, keys, "telegram", NOW, LEASE)
        rows = (await db.execute(text("SELECT * FROM inbox"))).all()

        assert taken is not None
        assert taken.raw == b"fine"
        assert await count_set_aside(db) == 2
        (kept,) = await list_set_aside(db, keys, "telegram")
        assert kept.raw == b"CANARY poison"
        held = b"".join(v for row in rows for v in row if isinstance(v, bytes))
        assert b"CANARY" not in held


async def test_x3_what_was_set_aside_of_somebody_goes_when_they_are_forgotten(
    database: Database, keys: Keys
) -> None:
    """A fault once kept their message, with their name and number in it."""
    async with database.write() as db:
        await set_aside(db, keys, "telegram", 1, b'{"from": {"id": 417, "first_name": "Otter"}}')
        await set_aside(db, keys, "telegram", 2, b'{"from": {"id": 4170}}')
        assert await forget_set_aside(db, keys, "web", 417) == 0
        assert await forget_set_aside(db, keys, "telegram", 417) == 1
        assert [w.update_id for w in await list_set_aside(db, keys, "telegram")] == [2]


async def test_what_was_set_aside_is_not_kept_for_ever(database: Database, keys: Keys) -> None:
    """An engineer has a month; a waiting update is nobody's leftover."""
    today = NOW.date()
    month = today + timedelta(days=30)
    async with database.write() as db:
        await set_aside(db, keys, "telegram", 1, b"odd")
        await store_update(db, keys, "telegram", 2, b"waits", person=1)
        assert await purge_set_aside(db, today, month) == 0
        assert await purge_set_aside(db, month, month) == 0
        assert await purge_set_aside(db, month + timedelta(days=1), month) == 1
        assert len(await list_waiting(db, keys, "telegram")) == 1
