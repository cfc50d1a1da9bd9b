"""What those who work with answers did. Each entry is chained to the one before it.

Respondents' actions are never here. A chain shows that an entry in its middle was changed or
taken out; whoever keeps the newest link elsewhere (a backup, paper) also sees a cut-off end.
Where retention took the oldest entries, the link of the last of them stays as the chain's begin,
and an entry in the chain says which one that is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import BigInteger, Integer, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Row
from surveys.ids import ParticipantId

_CHAIN_LOCK = 0x6175_6469

SHORTENED = "trail shortened"
"""What the entry is called that says up to where retention took the oldest ones."""
BEGIN = "begin"
"""What is left of the last entry that went: its link, under this name."""


class AuditRow(Row):
    """One thing somebody on the staff side did."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    staff_pid: Mapped[bytes | None]
    action: Mapped[str]
    object: Mapped[str]
    link: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """An audit entry. ``who`` is None for what the program did by itself."""

    seq: int
    at: datetime
    who: ParticipantId | None
    action: str
    about: str
    link: bytes


async def hold_chain(db: AsyncSession) -> None:
    """Let nobody else add to the chain until this transaction ends."""
    if db.get_bind().dialect.name == "postgresql":
        await db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})


async def record(
    db: AsyncSession, *, at: datetime, who: ParticipantId | None, action: str, about: str
) -> Entry:
    """Add an entry, in the transaction of what it tells of."""
    await hold_chain(db)
    last = (
        await db.execute(
            select(AuditRow.seq, AuditRow.link).order_by(AuditRow.seq.desc()).limit(1)
        )
    ).one_or_none()
    seq, before = (1, b"") if last is None else (last.seq + 1, last.link)
    entry = Entry(seq, at, who, action, about, link=b"")
    entry = replace(entry, link=_link(before, entry))
    await db.execute(
        insert(AuditRow).values(
            seq=seq, at=at, staff_pid=who, action=action, object=about, link=entry.link
        )
    )
    return entry


async def is_recorded(
    db: AsyncSession, *, who: ParticipantId, action: str, about: str, since: datetime
) -> bool:
    """Whether an entry like this was made at or after ``since``."""
    found = await db.scalar(
        select(AuditRow.seq)
        .where(
            AuditRow.staff_pid == who,
            AuditRow.action == action,
            AuditRow.object == about,
            AuditRow.at >= since,
        )
        .limit(1)
    )
    return found is not None


async def list_audit(db: AsyncSession) -> list[Entry]:
    """Every entry, oldest first."""
    rows = await db.scalars(select(AuditRow).order_by(AuditRow.seq))
    return [
        Entry(
            row.seq,
            row.at,
            None if row.staff_pid is None else ParticipantId(row.staff_pid),
            row.action,
            row.object,
            row.link,
        )
        for row in rows.all()
    ]


async def shorten(db: AsyncSession, *, before: datetime, at: datetime) -> int:
    """End of retention: forget the entries made before ``before``, and say so in the chain.

    Returns:
        How many went. The newest entry never goes.
    """
    newest = await db.scalar(select(func.max(AuditRow.seq)))
    last = await db.scalar(
        select(func.max(AuditRow.seq)).where(AuditRow.at < before, AuditRow.seq < (newest or 0))
    )
    if last is None:
        return 0
    kept = await db.scalar(select(AuditRow.action).where(AuditRow.seq == last))
    if kept == BEGIN:
        return 0
    gone = await db.scalars(
        delete(AuditRow)
        .where(AuditRow.seq < last)
        .returning(AuditRow.seq)
        .execution_options(synchronize_session=False)
    )
    await db.execute(
        update(AuditRow)
        .where(AuditRow.seq == last)
        .values(staff_pid=None, action=BEGIN, object="")
        .execution_options(synchronize_session=False)
    )
    await record(db, at=at, who=None, action=SHORTENED, about=f"up to {last}")
    return len(gone.all()) + 1


async def verify(db: AsyncSession, *, head: bytes | None = None) -> int | None:
    """Check the chain.

    Args:
        head: A link noted down earlier; it must still be in the chain.

    Returns:
        None when every link holds; else the number of the first entry that does not, or the
        number after the last when ``head`` is missing (the end was cut off).
    """
    entries = await list_audit(db)
    broken = find_break(entries)
    if broken is not None:
        return broken
    if head is not None and head not in {entry.link for entry in entries if entry.action != BEGIN}:
        return entries[-1].seq + 1 if entries else 1
    return None


def find_break(entries: Sequence[Entry]) -> int | None:
    """The number of the first entry whose link does not hold; None for a whole chain.

    Args:
        entries: All there are, oldest first, however they were read.
    """
    before, first = b"", 1
    if entries and entries[0].action == BEGIN:
        begin, *entries = entries
        if not any((e.action, e.about) == (SHORTENED, f"up to {begin.seq}") for e in entries):
            return begin.seq
        before, first = begin.link, begin.seq + 1
    for expected, entry in enumerate(entries, start=first):
        if entry.seq != expected or _link(before, entry) != entry.link:
            return expected
        before = entry.link
    return None


def _link(before: bytes, entry: Entry) -> bytes:
    told = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        None if entry.who is None else entry.who.hex(),
        entry.action,
        entry.about,
    ]
    return hashlib.sha256(before + json.dumps(told, ensure_ascii=False).encode()).digest()
