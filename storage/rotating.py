"""Rotating: everything under a key is turned over to a fresh one, whenever the power goes.

The fresh key is written aside (``keys/.next``), the database is turned over and says so in one
transaction, one renaming (``keys/.turned``) makes the fresh key count, and only then are its
files moved into their places. What was used before waits in ``keys/.before`` until a backup
under the fresh key was read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import outbox
from storage.boxes import OVERHEAD, Box
from storage.engine import Database
from storage.files import shred, sync, write_whole
from storage.key_files import BEFORE, NEXT, TURNED, finish_turning
from storage.key_marks import load_marks, save_marks
from storage.keys import IDENTITY, SAFE, Keys, MissingKey
from storage.people import list_people
from storage.sealed_columns import SEALED, Sealed
from storage.tables import metadata

PARTS: Mapping[str, tuple[str, str]] = {
    IDENTITY: ("identity.key", "identity.before"),
    SAFE: ("safe.key", "safe.before"),
}
"""The files that change together when a key is rotated."""


class RotationUnderWay(Exception):
    """A rotation was begun and its end is not known here: only who is alone may end it."""


async def rotate(database: Database, keys: Keys, kind: str) -> Keys:
    """Turn everything under a key over to a fresh one. Be alone on the database.

    Returns:
        The keys from now on. The old one waits in ``.before`` until ``destroy_old``.

    Raises:
        ValueError: ``kind`` is neither "identity" nor "safe".
    """
    if kind not in PARTS:
        raise ValueError(f'a key that can be rotated is "identity" or "safe", got "{kind}"')
    fresh = _stage(keys, kind)
    async with database.write() as db:
        await _turn_over(db, keys, fresh, kind)
        await save_marks(db, {kind: fresh.marks[kind]})
    return await settle(database, keys)


async def settle(database: Database, keys: Keys, *, alone: bool = True) -> Keys:
    """End a rotation that was broken off: forwards if the database was turned over, else back.

    Returns:
        The keys that the database belongs to now.

    Raises:
        RotationUnderWay: One is under way, and we are not alone: it may be somebody else's.
    """
    staged = keys.directory / NEXT
    if not staged.is_dir():
        return keys
    if not alone:
        raise RotationUnderWay(
            "A key is being rotated. Way out: wait for it to end; if it was broken off, start "
            "`earshot run`, which ends it."
        )
    async with database.read() as db:
        marks = await load_marks(db)
    fresh = _staged(staged)
    if fresh is not None and _is_turned(marks, keys, fresh):
        keys.tombs.move_to(fresh.tombs)
        staged.replace(keys.directory / TURNED)
        sync(keys.directory)
        finish_turning(keys.directory)
        turned = Keys.open(keys.directory, keys.copies)
        turned.tombs.mirrors = keys.tombs.mirrors
        return turned
    if not any(kind in marks and marks[kind] != keys.marks[kind] for kind in PARTS):
        _clear(staged)  # else these are not the keys of this database: whoever starts is told
    return keys


def _staged(room: Path) -> Keys | None:
    """The fresh foundation; None where it was not written to its end, or half cleared away:
    the database is turned over only once it is whole."""
    try:
        return Keys.open(room)
    except MissingKey:
        return None


def _is_turned(marks: Mapping[str, bytes], old: Keys, fresh: Keys) -> bool:
    return any(marks.get(kind) == fresh.marks[kind] != old.marks[kind] for kind in PARTS)


def has_old(keys: Keys) -> bool:
    """Whether a key of before a rotation is still here."""
    return (keys.directory / BEFORE).is_dir()


def destroy_old(keys: Keys) -> None:
    """Destroy the keys of before a rotation: a backup under the fresh ones was read back."""
    _clear(keys.directory / BEFORE)


def _clear(room: Path) -> None:
    if not room.is_dir():
        return
    for path in sorted(room.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            shred(path)
    room.rmdir()
    sync(room.parent)


def _stage(keys: Keys, kind: str) -> Keys:
    """Write a whole foundation aside, with one key fresh."""
    staged = keys.directory / NEXT
    _clear(staged)
    staged.mkdir(mode=0o700)
    for each, (key, before) in PARTS.items():
        fresh = Box.fresh_key() if each == kind else (keys.directory / key).read_bytes()
        write_whole(staged / key, fresh)
        past = {IDENTITY: keys.codes_before, SAFE: keys.public_before}[each]
        if each == kind:
            past += ({IDENTITY: keys.codes_now, SAFE: keys.public_key}[each],)
        if past:
            write_whole(staged / before, b"".join(past))
    return Keys.open(staged)


async def _turn_over(db: AsyncSession, old: Keys, fresh: Keys, kind: str) -> None:
    boxes = (old.identity, fresh.identity) if kind == IDENTITY else (old.safe, fresh.safe)
    for name, columns in SEALED.items():
        mine = [one for one in columns if one.under.split(" ")[0] == kind]
        table = metadata.tables[name]
        if mine:
            for row in await _rows(db, table):
                await _change(db, table, row, _resealed(row, mine, boxes, fresh))
    if kind == IDENTITY:
        await _rehash(db, old, fresh)


def _resealed(
    row: Mapping[str, Any], columns: Iterable[Sealed], boxes: tuple[Box, Box], fresh: Keys
) -> dict[str, Any]:
    """The boxes of a row under the fresh key, of the size they had."""
    old, new = boxes
    changed: dict[str, Any] = {}
    for one in columns:
        sealed = row[one.column]
        if sealed is None or row.get("under") == "draft" or row.get("state") == "waiting":
            continue  # it lies under another key
        plain = old.open(sealed, about=one.about_row(row))
        renamed = {**row, "code_hash": fresh.rehash(row["code_hash"])} if _is_code(row) else row
        changed[one.column] = new.seal(
            plain, about=one.about_row(renamed), size=len(sealed) - OVERHEAD
        )
    return changed


def _is_code(row: Mapping[str, Any]) -> bool:
    return "code_hash" in row


async def _rehash(db: AsyncSession, old: Keys, fresh: Keys) -> None:
    """Hashes of codes are hashed once more: nobody has the codes. Look-ups are made anew."""
    for name in ("invites", "tickets"):
        table = metadata.tables[name]
        for row in await _rows(db, table):
            await _change(db, table, row, {"code_hash": fresh.rehash(row["code_hash"])})
    known = metadata.tables["participants"]
    for person in await list_people(db, fresh):
        lookup = fresh.lookup(person.address.chat.value, person.address.number)
        await db.execute(update(known).where(known.c.pid == person.id).values(lookup=lookup))
    await outbox.change_lanes(db, old, fresh)
    await db.execute(update(metadata.tables["inbox"]).values(person_key=None))


async def _rows(db: AsyncSession, table: Table) -> list[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    return [
        {str(name): value for name, value in row.items()}
        for row in (await db.execute(query)).mappings()
    ]


async def _change(
    db: AsyncSession, table: Table, row: Mapping[str, Any], changed: Mapping[str, Any]
) -> None:
    if changed:
        its = [column == row[column.name] for column in table.primary_key.columns]
        await db.execute(update(table).where(*its).values(**changed))
