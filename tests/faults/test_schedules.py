"""F1–F4, F6, T2, T3, T5, T6: random schedules of every fault at once, and a checker of histories.

Each seed is a schedule. ``EARSHOT_SEED=N`` plays one again; a failure prints its own.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.keys import Keys
from tests.botapi.pushing import pushing_api
from tests.botapi.running import RID
from tests.botapi.server import bot_api
from tests.faults.planning import planned
from tests.faults.pushed import Pushed
from tests.faults.schedule import Came, Schedule
from tests.servers.postgres import PostgresServer

ONE = os.environ.get("EARSHOT_SEED")
FULL = bool(os.environ.get("EARSHOT_FULL"))
SHARES = 8 if FULL and ONE is None else 1
"""So many tests share the seeds, so that they run side by side."""

MANY, FEW = 2_400, 160
"""Schedules on SQLite, and on PostgreSQL. Unit: schedules."""

QUICK = (25, 124, 171)
"""Between them they have every kind of fault there is."""


TEMPLATE = "earshot"


@pytest.fixture
def place() -> Iterator[Path]:
    """In memory where there is a place for that: thousands of databases are made."""
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as directory:
        yield Path(directory)


def seeds(share: int, count: int) -> list[int]:
    """The seeds of one share; one seed alone where that is asked for."""
    if ONE is not None:
        return [int(ONE)]
    return list(range(share, count, SHARES)) if FULL else list(QUICK)


async def lived(seed: int, url: str, keys: Keys) -> Came:
    async with bot_api() as server:
        came = await asyncio.wait_for(Schedule(planned(seed), url, keys, server).live(), 300)
    assert came.is_well, f"EARSHOT_SEED={seed}: {came.findings} {came}"
    return came


def noted(came: list[Came], note: Callable[[str, object], None]) -> None:
    note("random schedules", len(came))
    note("crashes in them", sum(one.crashes for one in came))
    note("faults of the database", sum(sum(one.troubles.values()) for one in came))
    note("faults of the Bot API", sum(one.faults for one in came))
    note("messages in them", sum(one.written for one in came))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("share", range(SHARES))
async def test_f1_f2_f3_f4_f6_t2_t3_t5_t6_whatever_breaks_nothing_acknowledged_is_lost_or_doubled(
    dialect: str,
    sqlite_template: Path,
    keys: Keys,
    place: Path,
    share: int,
    record_property: Callable[[str, object], None],
) -> None:
    """Deaths at any step, a disk that fails, a full, locked or read-only database, a clock that
    jumps, and all that Telegram does, together and at random. Each is told all that is stored of
    theirs, in order; what nobody can read is set aside; nothing owed is forgotten."""
    keys.make_round_keys(RID)
    came = []
    for seed in seeds(share, MANY):
        file = place / f"{seed}.db"
        shutil.copy(sqlite_template, file)
        came.append(await lived(seed, f"sqlite:///{file}", keys))
        file.unlink()
    noted(came, record_property)


@pytest.mark.full
@pytest.mark.postgres_only
async def test_f1_f2_f3_f4_f6_t2_t3_t5_t6_whatever_breaks_it_holds_where_telegram_pushes(
    dialect: str,
    postgres_server: PostgresServer,
    keys: Keys,
    record_property: Callable[[str, object], None],
) -> None:
    """To two workers at random, some of it twice; each keeps it in the inbox, and whichever is
    free takes it. The machine dies with house and workers."""
    keys.make_round_keys(RID)
    came = []
    for seed in seeds(0, FEW * SHARES):
        postgres_server.empty(TEMPLATE)
        async with pushing_api(random.Random(f"pushed {seed}")) as server:
            schedule = Pushed(planned(seed), postgres_server.url(TEMPLATE), keys, server)
            one = await asyncio.wait_for(schedule.live(), 300)
        assert one.is_well, f"EARSHOT_SEED={seed}: {one.findings} {one}"
        came.append(one)
    noted(came, record_property)


@pytest.mark.full
@pytest.mark.postgres_only
async def test_f1_f2_f3_f4_f6_t2_t3_t5_t6_whatever_breaks_it_holds_on_postgresql_too(
    dialect: str,
    postgres_server: PostgresServer,
    keys: Keys,
    record_property: Callable[[str, object], None],
) -> None:
    """There a transaction can be committed and nobody be told; it is not done again."""
    keys.make_round_keys(RID)
    came = []
    for seed in seeds(0, FEW * SHARES):
        postgres_server.empty(TEMPLATE)
        came.append(await lived(seed, postgres_server.url(TEMPLATE), keys))
    noted(came, record_property)
