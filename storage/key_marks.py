"""Key marks: which keys a database belongs to, so that no other is used on it in silence."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.boxes import BoxDamaged
from storage.keys import IDENTITY, SAFE, Keys
from storage.people import list_people


class KeyMarkRow(Row):
    """A mark that one key gives, and that says nothing without it."""

    __tablename__ = "key_marks"
    __table_args__ = NO_ROWID

    kind: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[bytes]


class OtherKeys(Exception):
    """The keys are not those of this database: another house's, or from before a rotation."""

    def __init__(self, kinds: list[str]) -> None:
        super().__init__(
            f"{' and '.join(f'{kind}.key' for kind in kinds)} does not open this database: it is "
            "another Earshot's, or from before the key was rotated. Way out: put the custodian's "
            "newest copy of this house's keys back; nothing was changed."
        )
        self.kinds = kinds


async def check_keys(db: AsyncSession, keys: Keys) -> None:
    """Refuse keys that a database does not belong to.

    Raises:
        OtherKeys: With the way out.
    """
    kept = await _marks(db)
    wrong = [kind for kind, mark in keys.marks.items() if kind in kept and kept[kind] != mark]
    if IDENTITY not in kept and not wrong:  # from before there were marks
        try:
            await list_people(db, keys)
        except BoxDamaged:
            wrong = [IDENTITY]
    if wrong:
        raise OtherKeys(wrong)


async def claim(db: AsyncSession, keys: Keys) -> None:
    """Say that a database belongs to these keys, where it says so of none yet.

    Raises:
        OtherKeys: It belongs to others.
    """
    await check_keys(db, keys)
    await save_marks(db, {IDENTITY: keys.marks[IDENTITY], SAFE: keys.marks[SAFE]})


async def save_marks(db: AsyncSession, marks: dict[str, bytes]) -> None:
    """Replace marks: in the transaction that turns everything over to a new key."""
    for kind, mark in marks.items():
        kept = insert_into(db, KeyMarkRow).values(kind=kind, mark=mark)
        await db.execute(kept.on_conflict_do_update(index_elements=["kind"], set_={"mark": mark}))


async def load_marks(db: AsyncSession) -> dict[str, bytes]:
    """The marks of the keys that a database belongs to; none where its tables are older."""
    try:
        return await _marks(db)
    except DBAPIError:
        return {}


async def _marks(db: AsyncSession) -> dict[str, bytes]:
    rows = await db.execute(select(KeyMarkRow.kind, KeyMarkRow.mark))
    return {kind: mark for kind, mark in rows.all()}
