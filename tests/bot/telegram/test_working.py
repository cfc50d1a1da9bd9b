"""Several workers on one inbox: exactly once, each person's in order, whoever dies."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.telegram import working
from bot.telegram.context import App, Context
from bot.telegram.faults import NotTaken
from bot.telegram.working import MOST_CLAIMS, Worker
from storage import inbox
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.running import Bot, Clock, bot, keep_and_say, small
from tests.botapi.server import Server

pytestmark = pytest.mark.postgres_only


def said(number: int, person: int, text: str) -> dict[str, Any]:
    who = {"id": person, "is_bot": False, "first_name": "Sam"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": message}


def a_worker(built: Bot) -> Worker:
    return Worker(built.intake, built.world, source="telegram", full=lambda: None)


@asynccontextmanager
async def at_work(*workers: Worker) -> AsyncIterator[None]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(worker.run(stop)) for worker in workers]
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 10)


async def emptied(database: Database) -> None:
    async with asyncio.timeout(20):
        while True:
            async with database.read() as db:
                if not await inbox.count_waiting(db):
                    return
            await asyncio.sleep(0.02)


async def keep(database: Database, keys: Keys, *updates: dict[str, Any]) -> None:
    async with database.write() as db:
        for raw in updates:
            person = raw["message"]["from"]["id"]
            body = json.dumps(raw).encode()
            await inbox.store_update(db, keys, "telegram", raw["update_id"], body, person=person)


async def test_t5_what_several_workers_take_is_taken_once_and_in_each_persons_order(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """Ten people, each with five messages that come twice, and three workers."""
    order: dict[int, list[str]] = defaultdict(list)

    async def note(update: Update, context: Context) -> None:
        await keep_and_say(update, context)
        assert update.effective_user is not None
        assert update.effective_message is not None
        order[update.effective_user.id].append(update.effective_message.text or "")

    def register(application: App) -> None:
        application.add_handler(TypeHandler(Update, note))

    async with AsyncExitStack() as stack:
        built = [
            await stack.enter_async_context(
                bot(database, keys, server, clock=clock, register=register)
            )
            for _ in range(3)
        ]
        workers = [a_worker(one) for one in built]
        async with at_work(*workers):
            for turn in range(5):
                for person in range(10):
                    raw = said(100 * turn + person, 1001 + person, f"{turn}")
                    for _ in range(2):
                        await workers[(turn + person) % 3].take(raw)
            await emptied(database)
        kept = Counter(await built[0].stored())

    assert kept == {f"{turn}": 10 for turn in range(5)}
    assert all(theirs == [*"01234"] for theirs in order.values())


async def test_f6_what_no_worker_can_take_is_set_aside_and_its_sender_told(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """After three tries; what the same person sends next is taken."""
    tries = 0

    async def poison(update: Update, context: Context) -> None:
        nonlocal tries
        if update.effective_message is not None and update.effective_message.text == "poison":
            tries += 1
            raise RuntimeError
        await keep_and_say(update, context)

    def register(application: App) -> None:
        application.add_handler(TypeHandler(Update, poison))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        sam = built.phone(1001)
        worker = a_worker(built)
        await worker.take(said(1, 1001, "poison"))
        await worker.take(said(2, 1001, "fine"))
        async with at_work(worker):
            await emptied(database)
        await built.courier.drain()
        async with database.read() as db:
            aside = await inbox.list_set_aside(db, keys, "telegram")

        assert tries == 3
        assert [one.update_id for one in aside] == [1]
        assert [text.split(".")[0] for text in sam.said] == [
            "Sorry, I couldn't take that",
            "Saved: fine",
        ]


async def test_f6_an_update_that_workers_die_of_is_set_aside_untried(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """It would go on ending every worker that takes it."""
    async with bot(database, keys, server, clock=clock, register=small) as built:
        await keep(database, keys, said(1, 1001, "deadly"))
        for _ in range(MOST_CLAIMS):
            async with database.write() as db:
                await inbox.claim_oldest(db, keys, "telegram", timedelta(seconds=-1), most=1)
        async with at_work(a_worker(built)):
            await emptied(database)

        assert await built.stored() == []
        async with database.read() as db:
            assert await inbox.count_set_aside(db) == 1


async def test_f1_what_a_dead_worker_had_in_its_hands_another_takes(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """Its claim ends; nothing of that person's goes before it."""
    async with bot(database, keys, server, clock=clock) as built:
        sam = built.phone(1001)
        await keep(database, keys, said(1, 1001, "one"), said(2, 1001, "two"))
        async with database.write() as db:
            lease = timedelta(seconds=0.3)
            assert await inbox.claim_oldest(db, keys, "telegram", lease, most=5)
        async with at_work(a_worker(built)):
            await emptied(database)
        await built.courier.drain()

        assert sam.said == ["Saved: one", "Saved: two"]


async def test_f5_told_to_stop_a_worker_hands_back_what_it_cannot_finish(
    database: Database, keys: Keys, server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another begins it at once; nobody waits for a lease to end."""
    monkeypatch.setattr(working, "GRACE", 0.05)
    begun = asyncio.Event()

    async def never(update: Update, context: Context) -> None:
        begun.set()
        await asyncio.Event().wait()

    def register(application: App) -> None:
        application.add_handler(TypeHandler(Update, never))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        worker = a_worker(built)
        await worker.take(said(1, 1001, "slow"))
        async with at_work(worker):
            await asyncio.wait_for(begun.wait(), 5)
    async with database.write() as db:
        (again,) = await inbox.claim_oldest(db, keys, "telegram", timedelta(seconds=9), most=1)

    assert again.attempts == 1


async def test_f4_what_cannot_be_kept_is_not_confirmed(
    small_bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram brings it again."""

    async def full(*_: object, **__: object) -> bool:
        raise OSError(28, "no space")

    monkeypatch.setattr(inbox, "store_update", full)
    with pytest.raises(NotTaken):
        await a_worker(small_bot).take(said(1, 1001, "hello"))
