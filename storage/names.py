"""Whether any name or place that Earshot knows came, went or changed since it was looked."""

from __future__ import annotations

import os

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.direct import direct

ALL = "all"
"""The only row."""


class NamesRow(Row):
    """A mark drawn anew at each change. It tells that there was one: not what, and not when."""

    __tablename__ = "names"
    __table_args__ = NO_ROWID

    what: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[bytes]


_MARK = direct(select(NamesRow.mark).where(NamesRow.what == ALL))


_SEEN = "names mark"
"""Where a transaction notes the mark it saw: an answer asks twice."""


async def names_changed(db: AsyncSession) -> None:
    """Say, in the transaction that changed a person, an invitation or the list of names."""
    mark = os.urandom(16)
    drawn = insert_into(db, NamesRow).values(what=ALL, mark=mark)
    await db.execute(drawn.on_conflict_do_update(index_elements=["what"], set_={"mark": mark}))
    db.info.pop(_SEEN, None)


async def names_mark(db: AsyncSession) -> bytes:
    """The mark of what is known now; one row is read, however many names there are. It stays the
    same for a whole transaction, unless that changes it."""
    seen: bytes | None = db.info.get(_SEEN)
    if seen is None:
        seen = db.info[_SEEN] = await db.scalar(_MARK) or b""
    return seen
