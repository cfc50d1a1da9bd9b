"""G6, G7: killed before any statement or commit, a concern is told once, and none is lost."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.services.owing import OUTGOING
from storage import concerns, outbox, outbox_rows
from storage.keys import Keys
from storage.letters import list_letters
from storage.proofs import list_proofs
from tests.bot.chatting import START
from tests.dying import Dying, dying_program
from tests.faults.dying_alert import DOINGS, URGENT, do, world_on

pytestmark = pytest.mark.sqlite_only

FULL = bool(os.environ.get("EARSHOT_FULL"))
"""Be killed at every step there is; else at two of each doing."""


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.faults.dying_alert") as program:
        yield program


async def stands(disk: Path) -> tuple[object, ...]:
    """Everything that is owed and kept, but for random ids."""
    world = await world_on(disk, "prove")
    owed: Counter[tuple[int, str]] = Counter()
    try:
        async with world.database.read() as db:
            known = await concerns.list_concerns(db, world.keys)
            letters = await list_letters(db, world.keys)
            tests = await list_proofs(db, since=START.date())
            rows = (await db.scalars(select(outbox.OutboxRow))).all()
            messages = [outbox_rows.owed_of(world.keys, row) for row in rows]
        owed.update((one.to.number, str(OUTGOING.validate_json(one.body))) for one in messages)
    finally:
        await world.database.close()
    deeds = [(one.id, [(d.at, d.what, d.by) for d in one.deeds], one.alerted) for one in known]
    waiting = sorted((one.to, one.kind, one.handle) for one in letters)
    return sorted(owed.items()), sorted(deeds), waiting, tests


@pytest.fixture
async def disk(database_url: str, keys: Keys, tmp_path: Path) -> Path:
    """A fresh database with everybody in it, closed."""
    await do(tmp_path, "settle")
    return tmp_path


def copied(disk: Path, to: Path) -> Path:
    for part in ("data", "keys", "copies"):
        if (disk / part).exists():
            shutil.copytree(disk / part, to / part)
    return to


@pytest.mark.full
async def test_g6_g7_killed_at_any_step_each_is_told_once_and_nobody_is_forgotten(
    disk: Path,
    dying: Dying,
    tmp_path_factory: pytest.TempPathFactory,
    record_property: Callable[[str, object], None],
) -> None:
    """From the alert to "late": what a killed step leaves is all of it or nothing.

    Fails when a ping is owed in another transaction than the concern, or a step is claimed
    apart from what it owes.
    """
    kills, scratch = 0, tmp_path_factory.mktemp("killed")
    for what in list(DOINGS)[1:]:
        before = await stands(disk)
        whole = copied(disk, scratch / f"{what}-whole")
        steps = int(dying.at(whole, 0, what))
        after = await stands(whole)
        assert after != before, what
        last = range(1, steps + 1)
        for step in last if FULL else random.Random(what).sample(last, 2):
            killed = copied(disk, scratch / f"{what}-{step}")
            assert dying.at(killed, step, what) == "killed", (what, step)
            kills += 1
            left = await stands(killed)
            assert left in (before, after) or what in {"prove", "offer_over"}, (what, step)
            await do(killed, what)
            assert await stands(killed) == after, (what, step)
            shutil.rmtree(killed)
        await do(disk, what)
    record_property("kills during an alert", kills)
    world = await world_on(disk, "prove")
    async with world.database.read() as db:
        found = [one for one in await concerns.list_concerns(db, world.keys) if one.id == URGENT]
    await world.database.close()

    assert [deed.what for deed in found[0].deeds].count("late") == 1
