"""How those who were asked rate what came of it. Their envelopes lie with all others.

A rating has a draft key of its own and no text key: when it ends, its envelopes are opened
together, what may be printed is kept here, and the key is destroyed. Nothing else is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import envelopes
from storage.base import NO_ROWID, Row, insert_into
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId
from surveys.rounds.promise import WrittenBack
from surveys.rounds.rating import Rate, Rated, packed, unpacked

_CALLED = "rating-"
_PRINTED: TypeAdapter[Rated] = TypeAdapter(Rated)


class RatingRow(Row):
    """One rating of one answer. ``next`` and what follows: the answer that it sent back."""

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("rid", "number"), NO_ROWID)

    id: Mapped[str] = mapped_column(primary_key=True)
    rid: Mapped[str]
    number: Mapped[int]
    opened_on: Mapped[date]
    closes_at: Mapped[datetime]
    state: Mapped[str]
    printed: Mapped[str] = mapped_column(server_default="")
    next: Mapped[str] = mapped_column(server_default="")
    changed: Mapped[str] = mapped_column(server_default="")
    why_not: Mapped[str] = mapped_column(server_default="")
    given_on: Mapped[date | None]


class Stage(StrEnum):
    """Where a rating is. ``opened`` is left only by destroying its key."""

    OPEN = "open"
    OPENED = "opened"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as it is kept.

    Args:
        id: What its key and its envelopes are called by.
        rid: The round whose answer is rated.
        number: Counted up within its round.
        closes_at: When it ends, in UTC.
        stage: Where it is.
        printed: What may be printed of it; None before its envelopes were opened.
        sent_back: The answer that it sent back; empty where it sent none.
        given_on: The day of that answer.
    """

    id: RoundId
    rid: RoundId
    number: int
    opened_on: date
    closes_at: datetime
    stage: Stage
    printed: Rated | None = None
    sent_back: WrittenBack = field(default_factory=WrittenBack)
    given_on: date | None = None


async def open_rating(
    db: AsyncSession,
    keys: Keys,
    rating: Rating,
    pids: Iterable[ParticipantId],
) -> bool:
    """Begin a rating: an empty envelope of one size for everybody who was asked.

    Its key must be there (``Keys.make_draft_key``).

    Returns:
        False where its number is taken: nobody is asked twice at once.
    """
    made = await db.scalar(
        insert_into(db, RatingRow)
        .values(
            id=rating.id,
            rid=rating.rid,
            number=rating.number,
            opened_on=rating.opened_on,
            closes_at=rating.closes_at,
            state=Stage.OPEN.value,
        )
        .on_conflict_do_nothing(index_elements=["rid", "number"])
        .returning(RatingRow.id)
    )
    if made is None:
        return False
    await envelopes.open_envelopes(db, keys, rating.id, pids, packed(None))
    return True


async def rate(
    db: AsyncSession, keys: Keys, rating: RoundId, pid: ParticipantId, given: Rate | None
) -> bool:
    """Put somebody's rating into their envelope, in place of the one before; None takes it out.

    Returns:
        False where there is no envelope of theirs: not asked, or over.

    Raises:
        RoundKeyGone: Its key was destroyed or lost.
    """
    if await envelopes.load_envelope(db, keys, rating, pid, lock=True) is None:
        return False
    await envelopes.save_envelope(db, keys, rating, pid, packed(given))
    return True


async def load_given(db: AsyncSession, keys: Keys, rating: RoundId) -> list[Rate | None]:
    """What is in a rating's envelopes, and no word of whose. Nobody writes one till we commit."""
    found = await envelopes.load_all(db, keys, rating, lock=True)
    return [unpacked(held) for held in found.values()]


async def list_ratings(db: AsyncSession, rid: RoundId) -> list[Rating]:
    """Every rating of a round's answers, the first first."""
    rows = await db.scalars(
        select(RatingRow)
        .where(RatingRow.rid == rid)
        .order_by(RatingRow.number)
        .execution_options(populate_existing=True)
    )
    return [_rating(row) for row in rows]


async def list_marks(db: AsyncSession) -> dict[RoundId, int]:
    """By round, something that is another one as soon as anything of its ratings is."""
    rows = await db.scalars(
        select(RatingRow)
        .order_by(RatingRow.rid, RatingRow.number)
        .execution_options(populate_existing=True)
    )
    found: dict[RoundId, int] = {}
    for row in rows:
        sent_back = (row.next, row.changed, row.why_not, row.given_on)
        before = found.get(RoundId(row.rid))
        found[RoundId(row.rid)] = hash((before, row.id, row.state, row.printed, sent_back))
    return found


async def list_due(db: AsyncSession, now: datetime) -> list[Rating]:
    """Ratings whose time is over, and those that were opened and have a key still."""
    ended = (RatingRow.state == Stage.OPEN.value) & (RatingRow.closes_at <= now)
    rows = await db.scalars(
        select(RatingRow)
        .where(ended | (RatingRow.state == Stage.OPENED.value))
        .order_by(RatingRow.id)
        .execution_options(populate_existing=True)
    )
    return [_rating(row) for row in rows]


async def list_open(db: AsyncSession) -> list[Rating]:
    """Ratings that are open, in the order of random ids."""
    rows = await db.scalars(
        select(RatingRow).where(RatingRow.state == Stage.OPEN.value).order_by(RatingRow.id)
    )
    return [_rating(row) for row in rows]


async def keep_printed(db: AsyncSession, rating: RoundId, printed: Rated) -> bool:
    """Its envelopes are opened: keep what may be printed, and destroy them.

    Returns:
        True for the one call that did.
    """
    if not await _claim(
        db, rating, Stage.OPEN, Stage.OPENED, printed=_PRINTED.dump_json(printed).decode()
    ):
        return False
    await envelopes.drop_envelopes(db, rating)
    return True


async def end(db: AsyncSession, rating: RoundId) -> bool:
    """Its key is gone: what is printed may be said. True for the one call that ended it."""
    return await _claim(db, rating, Stage.OPENED, Stage.OVER)


async def keep_sent_back(
    db: AsyncSession, rating: RoundId, words: WrittenBack, given_on: date | None
) -> None:
    """Keep the answer that this rating sent back: what was said before stays to be seen."""
    await db.execute(
        update(RatingRow)
        .where(RatingRow.id == rating)
        .values(next=words.next, changed=words.changed, why_not=words.why_not, given_on=given_on)
        .execution_options(synchronize_session=False)
    )


async def list_stray_keys(db: AsyncSession, keys: Keys) -> list[RoundId]:
    """The draft keys of ratings that are in no row: one that is being begun at this moment, or
    was begun by a program that died before its commit, or is in a newer backup only."""
    there = {path.stem for path in (keys.directory / "rounds").glob(f"{_CALLED}*.draft")}
    known = set(await db.scalars(select(RatingRow.id))) if there else set()
    return [RoundId(name) for name in sorted(there - known)]


def fresh_id() -> RoundId:
    """What a new rating is called by: nothing of its round's."""
    return RoundId(f"{_CALLED}{os.urandom(8).hex()}")


async def _claim(
    db: AsyncSession, rating: RoundId, was: Stage, now: Stage, **values: object
) -> bool:
    claimed = await db.scalar(
        update(RatingRow)
        .where(RatingRow.id == rating, RatingRow.state == was.value)
        .values(state=now.value, **values)
        .returning(RatingRow.id)
        .execution_options(synchronize_session=False)
    )
    return claimed is not None


def _rating(row: RatingRow) -> Rating:
    return Rating(
        id=RoundId(row.id),
        rid=RoundId(row.rid),
        number=row.number,
        opened_on=row.opened_on,
        closes_at=row.closes_at,
        stage=Stage(row.state),
        printed=_PRINTED.validate_json(row.printed) if row.printed else None,
        sent_back=WrittenBack(row.next, row.changed, row.why_not),
        given_on=row.given_on,
    )
