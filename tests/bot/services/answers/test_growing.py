"""What an answer costs must not grow with how much there is besides: 100,000 people, 10,000
rounds. ``python -m benchmarks.table growing`` measures it; here is why it holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest

from bot.services.hiding import keep_ready
from tests.bot.chatting import Chats, answer_all, consent

ONE_ROW = {"pauses"}
"""Tables that never have more."""
BY_THE_TEST = "SELECT count(*) AS count_1 \nFROM outbox"
"""How these tests see whether there is more to deliver."""
KEPT = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)


@asynccontextmanager
async def asked_of(chats: Chats) -> AsyncIterator[set[str]]:
    """Every statement that is asked meanwhile of the connection that writes."""
    asked: set[str] = set()
    file = chats.world.database._file
    assert file is not None
    async with file.turn() as near:
        near.driver.set_trace_callback(asked.add)
    try:
        yield asked
    finally:
        async with file.turn() as near:
            near.driver.set_trace_callback(None)


def scanned(path: str, asked: Iterable[str]) -> dict[str, list[str]]:
    """Which statements look through a whole table, and which: SQLite plans them alike however
    much there is."""
    connection = sqlite3.connect(path)
    try:
        found = {
            one: [
                told.removeprefix("SCAN ").split(" ")[0]
                for *_, told in connection.execute(f"EXPLAIN QUERY PLAN {one}")
                if told.startswith("SCAN ")
            ]
            for one in asked
            if KEPT.match(one)
        }
    finally:
        connection.close()
    return {one: tables for one, tables in found.items() if not ONE_ROW.issuperset(tables)}


@pytest.mark.sqlite_only
async def test_no_answer_looks_through_a_table_that_grows(chats: Chats) -> None:
    """From consent to Send, typed, tapped, paused and torn up."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await keep_ready(chats.world)
    async with asked_of(chats) as asked:
        await consent(ann, round_)
        await answer_all(ann)
        await ann.press("Send")
        await ann.type("/stop")
        await ann.type("/withdraw")
        await ann.press("Yes, tear it up")
    path = chats.world.database.url.removeprefix("sqlite+aiosqlite:///")

    assert len([one for one in asked if KEPT.match(one)]) > 100
    assert scanned(path, asked - {BY_THE_TEST}) == {}
