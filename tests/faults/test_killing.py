"""F1–F5: killed at any moment, nothing that was said to be saved is lost or doubled."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from storage import answers
from storage.engine import open_database
from storage.keys import Keys
from tests.botapi.people import Phone
from tests.botapi.running import RID
from tests.botapi.server import Server, bot_api
from tests.faults.killing import Program, started

KILLS = 100 if os.environ.get("EARSHOT_FULL") else 2
QUEUED = 60


async def stored(url: str, keys: Keys) -> Counter[str]:
    database = await open_database(url, lock=False)
    try:
        async with database.read() as db:
            return Counter(a.body.decode() for a in await answers.load_answers(db, keys, RID))
    finally:
        await database.close()


def said_saved(*phones: Phone) -> list[str]:
    return [text.removeprefix("Saved: ") for phone in phones for text in phone.said]


@pytest.fixture
def env(database_url: str, keys: Keys) -> Mapping[str, str]:
    keys.make_round_keys(RID)
    return {"SMALL_DATABASE": database_url, "SMALL_KEYS": str(keys.directory)}


async def run_until_killed(
    server: Server, env: Mapping[str, str], moment: random.Random, waiting: int
) -> None:
    """Let it work until some call, and a moment longer; then kill it.

    ``waiting``: how many wait for an answer, each at least one call.
    """
    calls = server.books.calls
    after = len(calls) + moment.randrange(1, min(25, waiting + 2))
    argv = ("-m", "tests.faults.small_program")
    async with started(*argv, env={**env, "SMALL_API": server.address}) as program:
        await server.books.until(lambda: len(calls) >= after, 30)
        await _while_alive(program, moment.uniform(0.0, 0.05))
        await program.kill()


async def _while_alive(program: Program, seconds: float) -> None:
    """Some milliseconds, so that the kill does not always follow a call."""
    async with asyncio.timeout(seconds) as over:
        over.reschedule(asyncio.get_running_loop().time() + seconds)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if not over.expired():
                raise


async def test_f1_killed_at_random_moments_each_answer_is_stored_exactly_once(
    database_url: str,
    keys: Keys,
    env: Mapping[str, str],
    record_property: Callable[[str, object], None],
) -> None:
    """run_polling lost 377 of 600 here. F3 too: after every kill, what was said is true."""
    moment = random.Random(20261121)
    record_property("kill -9", KILLS)
    async with bot_api() as server:
        phones = [Phone(server, 1001 + n) for n in range(4)]
        for kill in range(KILLS):
            batch = [f"{kill}-{n}" for n in range(QUEUED // 4 if kill else QUEUED)]
            for n, text in enumerate(batch):
                await phones[n % len(phones)].type(text)
            await run_until_killed(server, env, moment, len(batch))
            kept = await stored(database_url, keys)
            assert set(said_saved(*phones)) <= set(kept)
            assert not kept or max(kept.values()) == 1
        typed = Counter(
            m["text"] for p in phones for m in p.screen if m["from"]["is_bot"] is False
        )
        argv = ("-m", "tests.faults.small_program")
        async with started(*argv, env={**env, "SMALL_API": server.address}) as program:
            await server.books.until(lambda: set(said_saved(*phones)) == set(typed), 60 + KILLS)
            code, wrote = await program.end()

        assert (code, wrote) == (0, "")
        assert await stored(database_url, keys) == typed
        assert sum(Counter(said_saved(*phones)).values()) - len(typed) <= 4 * KILLS


@pytest.mark.full
async def test_f2_killed_between_the_commit_and_the_reply_the_reply_comes_after_the_restart(
    database_url: str, keys: Keys, env: Mapping[str, str]
) -> None:
    """The reply is owed in the same transaction, so a dead process still owes it."""
    argv = ("-m", "tests.faults.small_program")
    async with bot_api() as server:
        sam = Phone(server, 1001)
        await sam.type("kept")
        never = asyncio.Event()
        rule = server.breaks("sendMessage", until=never)
        async with started(*argv, env={**env, "SMALL_API": server.address}) as program:
            await server.books.until(lambda: rule.times == 0, 30)
            await program.kill()
        never.set()
        assert await stored(database_url, keys) == Counter(["kept"])
        assert sam.said == []
        async with started(*argv, env={**env, "SMALL_API": server.address}):
            await sam.reads("Saved: kept", 30)

        assert await stored(database_url, keys) == Counter(["kept"])


@pytest.mark.full
async def test_f2_killed_before_the_commit_the_update_is_taken_after_the_restart(
    database_url: str, keys: Keys, env: Mapping[str, str]
) -> None:
    """Telegram still has it: nothing was confirmed."""
    argv = ("-m", "tests.faults.small_program")
    async with bot_api() as server:
        sam = Phone(server, 1001)
        await sam.type("kept")
        rule = server.breaks("getUpdates", happens=True, until=asyncio.Event())
        async with started(*argv, env={**env, "SMALL_API": server.address}) as program:
            await server.books.until(lambda: rule.times == 0, 30)
            await program.kill()
        assert await stored(database_url, keys) == Counter()
        async with started(*argv, env={**env, "SMALL_API": server.address}):
            await sam.reads("Saved: kept", 30)


@pytest.mark.full
async def test_f5_told_to_end_with_work_queued_it_ends_in_ten_seconds_and_drops_nothing(
    database_url: str, keys: Keys, env: Mapping[str, str]
) -> None:
    """SIGTERM is how every container stops."""
    argv = ("-m", "tests.faults.small_program")
    async with bot_api() as server:
        phones = [Phone(server, 1001 + n) for n in range(3)]
        typed = [f"{n}" for n in range(QUEUED)]
        for n, text in enumerate(typed):
            await phones[n % 3].type(text)
        environment = {**env, "SMALL_API": server.address}
        async with started(*argv, env=environment) as program:
            await server.books.until(lambda: len(said_saved(*phones)) >= 5, 30)
            code, _ = await program.end(10)
        assert code == 0
        assert set(said_saved(*phones)) <= set(await stored(database_url, keys))
        async with started(*argv, env=environment):
            await server.books.until(lambda: len(set(said_saved(*phones))) == QUEUED, 30)

        assert await stored(database_url, keys) == Counter(typed)


@pytest.mark.full
async def test_f7_a_second_program_on_the_same_database_refuses_to_start(
    env: Mapping[str, str],
) -> None:
    """Two would answer everybody twice."""
    argv = ("-m", "tests.faults.small_program")
    async with bot_api() as server:
        environment = {**env, "SMALL_API": server.address}
        async with started(*argv, env=environment):
            await server.books.until(lambda: bool(server.books.calls), 30)
            async with started(*argv, env=environment) as second:
                out, _ = await asyncio.wait_for(second._process.communicate(), 30)

        assert second._process.returncode == 1
        assert b"Occupied" in out
