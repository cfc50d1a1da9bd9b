"""Backups: one verified SQLite file, whichever engine the original is on. Never any key.

Rows are copied table by table in the order of their keys, so that the copy's pages tell
nothing about the order in which the originals came.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import envelopes, people, wishes
from storage.engine import Database, DatabaseUnfit
from storage.files import sync
from storage.keys import MEDIA, Keys
from storage.migrations import is_behind, is_known, revision_of, upgrade
from storage.old_copies import is_there, write_old_copy
from storage.packing import packed, unpacked
from storage.slices import SLICE, Digest, in_slices
from storage.tables import IN_FLIGHT, metadata

ABANDONED = 600.0
"""A part of a backup older than this was left by a crash. Unit: seconds."""

APPLICATION = 0x4561_7273
"""What SQLite's header says of a backup of ours ("Ears")."""

FILE_STEP = 4096
"""Carried files are padded to multiples of this. Unit: bytes."""


class BackupFailed(Exception):
    """A backup could not be made, read back or put back. Nothing was removed."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What is written beside the tables. ``made_on`` is a day's ordinal, 0 for none."""

    made_on: int
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a backup has beside the tables: the day it was made, and whole files by name.

    The files lie in it encrypted. Without a day it can be put back however old it is.
    """

    made_on: date | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


async def make_backup(
    database: Database, keys: Keys, target: Path, carried: Carried | None = None
) -> Path:
    """Write a verified backup to the file ``target``, and the tombstones beside it.

    Every open envelope, every desk and everybody's wishes are encrypted anew first, so that
    two backups do not show which changed. Messages under way, updates and sign-ins are left out.
    A database of an earlier version is copied as it is: it can be put back by that version too.

    Returns:
        ``target``, readable by its owner only.

    Raises:
        BackupFailed: the target exists, cannot be written, lies with keys, or did not read
            back the same; or a later version made the database.
    """
    await asyncio.to_thread(_check_place, keys, target)
    version = await revision_of(database)
    if version is None or not is_known(version):
        raise BackupFailed(
            "the database is empty, or a later version of Earshot made it. Way out: install that "
            "version, or a later one. Nothing was removed."
        )
    await _reseal(database, keys)
    await asyncio.to_thread(_sweep, target)
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        if await is_behind(database):
            wrong = await write_old_copy(database, part, version)
        else:
            wrong = await _write_copy(database, part)
        if wrong:
            raise BackupFailed(f"the copy differs from the original in: {', '.join(wrong)}")
        keys.tombs.spread(target.parent)
        await asyncio.to_thread(_finish, part, target, _sealed(keys, carried or Carried()))
    except (OSError, sqlite3.Error, DBAPIError, DatabaseUnfit) as fault:
        raise BackupFailed(
            f"{target} could not be written: {reason(fault)}. Way out: see that the medium is "
            "connected, has room, and may be written to. Nothing was removed."
        ) from fault
    finally:
        for leftover in part.parent.glob(part.name + "*"):
            leftover.unlink()
    return target


async def _reseal(database: Database, keys: Keys) -> None:
    """Encrypt anew whatever shows by its bytes that somebody was busy, as far as it is there."""
    await in_slices(database, lambda db, last: envelopes.reseal_some(db, keys, last))
    await in_slices(database, lambda db, last: people.reseal_desks(db, keys, last))
    async with database.read() as db:
        wished = await is_there(db, wishes.WishesRow.__tablename__)
    if wished:
        await in_slices(database, lambda db, last: wishes.reseal_wishes(db, keys, last))


async def _write_copy(database: Database, part: Path) -> list[str]:
    """Copy everything but what is in flight and pack it; return which tables differ then."""
    async with unpacked(part) as copy:
        await upgrade(copy)
        async with database.read() as db:
            async with copy.write() as into:
                for table in metadata.sorted_tables:
                    if table.name not in IN_FLIGHT:
                        await copy_table(db, into, table)
            original = await _digests(db)
    async with packed(part) as copy, copy.read() as written:
        read_back = await _digests(written)
    return [name for name in original if original[name] != read_back[name]]


def _sweep(target: Path) -> None:
    """Remove what a crash left of an earlier try; a try under way is younger than that."""
    for leftover in target.parent.glob(f".{target.name}.*.part*"):
        if time.time() - leftover.stat().st_mtime > ABANDONED:
            leftover.unlink(missing_ok=True)


def reason(fault: BaseException) -> str:
    """Why it could not be done, in the machine's own words and without what was stored."""
    if isinstance(fault, DBAPIError):
        return str(fault.orig).partition("\n")[0]
    return (isinstance(fault, OSError) and fault.strerror) or str(fault)


def _check_place(keys: Keys, target: Path) -> None:
    """A backup is never written over another, nor among keys: whoever copied that had both."""
    if target.exists():
        raise BackupFailed(f"{target} exists; a backup is never overwritten")
    if not target.parent.is_dir():
        raise BackupFailed(f"{target.parent} is not there: is the second medium connected?")
    here = target.parent.resolve()
    for place in (here, *here.parents):
        if place == keys.directory.resolve() or any((place / one).exists() for one in MEDIA):
            raise BackupFailed(
                f"{target.parent} is where keys or copies of keys lie: whoever took it would "
                "have both. Way out: give a directory on another medium."
            )


def _sealed(keys: Keys, carried: Carried) -> _Stamp:
    files = {
        name: keys.identity.seal(body, about=about_file(name), step=FILE_STEP)
        for name, body in carried.files.items()
    }
    return _Stamp(0 if carried.made_on is None else carried.made_on.toordinal(), files)


def about_file(name: str) -> bytes:
    """Where a carried file belongs."""
    return b"carried|" + name.encode()


def _finish(part: Path, target: Path, stamp: _Stamp) -> None:
    """Make it one file, check it as it lies on the disk, then give it its name."""
    connection = sqlite3.connect(part)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={stamp.made_on}")
        connection.execute(
            "CREATE TABLE carried (name TEXT PRIMARY KEY, body_enc BLOB NOT NULL) WITHOUT ROWID"
        )
        connection.executemany("INSERT INTO carried VALUES (?, ?)", sorted(stamp.files.items()))
        connection.commit()
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise BackupFailed(f"the copy is damaged: {found}")
    sync(part)
    part.replace(target)
    sync(target.parent)


async def copy_table(old: AsyncSession, new: AsyncSession, table: Table) -> None:
    """Copy every row of a table, in the order of its keys."""
    rows = await old.stream(select(table).order_by(*table.primary_key.columns))
    async for some in rows.mappings().partitions(SLICE):
        await new.execute(table.insert(), [dict(row) for row in some])


async def _digests(db: AsyncSession) -> dict[str, Digest]:
    """What each table holds. The engines do not sort words alike, so the order does not count."""
    digests = {}
    for table in metadata.sorted_tables:
        if table.name in IN_FLIGHT:
            continue
        found = digests[table.name] = Digest()
        rows = await db.stream(select(table))
        async for some in rows.partitions(SLICE):
            for row in some:
                found.add(row)
    return digests
