"""Seeing first: a result is open to everybody who was asked at once, and to nobody else before
they were sent it.

Whoever put a result forward and whoever let it go have read it before; everybody else who works
with results waits until all who were asked were sent the news, or for the head start, where some
of them have not opened their page. Where a chat cannot be reached that waits too, for a day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import ledger, people, releases, result_doors
from surveys.anonymity.result_codes import draw_code
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Chat, Person

HEAD_START = timedelta(hours=1)
"""How long those who were asked have a result to themselves, where not all were reached."""
LONGEST = timedelta(days=1)
"""How long, where what is owed to them cannot be sent: a pause, or Telegram out of reach."""


class Sight(StrEnum):
    """What somebody may see of a round's released result."""

    NONE = "none"
    """They were not asked and do not work with results."""
    LATER = "later"
    """They work with results, and those who were asked see it first."""
    NOW = "now"


async def sight_of(db: AsyncSession, world: World, person: Person, rid: RoundId) -> Sight:
    """What somebody may see of a round's result once it is out."""
    if await ledger.standing(db, rid, person.id) is not None:
        return Sight.NOW
    if not person.role.can_see_releases:
        return Sight.NONE
    release = await releases.load_release(db, rid)
    if release is not None and person.id in {release.proposed_by, release.approved_by}:
        return Sight.NOW
    return Sight.NOW if await opens_at(db, world, rid) is None else Sight.LATER


async def find_sights(
    db: AsyncSession, world: World, pid: ParticipantId | None, rids: Collection[RoundId]
) -> dict[RoundId, Sight]:
    """``sight_of`` of many rounds at once.

    Args:
        pid: Who asks; None: the operator, who sees all of it. Somebody who is not known sees
            nothing.
    """
    if pid is None:
        return dict.fromkeys(rids, Sight.NOW)
    person = await people.load_person(db, world.keys, pid)
    if person is None:
        return dict.fromkeys(rids, Sight.NONE)
    asked = set(await ledger.rounds_of(db, pid))
    shut = await result_doors.list_held_back(db, world.now() + HEAD_START - LONGEST)
    others = Sight.NOW if person.role.can_see_releases else Sight.NONE
    found = {rid: Sight.NOW if rid in asked else others for rid in rids}
    for rid in shut & found.keys() - asked:
        found[rid] = await sight_of(db, world, person, rid)
    return found


async def opens_at(db: AsyncSession, world: World, rid: RoundId) -> datetime | None:
    """When a result opens to those who were not asked, at the latest; None: it is open."""
    until = await result_doors.held_back_until(db, rid)
    if until is None:
        return None
    now, latest = world.now(), until - HEAD_START + LONGEST
    if now >= latest:
        return None
    untold = await result_doors.list_untold(db, rid)
    if not untold and await ledger.count(db, rid):
        return None
    if now < until:
        return until
    for pid in untold:
        person = await people.load_person(db, world.keys, pid)
        if person is not None and person.address.chat is Chat.TELEGRAM:
            return latest
    return None


async def begin(db: AsyncSession, world: World, rid: RoundId) -> datetime:
    """A result comes out: give it a code, and keep it from whoever was not asked.

    Returns:
        When those who were not asked are told that it is out.
    """
    await code_of(db, world, rid)
    until = world.now() + HEAD_START
    await result_doors.hold_back(db, rid, until)
    return until


async def code_of(db: AsyncSession, world: World, rid: RoundId) -> str:
    """The code of a round's result: the same on every slip and poster."""
    return await result_doors.ensure_code(db, rid, lambda: draw_code(world.fresh_bytes))
