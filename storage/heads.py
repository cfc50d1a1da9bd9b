"""Heads of the trail: the number of its last entry and the beginning of that entry's link.

Whoever changes the trail and works out every link anew leaves a chain that holds. A head that
was noted outside the machine does not: it is in the lead's chat, one a week.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audit import AuditRow, hold_chain, list_audit, record, verify

SHORT = 12
"""How much of a link a head shows. Unit: hexadecimal digits, 4 bits each."""

SENT = "head sent"
"""What the entry is called that says which head was sent, and in which week."""

_HEAD = re.compile(r"(\d{1,9})[\s:.,-]+((?:[0-9a-f][\s-]*){12})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the trail at some time. ``mark`` is 12 hexadecimal digits of its link."""

    seq: int
    mark: str

    def __str__(self) -> str:
        parts = [self.mark[at : at + 4] for at in range(0, SHORT, 4)]
        return f"{self.seq}-{'-'.join(parts)}"


class Fault(StrEnum):
    """What is wrong with a trail."""

    BROKEN = "broken"
    """An entry was changed, taken out or moved, and its link does not fit."""
    CUT_OFF = "cut_off"
    """Its end is missing: the noted entry is not there any more."""
    REWRITTEN = "rewritten"
    """Every link fits, and the noted entry is another one: it was made anew."""
    TOO_OLD = "too_old"
    """Nothing can be said: retention took the noted entry, as it does after its time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. ``at`` is the number of the entry a fault is about; 0 for none."""

    fault: Fault | None
    at: int
    head: Head | None


def read_head(text: str) -> Head | None:
    """A head as somebody noted or copied it, however it is spaced; None for anything else."""
    found = _HEAD.fullmatch(text.strip())
    if found is None:
        return None
    return Head(int(found[1]), re.sub(r"[\s-]", "", found[2]).lower())


async def load_head(db: AsyncSession) -> Head | None:
    """The trail's head as of now; None for an empty trail."""
    row = (
        await db.execute(
            select(AuditRow.seq, AuditRow.link).order_by(AuditRow.seq.desc()).limit(1)
        )
    ).one_or_none()
    return None if row is None else _head(row.seq, row.link)


async def find_begin(db: AsyncSession) -> datetime | None:
    """When the oldest entry there is was made; None for an empty trail."""
    return await db.scalar(select(AuditRow.at).order_by(AuditRow.seq).limit(1))


async def check(db: AsyncSession, noted: Head | None = None) -> Checked:
    """Whether the trail is whole; and, with a noted head, whether it is the same trail."""
    head = await load_head(db)
    broken = await verify(db)
    if broken is not None:
        return Checked(Fault.BROKEN, broken, head)
    if noted is None:
        return Checked(None, 0, head)
    entries = await list_audit(db)
    first = entries[0].seq if entries else 1
    if entries and noted.seq < first:
        return Checked(Fault.TOO_OLD, noted.seq, head)
    there = next((entry for entry in entries if entry.seq == noted.seq), None)
    if there is None:
        return Checked(Fault.CUT_OFF, len(entries) + first, head)
    if _head(there.seq, there.link) != noted:
        return Checked(Fault.REWRITTEN, noted.seq, head)
    return Checked(None, 0, head)


async def find_sent(db: AsyncSession) -> tuple[Head, str] | None:
    """The head that was sent last, and its week as 2026-W47; None where none was."""
    about = await db.scalar(
        select(AuditRow.object)
        .where(AuditRow.action == SENT)
        .order_by(AuditRow.seq.desc())
        .limit(1)
    )
    week, _, text = (about or "").partition(" ")
    head = read_head(text)
    return None if head is None else (head, week)


async def claim_week(db: AsyncSession, week: str, at: datetime) -> Head | None:
    """Note that this week's head is being sent, in the transaction that owes it.

    Returns:
        The head to send, for the one call that gets it; None where it was sent, or nothing is
        in the trail yet.
    """
    await hold_chain(db)
    sent, head = await find_sent(db), await load_head(db)
    if head is None or (sent is not None and sent[1] >= week):
        return None
    await record(db, at=at, who=None, action=SENT, about=f"{week} {head}")
    return head


def _head(seq: int, link: bytes) -> Head:
    return Head(seq, link.hex()[:SHORT])
