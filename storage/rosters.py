"""The names and places that an administrator loaded so that they are hidden, as one box.

It holds children's names, so it lies under ``identity.key`` like the people themselves: one row,
padded, replaced whole. From outside it tells that a list was loaded, and how long it is in steps
of 16 KiB: some three hundred names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from storage.names import names_changed
from surveys.redaction.roster import Roster

STEP = 16 * 1024
"""The box is padded to multiples of this. Unit: bytes."""
WHOLE = "whole"
"""The name of the only row."""


class RosterRow(Row):
    """The one list. Whom it names cannot be read here."""

    __tablename__ = "rosters"
    __table_args__ = NO_ROWID

    name: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an administrator loaded, and the day it was changed last."""

    roster: Roster
    on: date


async def save_roster(db: AsyncSession, keys: Keys, loaded: Loaded) -> None:
    """Keep a list in place of the one before."""
    plain = json.dumps(
        [loaded.on.isoformat(), loaded.roster.model_dump(mode="json", exclude_defaults=True)],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    body = keys.identity.seal(plain.encode(), about=_about(WHOLE), step=STEP)
    kept = insert_into(db, RosterRow).values(name=WHOLE, body_enc=body)
    await db.execute(kept.on_conflict_do_update(index_elements=["name"], set_={"body_enc": body}))
    await names_changed(db)


async def load_roster(db: AsyncSession, keys: Keys) -> Loaded | None:
    """The list, or None where none was loaded."""
    body = await db.scalar(select(RosterRow.body_enc).where(RosterRow.name == WHOLE))
    if body is None:
        return None
    on, roster = json.loads(keys.identity.open(body, about=_about(WHOLE)))
    return Loaded(Roster.model_validate(roster), date.fromisoformat(on))


async def drop_roster(db: AsyncSession) -> bool:
    """Forget the list. False where there was none."""
    gone = await db.scalars(delete(RosterRow).returning(RosterRow.name))
    await names_changed(db)
    return bool(gone.all())


def _about(name: str) -> bytes:
    return b"roster|" + name.encode()
