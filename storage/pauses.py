"""Whether everything is paused: one row while it is, none while it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.direct import direct
from surveys.ids import ParticipantId

_ALL = "everything"


class PauseRow(Row):
    """The pause there is. Times here are of staff only."""

    __tablename__ = "pauses"
    __table_args__ = NO_ROWID

    what: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    paused_by: Mapped[bytes | None]


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause. ``by`` is None for the command line. ``since`` is in UTC."""

    since: datetime
    by: ParticipantId | None


_PAUSE = direct(select(PauseRow.since, PauseRow.paused_by))


async def begin_pause(db: AsyncSession, since: datetime, by: ParticipantId | None) -> bool:
    """Pause everything. Returns False where it is paused already; that pause goes on."""
    begun = await db.scalar(
        insert_into(db, PauseRow)
        .values(what=_ALL, since=since, paused_by=by)
        .on_conflict_do_nothing(index_elements=["what"])
        .returning(PauseRow.what)
    )
    return begun is not None


async def load_pause(db: AsyncSession) -> Pause | None:
    """The pause there is, or None."""
    row = (await db.execute(_PAUSE)).one_or_none()
    return None if row is None else _pause(row.since, row.paused_by)


async def end_pause(db: AsyncSession) -> Pause | None:
    """End the pause. Of any number who try at once, one gets it; None for the others."""
    row = (
        await db.execute(
            delete(PauseRow)
            .returning(PauseRow.since, PauseRow.paused_by)
            .execution_options(synchronize_session=False)
        )
    ).one_or_none()
    return None if row is None else _pause(row.since, row.paused_by)


def _pause(since: datetime, by: bytes | None) -> Pause:
    return Pause(since, None if by is None else ParticipantId(by))
