"""How people want to be written to. One row for each person, all of one size, whatever they chose.

Nobody can see in the file, or by comparing two backups, who wished for anything.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, time

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, batched, insert_all
from storage.keys import Keys
from surveys.definitions.topics import Topic
from surveys.ids import ParticipantId
from surveys.people.quiet import Asked, Hours, Wishes

SIZE = 1024
"""Every row's words, padded. Unit: bytes."""

MOST_ASKED = 16
"""Asks that are kept of one person: seven in a week at most, and those planned."""


class WishesRow(Row):
    """One person's wishes. Whose they are and nothing else can be read here."""

    __tablename__ = "wishes"
    __table_args__ = NO_ROWID

    pid: Mapped[bytes] = mapped_column(primary_key=True)
    body_enc: Mapped[bytes]


async def add_wishes(db: AsyncSession, keys: Keys, pid: ParticipantId) -> None:
    """A new person has a row from the start, with no wish in it."""
    await db.execute(insert(WishesRow).values(pid=pid, body_enc=_seal(keys, pid, Wishes())))


async def load_wishes(db: AsyncSession, keys: Keys, pid: ParticipantId) -> Wishes:
    """What one person wished for; no wishes for somebody unknown."""
    return (await load_all(db, keys, [pid])).get(pid, Wishes())


async def load_all(
    db: AsyncSession, keys: Keys, pids: Collection[ParticipantId]
) -> dict[ParticipantId, Wishes]:
    """What these people wished for. Whoever has no row yet is left out."""
    found: dict[ParticipantId, Wishes] = {}
    for some in batched(sorted(pids)):
        query = select(WishesRow.pid, WishesRow.body_enc).where(WishesRow.pid.in_(some))
        rows = await db.execute(query.order_by(WishesRow.pid))
        found |= {ParticipantId(pid): _open(keys, pid, body) for pid, body in rows.all()}
    return found


async def save_wishes(db: AsyncSession, keys: Keys, wishes: dict[ParticipantId, Wishes]) -> None:
    """Keep wishes in place of those before, of people who have a row: see ``fill_wishes``."""
    rows = [{"its": pid, "body_enc": _seal(keys, pid, one)} for pid, one in sorted(wishes.items())]
    if rows:
        statement = (
            update(WishesRow.__table__)  # type: ignore[arg-type]  # a table, whatever mypy reads
            .where(WishesRow.pid == bindparam("its"))
            .values(body_enc=bindparam("body_enc"))
        )
        await (await db.connection()).execute(statement, rows)


async def fill_wishes(db: AsyncSession, keys: Keys) -> None:
    """Make a row for everybody who has none, all in one go: they were here before there were any,
    and whoever wished first must not be the only one who has a row."""
    everybody = Row.metadata.tables["participants"]
    missing = select(everybody.c.pid).where(everybody.c.pid.not_in(select(WishesRow.pid)))
    rows = [
        {"pid": pid, "body_enc": _seal(keys, pid, Wishes())}
        for pid in await db.scalars(missing.order_by(everybody.c.pid))
    ]
    await insert_all(db, insert(WishesRow), rows, by=["pid"])


async def reseal_wishes(
    db: AsyncSession, keys: Keys, last: bytes | None = None, most: int = 500
) -> bytes | None:
    """Encrypt the next people's rows anew, so that two backups do not show whose changed.

    Whoever has no row yet gets one.

    Args:
        last: Where it left off, as it said; None to begin.
        most: How many people at once.

    Returns:
        Where it left off; None once it was the last.
    """
    everybody = Row.metadata.tables["participants"].c
    theirs = select(everybody.pid).where(everybody.pid > (last or b"")).order_by(everybody.pid)
    pids = [ParticipantId(pid) for pid in await db.scalars(theirs.limit(most))]
    kept = await load_all(db, keys, pids)
    fresh = [
        {"pid": one, "body_enc": _seal(keys, one, Wishes())} for one in pids if one not in kept
    ]
    await insert_all(db, insert(WishesRow), fresh, by=["pid"])
    await save_wishes(db, keys, kept)
    return pids[-1] if len(pids) == most else None


async def drop_wishes(db: AsyncSession, pid: ParticipantId) -> None:
    """Forget what somebody wished for."""
    await db.execute(delete(WishesRow).where(WishesRow.pid == pid))


def _seal(keys: Keys, pid: bytes, wishes: Wishes) -> bytes:
    hours = wishes.hours
    plain = {
        "hours": None if hours is None else [hours.begins.isoformat(), hours.ends.isoformat()],
        "school": wishes.school,
        "rests": None if wishes.rests_until is None else wishes.rests_until.isoformat(),
        "topics": sorted(wishes.topics),
        "fewer": wishes.fewer,
        "asked": [[one.day.isoformat(), one.mark] for one in wishes.asked[-MOST_ASKED:]],
    }
    return keys.identity.seal(json.dumps(plain).encode(), about=_about(pid), size=SIZE)


def _open(keys: Keys, pid: bytes, sealed: bytes) -> Wishes:
    plain = json.loads(keys.identity.open(sealed, about=_about(pid)))
    hours, rests = plain["hours"], plain["rests"]
    return Wishes(
        hours=hours
        and Hours(begins=time.fromisoformat(hours[0]), ends=time.fromisoformat(hours[1])),
        school=plain["school"],
        rests_until=rests and date.fromisoformat(rests),
        topics=frozenset(map(Topic, plain["topics"])),
        fewer=plain["fewer"],
        asked=tuple(Asked(date.fromisoformat(day), mark) for day, mark in plain["asked"]),
    )


def _about(pid: bytes) -> bytes:
    return b"wishes|" + pid
