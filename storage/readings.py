"""What the reader decided about each text, before anybody else may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import AnswerId, RoundId

STEP = 256
"""Bodies are padded to multiples of this. Unit: bytes."""


class Decision(StrEnum):
    """What the reader decided about one text."""

    PASSED = "passed"
    MASKED = "masked"
    WITHHELD = "withheld"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Reading:
    """A decision. ``text`` is what may be seen in place of the answer (masked, reworded)."""

    decision: Decision
    text: str = ""
    typical: bool = False


class ReadingRow(Row):
    """One decision. Goes when its answer goes."""

    __tablename__ = "readings"
    __table_args__ = NO_ROWID

    aid: Mapped[bytes] = mapped_column(
        ForeignKey("answers.aid", ondelete="CASCADE"), primary_key=True
    )
    rid: Mapped[str] = mapped_column(index=True)
    decision: Mapped[str]
    body_enc: Mapped[bytes]
    typical: Mapped[int]


async def record_reading(
    db: AsyncSession, keys: Keys, rid: RoundId, aid: AnswerId, reading: Reading
) -> None:
    """Keep a decision; a later one about the same answer replaces it.

    Raises:
        RoundKeyGone: the round's text key was destroyed or lost.
    """
    decided = {
        "decision": reading.decision.value,
        "body_enc": keys.text(rid).seal(reading.text.encode(), about=_about(rid, aid), step=STEP),
        "typical": int(reading.typical),
    }
    await db.execute(
        insert_into(db, ReadingRow)
        .values(aid=aid, rid=rid, **decided)
        .on_conflict_do_update(index_elements=["aid"], set_=decided)
    )


async def list_readings(db: AsyncSession, keys: Keys, rid: RoundId) -> dict[AnswerId, Reading]:
    """Every decision about a round's texts.

    Raises:
        RoundKeyGone: retention has ended.
    """
    box = keys.text(rid)
    rows = await db.execute(
        select(ReadingRow.aid, ReadingRow.decision, ReadingRow.body_enc, ReadingRow.typical)
        .where(ReadingRow.rid == rid)
        .order_by(ReadingRow.aid)
    )
    return {
        AnswerId(aid): Reading(
            Decision(decision), box.open(sealed, about=_about(rid, aid)).decode(), bool(typical)
        )
        for aid, decision, sealed, typical in rows.all()
    }


async def count_readings(db: AsyncSession, rid: RoundId) -> int:
    """How many texts of a round are decided."""
    query = select(func.count()).select_from(ReadingRow).where(ReadingRow.rid == rid)
    return await db.scalar(query) or 0


def _about(rid: str, aid: bytes) -> bytes:
    return b"reading|" + rid.encode() + b"|" + aid
