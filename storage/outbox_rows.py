"""One row of the outbox: what of it lies in clear, and how the rest is sealed."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.boxes import Box
from storage.keys import Keys
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Address, Chat

STEP = 4096
"""Bodies are padded to multiples of this. Unit: bytes."""

URGENT, REPLY, BROADCAST = 0, 1, 2
"""Ranks: help now, what somebody waits for, what goes to many."""

OwedKind = Literal["answer", "prompt", "notice"]
_NUMBER = struct.Struct(">q")


class OutboxRow(Row):
    """One message owed. ``lane`` keeps the messages to one chat in turn."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "rank", "not_before"), NO_ROWID)

    mid: Mapped[bytes] = mapped_column(primary_key=True)
    to_pid: Mapped[bytes | None]
    rid: Mapped[str | None]
    lane: Mapped[bytes] = mapped_column(index=True)
    turn: Mapped[int] = mapped_column(BigInteger)
    rank: Mapped[int]
    kind: Mapped[str]
    not_before: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int]
    claimed_until: Mapped[datetime | None]
    under: Mapped[str]
    body_enc: Mapped[bytes]
    drop_on: Mapped[date | None]
    going: Mapped[bool | None]


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to deliver now. ``attempts`` counts this one: 1 at the first try."""

    id: MessageId
    to: Address
    pid: ParticipantId | None
    rid: RoundId | None
    rank: int
    body: bytes
    attempts: int
    kind: OwedKind


def box_of(keys: Keys, under: str, rid: str | None) -> Box:
    """The box that a body lies in."""
    if under == "identity" or rid is None:
        return keys.identity
    return keys.draft(RoundId(rid))


def owed_of(keys: Keys, row: OutboxRow) -> Owed:
    """A row, opened.

    Raises:
        RoundKeyGone: The key it lay under is destroyed.
        BoxDamaged: It is not what was written.
    """
    plain = box_of(keys, row.under, row.rid).open(row.body_enc, about=about(row.mid))
    to, body = unframed(plain)
    return Owed(
        id=MessageId(row.mid),
        to=to,
        pid=None if row.to_pid is None else ParticipantId(row.to_pid),
        rid=None if row.rid is None else RoundId(row.rid),
        rank=row.rank,
        body=body,
        attempts=row.attempts + 1,
        kind=row.kind,  # type: ignore[arg-type]  # only ``owe`` writes it
    )


def framed(to: Address, body: bytes) -> bytes:
    """A body with whom it goes to before it."""
    return to.chat.value.encode().ljust(8, b"\0") + _NUMBER.pack(to.number) + body


def unframed(plain: bytes) -> tuple[Address, bytes]:
    """Whom it goes to, and the body."""
    chat = Chat(plain[:8].rstrip(b"\0").decode())
    return Address(chat, _NUMBER.unpack(plain[8:16])[0]), plain[16:]


def about(mid: bytes) -> bytes:
    """Where a body belongs."""
    return b"outbox|" + mid
