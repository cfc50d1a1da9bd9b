"""Updates whose effects are committed. Matched exactly: after a quiet week ids start anywhere."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, inserting, table_of
from storage.direct import direct


class SeenRow(Row):
    """One update that took effect. A day, no time, no person."""

    __tablename__ = "seen_updates"
    __table_args__ = NO_ROWID

    source: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seen_on: Mapped[date]


_SEEN = table_of(SeenRow)


@cache
def _claim(dialect: str) -> Any:
    return direct(inserting(dialect)(_SEEN).on_conflict_do_nothing().returning(_SEEN.c.update_id))


async def claim_update(db: AsyncSession, source: str, update_id: int, today: date) -> bool:
    """Let an update take effect, once, in this transaction.

    Returns:
        True for the one transaction that may act on it and commits.
    """
    claim = _claim(db.get_bind().dialect.name)
    taken = {"source": source, "update_id": update_id, "seen_on": today}
    return await db.scalar(claim, taken) is not None


async def purge_seen(db: AsyncSession, before: date) -> None:
    """Forget updates seen before a day. Telegram repeats none older than 24 hours."""
    await db.execute(delete(SeenRow).where(SeenRow.seen_on < before))
