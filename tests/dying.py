"""A program that dies as ``kill -9`` would, at any step a test says. Both of its sides.

The program serves lines ``DISK STEP MORE…``, with tabs between. For each it forks a child that
does its work on that disk and kills itself right before its step number ``STEP``; the answer is
"killed", or what the child told at its end. A step is whatever ``Steps`` was told to count: every
statement sent to the database and every commit at least. Step 0 never comes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiosqlite
import psycopg

ROOT = Path(__file__).parents[1]


WRITES = "BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE"
"""How a transaction that writes begins in SQLite; what makes one of it in PostgreSQL."""


class Steps:
    """Counts steps while ``counts``, and ends the process before one of them."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self.counts = True
        self.after_commits: list[int] = []
        self._last = last
        self._writing = False

    def take(self, what: str = "") -> None:
        """Come to a step."""
        if not self.counts:
            return
        self.taken += 1
        if what.startswith(WRITES):
            self._writing = True
        if what.casefold() == "commit" and self._writing:
            self._writing = False
            self.after_commits.append(self.taken + 1)
        if self.taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, owner: Any, name: str) -> None:
        """Count every call of a function as a step."""
        real: Callable[..., Any] = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            named = [a if isinstance(a, str) else getattr(a, "__name__", "") for a in args[1:]]
            self.take(next((n for n in reversed(named) if n), name))
            return real(*args, **kwargs)

        setattr(owner, name, counted)

    def before_statements(self) -> None:
        """Count every statement and every commit."""
        self.before(aiosqlite.core.Connection, "_execute")
        self.before(psycopg.AsyncCursor, "execute")
        self.before(psycopg.AsyncCursor, "executemany")
        self.before(psycopg.AsyncConnection, "commit")


Live = Callable[[Path, Steps, tuple[str, ...]], str]
"""What a child does on a disk, counting its steps; gives back what is to be told."""


def serve(live: Live) -> None:
    """Serve lines until the end of the input."""
    for line in sys.stdin:
        disk, last, *more = line.rstrip("\n").split("\t")
        hear, told = os.pipe()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                os.write(told, live(Path(disk), Steps(int(last)), tuple(more)).encode())
                code = 0
            finally:
                os._exit(code)
        os.close(told)
        with os.fdopen(hear) as answer:
            taken = answer.read()
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else taken or "failed", flush=True)


class Dying:
    """The program that dies, waiting to be told where."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        assert program.stdin is not None
        assert program.stdout is not None
        self._into, self._out = program.stdin, program.stdout

    def at(self, disk: Path, step: int, *more: str) -> str:
        """Do its work on a disk, dying at a step; how it ended."""
        self._into.write("\t".join((str(disk), str(step), *more)) + "\n")
        self._into.flush()
        return self._out.readline().strip()


@contextmanager
def dying_program(module: str) -> Iterator[Dying]:
    """Start the module that calls ``serve``; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield Dying(program)
