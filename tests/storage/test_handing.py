"""What is owed to a chat that waits for nothing else may go the moment it is committed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from storage import handing
from storage.engine import Database
from storage.handing import Train
from storage.keys import Keys
from storage.outbox import BROADCAST, URGENT, claim_due, drop_owed, free_claims, owe
from surveys.people.person import Address, Chat
from tests.storage.making import NOW, pid

LEASE = timedelta(seconds=60)
OTTER, FOX = Address(Chat.TELEGRAM, 7), Address(Chat.TELEGRAM, 8)


async def handed_over(
    database: Database, keys: Keys, *owing: dict[str, Any], drops: bool = False
) -> tuple[list[Train], bool]:
    async with database.write() as db:
        handed = handing.begin(db, NOW + LEASE)
        for one in owing:
            await owe(db, keys, **{"to": OTTER, "now": NOW, **one})
        if drops:
            await drop_owed(db, pid=pid(1))
        return await handing.list_trains(db, handed), handed.left


async def found(database: Database, keys: Keys) -> list[bytes]:
    async with database.write() as db:
        return [one.body for one in await claim_due(db, keys, NOW, lease=LEASE)]


def told(trains: list[Train]) -> list[list[bytes]]:
    return [[owed.body for owed in train] for train in trains]


async def test_what_a_chat_is_told_goes_in_order_and_nobody_else_takes_it(
    database: Database, keys: Keys
) -> None:
    """A question must not overtake the answer before it, nor come twice."""
    trains, left = await handed_over(
        database, keys, {"body": b"answer"}, {"body": b"question"}, {"body": b"fox", "to": FOX}
    )

    assert told(trains) == [[b"answer", b"question"], [b"fox"]]
    assert not left
    assert await found(database, keys) == []


async def test_f2_what_was_handed_over_is_still_owed_after_a_crash(
    database: Database, keys: Keys
) -> None:
    """It was committed with what caused it; only whoever was to send it is gone."""
    await handed_over(database, keys, {"body": b"answer"})
    async with database.write() as db:
        await free_claims(db)

    assert await found(database, keys) == [b"answer"]


async def test_a_chat_that_is_told_something_else_first_waits_for_it(
    database: Database, keys: Keys
) -> None:
    """Whoever brings the first must see that there is a second."""
    async with database.write() as db:
        await owe(db, keys, to=OTTER, body=b"first", now=NOW)
    trains, left = await handed_over(database, keys, {"body": b"second"})

    assert trains == []
    assert left
    assert await found(database, keys) == [b"first"]


async def test_t1_help_goes_before_a_reply_that_was_owed_before_it(
    database: Database, keys: Keys
) -> None:
    """Whoever needs numbers does not read a question first."""
    trains, _ = await handed_over(
        database, keys, {"body": b"question"}, {"body": b"numbers", "rank": URGENT}
    )

    assert told(trains) == [[b"numbers", b"question"]]


async def test_what_comes_unasked_or_later_is_never_handed_over(
    database: Database, keys: Keys
) -> None:
    """Quiet hours and wishes are looked at just before it goes."""
    trains, left = await handed_over(
        database,
        keys,
        {"body": b"invitation", "rank": BROADCAST},
        {"body": b"tomorrow", "to": FOX, "not_before": NOW + timedelta(days=1)},
    )

    assert trains == []
    assert left


async def test_what_was_dropped_again_in_the_same_transaction_is_not_said(
    database: Database, keys: Keys
) -> None:
    """What somebody tore up must not be said all the same."""
    trains, _ = await handed_over(
        database, keys, {"body": b"question", "pid": pid(1)}, {"body": b"torn up"}, drops=True
    )

    assert told(trains) == [[b"torn up"]]


async def test_without_somebody_to_hand_it_to_everything_waits_to_be_found(
    database: Database, keys: Keys
) -> None:
    """A worker has no courier: the one there is looks for it."""
    async with database.write() as db:
        assert handing.under_way(db) is None
        await owe(db, keys, to=OTTER, body=b"answer", now=NOW)

    assert await found(database, keys) == [b"answer"]
