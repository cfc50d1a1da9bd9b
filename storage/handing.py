"""Handing: what is owed to a chat that waits for nothing else may go the moment it is committed.

The rows are written as any others, but claimed already: after a crash they are still owed. What
it saves is the courier's own transaction to find and claim them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import table_of
from storage.direct import direct
from storage.outbox_rows import REPLY, OutboxRow, Owed

_KEY = "handed"

Train = tuple[Owed, ...]
"""What one chat is told, in its order."""


@dataclass(slots=True)
class Handed:
    """What one transaction owes and may hand over. What goes is claimed until ``until``;
    ``left``: something has to be looked for."""

    until: datetime
    turns: dict[bytes, int] = field(default_factory=dict)
    trains: dict[bytes, list[tuple[int, Owed]]] = field(default_factory=dict)
    left: bool = False

    def goes(self, lane: bytes, turn: int, rank: int) -> bool:
        """Whether what is owed now goes at once. Only what somebody waits for does, to a chat
        that is told nothing else first; what goes to many is looked at by others before."""
        return rank <= REPLY and (turn == 1 or lane in self.trains)

    def note(self, lane: bytes, turn: int, owed: Owed, *, goes: bool) -> None:
        """Note what was owed: claimed, where it ``goes``."""
        self.turns[lane] = turn
        if goes:
            self.trains.setdefault(lane, []).append((turn, owed))
        else:
            self.left = True


def begin(db: AsyncSession, until: datetime) -> Handed:
    """From here on what is owed in this transaction may be handed over, claimed until then."""
    handed = db.info[_KEY] = Handed(until)
    return handed


def under_way(db: AsyncSession) -> Handed | None:
    """What this transaction may hand over, where it may."""
    found = db.info.get(_KEY)
    return found if isinstance(found, Handed) else None


def look_for_it(db: AsyncSession) -> None:
    """Something became due in this transaction that nobody hands over: it is to be looked for."""
    handed = under_way(db)
    if handed is not None:
        handed.left = True


async def list_trains(db: AsyncSession, handed: Handed) -> list[Train]:
    """What this transaction hands over. It is asked last of all.

    Returns:
        What each chat is told, to be delivered after the commit. Nothing that was dropped again.
    """
    mids = [owed.id for train in handed.trains.values() for _, owed in train]
    if not mids:
        return []
    there = set(await db.scalars(_THERE, {"mids": mids}))
    handed.left = handed.left or len(there) < len(mids)
    trains = []
    for train in handed.trains.values():
        ordered = sorted(train, key=lambda one: (one[1].rank, one[0]))
        kept = tuple(owed for _, owed in ordered if owed.id in there)
        if kept:
            trains.append(kept)
    return trains


_OUTBOX = table_of(OutboxRow)
_THERE = direct(select(_OUTBOX.c.mid).where(_OUTBOX.c.mid.in_(bindparam("mids", expanding=True))))
