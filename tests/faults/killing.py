"""Start a program, kill it, see how it ends."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

HERE = Path(__file__).parents[2]


class Program:
    """A running program. ``kill`` is kill -9."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()

    async def end(self, within: float = 10.0) -> tuple[int, str]:
        """Ask it to end; return its exit code and what it wrote."""
        self._process.terminate()
        out, _ = await asyncio.wait_for(self._process.communicate(), within)
        return self._process.returncode or 0, out.decode()

    async def lines(self) -> AsyncIterator[str]:
        """What it writes, line by line, as it comes."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            yield line.decode(errors="replace")

    @property
    def is_over(self) -> bool:
        return self._process.returncode is not None


@asynccontextmanager
async def started(*argv: str, env: Mapping[str, str]) -> AsyncIterator[Program]:
    """A program that is dead, one way or another, at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *argv,
        cwd=HERE,
        env={**os.environ, **env, "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    program = Program(process)
    try:
        yield program
    finally:
        await program.kill()
