"""What people sent to a named person with their name on. Kept until they take it back."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys
from surveys.ids import MessageId, ParticipantId, RoundId

STEP = 1024
"""Bodies are padded to multiples of this. Unit: bytes."""


class MessageRow(Row):
    """One message. Who sent it and what it says are encrypted."""

    __tablename__ = "messages"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    to_pid: Mapped[bytes] = mapped_column(index=True)
    from_enc: Mapped[bytes]
    body_enc: Mapped[bytes]
    state: Mapped[str]
    due_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message from somebody who chose to say it under their name. ``state``: new or read."""

    id: MessageId
    sender: ParticipantId
    rid: RoundId | None
    body: bytes
    state: str


async def add_message(
    db: AsyncSession,
    keys: Keys,
    *,
    to: ParticipantId,
    sender: ParticipantId,
    body: bytes,
    rid: RoundId | None = None,
) -> MessageId:
    """Keep a message for somebody. ``rid`` is the round it came from, if any."""
    mid = MessageId(os.urandom(16))
    origin = json.dumps([sender.hex(), rid]).encode()
    await db.execute(
        insert(MessageRow).values(
            id=mid,
            to_pid=to,
            from_enc=keys.identity.seal(origin, about=_about(mid, "from"), size=128),
            body_enc=keys.identity.seal(body, about=_about(mid, "body"), step=STEP),
            state="new",
            due_on=None,
        )
    )
    return mid


async def list_messages(db: AsyncSession, keys: Keys, to_pid: ParticipantId) -> list[OwnMessage]:
    """Everything sent to somebody, in the order of random ids."""
    rows = await db.scalars(
        select(MessageRow)
        .where(MessageRow.to_pid == to_pid)
        .order_by(MessageRow.id)
        .execution_options(populate_existing=True)
    )
    return [_message(keys, row) for row in rows.all()]


async def list_sent(
    db: AsyncSession, keys: Keys, sender: ParticipantId
) -> list[tuple[ParticipantId, OwnMessage]]:
    """Everything somebody sent with their name on, and to whom. For their own eyes."""
    rows = (await db.scalars(select(MessageRow).order_by(MessageRow.id))).all()
    opened = [(ParticipantId(row.to_pid), _message(keys, row)) for row in rows]
    return [(to, message) for to, message in opened if message.sender == sender]


async def mark_read(db: AsyncSession, mid: MessageId) -> None:
    """Remember that a message was opened."""
    await db.execute(update(MessageRow).where(MessageRow.id == mid).values(state="read"))


async def delete_message(db: AsyncSession, mid: MessageId) -> None:
    """Take one message back. Whose it is, the caller has asked before."""
    await db.execute(delete(MessageRow).where(MessageRow.id == mid))


async def delete_from(
    db: AsyncSession, keys: Keys, sender: ParticipantId, *, rid: RoundId | None = None
) -> int:
    """Take back everything a person sent, or only what came from one round.

    Who sent it is encrypted, so every message is opened to see.

    Returns:
        How many went.
    """
    sent = [m for _, m in await list_sent(db, keys, sender) if rid is None or m.rid == rid]
    await db.execute(delete(MessageRow).where(MessageRow.id.in_([m.id for m in sent])))
    return len(sent)


async def delete_to(db: AsyncSession, to_pid: ParticipantId) -> None:
    """Erasure of the person who received them."""
    await db.execute(delete(MessageRow).where(MessageRow.to_pid == to_pid))


def _message(keys: Keys, row: MessageRow) -> OwnMessage:
    sender, rid = json.loads(keys.identity.open(row.from_enc, about=_about(row.id, "from")))
    return OwnMessage(
        MessageId(row.id),
        ParticipantId(bytes.fromhex(sender)),
        None if rid is None else RoundId(rid),
        keys.identity.open(row.body_enc, about=_about(row.id, "body")),
        row.state,
    )


def _about(mid: bytes, part: str) -> bytes:
    return b"message|" + part.encode() + b"|" + mid
