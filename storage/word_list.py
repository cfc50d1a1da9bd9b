"""What Experts by Experience changed in the list of words that hurt or puzzle, as one box.

One row, padded, replaced whole. From outside it tells that something was changed.
"""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.coaching.changing import WordChanges

STEP = 4 * 1024
"""The box is padded to multiples of this. Unit: bytes."""
WHOLE = "whole"
"""The name of the only row."""


class WordListRow(Row):
    """The one list of changes."""

    __tablename__ = "word_list"
    __table_args__ = NO_ROWID

    name: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


async def save_word_changes(db: AsyncSession, keys: Keys, changes: WordChanges) -> None:
    """Keep changes in place of those before."""
    plain = json.dumps([changes.added, sorted(changes.off)], ensure_ascii=False)
    body = keys.identity.seal(plain.encode(), about=_about(WHOLE), step=STEP)
    kept = insert_into(db, WordListRow).values(name=WHOLE, body_enc=body)
    await db.execute(kept.on_conflict_do_update(index_elements=["name"], set_={"body_enc": body}))


async def load_word_changes(db: AsyncSession, keys: Keys) -> WordChanges:
    """The changes; none where nobody changed anything."""
    body = await db.scalar(select(WordListRow.body_enc).where(WordListRow.name == WHOLE))
    if body is None:
        return WordChanges()
    added, off = json.loads(keys.identity.open(body, about=_about(WHOLE)))
    return WordChanges(tuple((word, better) for word, better in added), frozenset(off))


def _about(name: str) -> bytes:
    return b"word list|" + name.encode()
