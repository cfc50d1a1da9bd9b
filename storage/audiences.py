"""Whom a round asks, as its author wrote it, and the progress band kept for a day."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import NO_ROWID, Row
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind


class AudienceRow(Row):
    """One round's audience. Names of homes are encrypted, padded to 1 KiB steps."""

    __tablename__ = "audiences"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    rule_enc: Mapped[bytes]


class BandRow(Row):
    """The progress band of an open round as of one day. Never a count."""

    __tablename__ = "bands"
    __table_args__ = NO_ROWID

    rid: Mapped[str] = mapped_column(primary_key=True)
    on_date: Mapped[date]
    band: Mapped[str]


async def set_audience(db: AsyncSession, keys: Keys, rid: RoundId, rule: AudienceRule) -> None:
    """Keep a new round's audience."""
    body: dict[str, object] = {"kinds": sorted(rule.kinds), "homes": sorted(rule.homes)}
    if rule.without_makers:
        body["without_makers"] = True
    sealed = keys.identity.seal(json.dumps(body).encode(), about=_about(rid), step=1024)
    await db.execute(insert(AudienceRow).values(rid=rid, rule_enc=sealed))


async def load_audience(db: AsyncSession, keys: Keys, rid: RoundId) -> AudienceRule:
    """The audience of a round.

    Raises:
        LookupError: The round has none: a bug, every round is given one when it is proposed.
    """
    sealed = await db.scalar(select(AudienceRow.rule_enc).where(AudienceRow.rid == rid))
    if sealed is None:
        raise LookupError(f'round "{rid}" has no audience')
    body = json.loads(keys.identity.open(sealed, about=_about(rid)))
    kinds = frozenset(Kind(kind) for kind in body["kinds"])
    return AudienceRule(kinds, frozenset(body["homes"]), body.get("without_makers", False))


async def load_band(db: AsyncSession, rid: RoundId) -> tuple[date, str] | None:
    """The band that was kept, and the day it is of; None if none was."""
    row = (
        await db.execute(select(BandRow.on_date, BandRow.band).where(BandRow.rid == rid))
    ).one_or_none()
    return None if row is None else (row.on_date, row.band)


async def keep_band(db: AsyncSession, rid: RoundId, on: date, band: str) -> None:
    """Keep the band of a day in place of the one before."""
    await db.execute(delete(BandRow).where(BandRow.rid == rid))
    await db.execute(insert(BandRow).values(rid=rid, on_date=on, band=band))


async def drop_audience(db: AsyncSession, rid: RoundId) -> None:
    """End of retention: forget whom a round meant, and its band."""
    await db.execute(delete(AudienceRow).where(AudienceRow.rid == rid))
    await db.execute(delete(BandRow).where(BandRow.rid == rid))


def _about(rid: RoundId) -> bytes:
    return b"audience|" + rid.encode()
