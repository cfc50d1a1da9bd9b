"""Updates kept for later: for several workers, or set aside because nobody could take them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, insert_into
from storage.boxes import BoxDamaged
from storage.keys import Keys
from storage.passing_keys import PassingKeys, number_of

STEP = 4096
"""Bodies are padded to multiples of this. Unit: bytes."""

_WAITING, _SET_ASIDE = "waiting", "set_aside"


class InboxRow(Row):
    """One update, encrypted; deleted when it is finished."""

    __tablename__ = "inbox"
    __table_args__ = NO_ROWID

    source: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_key: Mapped[bytes | None]
    state: Mapped[str]
    attempts: Mapped[int]
    claimed_until: Mapped[datetime | None]
    body_enc: Mapped[bytes]
    drop_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that waits. ``attempts`` is how often it was claimed, this time included."""

    source: str
    update_id: int
    raw: bytes
    attempts: int


async def store_update(
    db: AsyncSession,
    keys: Keys,
    source: str,
    update_id: int,
    raw: bytes,
    *,
    person: int | None = None,
) -> bool:
    """Keep an update until a worker takes it. ``person`` is the sender's number in that chat.

    Returns:
        True for the first, False for one that is kept already.
    """
    kept = await db.scalar(
        insert_into(db, InboxRow)
        .values(
            **_passing(keys, source, update_id, raw),
            person_key=None if person is None else keys.lookup(f"inbox {source}", person),
            state=_WAITING,
            attempts=0,
            claimed_until=None,
        )
        .on_conflict_do_nothing()
        .returning(InboxRow.update_id)
    )
    return kept is not None


async def store_updates(
    db: AsyncSession, keys: Keys, source: str, updates: Mapping[int, bytes], *, person: int
) -> int:
    """Keep several updates of one person, in one statement, until a worker takes them.

    Returns:
        How many were not kept already. Unit: updates.
    """
    if not updates:
        return 0
    whose = keys.lookup(f"inbox {source}", person)
    waits = {"person_key": whose, "state": _WAITING, "attempts": 0, "claimed_until": None}
    rows = [{**_passing(keys, source, n, raw), **waits} for n, raw in updates.items()]
    kept = await db.scalars(
        insert_into(db, InboxRow)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(InboxRow.update_id)
    )
    return len(kept.all())


async def claim_oldest(
    db: AsyncSession, keys: Keys, source: str, lease: timedelta, *, most: int
) -> list[Waiting]:
    """Take, of each of at most ``most`` people, the oldest update that waits; for PostgreSQL.

    Whose oldest is in somebody's hands is passed over with all that is behind it. Oldest first
    by the number of the update, and by the server's clock: workers need not agree on theirs.
    What has nobody's name on it (its key was rotated) counts as one person's.

    Args:
        lease: How long nobody else gets them, unless ``renew`` is called.
    """
    firsts = (
        select(func.min(InboxRow.update_id))
        .where(InboxRow.source == source, InboxRow.state == _WAITING)
        .group_by(InboxRow.person_key)
        .correlate(None)
    )
    rows = await db.scalars(
        select(InboxRow)
        .where(
            InboxRow.source == source,
            InboxRow.state == _WAITING,
            InboxRow.update_id.in_(firsts),
            or_(InboxRow.claimed_until.is_(None), InboxRow.claimed_until <= func.now()),
        )
        .order_by(InboxRow.update_id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    claimed = [one for row in rows.all() if (one := await _opened(db, keys, row)) is not None]
    if claimed:
        changed = {"claimed_until": func.now() + lease, "attempts": InboxRow.attempts + 1}
        await _change(db, source, [one.update_id for one in claimed], changed)
    return claimed


async def renew(db: AsyncSession, source: str, updates: Collection[int], lease: timedelta) -> None:
    """Keep claims for longer: whoever has them is alive and at work on them."""
    await _change(db, source, updates, {"claimed_until": func.now() + lease})


async def hand_back(
    db: AsyncSession, source: str, updates: Collection[int], rest: timedelta = timedelta(0)
) -> None:
    """Give claims back as if they had not been made.

    Args:
        rest: How long nobody takes them again.
    """
    freed = func.now() + rest if rest else None
    await _change(db, source, updates, {"claimed_until": freed, "attempts": InboxRow.attempts - 1})


async def count_waiting(db: AsyncSession) -> int:
    """How many updates nobody has finished, over all sources."""
    query = select(func.count()).select_from(InboxRow).where(InboxRow.state == _WAITING)
    return await db.scalar(query) or 0


async def list_waiting(
    db: AsyncSession, keys: Keys, source: str, limit: int = 100
) -> list[Waiting]:
    """Updates that nobody has finished, oldest first."""
    rows = await db.scalars(
        select(InboxRow)
        .where(InboxRow.source == source, InboxRow.state == _WAITING)
        .order_by(InboxRow.update_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [_waiting(keys, row, row.attempts) for row in rows.all() if _opens(keys, row)]


async def finish(db: AsyncSession, source: str, update_id: int) -> None:
    """Done with: the update that waited is deleted. One that was set aside stays."""
    await _delete(db, source, update_id, _WAITING)


async def set_aside(db: AsyncSession, keys: Keys, source: str, update_id: int, raw: bytes) -> None:
    """Put an update that nobody could take out of the way, encrypted, for an engineer."""
    kept = {"state": _SET_ASIDE, "person_key": None, "claimed_until": None}
    sealed = _sealed(keys, source, update_id, raw)
    await db.execute(
        insert_into(db, InboxRow)
        .values(**sealed, **kept, attempts=0)
        .on_conflict_do_update(
            index_elements=["source", "update_id"],
            set_={**kept, "body_enc": sealed["body_enc"]},
        )
    )


async def list_set_aside(db: AsyncSession, keys: Keys, source: str) -> list[Waiting]:
    """What was set aside, opened. For an engineer at the machine, never for a chat."""
    rows = await db.scalars(
        select(InboxRow)
        .where(InboxRow.source == source, InboxRow.state == _SET_ASIDE)
        .order_by(InboxRow.update_id)
    )
    return [_waiting(keys, row, row.attempts) for row in rows.all()]


async def purge_set_aside(db: AsyncSession, today: date, drop_on: date) -> int:
    """Forget what was set aside and is past its last day; begin the others' clocks.

    Returns:
        How many went.
    """
    gone = await db.scalars(
        delete(InboxRow)
        .where(InboxRow.state == _SET_ASIDE, InboxRow.drop_on < today)
        .returning(InboxRow.update_id)
        .execution_options(synchronize_session=False)
    )
    await db.execute(
        update(InboxRow)
        .where(InboxRow.state == _SET_ASIDE, InboxRow.drop_on.is_(None))
        .values(drop_on=drop_on)
    )
    return len(gone.all())


async def forget_set_aside(db: AsyncSession, keys: Keys, source: str, number: int) -> int:
    """Erasure: what was set aside of somebody's, found by their number in the chat.

    Each is opened to see, since whose it is stands nowhere else.

    Returns:
        How many went.
    """
    theirs = re.compile(rb'"id":\s*%d\b' % number)
    found = [w.update_id for w in await list_set_aside(db, keys, source) if theirs.search(w.raw)]
    for update_id in found:
        await _delete(db, source, update_id, _SET_ASIDE)
    return len(found)


async def count_set_aside(db: AsyncSession) -> int:
    """How many updates were set aside, over all sources."""
    query = select(func.count()).select_from(InboxRow).where(InboxRow.state == _SET_ASIDE)
    return await db.scalar(query) or 0


async def _delete(db: AsyncSession, source: str, update_id: int, state: str) -> None:
    its = (InboxRow.source == source, InboxRow.update_id == update_id, InboxRow.state == state)
    await db.execute(delete(InboxRow).where(*its))


async def _change(
    db: AsyncSession, source: str, updates: Collection[int], changed: dict[str, Any]
) -> None:
    await db.execute(
        update(InboxRow)
        .where(InboxRow.source == source, InboxRow.update_id.in_(updates))
        .where(InboxRow.state == _WAITING)
        .values(**changed)
        .execution_options(synchronize_session=False)
    )


async def turn_keys(db: AsyncSession, keys: Keys) -> None:
    """Change the key that updates are kept under, and destroy those that nothing lies under."""
    heads = select(func.substr(InboxRow.body_enc, 1, 4)).where(InboxRow.state == _WAITING)
    in_use = {number_of(bytes(head)) for head in (await db.scalars(heads.distinct())).all()}
    await asyncio.to_thread(PassingKeys(keys.directory).turn, in_use)


async def _opened(db: AsyncSession, keys: Keys, row: InboxRow) -> Waiting | None:
    """A claimed row; one that no key opens any more (the server was put back without) goes."""
    if _opens(keys, row):
        return _waiting(keys, row, row.attempts + 1)
    await finish(db, row.source, row.update_id)
    return None


def _opens(keys: Keys, row: InboxRow) -> bool:
    try:
        _waiting(keys, row, 0)
    except BoxDamaged:
        return False
    return True


def _passing(keys: Keys, source: str, update_id: int, raw: bytes) -> dict[str, object]:
    """What waits: a moment later nobody must be able to open it."""
    passing = PassingKeys(keys.directory)
    body = passing.seal(raw, about=_about(source, update_id), step=STEP)
    return {"source": source, "update_id": update_id, "body_enc": body}


def _sealed(keys: Keys, source: str, update_id: int, raw: bytes) -> dict[str, object]:
    """What is set aside: an engineer has a month to look."""
    body = keys.identity.seal(raw, about=_about(source, update_id), step=STEP)
    return {"source": source, "update_id": update_id, "body_enc": body}


def _waiting(keys: Keys, row: InboxRow, attempts: int) -> Waiting:
    about = _about(row.source, row.update_id)
    try:
        if row.state != _WAITING:
            raise BoxDamaged("it lies under the key of all")
        raw = PassingKeys(keys.directory).open(row.body_enc, about=about)
    except BoxDamaged:  # set aside, or waiting since a version that had no passing keys
        raw = keys.identity.open(row.body_enc, about=about)
    return Waiting(row.source, row.update_id, raw, attempts)


def _about(source: str, update_id: int) -> bytes:
    return f"inbox|{source}|{update_id}".encode()
