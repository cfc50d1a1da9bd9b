"""For many people, all of it: Telegram pushes to a real Caddy, which hands it to real workers."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from storage import inbox
from storage.engine import open_database
from storage.keys import Keys
from tests.botapi.people import Phone
from tests.botapi.pushing import PushingServer
from tests.deploy.test_caddy import NAME, Through, _running_caddy
from tests.faults.killing import Program, started
from tests.faults.test_killing_workers import (
    LONGEST_START,
    Work,
    answer,
    env,
    fielded,
    kept,
    said_twice,
    words,
)
from tests.whole.stage import free_port

pytestmark = [pytest.mark.full, pytest.mark.postgres_only]

__all__ = ["env"]

PEOPLE = 12


class BeforeCaddy(PushingServer):
    """Telegram, which knows one address: the house's public one."""

    def __init__(self, line: Through) -> None:
        super().__init__(random.Random(8701))
        self._line = line
        self.workers.append(f"https://{NAME}:{line.port}")

    def session(self) -> aiohttp.ClientSession:
        connector = self._line.session.connector
        return aiohttp.ClientSession(connector=connector, connector_owner=False)


async def listening(program: Program) -> None:
    async with asyncio.timeout(LONGEST_START):
        async for line in program.lines():
            if re.search(r"listens at|browser chat is at", line):
                return
    raise AssertionError("it ended at its start")


async def test_f1_t5_what_telegram_pushes_is_taken_once_though_a_worker_behind_caddy_dies(
    database_url: str, keys: Keys, env: Mapping[str, str], tmp_path: Path
) -> None:
    """A worker is killed in the middle. Caddy passes it over, Telegram brings again what nobody
    took, and everybody is answered, each thing once."""
    place = tmp_path / "caddy"
    place.mkdir()
    chat, one, two = free_port(), free_port(), free_port()
    database = await open_database(database_url, lock=False)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        line = await stack.enter_async_context(_running_caddy(place, chat, one, two))
        telegram = await stack.enter_async_context(BeforeCaddy(line))
        given = {
            **env,
            "EARSHOT_TELEGRAM_API": telegram.address,
            "EARSHOT_WEBCHAT": f"127.0.0.1:{chat}",
            "EARSHOT_PUBLIC_URL": f"https://{NAME}",
        }
        house = await stack.enter_async_context(
            started("-m", "bot", "run", "--rehearsal", env=given)
        )
        await listening(house)
        workers, figures = {}, f"127.0.0.1:{free_port()}"
        for port, more in ((one, ()), (two, ("--metrics", figures))):
            at = ("-m", "bot", "work", "--at", f"127.0.0.1:{port}", *more)
            workers[port] = await stack.enter_async_context(started(*at, env=given))
            await listening(workers[port])
        numbers = [731_957_113 + n for n in range(PEOPLE)]
        round_ = await fielded(database, keys, 1, numbers)
        phones = [Phone(telegram, number) for number in numbers]
        await asyncio.gather(*(answer(phone, round_) for phone in phones))
        await telegram.books.until(lambda: telegram.taken >= PEOPLE, 60)
        await workers[one].kill()
        await asyncio.gather(*(phone.sees("✓ Only readers", 90) for phone in phones))
        work = Work(telegram, given, stack, {})
        for n in numbers:
            first, picked, last = await kept(database, keys, round_, n)
            assert (first, last) == (words(0, n), words(2, n))
            assert picked is not None
            assert said_twice(work, n) == []
        async with database.read() as db:
            assert await inbox.count_waiting(db) + await inbox.count_set_aside(db) == 0
        async with aiohttp.ClientSession() as own, own.get(f"http://{figures}/metrics") as page:
            assert "earshot_loops_alive 1" in (await page.text()).splitlines()
        async with line.ask("/healthz") as page:  # type: ignore[attr-defined]
            assert page.status == 200
        written = line.written()

    assert telegram.books.violations == []
    for number in numbers:
        assert str(number).encode() not in written
