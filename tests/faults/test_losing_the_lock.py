"""F7 with everything running: a house that loses its lock on PostgreSQL; one that stands by."""

from __future__ import annotations

import asyncio
import contextlib
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg
import pytest

from storage.holding import HOUSE
from storage.keys import Keys
from tests.botapi.server import TOKEN, bot_api
from tests.faults.housing import settings_of_a_house
from tests.faults.killing import Program, started
from tests.whole.stage import free_port

pytestmark = [pytest.mark.full, pytest.mark.postgres_only]

RUN = ("-m", "bot", "run", "--rehearsal")


@pytest.fixture
def env(database_url: str, keys: Keys, tmp_path: Path) -> Mapping[str, str]:
    return settings_of_a_house(database_url, keys, tmp_path)


async def says(program: Program, pattern: str) -> None:
    """Read what it writes until it says so."""
    read: list[str] = []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(60):
            async for line in program.lines():
                read.append(line)
                if re.search(pattern, line):
                    return
    raise AssertionError("".join(read))


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def cut(url: str) -> None:
    """The server ends the session that holds the house's lock."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks "
            "WHERE locktype = 'advisory' AND objid = %s AND granted",
            [HOUSE],
        ).fetchall()
    assert ended == [(True,)]


async def test_f7_a_house_that_loses_its_lock_stops_and_begins_anew(
    env: Mapping[str, str], database_url: str
) -> None:
    """PostgreSQL was restarted: nobody has to start Earshot again, and nothing went on without
    the lock."""
    async with started(*RUN, env={**env, "EARSHOT_WEBCHAT": "127.0.0.1:0"}) as house:
        await says(house, "browser chat is at")
        await asyncio.to_thread(cut, database_url)
        await says(house, "the lock on the database was lost")
        await says(house, "Standing by")
        await says(house, "browser chat is at")
        code, _ = await house.end(20)

    assert code == 0


async def test_f7_one_that_stands_by_shows_the_numbers_and_takes_over(
    env: Mapping[str, str],
) -> None:
    """The first is killed; the second has it within seconds, and never beside it."""
    port = free_port()
    async with started(*RUN, env={**env, "EARSHOT_WEBCHAT": "127.0.0.1:0"}) as first:
        await says(first, "browser chat is at")
        second_env = {**env, "EARSHOT_WEBCHAT": f"127.0.0.1:{port}"}
        async with started(*RUN, "--stand-by", env=second_env) as second:
            await says(second, "Standing by")
            assert await asyncio.to_thread(get, port, "/health") == (200, "standing by")
            assert await asyncio.to_thread(get, port, "/readyz") == (503, "standing by")
            status, page = await asyncio.to_thread(get, port, "/help")
            assert (status, "0800 1111" in page) == (200, True)
            await first.kill()
            await says(second, "browser chat is at")
            assert (await asyncio.to_thread(get, port, "/healthz"))[0] == 200
            code, _ = await second.end(20)

    assert code == 0


async def test_a_worker_begins_anew_when_the_house_runs_by_another_policy(
    env: Mapping[str, str],
) -> None:
    """It would tell somebody what does not hold any more. One that reads something else than the
    house takes nobody's words."""
    async with bot_api() as telegram:
        of_workers = {
            **env,
            "EARSHOT_TELEGRAM_TOKEN": TOKEN,
            "EARSHOT_TELEGRAM_API": telegram.address,
            "EARSHOT_TELEGRAM_WEBHOOK": "https://earshot.example",
            "EARSHOT_PUBLIC_URL": "https://earshot.example",
            "EARSHOT_WEBCHAT": "127.0.0.1:0",
            "EARSHOT_WORKERS": "1",
        }
        async with AsyncExitStack() as stack:
            house = await stack.enter_async_context(started(*RUN, env=of_workers))
            worker = await stack.enter_async_context(started("-m", "bot", "work", env=of_workers))
            await says(worker, "This worker listens at")
            await house.end(20)
            path = Path(env["EARSHOT_DATA"]) / "policy.toml"
            path.write_text(path.read_text().replace("Somewhere", "Elsewhere"))
            await stack.enter_async_context(started(*RUN, env=of_workers))
            await says(worker, "begins anew")
            await says(worker, "This worker listens at")
            code, _ = await worker.end(20)

    assert code == 0
