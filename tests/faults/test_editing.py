"""F3 through the program's own handlers, to the seal: of every question the last edit wins."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.engine import open_database
from storage.keys import Keys
from surveys.safeguarding import screening
from tests.botapi.server import bot_api
from tests.faults.editing import Editing, everybody_sent
from tests.faults.planning import planned
from tests.servers.postgres import PostgresServer

ONE = os.environ.get("EARSHOT_SEED")
SHARES = 1 if ONE else 4
MANY, FEW = 120, 12
"""Schedules on SQLite, and on PostgreSQL. Unit: schedules."""

pytestmark = pytest.mark.full


async def lived(seed: int, url: str, keys: Keys) -> int:
    """Live one seed on an empty database; return how many changes were made."""
    database = await open_database(url, lock=False)
    round_ = await everybody_sent(database, keys)
    await database.close()
    async with bot_api() as server:
        schedule = Editing(planned(seed), url, keys, server)
        schedule.settle(round_)
        came = await asyncio.wait_for(schedule.live(), 300)
    assert came.is_well, f"EARSHOT_SEED={seed}: {came.findings} {came}"
    return came.written


def seeds(share: int, count: int) -> range:
    return range(int(ONE), int(ONE) + 1) if ONE else range(share, count, SHARES)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("share", range(SHARES))
async def test_f3_s5_whatever_breaks_each_envelope_opens_to_what_was_written_last(
    dialect: str,
    sqlite_template: Path,
    tmp_path: Path,
    share: int,
    record_property: Callable[[str, object], None],
) -> None:
    """Read after every death, and at the end as the seal reads them, all together."""
    screening.warm_up()
    written = 0
    for seed in seeds(share, MANY):
        place = tmp_path / str(seed)
        place.mkdir(mode=0o700)
        shutil.copy(sqlite_template, place / "earshot.db")
        keys = Keys.create(place / "keys", place / "copies")
        written += await lived(seed, f"sqlite:///{place / 'earshot.db'}", keys)
        shutil.rmtree(place)
    record_property("changes of sent envelopes", written)


@pytest.mark.postgres_only
async def test_f3_s5_whatever_breaks_each_envelope_opens_so_on_postgresql_too(
    dialect: str,
    postgres_server: PostgresServer,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """The same schedules, where a commit may be done and nobody be told of it."""
    screening.warm_up()
    written = 0
    for seed in seeds(0, FEW * SHARES):
        postgres_server.empty("earshot")
        keys = Keys.create(tmp_path / f"{seed}" / "keys", tmp_path / f"{seed}" / "copies")
        written += await lived(seed, postgres_server.url("earshot"), keys)
    record_property("changes of sent envelopes", written)
