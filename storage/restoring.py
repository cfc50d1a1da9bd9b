"""Restoring: a backup is looked at before anything is touched, and put back in one transaction."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.backups import APPLICATION, BackupFailed, about_file, copy_table, reason
from storage.boxes import BoxDamaged
from storage.burying import keep_gone
from storage.engine import Database, DatabaseUnfit, open_database
from storage.key_marks import OtherKeys, check_keys
from storage.keys import Keys
from storage.migrations import is_known, upgrade
from storage.tables import metadata
from storage.tombs import LIFE

ANOTHER = "Way out: take another backup; nothing was changed."


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself. ``made_on`` is None in those of before it was written."""

    made_on: date | None
    files: Mapping[str, bytes]


def look_into(source: Path, keys: Keys, today: date | None = None) -> Contents:
    """Read a backup's day and the files it carries, changing nothing.

    Args:
        today: To refuse one that is older than the tombstones of what was erased since.

    Raises:
        BackupFailed: It is no backup of ours, damaged, from a later version, of another house,
            or too old. With the way out.
    """
    place = source.resolve().as_uri()
    try:
        with closing(sqlite3.connect(f"{place}?mode=ro&immutable=1", uri=True)) as opened:
            made_on, files = _read(opened, source)
    except sqlite3.Error as fault:
        raise BackupFailed(f"{source} is no whole backup: {fault}. {ANOTHER}") from fault
    if made_on and today is not None and made_on < today - LIFE:
        raise BackupFailed(
            f"{source} was made on {made_on}, more than {LIFE.days} days ago. Who was erased "
            f"since is not remembered for longer, and would come back. {ANOTHER}"
        )
    try:
        opened_files = {
            name: keys.identity.open(body, about=about_file(name)) for name, body in files.items()
        }
    except BoxDamaged:
        raise BackupFailed(_of_others(source)) from None
    return Contents(made_on, opened_files)


async def restore_backup(source: Path, database: Database, keys: Keys) -> None:
    """Put a backup into an empty database, of either engine.

    What was sealed since stays sealed: a round whose tombstone is among the keys comes back
    without its envelopes and slips, as cancelled if it had been open. Who and what was erased
    since stays erased: tombstones lie among the keys and beside each backup.

    Raises:
        BackupFailed: the backup is damaged or another house's, there is no room, or the
            database is not empty. Nothing was put back.
    """
    try:
        async with _copy_of(source) as copy:
            async with copy.read() as old, database.write() as db:
                if any((await _sizes(db)).values()):
                    raise BackupFailed(
                        "the database is not empty; nothing was put back. Way out: move it "
                        "away, or give an empty place; two houses must not be mixed."
                    )
                await check_keys(old, keys)
                for table in metadata.sorted_tables:
                    await copy_table(old, db, table)
                await keep_gone(db, keys, source.parent, from_backup=True)
            keys.tombs.take_over(source.parent)
    except OtherKeys:
        raise BackupFailed(_of_others(source)) from None
    except (OSError, DBAPIError) as fault:
        raise BackupFailed(
            f"{source} could not be put back: {reason(fault)}. Way out: see that the disk has "
            "room and may be written to, and try again; nothing was put back."
        ) from fault


def _read(opened: sqlite3.Connection, source: Path) -> tuple[date | None, dict[str, bytes]]:
    (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise BackupFailed(f"{source} is no whole backup: {found}. {ANOTHER}")
    (application,) = opened.execute("PRAGMA application_id").fetchone()
    (made_on,) = opened.execute("PRAGMA user_version").fetchone()
    names = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
    if application not in {0, APPLICATION} or "alembic_version" not in names:
        raise BackupFailed(f"{source} is no backup of Earshot's. {ANOTHER}")
    versions = [one for (one,) in opened.execute("SELECT version_num FROM alembic_version")]
    if not all(map(is_known, versions)):
        raise BackupFailed(
            f"{source} was made by a later version of Earshot. Way out: install that version, "
            "or a later one, and put it back with it; nothing was changed."
        )
    files = (
        dict(opened.execute("SELECT name, body_enc FROM carried")) if "carried" in names else {}
    )
    return (date.fromordinal(made_on) if made_on else None), files


@asynccontextmanager
async def _copy_of(source: Path) -> AsyncIterator[Database]:
    """A copy of a backup, brought to this version: the backup itself stays as it is."""
    with tempfile.TemporaryDirectory(prefix="earshot-") as scratch:
        file = Path(scratch) / "copy.db"
        shutil.copyfile(source, file)
        try:
            copy = await open_database(f"sqlite:///{file}", lock=False)
        except DatabaseUnfit as fault:
            raise BackupFailed(f"{source} is no whole backup: {fault}") from fault
        try:
            await upgrade(copy)
            yield copy
        finally:
            await copy.close()


async def _sizes(db: AsyncSession) -> Mapping[str, int]:
    return {
        table.name: await db.scalar(select(func.count()).select_from(table)) or 0
        for table in metadata.sorted_tables
    }


def _of_others(source: Path) -> str:
    return (
        f"{source} does not open with these keys: it is another Earshot's, or a key was "
        "rotated between the two. Way out: take the key medium of its time, or a backup of the "
        "time of these keys; nothing was changed."
    )
