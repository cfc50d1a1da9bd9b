"""A reader decides one text after the other, and the program dies. Run by the tests.

Its lines are ``DISK STEP``; the answer is the number of steps. What was told to the reader as
kept stands in ``DISK/told``, a line each: the text's id and the decision.
"""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from pathlib import Path

from bot.services.reading import reading
from bot.services.world import World
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.readings import Decision, Reading
from surveys.ids import ParticipantId, RoundId
from tests.attacks.where import database_of
from tests.bot.after_seal.house import NOW, POLICY
from tests.dying import Steps, serve

SAM = ParticipantId((1000).to_bytes(16, "big"))
RID = RoundId("meetings")
TURNS = (Decision.PASSED, Decision.WITHHELD)


async def open_at(disk: Path, minutes: int = 0) -> World:
    """The house on a disk, so many minutes after the begin."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database: Database = await open_database(database_of(disk), lock=False)
    now = NOW + timedelta(minutes=minutes)
    return World(database, keys, POLICY, now=lambda: now, backups=disk / "backups")


async def live(disk: Path, steps: Steps) -> None:
    """Read to the end, or as far as one gets."""
    steps.counts = False
    world = await open_at(disk, minutes=1)
    steps.counts = True
    pile = await reading.begin_reading(world, SAM, RID)
    assert pile is not None
    turn = 0
    while (text := await reading.next_text(world, SAM, pile)) is not None:
        decided = TURNS[turn % 2]
        assert await reading.decide(world, SAM, pile, text.handle, Reading(decided)) is None
        with (disk / "told").open("a") as told:
            told.write(f"{pile.handles[text.handle].hex()} {decided.value}\n")
            told.flush()
            os.fsync(told.fileno())
        turn += 1
    steps.counts = False
    await world.database.close()


def read_on(disk: Path, steps: Steps, more: tuple[str, ...]) -> str:
    """Tell how many steps there were."""
    steps.before_statements()
    asyncio.run(live(disk, steps))
    return str(steps.taken)


if __name__ == "__main__":
    serve(read_on)
