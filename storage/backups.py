"""Backups: one verified SQLite file, whichever engine the original is on. Never any key.

Rows are copied table by table in the order of their keys, so that the copy's pages tell
nothing about the order in which the originals came.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import envelopes, people
from storage.burying import keep_gone
from storage.engine import Database, DatabaseUnfit, open_database
from storage.keys import Keys
from storage.migrations import is_behind, upgrade
from storage.tables import IN_FLIGHT, metadata

ABANDONED = 600.0
"""A part of a backup older than this was left by a crash. Unit: seconds."""

BATCH = 500
"""Rows copied at a time."""


class BackupFailed(Exception):
    """A backup could not be made, read back or put back. Nothing was removed."""


async def make_backup(database: Database, keys: Keys, target: Path) -> Path:
    """Write a verified backup to the file ``target``.

    Every open envelope and every desk is encrypted anew first, so that two backups do not
    show which changed. Messages under way, updates and sign-ins are left out.

    Returns:
        ``target``, readable by its owner only.

    Raises:
        BackupFailed: the target exists, cannot be written, or did not read back the same.
    """
    if await asyncio.to_thread(target.exists):
        raise BackupFailed(f"{target} exists; a backup is never overwritten")
    if not await asyncio.to_thread(target.parent.is_dir):
        raise BackupFailed(f"{target.parent} is not there: is the second medium connected?")
    if await is_behind(database):
        raise BackupFailed("the database is behind this version: start Earshot once first")
    async with database.write() as db:
        await envelopes.reseal_all(db, keys)
        await people.reseal_desks(db, keys)
    await asyncio.to_thread(_sweep, target)
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        await _write_copy(database, part)
        keys.tombs.spread(target.parent)
        await asyncio.to_thread(_finish, part, target)
    except (OSError, sqlite3.Error, DatabaseUnfit) as fault:
        raise BackupFailed(f"{target} could not be written: {fault}") from fault
    finally:
        for leftover in part.parent.glob(part.name + "*"):
            leftover.unlink()
    return target


async def restore_backup(source: Path, database: Database, keys: Keys) -> None:
    """Put a backup into an empty database, of either engine.

    What was sealed since stays sealed: a round whose tombstone is among the keys comes back
    without its envelopes and slips, as cancelled if it had been open. Who and what was erased
    since stays erased: tombstones lie among the keys and beside each backup.

    Raises:
        BackupFailed: the backup is damaged, or the database is not empty.
    """
    with tempfile.TemporaryDirectory(prefix="earshot-") as scratch:
        file = Path(scratch) / "copy.db"
        shutil.copyfile(source, file)
        try:
            copy = await open_database(f"sqlite:///{file}", lock=False)
        except DatabaseUnfit as fault:
            raise BackupFailed(f"{source} is no whole backup: {fault}") from fault
        try:
            await upgrade(copy)
            async with copy.read() as old, database.write() as db:
                if any((await _sizes(db)).values()):
                    raise BackupFailed("the database is not empty; nothing was put back")
                for table in metadata.sorted_tables:
                    await _copy_table(old, db, table)
                await keep_gone(db, keys, source.parent, from_backup=True)
            keys.tombs.take_over(source.parent)
        finally:
            await copy.close()


async def _write_copy(database: Database, part: Path) -> None:
    """Copy everything but what is in flight, pack it, and compare it with the original."""
    copy = await open_database(f"sqlite:///{part}", lock=False)
    try:
        await upgrade(copy)
        async with database.read() as db:
            async with copy.write() as into:
                for table in metadata.sorted_tables:
                    if table.name not in IN_FLIGHT:
                        await _copy_table(db, into, table)
            await copy.vacuum()
            original = await _digests(db)
            async with copy.read() as written:
                read_back = await _digests(written)
    finally:
        await copy.close()
    wrong = [name for name in original if original[name] != read_back[name]]
    if wrong:
        raise BackupFailed(f"the copy differs from the original in: {', '.join(wrong)}")


def _sweep(target: Path) -> None:
    """Remove what a crash left of an earlier try; a try under way is younger than that."""
    for leftover in target.parent.glob(f".{target.name}.*.part*"):
        if time.time() - leftover.stat().st_mtime > ABANDONED:
            leftover.unlink(missing_ok=True)


def _finish(part: Path, target: Path) -> None:
    """Make it one file, check it as it lies on the disk, then give it its name."""
    connection = sqlite3.connect(part)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise BackupFailed(f"the copy is damaged: {found}")
    _sync(part)
    part.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


async def _copy_table(old: AsyncSession, new: AsyncSession, table: Table) -> None:
    rows = await old.execute(select(table).order_by(*table.primary_key.columns))
    for batch in rows.mappings().partitions(BATCH):
        await new.execute(table.insert(), [dict(row) for row in batch])


async def _sizes(db: AsyncSession) -> Mapping[str, int]:
    return {
        table.name: await db.scalar(select(func.count()).select_from(table)) or 0
        for table in metadata.sorted_tables
    }


async def _digests(db: AsyncSession) -> dict[str, str]:
    """What each table holds, as one hash. Sorted here: the engines do not sort words alike."""
    digests = {}
    for table in metadata.sorted_tables:
        if table.name in IN_FLIGHT:
            continue
        rows = sorted(repr(tuple(row)) for row in await db.execute(select(table)))
        digests[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests
