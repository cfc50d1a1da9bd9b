"""Who people were when a round asked them: where they lived then, and what they were asked as.

Somebody who moves between the opening and the seal counts for the home they were asked in, so
that no group, gate or reader of that round shows that anybody moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from storage.people import age_noted, read_age
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import AgeNoted, Kind, Person

STEP = 4096
"""Bodies are padded to multiples of this. Unit: bytes."""


class AskedAsRow(Row):
    """Everybody that one round asked, as they were. Encrypted as a whole."""

    __tablename__ = "asked_as"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class AskedAs:
    """One person as they were asked."""

    home: str
    kind: Kind
    age: AgeNoted | None = None

    def of(self, person: Person) -> Person:
        """The person, with what they were then."""
        return replace(person, home=self.home, kind=self.kind, age=self.age)


AllAsked = Mapping[ParticipantId, AskedAs]


async def keep_asked(db: AsyncSession, keys: Keys, rid: RoundId, asked: Iterable[Person]) -> None:
    """Keep who a round asks, as they are now."""
    await _save(db, keys, rid, {p.id: AskedAs(p.home, p.kind, p.age) for p in asked})


async def load_asked(db: AsyncSession, keys: Keys, rid: RoundId) -> AllAsked:
    """Who was asked, as they were; empty for a ticket round, or once it is forgotten."""
    body = await db.scalar(select(AskedAsRow.body_enc).where(AskedAsRow.rid == rid))
    if body is None:
        return {}
    return {
        ParticipantId(bytes.fromhex(pid)): AskedAs(home, Kind(kind), read_age(age))
        for pid, (home, kind, *age) in json.loads(
            keys.identity.open(body, about=_about(rid))
        ).items()
    }


async def forget_asked(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    """Forget somebody in every round: they are being forgotten."""
    for rid in (await db.scalars(select(AskedAsRow.rid).order_by(AskedAsRow.rid))).all():
        asked = await load_asked(db, keys, RoundId(rid))
        if pid in asked:
            left = {one: was for one, was in asked.items() if one != pid}
            await _save(db, keys, RoundId(rid), left)


async def drop_asked(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget who a round asked."""
    await db.execute(delete(AskedAsRow).where(AskedAsRow.rid == rid))


async def _save(db: AsyncSession, keys: Keys, rid: RoundId, asked: AllAsked) -> None:
    plain = {
        pid.hex(): [was.home, was.kind.value, *age_noted(was.age)]
        for pid, was in sorted(asked.items())
    }
    body = keys.identity.seal(
        json.dumps(plain, ensure_ascii=False).encode(), about=_about(rid), step=STEP
    )
    await db.execute(
        insert_into(db, AskedAsRow)
        .values(rid=rid, body_enc=body)
        .on_conflict_do_update(index_elements=["rid"], set_={"body_enc": body})
    )


def _about(rid: str) -> bytes:
    return b"asked as|" + rid.encode()
