import asyncio
import shutil
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.boxes import Box, BoxDamaged
from storage.engine import Database
from storage.inbox import (
    Waiting,
    claim_oldest,
    count_set_aside,
    count_waiting,
    finish,
    forget_set_aside,
    hand_back,
    list_set_aside,
    list_waiting,
    purge_set_aside,
    renew,
    set_aside,
    store_update,
    store_updates,
    turn_keys,
)
from storage.keys import Keys
from storage.passing_keys import PassingKeys
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


async def taken(database: Database, keys: Keys, most: int = 1) -> list[Waiting]:
    """What the next worker takes, committed."""
    async with database.write() as db:
        return await claim_oldest(db, keys, "telegram", LEASE, most=most)


@pytest.mark.postgres_only
async def test_each_persons_updates_are_taken_in_order(database: Database, keys: Keys) -> None:
    """A tap must not overtake the words before it; another person need not wait."""
    async with database.write() as db:
        for number, person in ((1, 10), (2, 10), (3, 20)):
            await store_update(db, keys, "telegram", number, b"%d" % number, person=person)
    assert [w.raw for w in await taken(database, keys)] == [b"1"]
    assert [w.raw for w in await taken(database, keys, 5)] == [b"3"]
    assert await taken(database, keys, 5) == []
    async with database.write() as db:
        await finish(db, "telegram", 1)
        assert await count_waiting(db) == 2

    assert [w.raw for w in await taken(database, keys, 5)] == [b"2"]


@pytest.mark.postgres_only
async def test_f1_a_flood_takes_one_place_at_a_time(database: Database, keys: Keys) -> None:
    """However many of one person's wait, and however early they came, everybody has a turn."""
    async with database.write() as db:
        flood = {number: b"flood" for number in range(1, 101)}
        await store_updates(db, keys, "telegram", flood, person=10)
        await store_update(db, keys, "telegram", 500, b"hello", person=20)

    assert [w.raw for w in await taken(database, keys, 8)] == [b"flood", b"hello"]


@pytest.mark.postgres_only
async def test_what_one_worker_holds_the_others_pass_over(database: Database, keys: Keys) -> None:
    """Two that look at the same moment take two people's, and neither waits for the other."""
    async with database.write() as db:
        for number, person in ((1, 10), (2, 20), (3, 20)):
            await store_update(db, keys, "telegram", number, b"%d" % number, person=person)
    async with database.write() as one, database.write() as two:
        first = await claim_oldest(one, keys, "telegram", LEASE, most=1)
        second = await claim_oldest(two, keys, "telegram", LEASE, most=5)

    assert [w.raw for w in (*first, *second)] == [b"1", b"2"]


@pytest.mark.postgres_only
async def test_a_worker_that_died_is_replaced_and_one_at_work_is_not(
    database: Database, keys: Keys
) -> None:
    """Its update is taken again, and how often is known. What is handed back never counted."""
    async with database.write() as db:
        for person in (10, 20):
            await store_update(db, keys, "telegram", person, b"x", person=person)
        await claim_oldest(db, keys, "telegram", timedelta(seconds=-1), most=2)
        await renew(db, "telegram", [20], LEASE)
    (again,) = await taken(database, keys, 5)
    assert (again.update_id, again.attempts) == (10, 2)
    async with database.write() as db:
        await hand_back(db, "telegram", [10])

    (once_more,) = await taken(database, keys, 5)
    assert (once_more.update_id, once_more.attempts) == (10, 2)


@pytest.mark.postgres_only
async def test_what_a_rotation_left_without_a_name_keeps_its_order(
    database: Database, keys: Keys
) -> None:
    """Nobody knows whose it is any more: it is taken one by one."""
    async with database.write() as db:
        for number in (1, 2):
            await store_update(db, keys, "telegram", number, b"%d" % number)

    assert [w.raw for w in await taken(database, keys, 5)] == [b"1"]


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
        waiting = await list_waiting(db, keys, "telegram")
        rows = (await db.execute(text("SELECT * FROM inbox"))).all()

        assert [one.raw for one in waiting] == [b"fine"]
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


async def test_a3_what_was_taken_can_be_opened_by_nobody_soon_after(
    database: Database, keys: Keys
) -> None:
    """A deleted row stays in the server's pages and logs: who wrote what, and when, before the
    seal. Not the key of all opens it, nor, two turns later, any other."""
    async with database.write() as db:
        await store_update(db, keys, "telegram", 1, b"CANARY of Otter", person=10)
        copied = await db.scalar(text("SELECT body_enc FROM inbox"))
        with pytest.raises(BoxDamaged):
            keys.identity.open(copied, about=b"inbox|telegram|1")
        for _ in range(3):
            await turn_keys(db, keys)
        assert [w.raw for w in await list_waiting(db, keys, "telegram")] == [b"CANARY of Otter"]
        await finish(db, "telegram", 1)
        await turn_keys(db, keys)
        room = keys.directory / "passing"
        left = [path.read_bytes() for path in room.iterdir()]

    assert len(left) == 2
    for key in left:
        with pytest.raises(BoxDamaged):
            Box(key).open(copied[4:], about=b"inbox|telegram|1")


@pytest.mark.postgres_only
async def test_what_no_key_opens_holds_nobody_up(database: Database, keys: Keys) -> None:
    """The server was put back without the keys of the moment: what waited then is lost."""
    async with database.write() as db:
        await store_update(db, keys, "telegram", 1, b"lost", person=10)
        shutil.rmtree(keys.directory / "passing")
        await store_update(db, keys, "telegram", 2, b"fine", person=10)
    assert await taken(database, keys) == []

    assert [w.raw for w in await taken(database, keys)] == [b"fine"]


async def test_processes_that_make_the_first_key_at_once_have_one(keys: Keys) -> None:
    """What one sealed the others open."""
    many = [PassingKeys(keys.directory) for _ in range(8)]
    sealed = await asyncio.gather(
        *(asyncio.to_thread(one.seal, b"x", about=b"a", step=64) for one in many)
    )

    assert [many[0].open(each, about=b"a") for each in sealed] == [b"x"] * 8
    assert [path.name for path in (keys.directory / "passing").iterdir()] == ["1"]
