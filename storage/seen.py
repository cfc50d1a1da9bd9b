"""Updates whose effects are committed. Matched exactly: after a quiet week ids start anywhere."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into


class SeenRow(Row):
    """One update that took effect. A day, no time, no person."""

    __tablename__ = "seen_updates"
    __table_args__ = NO_ROWID

    source: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seen_on: Mapped[date]


async def claim_update(db: AsyncSession, source: str, update_id: int, today: date) -> bool:
    """Let an update take effect, once, in this transaction.

    Returns:
        True for the one transaction that may act on it and commits.
    """
    claimed = await db.scalar(
        insert_into(db, SeenRow)
        .values(source=source, update_id=update_id, seen_on=today)
        .on_conflict_do_nothing()
        .returning(SeenRow.update_id)
    )
    return claimed is not None


async def purge_seen(db: AsyncSession, before: date) -> None:
    """Forget updates seen before a day. Telegram repeats none older than 24 hours."""
    await db.execute(delete(SeenRow).where(SeenRow.seen_on < before))
