"""What people sent to one person, with their name or without. Kept until they take it back."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys
from surveys.ids import MessageId, ParticipantId, RoundId

STEP = 4096
"""Bodies are padded to multiples of this. Unit: bytes."""

ORIGIN = 192
"""Who sent it and how it goes, padded. Unit: bytes."""


class MessageRow(Row):
    """One message. Who sent it, what it says and a letter's day are encrypted; ``due_on`` is the
    Monday of that day's week."""

    __tablename__ = "messages"
    __table_args__ = NO_ROWID

    id: Mapped[bytes] = mapped_column(primary_key=True)
    to_pid: Mapped[bytes] = mapped_column(index=True)
    from_enc: Mapped[bytes]
    body_enc: Mapped[bytes]
    state: Mapped[str]
    due_on: Mapped[date | None]
    drop_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Route:
    """How a letter goes: with its author's name or without, and who gets it if it must go on.

    ``first`` is who had it before it went on.
    """

    named: bool
    second: ParticipantId | None = None
    first: ParticipantId | None = None


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """Something that went to one person. ``state``: new, read, or done (a letter, answered).

    ``route`` is a letter's; None for answers of a round with their author's name on.
    ``due_on`` is the day by which a letter is to be answered.
    """

    id: MessageId
    sender: ParticipantId
    rid: RoundId | None
    body: bytes
    state: str
    route: Route | None = None
    due_on: date | None = None


async def add_message(  # noqa: PLR0913  # each is a part of the row, named by the caller
    db: AsyncSession,
    keys: Keys,
    *,
    to: ParticipantId,
    sender: ParticipantId,
    body: bytes,
    rid: RoundId | None = None,
    route: Route | None = None,
    due_on: date | None = None,
) -> MessageId:
    """Keep a message for somebody. ``rid`` is the round it came from, if any; ``route`` and
    ``due_on`` are a letter's."""
    mid = MessageId(os.urandom(16))
    await db.execute(
        insert(MessageRow).values(
            id=mid,
            to_pid=to,
            from_enc=_seal_origin(keys, mid, _Origin(sender, rid, route, due_on)),
            body_enc=keys.identity.seal(body, about=_about(mid, "body"), step=STEP),
            state="new",
            due_on=_monday(due_on),
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


async def find_message(
    db: AsyncSession, keys: Keys, mid: MessageId
) -> tuple[ParticipantId, OwnMessage] | None:
    """Who has a message, and the message, locked until we commit; None where it is gone."""
    row = await db.scalar(
        select(MessageRow)
        .where(MessageRow.id == mid)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return None if row is None else (ParticipantId(row.to_pid), _message(keys, row))


async def list_late(
    db: AsyncSession, keys: Keys, today: date
) -> list[tuple[ParticipantId, OwnMessage]]:
    """Letters whose day is over, and who has them; locked until we commit."""
    rows = await db.scalars(
        select(MessageRow)
        .where(MessageRow.due_on < today)
        .order_by(MessageRow.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    opened = [(ParticipantId(row.to_pid), _message(keys, row)) for row in rows.all()]
    return [(to, one) for to, one in opened if one.due_on is not None and one.due_on < today]


async def any_late(db: AsyncSession, keys: Keys, today: date) -> bool:
    """Whether the day of any letter is over. Opens those of this week and before."""
    rows = (await db.scalars(select(MessageRow).where(MessageRow.due_on < today))).all()
    days = (_message(keys, row).due_on for row in rows)
    return any(day is not None and day < today for day in days)


async def save_letter(
    db: AsyncSession, keys: Keys, letter: OwnMessage, *, to: ParticipantId
) -> None:
    """Replace a letter by what it is now, and say who has it."""
    await db.execute(
        update(MessageRow)
        .where(MessageRow.id == letter.id)
        .values(
            to_pid=to,
            from_enc=_seal_origin(
                keys,
                letter.id,
                _Origin(letter.sender, letter.rid, letter.route, letter.due_on),
            ),
            body_enc=keys.identity.seal(letter.body, about=_about(letter.id, "body"), step=STEP),
            state=letter.state,
            due_on=_monday(letter.due_on),
            drop_on=None,  # its clock begins anew with its latest word
        )
        .execution_options(synchronize_session=False)
    )


async def begin_clocks(db: AsyncSession, drop_on: date) -> None:
    """Write down the last day of every message that has none yet."""
    await db.execute(
        update(MessageRow).where(MessageRow.drop_on.is_(None)).values(drop_on=drop_on)
    )


async def purge_messages(db: AsyncSession, today: date) -> int:
    """Forget messages past their last day. Never one that nobody has opened, nor a letter that
    still waits for its answer.

    Returns:
        How many went.
    """
    gone = await db.scalars(
        delete(MessageRow)
        .where(MessageRow.drop_on < today, MessageRow.state != "new", MessageRow.due_on.is_(None))
        .returning(MessageRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


async def any_overdue(db: AsyncSession, today: date) -> bool:
    """Whether any message is past its last day and was never opened or answered."""
    query = select(MessageRow.id).where(MessageRow.drop_on < today).limit(1)
    return await db.scalar(query) is not None


async def next_drop(db: AsyncSession) -> date | None:
    """The first day on which a message goes; None where none is kept."""
    day: date | None = await db.scalar(select(func.min(MessageRow.drop_on)))
    return day


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


@dataclass(frozen=True, slots=True)
class _Origin:
    sender: ParticipantId
    rid: RoundId | None
    route: Route | None
    due_on: date | None


def _message(keys: Keys, row: MessageRow) -> OwnMessage:
    origin = _open_origin(keys, row)
    return OwnMessage(
        MessageId(row.id),
        origin.sender,
        origin.rid,
        keys.identity.open(row.body_enc, about=_about(row.id, "body")),
        row.state,
        origin.route,
        origin.due_on,
    )


def _open_origin(keys: Keys, row: MessageRow) -> _Origin:
    plain = keys.identity.open(row.from_enc, about=_about(row.id, "from"))
    sender, rid, *way = json.loads(plain)
    route = Route(bool(way[0]), _pid(way[1]), _pid(way[2])) if way else None
    # An older row has the day itself in its column.
    day = (date.fromisoformat(way[3]) if way[3] else None) if len(way) > 3 else row.due_on
    return _Origin(
        ParticipantId(bytes.fromhex(sender)), None if rid is None else RoundId(rid), route, day
    )


def _seal_origin(keys: Keys, mid: bytes, origin: _Origin) -> bytes:
    way: list[object] = []
    if origin.route is not None:
        way = [int(origin.route.named), _short(origin.route.second), _short(origin.route.first)]
        way.append("" if origin.due_on is None else origin.due_on.isoformat())
    plain = json.dumps([origin.sender.hex(), origin.rid, *way]).encode()
    return keys.identity.seal(plain, about=_about(mid, "from"), size=ORIGIN)


def _monday(day: date | None) -> date | None:
    """All that is said in clear of a letter's day: its week."""
    return None if day is None else day - timedelta(days=day.weekday())


def _short(pid: bytes | None) -> str:
    return "" if pid is None else base64.b64encode(pid).decode()


def _pid(text: str) -> ParticipantId | None:
    return ParticipantId(base64.b64decode(text)) if text else None


def _about(mid: bytes, part: str) -> bytes:
    return b"message|" + part.encode() + b"|" + mid
