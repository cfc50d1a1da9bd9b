"""Whoever pulls the plug while somebody reads: no decision is lost, and no end is moved."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import readings, slots
from storage.engine import open_database
from storage.keys import Keys
from tests.attacks.dying_reading import RID, SAM, open_at
from tests.attacks.where import Disk, database_of
from tests.bot.after_seal.house import NOW, build_house, seal_round, some_words
from tests.dying import Dying, dying_program

TRIES = int(os.environ.get("EARSHOT_KILLS", "6"))
"""How many of its steps it dies at."""


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_reading") as program:
        yield program


@pytest.fixture
async def disk(first: Disk) -> Disk:
    """A round whose words wait."""
    database = await open_database(database_of(first.root), lock=False)
    keys = Keys.open(first.root / "keys", first.root / "copies")
    await seal_round(await build_house(database, keys), some_words(5))
    await database.close()
    return first


@pytest.mark.full
async def test_60_killed_at_any_step_every_decision_that_was_told_as_kept_is_there(
    disk: Disk, dying: Dying, tmp_path: Path
) -> None:
    """60: nobody reads the same heavy words twice because a machine died; and the slot's end
    stays what it was.

    Fails when a page goes on before its decision is committed.
    """
    steps = int(dying.at(disk.copied(tmp_path / "whole"), 0))
    for step in sorted(random.Random(60).sample(range(1, steps + 1), min(TRIES, steps))):
        cut = disk.copied(tmp_path / "cut")
        assert dying.at(cut, step) == "killed", step
        told = (cut / "told").read_text().split() if (cut / "told").exists() else []
        world = await open_at(cut, minutes=5)
        async with world.database.read() as db:
            kept = await readings.list_readings(db, world.keys, RID)
            slot = await slots.find_newest(db, SAM)
        await world.database.close()
        found = {aid.hex(): one.decision.value for aid, one in kept.items()}
        assert dict(zip(told[::2], told[1::2], strict=True)).items() <= found.items(), step
        assert len(found) - len(told) // 2 in {0, 1}, step
        assert slot is None or slot.ends == NOW + timedelta(minutes=41), step
        shutil.rmtree(cut)
