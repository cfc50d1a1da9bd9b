"""What safety readers said of each text, between the close and the seal.

A mark names its text by a value that only the round's draft key makes, and what was said is
sealed under that key: when the key is destroyed, nothing here can be told from chance. Marks go
in the transaction that seals or holds the round, and are in no backup.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from storage.rounds import look_next
from surveys.ids import ParticipantId, QuestionKey, RoundId

STEP = 256
"""Every verdict is sealed in this many bytes, so that none looks different. Unit: bytes."""


class Verdict(StrEnum):
    """What was said of a text."""

    FINE = "fine"
    ASKED = "asked"
    """Somebody is worried, and a second person has not looked yet."""
    WORRIED = "worried"
    """Whoever must know was told."""


@dataclass(frozen=True, slots=True)
class SafetyMark:
    """One verdict. ``by`` is the safety reader, never the author."""

    verdict: Verdict
    by: ParticipantId


class SafetyMarkRow(Row):
    """One text that was read. ``mark`` is 32 bytes, ``verdict`` sealed and in base64."""

    __tablename__ = "safety_marks"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[bytes] = mapped_column(primary_key=True)
    verdict: Mapped[str]


def marker(keys: Keys, rid: RoundId) -> Callable[[ParticipantId, QuestionKey, str], bytes]:
    """What makes the mark of a text as it stands: author, question and words. 32 bytes each.

    Raises:
        RoundKeyGone: the round is sealed, or its key was lost.
    """
    make = keys.draft_marker(rid)

    def mark(pid: ParticipantId, question: QuestionKey, text: str) -> bytes:
        return make(b"|".join((b"safety", pid.hex().encode(), question.encode(), text.encode())))

    return mark


async def set_mark(
    db: AsyncSession, keys: Keys, rid: RoundId, mark: bytes, said: SafetyMark
) -> None:
    """Keep what was said of a text; a later word replaces it. The clock looks at the round anew.

    Raises:
        RoundKeyGone: the round is sealed, or its key was lost.
    """
    plain = json.dumps({"verdict": said.verdict.value, "by": said.by.hex()}).encode()
    sealed = keys.draft(rid).seal(plain, about=_about(rid, mark), step=STEP)
    verdict = base64.b64encode(sealed).decode()
    await db.execute(
        insert_into(db, SafetyMarkRow)
        .values(rid=rid, mark=mark, verdict=verdict)
        .on_conflict_do_update(index_elements=["rid", "mark"], set_={"verdict": verdict})
    )
    await look_next(db, rid, None)


async def load_marks(db: AsyncSession, keys: Keys, rid: RoundId) -> dict[bytes, SafetyMark]:
    """Everything that was said of a round's texts, by mark.

    Raises:
        RoundKeyGone: the round is sealed, or its key was lost.
    """
    box = keys.draft(rid)
    rows = await db.execute(
        select(SafetyMarkRow.mark, SafetyMarkRow.verdict)
        .where(SafetyMarkRow.rid == rid)
        .order_by(SafetyMarkRow.mark)
    )
    found = {}
    for mark, verdict in rows.all():
        read = json.loads(box.open(base64.b64decode(verdict), about=_about(rid, mark)))
        by = ParticipantId(bytes.fromhex(read["by"]))
        found[mark] = SafetyMark(Verdict(read["verdict"]), by)
    return found


async def drop_marks(db: AsyncSession, rid: RoundId) -> None:
    """Forget what was said: the round is sealed, held or over."""
    await db.execute(delete(SafetyMarkRow).where(SafetyMarkRow.rid == rid))


def _about(rid: str, mark: bytes) -> bytes:
    return b"safety|" + rid.encode() + b"|" + mark
