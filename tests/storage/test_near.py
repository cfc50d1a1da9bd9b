"""Quick statements run where they are asked for; what waits, waits elsewhere."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage import near
from storage.near import FEW, Near


async def opened(path: Path) -> Near:
    return await Near(str(path / "near.db"), isolation_level=None)


async def a_table(path: Path) -> Near:
    connection = await opened(path)
    await (await connection.execute("PRAGMA journal_mode=WAL")).fetchall()
    await connection.execute("CREATE TABLE kept (it)")
    return connection


async def test_a_quick_statement_does_not_leave_its_thread(tmp_path: Path) -> None:
    """The way to another thread and back costs far more than the statement."""
    here: list[bool] = []
    connection = await opened(tmp_path)
    await connection.create_function(
        "note", 0, lambda: here.append(threading.current_thread() is threading.main_thread())
    )

    await (await connection.execute("SELECT note()")).fetchall()
    await connection.close()

    assert here == [True]


async def test_a_commit_holds_nobody_else_up(tmp_path: Path) -> None:
    """It waits for the disk: everybody else goes on meanwhile."""
    passed = []
    connection = await a_table(tmp_path)
    await connection.execute("BEGIN IMMEDIATE")
    await connection.execute("INSERT INTO kept VALUES (1)")
    commit = asyncio.create_task(connection.commit())
    commit.add_done_callback(lambda _: passed.append("commit"))
    await asyncio.sleep(0)

    assert not commit.done()
    await commit
    assert not connection.in_transaction
    await connection.close()


async def test_a_begin_that_finds_the_file_locked_waits_without_stopping_the_loop(
    tmp_path: Path,
) -> None:
    """Another program that writes, a command or a backup, must not stop the chats."""
    connection = await a_table(tmp_path)
    await (await connection.execute("PRAGMA busy_timeout=10000")).fetchall()
    other = sqlite3.connect(tmp_path / "near.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begin = asyncio.create_task(connection.execute("BEGIN IMMEDIATE"))
    await asyncio.sleep(0)
    assert not begin.done()

    other.execute("COMMIT")
    await begin

    assert connection.in_transaction
    waits = await (await connection.execute("PRAGMA busy_timeout")).fetchall()
    assert list(waits) == [(10_000,)]
    await connection.close()
    other.close()


async def test_what_is_asked_while_a_commit_runs_comes_after_it(tmp_path: Path) -> None:
    """A task that is cancelled in its commit rolls back: never in the middle of it."""
    connection = await a_table(tmp_path)
    await connection.execute("BEGIN IMMEDIATE")
    await connection.execute("INSERT INTO kept VALUES (1)")
    commit = asyncio.create_task(connection.commit())
    await asyncio.sleep(0)
    commit.cancel()
    await connection.rollback()

    found = await (await connection.execute("SELECT it FROM kept")).fetchall()
    await connection.close()
    assert list(found) == [(1,)]


async def test_many_rows_at_once_are_written_elsewhere(tmp_path: Path) -> None:
    """A few are quick; ten thousand are not."""
    threads: list[str] = []
    connection = await a_table(tmp_path)
    await connection.create_function(
        "note", 1, lambda it: threads.append(threading.current_thread().name) or it
    )
    main = threading.main_thread().name

    await connection.executemany("INSERT INTO kept VALUES (note(?))", [(1,)] * FEW)
    few, threads[:] = set(threads), []
    await connection.executemany("INSERT INTO kept VALUES (note(?))", [(1,)] * (FEW + 1))
    await connection.close()

    assert few == {main}
    assert main not in threads


async def test_a_long_row_of_statements_lets_others_have_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealing a large round must not leave a chat without an answer until it is done."""
    monkeypatch.setattr(near, "AT_ONCE", 0.0)
    turns = 0
    connection = await a_table(tmp_path)

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(others())
    for _ in range(10):
        await (await connection.execute("SELECT 1")).fetchall()
    other.cancel()
    await connection.close()

    assert turns >= 10


async def test_a_fault_is_raised_where_it_was_asked_for(tmp_path: Path) -> None:
    """Nothing that goes wrong may pass for done."""
    connection = await opened(tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await connection.execute("SELECT * FROM gone")
    await connection.close()


async def test_a_commit_is_made_here_once_the_disk_has_shown_that_it_is_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way to the thread takes as long as such a disk. Never while others wait to write."""
    monkeypatch.setattr(near, "QUICK_DISK", 10.0)
    connection = await a_table(tmp_path)

    async def commit(*, alone: bool) -> bool:
        await connection.begin()
        connection.ask("INSERT INTO kept VALUES (1)")
        committing = connection.commit_soon(alone=alone)
        was_here = committing.done()
        await committing
        assert not connection.in_transaction
        return was_here

    assert not any([await commit(alone=True) for _ in range(near.OFTEN)])
    assert await commit(alone=True)
    assert not await commit(alone=False)
    monkeypatch.setattr(near, "QUICK_DISK", 0.0)
    assert await commit(alone=True), "it was slow, which nobody knew before"
    assert [await commit(alone=True) for _ in range(3)] == [False] * 3
    monkeypatch.setattr(near, "QUICK_DISK", 10.0)
    assert not await commit(alone=True)
    await connection.close()
