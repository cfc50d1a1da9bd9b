"""On which day administrators were told last that all is well, or that it is not: the trail says.

Only the program writes these entries. None says anything of what people do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audit import AuditRow, hold_chain, record

WELL, NOT_WELL = "all well", "not all well"
"""What the entries are called."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said on a day. ``wrong`` are the parts that were not well; "" for none."""

    day: date
    wrong: str = ""

    @property
    def is_well(self) -> bool:
        """Whether all was well."""
        return not self.wrong


async def find_said(db: AsyncSession, *, well: bool = False) -> Said | None:
    """What was said last; with ``well``, when it was last said that all is well."""
    meant = [WELL] if well else [WELL, NOT_WELL]
    about = await db.scalar(
        select(AuditRow.object)
        .where(AuditRow.action.in_(meant))
        .order_by(AuditRow.seq.desc())
        .limit(1)
    )
    if about is None:
        return None
    day, _, wrong = about.partition(" ")
    return Said(date.fromisoformat(day), wrong)


async def claim_day(db: AsyncSession, said: Said, at: datetime) -> bool:
    """Note what is being said on a day, in the transaction that owes it.

    Returns:
        True for the one call that may say it. False where something was said on that day, or on
        a later one: the clock was put back.
    """
    await hold_chain(db)
    last = await find_said(db)
    if last is not None and last.day >= said.day:
        return False
    action = WELL if said.is_well else NOT_WELL
    about = f"{said.day.isoformat()} {said.wrong}".rstrip()
    await record(db, at=at, who=None, action=action, about=about)
    return True
