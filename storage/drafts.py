"""Surveys being written, each with its author. They hold questions, and no answer of anybody's."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.drafting.draft import Draft
from surveys.drafting.keeping import read_draft, write_draft
from surveys.ids import DraftId, ParticipantId

STEP = 4096
"""Drafts are padded to multiples of this. Unit: bytes."""


class DraftRow(Row):
    """One draft, under the identity key. Whose it is can be read: authors are colleagues."""

    __tablename__ = "drafts"
    __table_args__ = NO_ROWID

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[bytes] = mapped_column(index=True)
    body_enc: Mapped[bytes]
    drop_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft and its author, and the last day it is kept unless it is changed before."""

    id: DraftId
    owner: ParticipantId
    draft: Draft
    drop_on: date


def fresh_draft_id() -> DraftId:
    """A random id: 128 bits, as 32 hexadecimal digits."""
    return DraftId(os.urandom(16).hex())


async def save_draft(db: AsyncSession, keys: Keys, kept: KeptDraft) -> None:
    """Keep a draft, in place of what was kept of it before. Its author stays who they were."""
    plain = write_draft(kept.draft)
    sealed = keys.identity.seal(plain, about=_about(kept.id), step=STEP)
    values = {"body_enc": sealed, "drop_on": kept.drop_on}
    row = insert_into(db, DraftRow).values(id=kept.id, owner=kept.owner, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


async def load_draft(
    db: AsyncSession, keys: Keys, draft_id: DraftId, *, lock: bool = False
) -> KeptDraft | None:
    """A draft, or None. ``lock``: nobody else may change it until we commit.

    Whether whoever asks is its author is the caller's to look at.
    """
    query = select(DraftRow).where(DraftRow.id == draft_id)
    query = query.execution_options(populate_existing=True)
    row = await db.scalar(query.with_for_update() if lock else query)
    return None if row is None else _opened(keys, row)


async def list_drafts(db: AsyncSession, keys: Keys, owner: ParticipantId) -> list[KeptDraft]:
    """Somebody's drafts, by title, then by random id."""
    rows = await db.scalars(
        select(DraftRow).where(DraftRow.owner == owner).execution_options(populate_existing=True)
    )
    found = [_opened(keys, row) for row in rows]
    return sorted(found, key=lambda one: (*one.draft.head.title.values(), one.id))


async def pictures_named(db: AsyncSession, keys: Keys) -> frozenset[str]:
    """Every picture that a draft names, or would again after an undo."""
    rows = await db.scalars(select(DraftRow).execution_options(populate_existing=True))
    kept = [_opened(keys, row).draft for row in rows]
    return frozenset(
        choice.picture
        for draft in kept
        for state in (*draft.past, draft.now)
        for entry in state.entries
        for choice in entry.choices
        if choice.picture
    )


async def drop_draft(db: AsyncSession, draft_id: DraftId) -> None:
    """Forget a draft, and everything that could be undone in it."""
    await db.execute(delete(DraftRow).where(DraftRow.id == draft_id))


async def drop_drafts_of(db: AsyncSession, owner: ParticipantId) -> None:
    """Forget all drafts of somebody who goes."""
    await db.execute(delete(DraftRow).where(DraftRow.owner == owner))


async def purge_drafts(db: AsyncSession, today: date) -> None:
    """Forget those past their last day."""
    await db.execute(delete(DraftRow).where(DraftRow.drop_on < today))


def _opened(keys: Keys, row: DraftRow) -> KeptDraft:
    did = DraftId(row.id)
    plain = keys.identity.open(row.body_enc, about=_about(did))
    return KeptDraft(did, ParticipantId(row.owner), read_draft(plain), row.drop_on)


def _about(draft_id: DraftId) -> bytes:
    return b"draft|survey|" + draft_id.encode()
