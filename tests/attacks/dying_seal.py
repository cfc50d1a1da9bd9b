"""Seal a closed round and die at a step. Run as a program of its own, by ``test_kill``.

Its lines are ``DISK STEP``, or ``DISK STEP WORDS``: then the round is read for safety first, and
two people are worried about the text that begins so. A step is also everything done to a file of
keys or backups. The answer is the number of steps and the steps that come right after a commit.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.clockwork import ticks
from bot.services.reading import safety_opening, safety_reading
from bot.services.world import World
from storage import people, rounds
from storage.engine import open_database
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.rounds.round import Round, State
from surveys.safeguarding.plan import Plan
from tests.attacks.where import database_of
from tests.bot.chatting import POLICY, START
from tests.dying import Steps, serve

WITH_SAFETY_READ = POLICY.model_copy(update={"plan": Plan(safety_read=True)})


async def seal(disk: Path, steps: Steps, worrying: str = "") -> None:
    """What the running program does at the tick after the close."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database = await open_database(database_of(disk))
    now = START + timedelta(days=8)
    world = World(database, keys, POLICY, now=lambda: now, backups=disk / "backups")
    steps.before_statements()
    for name in ("open", "write", "fsync", "unlink", "replace"):
        steps.before(os, name)
    if worrying:
        await read_and_seal(replace(world, policy=WITH_SAFETY_READ), worrying)
    else:
        await ticks(world).tick()


async def read_and_seal(world: World, worrying: str) -> None:
    """Close; have Sam read everything and worry about one text, and Mina agree; seal."""
    await ticks(world).tick()
    async with world.database.read() as db:
        staff = {one.nick: one.id for one in await people.list_people(db, world.keys)}
        closed = await rounds.list_rounds(db, states={State.CLOSED})
    for round_ in closed:
        await _read(world, staff["Sam"], round_, worrying)
        pile = await safety_reading.begin(world, staff["Mina"], round_.id)
        assert pile is not None
        while text := await safety_reading.next_worry(world, staff["Mina"], pile):
            await safety_opening.agree(world, staff["Mina"], pile, text.handle)
    await ticks(world).tick()


async def _read(world: World, reader: ParticipantId, round_: Round, worrying: str) -> None:
    pile = await safety_reading.begin(world, reader, round_.id)
    assert pile is not None
    while text := await safety_reading.next_text(world, reader, pile):
        if text.words.startswith(worrying):
            await safety_opening.ask(world, reader, pile, text.handle)
        else:
            await safety_reading.mark_fine(world, reader, pile, text.handle)


def live(disk: Path, steps: Steps, worrying: tuple[str, ...]) -> str:
    """Seal; tell how many steps there were, and after which a commit was."""
    asyncio.run(seal(disk, steps, *worrying))
    return " ".join(map(str, (steps.taken, *steps.after_commits)))


if __name__ == "__main__":
    serve(live)
