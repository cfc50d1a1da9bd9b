"""Seal a closed round and die at a step. Run as a program of its own, by ``test_kill``.

``python -m tests.attacks.dying BASE`` imports the program once, then reads lines: ``DISK STEP``
forks a child that seals the round on that disk and kills itself, as ``kill -9`` would, right
before its step number ``STEP``; it answers with how the child ended. A step is every statement
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
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from bot.main import ticks
from bot.services.world import World
from storage.engine import open_database
from storage.keys import Keys
from tests.bot.chatting import POLICY, START


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


async def seal(disk: Path, steps: Steps) -> None:
    """What the running program does at the tick after the close."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database = await open_database(f"sqlite:///{disk / 'data' / 'earshot.db'}")
    now = START + timedelta(days=8)
    world = World(database, keys, POLICY, now=lambda: now, backups=disk / "backups")
    steps.before(aiosqlite.core.Connection, "_execute")
    for name in ("open", "write", "fsync", "unlink", "replace"):
        steps.before(os, name)
    await ticks(world).tick()


def child(disk: Path, last: int, told: int) -> None:
    """Seal, dying at ``last``; tell how many steps there were if it lives."""
    steps = Steps(last)
    asyncio.run(seal(disk, steps))
    told_all = " ".join(map(str, (steps.taken, *steps.after_commits)))
    os.writev(told, [told_all.encode()])


def main() -> None:
    """Serve lines until the end of the input."""
    for line in sys.stdin:
        disk, last = line.split()
        hear, told = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(Path(disk), int(last), told)
            os._exit(0)
        os.close(told)
        with os.fdopen(hear) as answer:
            taken = answer.read()
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else taken or "failed", flush=True)


if __name__ == "__main__":
    main()
