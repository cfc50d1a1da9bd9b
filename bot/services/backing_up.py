"""Backing up: a verified copy of the database, without keys, without anything in flight."""

from __future__ import annotations

from pathlib import Path

from bot.services.world import World
from storage.backups import make_backup


async def back_up(world: World, target: Path | None = None) -> Path:
    """Make a verified backup and return where it is. Day and a number name it, no time.

    Every open envelope is encrypted anew first, so that two backups never show which changed.

    Raises:
        BackupFailed: The copy could not be made or read back. Nothing was removed.
    """
    directory = target or world.backups
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = 1
    while (path := directory / f"earshot-{world.today():%Y-%m-%d}-{number:02}.backup").exists():
        number += 1
    return await make_backup(world.database, world.keys, path)
