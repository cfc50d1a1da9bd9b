"""Backing up: a verified copy of the database, without keys, without anything in flight."""

from __future__ import annotations

from pathlib import Path

from bot.services.world import World
from storage.backups import BackupFailed, Carried, make_backup
from storage.rotating import destroy_old


async def back_up(world: World, target: Path | None = None) -> Path:
    """Make a verified backup and return where it is. Day and a number name it, no time.

    Every open envelope is encrypted anew first, so that two backups never show which changed.
    The policy and the plan lie in it, encrypted. A key of before a rotation dies after it.

    Raises:
        BackupFailed: The copy could not be made or read back. Nothing was removed.
    """
    directory = target or world.backups
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = {path.name: path.read_bytes() for path in world.carried if path.is_file()}
    except OSError as fault:
        raise BackupFailed(
            f"{fault.filename} cannot be used: {fault.strerror}. Way out: give a directory with "
            "--to, or EARSHOT_BACKUPS. Nothing was removed."
        ) from fault
    number = 1
    while (path := directory / f"earshot-{world.today():%Y-%m-%d}-{number:02}.backup").exists():
        number += 1
    carried = Carried(world.today(), files)
    made = await make_backup(world.database, world.keys, path, carried)
    destroy_old(world.keys)
    return made
