"""People one can write to: a job, a line, a face. Kept under K_id beside a random id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import ParticipantId

STEP = 1024
"""Bodies are padded to multiples of this. Unit: bytes."""


class ListenerRow(Row):
    """One person that can be written to."""

    __tablename__ = "listeners"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody to write to, as their card shows them.

    ``face`` is the digest of their picture, "" for none; ``days`` is by when they answer, in
    days after it was sent; ``second`` is who gets it if they have not.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    pid: ParticipantId
    job: str
    line: str = ""
    face: str = ""
    days: int = 3
    second: ParticipantId | None = None


_LISTENER: TypeAdapter[Listener] = TypeAdapter(Listener)


async def save_listener(db: AsyncSession, keys: Keys, listener: Listener) -> None:
    """Keep somebody, or replace what is kept of them."""
    body = keys.identity.seal(_LISTENER.dump_json(listener), about=_about(listener.pid), step=STEP)
    kept = insert_into(db, ListenerRow).values(pid=listener.pid, body_enc=body)
    await db.execute(kept.on_conflict_do_update(index_elements=["pid"], set_={"body_enc": body}))


async def list_listeners(db: AsyncSession, keys: Keys) -> list[Listener]:
    """Everybody one can write to, in the order of random ids."""
    rows = await db.execute(
        select(ListenerRow.pid, ListenerRow.body_enc).order_by(ListenerRow.pid)
    )
    return [
        _LISTENER.validate_json(keys.identity.open(body, about=_about(pid)))
        for pid, body in rows.all()
    ]


async def drop_listener(db: AsyncSession, pid: ParticipantId) -> None:
    """Nobody can write to them any more. What was sent to them stays theirs."""
    await db.execute(delete(ListenerRow).where(ListenerRow.pid == pid))


def _about(pid: bytes) -> bytes:
    return b"listener|" + pid
