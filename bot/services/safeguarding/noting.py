"""Noting: how somebody is kept safe before anything is done that may show who told."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding.keeping import find_theirs, keep
from bot.services.world import World
from storage import audit
from surveys.people.person import Person
from surveys.safeguarding.concern import Concern, Deed

SAFE = "plan to keep them safe"
"""What such a note is called in a concern's record."""


def has_plan(concern: Concern) -> bool:
    """Whether somebody has said how they keep them safe."""
    return any(deed.what == SAFE for deed in concern.deeds)


async def note_plan(
    db: AsyncSession, world: World, handle: str, by: Person, words: str
) -> Concern | None:
    """Keep a plan in the concern's record. Its author does not get it. None for no words."""
    concern, said = await find_theirs(db, world, handle, by), words.strip()
    if concern is None or not said:
        return None
    now = world.now()
    await audit.record(db, at=now, who=by.id, action="plan noted", about=handle)
    return await keep(db, world, concern.done(Deed(now, SAFE, by.id, said)))
