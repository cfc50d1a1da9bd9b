"""What is marked as sent, while a worker sees to what somebody wrote just then: PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.services.chat import tidying
from storage import people
from storage.outbox import Owed
from surveys.ids import MessageId
from surveys.people.person import Desk
from tests.bot.chatting import Chats

pytestmark = pytest.mark.postgres_only


async def test_f3_a_message_that_arrives_takes_back_nothing_of_what_somebody_does(
    chats: Chats,
) -> None:
    """They said /deleteme, and the last message to them is marked in the same moment: the "yes"
    that they send next still means that. Fails when the desk is read without being locked."""
    ann = await chats.add()
    world, pid = chats.world, await chats.pid(ann)
    owed = Owed(
        id=MessageId(bytes(16)),
        to=ann.address,
        pid=pid,
        rid=None,
        rank=1,
        body=b"",
        attempts=1,
        kind="notice",
    )

    async def mark() -> None:
        async with world.database.write() as db:
            await tidying.remember(db, world, owed, (77,))

    async with world.database.write() as db:
        desk = await people.load_desk(db, world.keys, pid)
        await people.save_desk(db, world.keys, pid, replace(desk, waiting="erase"))
        marking = asyncio.create_task(mark())
        waits = text("SELECT 1 FROM pg_locks WHERE NOT granted")
        async with asyncio.timeout(10):
            while not await db.scalar(waits):  # noqa: ASYNC110  # nothing else tells
                await asyncio.sleep(0.01)
    await marking

    async with world.database.read() as db:
        found: Desk = await people.load_desk(db, world.keys, pid)
    assert (found.waiting, 77 in found.messages) == ("erase", True)
