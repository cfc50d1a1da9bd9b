"""Rounds that somebody is still planning: what they chose so far, until the round opens.

A plan outlives what is on anybody's screen: a restart or a second device goes on with it, and a
round that was sent back goes back to it. What lies in it is encrypted and padded: it may name
people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys
from surveys.ids import ParticipantId

STEP = 4096
"""What a plan's size is rounded up to. Unit: bytes."""


class PlanRow(Row):
    """One plan. ``rid`` is the round that was proposed from it, None until then."""

    __tablename__ = "plans"
    __table_args__ = NO_ROWID

    tag: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[bytes] = mapped_column(index=True)
    rid: Mapped[str | None] = mapped_column(index=True)
    body_enc: Mapped[bytes]
    drop_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """What somebody chose so far, as they wrote it down. ``drop_on`` is the last day it is kept
    unless it is changed before."""

    tag: str
    owner: ParticipantId
    body: bytes
    drop_on: date


async def add_plan(db: AsyncSession, keys: Keys, kept: KeptPlan) -> None:
    """Keep a new plan of somebody's."""
    sealed = keys.identity.seal(kept.body, about=_about(kept.tag, kept.owner), step=STEP)
    values = {"tag": kept.tag, "owner": kept.owner, "drop_on": kept.drop_on}
    await db.execute(insert(PlanRow).values(**values, rid=None, body_enc=sealed))


async def load_plan(db: AsyncSession, keys: Keys, tag: str, owner: ParticipantId) -> bytes | None:
    """A plan of somebody's own that is not proposed; None where there is none of theirs."""
    sealed = await db.scalar(
        select(PlanRow.body_enc).where(
            PlanRow.tag == tag, PlanRow.owner == owner, PlanRow.rid.is_(None)
        )
    )
    return None if sealed is None else keys.identity.open(sealed, about=_about(tag, owner))


async def list_plans(db: AsyncSession, keys: Keys, owner: ParticipantId) -> dict[str, bytes]:
    """Somebody's plans that are not proposed, by tag."""
    rows = await db.execute(
        select(PlanRow.tag, PlanRow.body_enc)
        .where(PlanRow.owner == owner, PlanRow.rid.is_(None))
        .order_by(PlanRow.tag)
    )
    return {
        tag: keys.identity.open(sealed, about=_about(tag, owner)) for tag, sealed in rows.all()
    }


async def save_plan(db: AsyncSession, keys: Keys, kept: KeptPlan) -> bool:
    """Replace what is in a plan that is not proposed. Returns False where there is none."""
    sealed = keys.identity.seal(kept.body, about=_about(kept.tag, kept.owner), step=STEP)
    saved = await db.scalar(
        update(PlanRow)
        .where(PlanRow.tag == kept.tag, PlanRow.owner == kept.owner, PlanRow.rid.is_(None))
        .values(body_enc=sealed, drop_on=kept.drop_on)
        .returning(PlanRow.tag)
        .execution_options(synchronize_session=False)
    )
    return saved is not None


async def hand_in(db: AsyncSession, tag: str, rid: str) -> bool:
    """Note which round was proposed from a plan. Returns True for the one call that did."""
    handed = await db.scalar(
        update(PlanRow)
        .where(PlanRow.tag == tag, PlanRow.rid.is_(None))
        .values(rid=rid)
        .returning(PlanRow.tag)
        .execution_options(synchronize_session=False)
    )
    return handed is not None


async def hand_back(db: AsyncSession, rid: str) -> tuple[str, ParticipantId] | None:
    """A round was sent back: its plan is its owner's to change again. Returns its tag and owner;
    None where the round came from no plan."""
    found = (
        await db.execute(
            update(PlanRow)
            .where(PlanRow.rid == rid)
            .values(rid=None)
            .returning(PlanRow.tag, PlanRow.owner)
            .execution_options(synchronize_session=False)
        )
    ).one_or_none()
    return None if found is None else (found[0], ParticipantId(found[1]))


async def load_handed_in(db: AsyncSession, keys: Keys, rid: str) -> bytes | None:
    """The plan that a round was proposed from; None where it came from none."""
    found = (
        await db.execute(
            select(PlanRow.tag, PlanRow.owner, PlanRow.body_enc).where(PlanRow.rid == rid)
        )
    ).one_or_none()
    if found is None:
        return None
    return keys.identity.open(found.body_enc, about=_about(found.tag, found.owner))


async def drop_plan(db: AsyncSession, tag: str, owner: ParticipantId) -> None:
    """Somebody leaves a plan of theirs."""
    await db.execute(
        delete(PlanRow).where(PlanRow.tag == tag, PlanRow.owner == owner, PlanRow.rid.is_(None))
    )


async def drop_plan_of(db: AsyncSession, rid: str) -> None:
    """A round opened or was stopped: its plan is of no more use."""
    await db.execute(delete(PlanRow).where(PlanRow.rid == rid))


async def drop_plans_of(db: AsyncSession, owner: ParticipantId) -> None:
    """Forget every plan of somebody who left."""
    await db.execute(delete(PlanRow).where(PlanRow.owner == owner))


async def purge_plans(db: AsyncSession, today: date) -> None:
    """Destroy what nobody went on with until after its last day."""
    await db.execute(delete(PlanRow).where(PlanRow.drop_on < today))


def _about(tag: str, owner: ParticipantId) -> bytes:
    return b"plan|" + tag.encode() + b"|" + owner
