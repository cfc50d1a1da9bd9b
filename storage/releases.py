"""Releases: the one frozen, protected result of a round, made by one person and approved by
another.

Its figures lie open; the words it quotes lie under the round's text key and end with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import UniqueConstraint, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys, RoundKeyGone
from surveys.ids import ParticipantId, RoundId

_PROPOSED, _APPROVED = "proposed", "approved"

STEP = 1024
"""Words are padded to multiples of this. Unit: bytes."""


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
    words_enc: Mapped[bytes | None]
    thinned: Mapped[str | None]
    revoked: Mapped[str | None]


class AlreadyReleased(Exception):
    """A round has one release, and this one's is out."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A result as it is kept: ``json`` is its protected figures, ``words`` what it quotes."""

    json: str
    words: bytes
    form_version: int


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen result. ``json`` is its figures; ``on`` the day it was proposed, or, once
    ``approved_by`` is somebody, approved. ``thinned`` is the month (2026-11) in which words that
    were taken back were last taken out; None where never. ``words_enc``: see ``open_words``.
    ``revoked``: the months in which it lost words, the oldest first."""

    id: bytes
    rid: RoundId
    json: str
    words_enc: bytes | None
    thinned: str | None
    form_version: int
    proposed_by: ParticipantId
    approved_by: ParticipantId | None
    on: date
    revoked: tuple[str, ...] = ()


async def propose_release(
    db: AsyncSession, keys: Keys, rid: RoundId, frozen: Frozen, *, by: ParticipantId, on: date
) -> bytes:
    """Freeze a result for a second person to approve; an earlier proposal is replaced.

    Returns:
        The release's id, 16 random bytes.

    Raises:
        AlreadyReleased: the round's release is out.
        RoundKeyGone: retention has ended.
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
            json=frozen.json,
            words_enc=_seal(keys, rid, drawn, frozen.words),
            form_version=frozen.form_version,
            state=_PROPOSED,
            proposed_by=by,
            approved_by=None,
            on_date=on,
        )
    )
    return drawn


async def drop_proposal(db: AsyncSession, rid: RoundId) -> None:
    """Whoever put a result forward is gone: somebody else puts one forward anew."""
    await db.execute(
        delete(ReleaseRow).where(ReleaseRow.rid == rid, ReleaseRow.state == _PROPOSED)
    )


async def approve_release(
    db: AsyncSession, release_id: bytes, *, by: ParticipantId, on: date, json: str | None = None
) -> bool:
    """Approve a proposal, as somebody else than its proposer.

    ``json`` is its figures with its approval written in; None leaves them as they were proposed.
    Words that are taken back from now on leave it at the turn of a month.

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
            thinned=f"{on:%Y-%m}",
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


def open_words(keys: Keys, release: Release) -> bytes:
    """What a release quotes; empty once retention has ended."""
    if not release.words_enc:
        return b""
    try:
        return keys.text(release.rid).open(
            release.words_enc, about=_about(release.rid, release.id)
        )
    except RoundKeyGone:
        return b""


async def list_released(db: AsyncSession) -> list[Release]:
    """Every approved release, in the order of random ids."""
    rows = await db.scalars(
        select(ReleaseRow)
        .where(ReleaseRow.state == _APPROVED)
        .order_by(ReleaseRow.id)
        .execution_options(populate_existing=True)
    )
    return [_release(row) for row in rows]


async def thin_release(
    db: AsyncSession,
    keys: Keys,
    release: Release,
    frozen: Frozen,
    *,
    month: str,
    revoked: bool = False,
) -> None:
    """Leave only these words in a release; its figures stay what they were.

    Args:
        month: The month it was looked through in, as 2026-11.
        revoked: Whether it lost any words. That is remembered by the month.

    Raises:
        RoundKeyGone: retention has ended; nothing is left to take out.
    """
    words = _seal(keys, release.rid, release.id, frozen.words)
    months = (*release.revoked, month) if revoked else release.revoked
    await db.execute(
        update(ReleaseRow)
        .where(ReleaseRow.id == release.id)
        .values(json=frozen.json, words_enc=words, thinned=month, revoked=" ".join(months))
        .execution_options(synchronize_session=False)
    )


async def drop_words(db: AsyncSession, rid: RoundId, json: str | None = None) -> None:
    """End of retention: a release keeps its figures and quotes nobody. A proposal goes.

    ``json`` replaces figures that were kept together with words by an older version.
    """
    await db.execute(
        delete(ReleaseRow).where(ReleaseRow.rid == rid, ReleaseRow.state == _PROPOSED)
    )
    await db.execute(
        update(ReleaseRow)
        .where(ReleaseRow.rid == rid)
        .values(words_enc=b"", json=ReleaseRow.json if json is None else json)
        .execution_options(synchronize_session=False)
    )


async def _load(db: AsyncSession, rid: RoundId, state: str) -> Release | None:
    row = await db.scalar(
        select(ReleaseRow)
        .where(ReleaseRow.rid == rid, ReleaseRow.state == state)
        .execution_options(populate_existing=True)
    )
    return None if row is None else _release(row)


def _release(row: ReleaseRow) -> Release:
    return Release(
        row.id,
        RoundId(row.rid),
        row.json,
        row.words_enc,
        row.thinned,
        row.form_version,
        ParticipantId(row.proposed_by),
        None if row.approved_by is None else ParticipantId(row.approved_by),
        row.on_date,
        tuple((row.revoked or "").split()),
    )


def _seal(keys: Keys, rid: RoundId, release_id: bytes, words: bytes) -> bytes:
    return keys.text(rid).seal(words, about=_about(rid, release_id), step=STEP)


def _about(rid: str, release_id: bytes) -> bytes:
    return b"release|" + rid.encode() + b"|" + release_id
