"""Letters we owe: e-mails without content, under K_safe. Deleted once a server has taken them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys

STEP = 1024
"""Bodies are padded to multiples of this. Unit: bytes."""

LetterKind = Literal["concern", "proof", "alarm"]


class LetterRow(Row):
    """One letter owed. To whom, of what kind and of which concern is encrypted."""

    __tablename__ = "letters"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    not_before: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int]
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. ``to`` is an e-mail address; ``handle`` the concern's, or which alarm.

    ``written`` is when it was first owed; ``attempts`` counts those that did not succeed. ``id``
    is given to it when it is owed.
    """

    to: str
    kind: LetterKind
    written: datetime
    handle: str = ""
    urgent: bool = False
    rehearsal: bool = False
    attempts: int = 0
    id: bytes = b""


async def owe_letter(db: AsyncSession, keys: Keys, letter: Letter) -> None:
    """Owe a letter from now on. One of the same kind and concern that still waits is enough."""
    waiting = await list_letters(db, keys)
    if any(_same(one, letter) for one in waiting):
        return
    lid = os.urandom(16)
    told = [letter.to, letter.kind, letter.handle, letter.urgent, letter.rehearsal]
    plain = json.dumps([*told, letter.written.isoformat()]).encode()
    await db.execute(
        insert(LetterRow).values(
            id=lid,
            not_before=letter.written,
            attempts=0,
            body_enc=keys.safe.seal(plain, about=_about(lid), step=STEP),
        )
    )


async def list_letters(
    db: AsyncSession, keys: Keys, *, due: datetime | None = None
) -> list[Letter]:
    """Letters that wait, those due first. ``due``: only those due at that instant."""
    query = select(LetterRow).order_by(LetterRow.not_before, LetterRow.id)
    if due is not None:
        query = query.where(LetterRow.not_before <= due)
    rows = (await db.scalars(query.execution_options(populate_existing=True))).all()
    return [_letter(keys, row) for row in rows]


async def next_letter_due(db: AsyncSession) -> datetime | None:
    """When the next letter is due; None when none waits."""
    due: datetime | None = await db.scalar(select(func.min(LetterRow.not_before)))
    return due


async def postpone_letter(db: AsyncSession, lid: bytes, until: datetime) -> None:
    """It was not taken: try again at ``until``."""
    await db.execute(
        update(LetterRow)
        .where(LetterRow.id == lid)
        .values(not_before=until, attempts=LetterRow.attempts + 1)
        .execution_options(synchronize_session=False)
    )


async def drop_letter(db: AsyncSession, lid: bytes) -> None:
    """It was taken, or never will be: owe it no longer."""
    await db.execute(delete(LetterRow).where(LetterRow.id == lid))


def _same(one: Letter, other: Letter) -> bool:
    return (one.to, one.kind, one.handle) == (other.to, other.kind, other.handle)


def _letter(keys: Keys, row: LetterRow) -> Letter:
    told = json.loads(keys.safe.open(row.body_enc, about=_about(row.id)))
    to, kind, handle, urgent, rehearsal, written = told
    at = datetime.fromisoformat(written)
    return Letter(to, kind, at, handle, urgent, rehearsal, row.attempts, row.id)


def _about(lid: bytes) -> bytes:
    return b"letter|" + lid
