"""Identifying: who wrote a concern whose author chose not to be named. It takes two people.

Where a life is at risk one is enough, and a second looks at it within a day. The author is
told, the trail holds both, and how often it happens is counted by the year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding.keeping import find_theirs, keep
from bot.services.safeguarding.pinging import called, remind, tell_author
from bot.services.safeguarding.rostering import list_responders
from bot.services.two_people import is_second
from bot.services.world import World
from storage import audit
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern, Deed, Telling

OPENED = "identity opened"


async def ask_opening(db: AsyncSession, world: World, handle: str, by: Person) -> Concern | None:
    """Ask to know who wrote it. A second person confirms; of severity 3 it opens at once."""
    concern = await find_theirs(db, world, handle, by)
    if concern is None or concern.telling is not Telling.WITHOUT_NAME or concern.opened_by:
        return concern
    now = world.now()
    if concern.is_urgent:
        opened = replace(concern, opened_by=(by.id,), review_by=now + routing.REVIEW_WITHIN)
        await _note(db, world, OPENED, opened, by)
        await tell_author(db, world, opened, "opened_by_one", who=called(by.nick, by.role))
        await _tell_others(db, world, opened, by.id, "review")
        return await keep(db, world, opened.done(Deed(now, OPENED, by.id)))
    if concern.opening_asked_by is not None:
        return concern
    asked = replace(concern, opening_asked_by=by.id)
    await _note(db, world, "identity opening asked", asked, by)
    await _tell_others(db, world, asked, by.id, "opening")
    return await keep(db, world, asked.done(Deed(now, "asked to open the identity", by.id)))


async def confirm_opening(
    db: AsyncSession, world: World, handle: str, by: Person
) -> Concern | None:
    """Be the second person: open what another asked for, or review what one opened alone."""
    concern = await find_theirs(db, world, handle, by)
    if concern is None:
        return None
    if not await is_second(db, world, by, concern.opening_asked_by, *concern.opened_by):
        return concern
    now = world.now()
    if concern.review_by is not None:
        reviewed = replace(concern, opened_by=(*concern.opened_by, by.id), review_by=None)
        await _note(db, world, "identity opening reviewed", reviewed, by)
        return await keep(db, world, reviewed.done(Deed(now, "opening reviewed", by.id)))
    if concern.opening_asked_by is None or concern.opened_by:
        return concern
    opened = replace(concern, opened_by=(concern.opening_asked_by, by.id))
    await _note(db, world, OPENED, opened, by)
    await tell_author(db, world, opened, "opened_by_two", who=called(by.nick, by.role))
    return await keep(db, world, opened.done(Deed(now, OPENED, by.id)))


async def count_openings(db: AsyncSession, year: int) -> int:
    """How many identities were opened in a year (in UTC): for the trustees."""
    since, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    entries = await audit.list_audit(db)
    return sum(entry.action == OPENED and since <= entry.at < until for entry in entries)


async def _tell_others(
    db: AsyncSession, world: World, concern: Concern, but: ParticipantId, what: str
) -> None:
    for one in routing.ranked(concern, await list_responders(db, world)):
        if one.pid in concern.alerted and one.pid != but:
            await remind(db, world, concern, one.pid, what)


async def _note(db: AsyncSession, world: World, action: str, concern: Concern, by: Person) -> None:
    await audit.record(db, at=world.now(), who=by.id, action=action, about=concern.handle)
