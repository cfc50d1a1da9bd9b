"""Rounds. What is due is a column here, claimed by a conditional UPDATE."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, and_, bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row, table_of
from storage.direct import direct
from storage.surveys import SurveyRow, add_survey, load_survey, read_survey
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State, Way


class RoundRow(Row):
    """One round. Its times are the round's, never a person's."""

    __tablename__ = "rounds"
    __table_args__ = (
        *(Index(None, "state", at) for at in ("opens_at", "closes_at", "remind_at", "look_at")),
        NO_ROWID,
    )

    rid: Mapped[str] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(unique=True)
    survey_key: Mapped[str]
    survey_version: Mapped[int]
    way: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    results_on: Mapped[date]
    answer_by: Mapped[date]
    makers: Mapped[str]
    decider: Mapped[str]
    keeper: Mapped[str]
    proposed_by: Mapped[bytes | None]
    confirmed_by: Mapped[bytes | None]
    keeper_id: Mapped[bytes | None]
    policy_hash: Mapped[str]
    envelope_size: Mapped[int]
    k_min: Mapped[int]
    count_asked: Mapped[int]
    count_sent: Mapped[int | None]
    reminders_sent: Mapped[int]
    remind_at: Mapped[datetime | None]
    key_copy_outstanding_until: Mapped[date | None]
    breakdowns: Mapped[str] = mapped_column(server_default="[]")
    series: Mapped[str] = mapped_column(server_default="")
    ahead_because: Mapped[str] = mapped_column(server_default="")
    space: Mapped[str] = mapped_column(server_default="")
    voice: Mapped[str] = mapped_column(server_default="")
    decider_id: Mapped[bytes | None]
    accepted_terms: Mapped[str] = mapped_column(server_default="")
    rhythm: Mapped[str] = mapped_column(server_default="once")
    again_at: Mapped[datetime | None] = mapped_column(index=True)
    lasts: Mapped[int] = mapped_column(server_default="0")
    waits_since: Mapped[datetime | None]
    checks: Mapped[str] = mapped_column(server_default="")
    look_at: Mapped[datetime | None]
    """When the clock looks at a closed round next; None for at once."""


_CHANGEABLE = frozenset(f.name for f in fields(Round)) - {"id", "tag", "survey", "way"}
"""A round's survey and way are fixed at launch; its names on buttons too."""


async def add_round(db: AsyncSession, added: Round) -> None:
    """Keep a new round, and publish its survey version if it is not yet.

    Raises:
        SurveyChanged: its survey version is published with other content.
        sqlalchemy.exc.IntegrityError: its id or tag is taken.
    """
    await add_survey(db, added.survey)
    columns = {name: getattr(added, name) for name in _CHANGEABLE}
    await db.execute(
        insert(RoundRow).values(
            rid=added.id,
            tag=added.tag,
            survey_key=added.survey.key,
            survey_version=added.survey.version,
            way=added.way.value,
            **_columns(columns),
        )
    )


async def load_round(db: AsyncSession, rid: RoundId) -> Round | None:
    """The round with this key, or None."""
    return await _one(db, _BY_RID, rid)


async def find_round(db: AsyncSession, tag: str) -> Round | None:
    """The round with this tag (as on buttons), or None."""
    return await _one(db, _BY_TAG, tag)


async def last_approved(db: AsyncSession, key: str, *, but: RoundId) -> Survey | None:
    """The latest version of a survey that a second person let go to anybody, in another round;
    None where none was."""
    version = await db.scalar(
        select(RoundRow.survey_version)
        .where(RoundRow.survey_key == key, RoundRow.rid != but, RoundRow.confirmed_by.is_not(None))
        .order_by(RoundRow.survey_version.desc())
        .limit(1)
    )
    return None if version is None else await load_survey(db, key, version)


async def list_rounds(db: AsyncSession, *, states: Iterable[State] | None = None) -> list[Round]:
    """Every round, or those in some states, by opening time."""
    if states is None:
        return await _many(db)
    return await _many(db, RoundRow.state.in_([state.value for state in states]))


class Due(StrEnum):
    """What can be due for a round."""

    OPENING = "opening"
    CLOSING = "closing"
    REMINDING = "reminding"
    LOOKING = "looking"
    """A closed round is looked at: may it be sealed, and are its readers reminded?"""
    REPEATING = "repeating"
    """The next wave of a series is proposed."""
    LAPSING = "lapsing"
    """A proposed wave that nobody said yes to in time: its author hears, or it ends."""
    ENDING = "ending"
    """A round was cancelled while it was open: its key is destroyed."""


async def list_due(db: AsyncSession, what: Due, now: datetime) -> list[Round]:
    """Rounds for which something is due, by their columns alone, the first to open first.

    A proposed round is due to open only once whoever decides has accepted it and a second person
    has confirmed it; one that somebody
    paused is not due to be reminded of nor to close.
    """
    return await _many(db, _is_due(what, now))


def _is_due(what: Due, now: datetime) -> ColumnElement[bool]:
    match what:
        case Due.OPENING:
            confirmed = RoundRow.confirmed_by.is_not(None)
            agreed = RoundRow.accepted_terms != ""
            return and_(_in(State.PROPOSED), RoundRow.opens_at <= now, confirmed, agreed)
        case Due.CLOSING:
            return and_(_in(State.OPEN), RoundRow.closes_at <= now, _goes_on())
        case Due.REMINDING:
            return and_(_in(State.OPEN), RoundRow.remind_at <= now, _goes_on())
        case Due.LOOKING:
            look = or_(RoundRow.look_at.is_(None), RoundRow.look_at <= now)
            return and_(_in(State.CLOSED), look)
        case Due.REPEATING:
            return RoundRow.again_at <= now
        case Due.LAPSING:
            late = or_(RoundRow.remind_at <= now, RoundRow.closes_at <= now)
            comes_again = RoundRow.rhythm != Rhythm.ONCE.value
            return and_(_in(State.PROPOSED), comes_again, RoundRow.confirmed_by.is_(None), late)
        case Due.ENDING:
            return and_(_in(State.CANCELLED), RoundRow.look_at <= now)


def _in(state: State) -> ColumnElement[bool]:
    return RoundRow.state == state.value


def _goes_on() -> ColumnElement[bool]:
    return RoundRow.waits_since.is_(None)


async def list_latest(
    db: AsyncSession, states: Iterable[State], since: datetime, *, most: int
) -> list[Round]:
    """Rounds in some states that opened since then, the latest first, so many at most."""
    wanted = [state.value for state in states]
    latest = (
        select(RoundRow.rid)
        .where(RoundRow.state.in_(wanted), RoundRow.opens_at >= since)
        .order_by(RoundRow.opens_at.desc(), RoundRow.rid)
        .limit(most)
    )
    found = (await db.scalars(latest)).all()
    return list(reversed(await _many(db, RoundRow.rid.in_(found)))) if found else []


async def list_checks(db: AsyncSession, rid: RoundId) -> list[Round]:
    """The rounds that ask about a round's draft themes, by opening time; not the dropped ones."""
    return await _many(db, RoundRow.checks == rid, RoundRow.state != State.CANCELLED.value)


async def list_keys(db: AsyncSession, states: Iterable[State]) -> list[RoundId]:
    """The keys of the rounds in some states, in order. Opens no survey."""
    wanted = [state.value for state in states]
    found = await db.scalars(
        select(RoundRow.rid).where(RoundRow.state.in_(wanted)).order_by(RoundRow.rid)
    )
    return [RoundId(rid) for rid in found]


async def look_next(db: AsyncSession, rid: RoundId, at: datetime | None) -> None:
    """Say when the clock looks at a closed round next; None for at its next tick."""
    await db.execute(
        update(RoundRow)
        .where(RoundRow.rid == rid, RoundRow.look_at.is_distinct_from(at))
        .values(look_at=at)
        .execution_options(synchronize_session=False)
    )


async def look_at_all(db: AsyncSession) -> None:
    """Look at every closed round at the next tick: what stands in one of them may have gone."""
    await db.execute(
        update(RoundRow)
        .where(RoundRow.state == State.CLOSED.value, RoundRow.look_at.is_not(None))
        .values(look_at=None)
        .execution_options(synchronize_session=False)
    )


async def claim_state(
    db: AsyncSession, rid: RoundId, *, was: State, now: State, **changes: Any
) -> bool:
    """Move a round from one state to another, once, with whatever changes along.

    Returns:
        True for the one call that moved it. A False must not be followed by what the move is
        for: somebody else does that.

    Raises:
        ValueError: a change names what no round has, or what is fixed at launch.
    """
    moved = await db.scalar(
        update(RoundRow)
        .where(RoundRow.rid == rid, RoundRow.state == was.value)
        .values(state=now.value, look_at=None, **_columns(changes))
        .returning(RoundRow.rid)
        .execution_options(synchronize_session=False)
    )
    return moved is not None


async def mark_accepted(db: AsyncSession, accepted: Round) -> bool:
    """Note that whoever decides said yes to a proposed round as it is; what was confirmed
    before is confirmed no more. Returns False where it is not proposed any more, or not so."""
    return await _mark(db, accepted, accepted_terms=accepted.terms, confirmed_by=None)


async def mark_confirmed(db: AsyncSession, confirmed: Round, by: ParticipantId) -> bool:
    """Note who the second person is. Returns True for the one call that did: for a round that is
    proposed, that nobody else confirmed, and that was accepted as it is."""
    where = (RoundRow.confirmed_by.is_(None), RoundRow.accepted_terms == confirmed.terms)
    return await _mark(db, confirmed, *where, confirmed_by=by)


async def _mark(db: AsyncSession, as_it_is: Round, *where: Any, **changes: Any) -> bool:
    marked = await db.scalar(
        update(RoundRow)
        .where(
            RoundRow.rid == as_it_is.id,
            _in(State.PROPOSED),
            RoundRow.decider_id == as_it_is.decider_id,
            RoundRow.answer_by == as_it_is.answer_by,
            *where,
        )
        .values(**_columns(changes))
        .returning(RoundRow.rid)
        .execution_options(synchronize_session=False)
    )
    return marked is not None


async def update_round(db: AsyncSession, rid: RoundId, **changes: Any) -> None:
    """Change fields of a round, by their names in ``Round``.

    Raises:
        ValueError: a change names what no round has, or what is fixed at launch.
    """
    if changes:
        await db.execute(
            update(RoundRow)
            .where(RoundRow.rid == rid)
            .values(**_columns(changes))
            .execution_options(synchronize_session=False)
        )


def _columns(changes: dict[str, Any]) -> dict[str, Any]:
    unknown = changes.keys() - _CHANGEABLE
    if unknown:
        raise ValueError(f"a round's {', '.join(sorted(unknown))} cannot be changed")
    columns = dict(changes)
    if "makers" in columns:
        columns["makers"] = json.dumps(list(columns["makers"]), ensure_ascii=False)
    if "breakdowns" in columns:
        columns["breakdowns"] = json.dumps([asdict(each) for each in columns["breakdowns"]])
    for name, kind in (("state", State), ("rhythm", Rhythm)):
        if name in columns:
            columns[name] = kind(columns[name]).value
    return columns


_ROUNDS = select(*table_of(RoundRow).columns, SurveyRow.content).outerjoin(
    SurveyRow,
    and_(SurveyRow.key == RoundRow.survey_key, SurveyRow.version == RoundRow.survey_version),
)
AT_ONCE = 300
"""More rounds than these are read in a thread: so many take a hundredth of a second."""
_BY_RID = direct(_ROUNDS.where(RoundRow.rid == bindparam("one")))
_BY_TAG = direct(_ROUNDS.where(RoundRow.tag == bindparam("one")))


async def _one(db: AsyncSession, query: Select[Any], one: str) -> Round | None:
    row = (await db.execute(query, {"one": one})).one_or_none()
    return None if row is None else _round(row)


async def _many(db: AsyncSession, *where: Any) -> list[Round]:
    query = _ROUNDS.where(*where).order_by(RoundRow.opens_at, RoundRow.rid)
    rows = (await db.execute(query)).all()
    if len(rows) > AT_ONCE:  # a moment in which everybody else is answered
        return await asyncio.to_thread(list, map(_round, rows))
    return [_round(row) for row in rows]


@lru_cache(maxsize=16)
def _round(row: Any) -> Round:
    """A round out of its row; the same row, asked for with every answer, is read once."""
    if row.content is None:
        raise LookupError(f'round "{row.rid}" has lost its survey version')
    survey = read_survey(row.content)
    columns = {name: getattr(row, name) for name in _CHANGEABLE}
    for name in ("proposed_by", "confirmed_by", "keeper_id", "decider_id"):
        if columns[name] is not None:
            columns[name] = ParticipantId(columns[name])
    return Round(
        id=RoundId(row.rid),
        tag=row.tag,
        survey=survey,
        way=Way(row.way),
        **{
            **columns,
            "state": State(row.state),
            "rhythm": Rhythm(row.rhythm),
            "makers": tuple(json.loads(row.makers)),
            "breakdowns": tuple(_breakdown(each) for each in json.loads(row.breakdowns)),
        },
    )


def _breakdown(kept: dict[str, Any]) -> Breakdown:
    return Breakdown(
        trait=Trait(kept["trait"]),
        questions=tuple(QuestionKey(name) for name in kept["questions"]),
        groups=tuple(kept["groups"]),
        sizes=tuple(kept["sizes"]),
        dropped=kept["dropped"],
    )
