"""Releases: the one frozen, protected result of a round, made by one person and approved by
another."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import UniqueConstraint, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from surveys.ids import ParticipantId, RoundId

_PROPOSED, _APPROVED = "proposed", "approved"


class ReleaseRow(Row):
    """A result as it was frozen. A round has at most one proposed and one approved."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("rid", "state"), NO_ROWID)

    id: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str]
    json: Mapped[str]
    form_version: Mapped[int]
    state: Mapped[str]
    proposed_by: Mapped[bytes]
    approved_by: Mapped[bytes | None]
    on_date: Mapped[date]


class AlreadyReleased(Exception):
    """A round has one release, and this one's is out."""


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen result. ``json`` is the protected report; ``on`` the day it was proposed, or,
    once ``approved_by`` is somebody, approved."""

    id: bytes
    rid: RoundId
    json: str
    form_version: int
    proposed_by: ParticipantId
    approved_by: ParticipantId | None
    on: date


async def propose_release(
    db: AsyncSession,
    rid: RoundId,
    *,
    json: str,
    form_version: int,
    by: ParticipantId,
    on: date,
) -> bytes:
    """Freeze a result for a second person to approve; an earlier proposal is replaced.

    Returns:
        The release's id, 16 random bytes.

    Raises:
        AlreadyReleased: the round's release is out.
    """
    if await load_release(db, rid) is not None:
        raise AlreadyReleased(f'round "{rid}" has been released; a release never changes')
    await db.execute(
        delete(ReleaseRow).where(ReleaseRow.rid == rid, ReleaseRow.state == _PROPOSED)
    )
    drawn = os.urandom(16)
    await db.execute(
        insert(ReleaseRow).values(
            id=drawn,
            rid=rid,
            json=json,
            form_version=form_version,
            state=_PROPOSED,
            proposed_by=by,
            approved_by=None,
            on_date=on,
        )
    )
    return drawn


async def approve_release(
    db: AsyncSession, release_id: bytes, *, by: ParticipantId, on: date, json: str | None = None
) -> bool:
    """Approve a proposal, as somebody else than its proposer.

    ``json`` is the result with its approval written in; None leaves it as it was proposed.

    Returns:
        True for the one call that approved it. False when it is gone, was replaced, is out
        already, or ``by`` proposed it.
    """
    approved = await db.scalar(
        update(ReleaseRow)
        .where(
            ReleaseRow.id == release_id,
            ReleaseRow.state == _PROPOSED,
            ReleaseRow.proposed_by != by,
        )
        .values(
            state=_APPROVED,
            approved_by=by,
            on_date=on,
            json=ReleaseRow.json if json is None else json,
        )
        .returning(ReleaseRow.id)
        .execution_options(synchronize_session=False)
    )
    return approved is not None


async def load_release(db: AsyncSession, rid: RoundId) -> Release | None:
    """A round's approved release, or None."""
    return await _load(db, rid, _APPROVED)


async def load_proposal(db: AsyncSession, rid: RoundId) -> Release | None:
    """A round's proposal that waits for a second person, or None."""
    return await _load(db, rid, _PROPOSED)


async def _load(db: AsyncSession, rid: RoundId, state: str) -> Release | None:
    row = await db.scalar(
        select(ReleaseRow)
        .where(ReleaseRow.rid == rid, ReleaseRow.state == state)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return None
    return Release(
        row.id,
        RoundId(row.rid),
        row.json,
        row.form_version,
        ParticipantId(row.proposed_by),
        None if row.approved_by is None else ParticipantId(row.approved_by),
        row.on_date,
    )
