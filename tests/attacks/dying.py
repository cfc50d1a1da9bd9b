"""Seal a closed round and die at a step. Run as a program of its own, by ``test_kill``.

``python -m tests.attacks.dying BASE`` imports the program once, then reads lines: ``DISK STEP``
forks a child that seals the round on that disk and kills itself, as ``kill -9`` would, right
before its step number ``STEP``; it answers with how the child ended. ``DISK STEP WORDS`` has the
round read for safety first: two people are worried about the text that begins so (its spaces
as ``_``). A step is every statement
sent to the database, every commit, and everything done to a file of keys or backups. Step 0
never comes: the child seals to the end, and the answer is the number of steps and the steps
that come right after a commit.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from bot.main import ticks
from bot.services import safety_opening, safety_reading
from bot.services.world import World
from storage import people, rounds
from storage.engine import open_database
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.rounds.round import Round, State
from surveys.safeguarding.plan import Plan
from tests.bot.chatting import POLICY, START

WITH_SAFETY_READ = POLICY.model_copy(update={"plan": Plan(safety_read=True)})


class Steps:
    """Counts steps, and ends the process before one of them."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self.after_commits: list[int] = []
        self._last = last
        self._writing = False

    def take(self, what: str = "") -> None:
        self.taken += 1
        if what.startswith("BEGIN IMMEDIATE"):
            self._writing = True
        if what == "commit" and self._writing:
            self._writing = False
            self.after_commits.append(self.taken + 1)
        if self.taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, owner: Any, name: str) -> None:
        """Count every call of a function as a step."""
        real: Callable[..., Any] = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            named = [a if isinstance(a, str) else getattr(a, "__name__", "") for a in args[1:]]
            self.take(next((n for n in reversed(named) if n), ""))
            return real(*args, **kwargs)

        setattr(owner, name, counted)


async def seal(disk: Path, steps: Steps, worrying: str = "") -> None:
    """What the running program does at the tick after the close."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database = await open_database(f"sqlite:///{disk / 'data' / 'earshot.db'}")
    now = START + timedelta(days=8)
    world = World(database, keys, POLICY, now=lambda: now, backups=disk / "backups")
    steps.before(aiosqlite.core.Connection, "_execute")
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


def child(disk: Path, last: int, told: int, worrying: str = "") -> None:
    """Seal, dying at ``last``; tell how many steps there were if it lives."""
    steps = Steps(last)
    asyncio.run(seal(disk, steps, worrying))
    told_all = " ".join(map(str, (steps.taken, *steps.after_commits)))
    os.writev(told, [told_all.encode()])


def main() -> None:
    """Serve lines until the end of the input."""
    for line in sys.stdin:
        disk, last, *more = line.split()
        hear, told = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(Path(disk), int(last), told, " ".join(more).replace("_", " "))
            os._exit(0)
        os.close(told)
        with os.fdopen(hear) as answer:
            taken = answer.read()
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else taken or "failed", flush=True)


if __name__ == "__main__":
    main()
