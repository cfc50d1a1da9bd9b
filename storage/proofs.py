"""Proofs of life: for each day and person on duty, whether the test of the alarm was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from surveys.ids import ParticipantId

ProofState = Literal["sent", "here", "missed", "unsent"]
"""``sent``: waits for an answer. ``unsent``: we were not running when it was due."""


class ProofRow(Row):
    """One day's test with one person. Of staff only."""

    __tablename__ = "proofs"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str]


@dataclass(frozen=True, slots=True)
class Proof:
    """One day's test. ``day`` is in the organisation's own zone."""

    pid: ParticipantId
    day: date
    state: ProofState


async def claim_proof(
    db: AsyncSession, pid: ParticipantId, day: date, state: ProofState = "sent"
) -> bool:
    """Begin a day's test. Returns True for the one call that began it."""
    began = await db.scalar(
        insert_into(db, ProofRow)
        .values(pid=pid, on_date=day, state=state)
        .on_conflict_do_nothing(index_elements=["pid", "on_date"])
        .returning(ProofRow.pid)
    )
    return began is not None


async def move_proof(
    db: AsyncSession, pid: ParticipantId, day: date, *, was: ProofState, now: ProofState
) -> bool:
    """Say what became of a test. Returns True for the one call that changed it."""
    moved = await db.scalar(
        update(ProofRow)
        .where(ProofRow.pid == pid, ProofRow.on_date == day, ProofRow.state == was)
        .values(state=now)
        .returning(ProofRow.pid)
        .execution_options(synchronize_session=False)
    )
    return moved is not None


async def list_proofs(
    db: AsyncSession, *, since: date, state: ProofState | None = None
) -> list[Proof]:
    """Tests from ``since`` on, the oldest first."""
    query = select(ProofRow).where(ProofRow.on_date >= since)
    if state is not None:
        query = query.where(ProofRow.state == state)
    rows = await db.scalars(query.order_by(ProofRow.on_date, ProofRow.pid))
    return [Proof(ParticipantId(row.pid), row.on_date, row.state) for row in rows]  # type: ignore[arg-type]


async def drop_proofs(db: AsyncSession, *, before: date) -> None:
    """Forget tests of days before ``before``."""
    await db.execute(delete(ProofRow).where(ProofRow.on_date < before))
