"""Whether somebody could be served now: what a container or a load balancer asks for.

Each part is a word and nothing about anybody. Whoever asks how often: it is looked at once in
some seconds, since the question is open to everybody.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from bot.services.world import World
from storage import readiness
from storage.key_files import PAIR

log = logging.getLogger(__name__)

EVERY = 5.0
"""An answer stands for so long. Unit: seconds."""
PATIENCE = 3.0
"""A database that does not answer for so long is not ready. Unit: seconds."""
ROOM = 64 * 1024 * 1024
"""Less room than this on the disk of the data, and a write may fail soon. Unit: bytes."""


@dataclass(slots=True)
class Probe:
    """Looks whether the database takes writes, its tables are ours, the keys are there, and the
    disk has room. ``data`` is the directory whose disk is meant."""

    world: World
    data: Path
    _tables: str | None = None
    _lacks: tuple[str, ...] = ()
    _until: float = 0.0
    _looking: asyncio.Task[None] | None = field(default=None)

    async def lacking(self) -> tuple[str, ...]:
        """What keeps us from serving: of "database", "tables", "keys" and "disk"; or nothing."""
        clock = asyncio.get_running_loop().time
        if self._looking is None and clock() >= self._until:
            self._looking = asyncio.create_task(self._look(), name="probe")
        if self._looking is not None:
            # Not cancelled: a driver that waits for a lock must not lose its connection by it.
            done, _ = await asyncio.wait({self._looking}, timeout=PATIENCE)
            if not done:
                return ("database",)
        return self._lacks

    async def _look(self) -> None:
        lacks = []
        try:
            async with self.world.database.write() as db:
                tables = await readiness.look(db)
            self._tables = self._tables or tables
            if tables != self._tables:
                lacks.append("tables")
        except Exception as fault:
            lacks.append("database")
            if "database" not in self._lacks:
                log.error("the database takes no writes (%s)", type(fault).__name__)
        if not all((self.world.keys.directory / name).is_file() for name in PAIR):
            lacks.append("keys")
        if await asyncio.to_thread(_free, self.data) < ROOM:
            lacks.append("disk")
        self._lacks, self._looking = tuple(lacks), None
        self._until = asyncio.get_running_loop().time() + EVERY


def _free(directory: Path) -> int:
    """Room that is left where a directory lies. Unit: bytes; none where it cannot be told."""
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return 0
