"""What a round's team learned, in the organisation's own words, and which rounds were asked about.

The words lie sealed, padded to one size; whose they are stands beside them until that person is
forgotten. They are never an answer, nor a young person's.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId

STEP = 4096
"""The words are padded to multiples of this: the longest fits in one. Unit: bytes."""


class LessonRow(Row):
    """What one person of a team wrote about one round."""

    __tablename__ = "lessons"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    rid: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[bytes | None]
    on_date: Mapped[date] = mapped_column(index=True)
    body_enc: Mapped[bytes]


class LessonsAskedRow(Row):
    """A round whose team was asked, once."""

    __tablename__ = "lessons_asked"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What somebody learned of a round, and what they would change next time.

    Args:
        id: 16 random bytes.
        rid: The round.
        by: Who wrote it; None where they were forgotten since.
        on: The day it was first written.
        learned: What was learned.
        change: What they would do otherwise; "" where nothing was written.
    """

    id: bytes
    rid: RoundId
    by: ParticipantId | None
    on: date
    learned: str
    change: str = ""


async def claim_asking(db: AsyncSession, rid: RoundId) -> bool:
    """True for the one call that may ask a round's team."""
    asked = await db.scalar(
        insert_into(db, LessonsAskedRow)
        .values(rid=rid)
        .on_conflict_do_nothing(index_elements=["rid"])
        .returning(LessonsAskedRow.rid)
    )
    return asked is not None


async def list_asked(db: AsyncSession) -> set[RoundId]:
    """The rounds whose team was asked."""
    return {RoundId(rid) for rid in await db.scalars(select(LessonsAskedRow.rid))}


async def drop_asked(db: AsyncSession, rid: RoundId) -> None:
    """Forget that a round's team was asked: it is too old to be asked about again."""
    await db.execute(delete(LessonsAskedRow).where(LessonsAskedRow.rid == rid))


async def save_lesson(
    db: AsyncSession,
    keys: Keys,
    rid: RoundId,
    by: ParticipantId,
    written: tuple[str, str],
    on: date,
) -> Lesson:
    """Keep what somebody learned of a round, in place of what they wrote of it before.

    Args:
        written: What was learned, and what they would change next time.
        on: The day; that of the first writing stays.
    """
    before = await _of(db, rid, by)
    drawn = os.urandom(16) if before is None else before.id
    body = _seal(keys, drawn, written)
    if before is None:
        row = {"id": drawn, "rid": rid, "by_id": by, "on_date": on, "body_enc": body}
        await db.execute(insert(LessonRow).values(**row))
    else:
        await db.execute(
            update(LessonRow)
            .where(LessonRow.id == drawn)
            .values(body_enc=body)
            .execution_options(synchronize_session=False)
        )
    return Lesson(drawn, rid, by, on if before is None else before.on_date, *written)


async def load_lesson(
    db: AsyncSession, keys: Keys, rid: RoundId, by: ParticipantId
) -> Lesson | None:
    """What somebody wrote of a round; None where they wrote nothing."""
    row = await _of(db, rid, by)
    return None if row is None else _open(keys, row)


async def list_lessons(
    db: AsyncSession, keys: Keys, by: ParticipantId | None = None
) -> list[Lesson]:
    """Everything that was learned, the newest first; of one person alone, where one is named."""
    query = select(LessonRow).execution_options(populate_existing=True)
    if by is not None:
        query = query.where(LessonRow.by_id == by)
    found = [_open(keys, row) for row in await db.scalars(query)]
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)


async def drop_lesson(db: AsyncSession, rid: RoundId, by: ParticipantId) -> bool:
    """Delete what somebody wrote of a round. False where there was nothing of theirs."""
    gone = await db.scalar(
        delete(LessonRow)
        .where(LessonRow.rid == rid, LessonRow.by_id == by)
        .returning(LessonRow.id)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


async def forget_author(db: AsyncSession, by: ParticipantId) -> None:
    """Somebody is forgotten, or leaves: what they wrote of rounds is nobody's now."""
    await db.execute(
        update(LessonRow)
        .where(LessonRow.by_id == by)
        .values(by_id=None)
        .execution_options(synchronize_session=False)
    )


async def purge_lessons(db: AsyncSession, before: date) -> None:
    """Delete what was written before a day."""
    await db.execute(
        delete(LessonRow)
        .where(LessonRow.on_date < before)
        .execution_options(synchronize_session=False)
    )


async def _of(db: AsyncSession, rid: RoundId, by: ParticipantId) -> LessonRow | None:
    query = select(LessonRow).where(LessonRow.rid == rid, LessonRow.by_id == by)
    found: LessonRow | None = await db.scalar(query.execution_options(populate_existing=True))
    return found


def _seal(keys: Keys, drawn: bytes, written: tuple[str, str]) -> bytes:
    plain = json.dumps(written, ensure_ascii=False).encode()
    return keys.identity.seal(plain, about=b"lesson|" + drawn, step=STEP)


def _open(keys: Keys, row: LessonRow) -> Lesson:
    plain = keys.identity.open(row.body_enc, about=b"lesson|" + row.id)
    learned, change = json.loads(plain)
    by = None if row.by_id is None else ParticipantId(row.by_id)
    return Lesson(row.id, RoundId(row.rid), by, row.on_date, learned, change)
