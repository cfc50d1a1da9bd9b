"""Keeping concerns: each saved with when it is due next, and found only by who may see it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from storage import concerns
from surveys.people.person import Person
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Concern


async def keep(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """Save a concern, or add it, with when the clock looks at it next."""
    due_at = routing.next_due(concern, world.policy.plan, world.now())
    if await concerns.is_kept(db, concern.id):
        await concerns.save_concern(db, world.keys, concern, due_at=due_at)
    else:
        await concerns.add_concern(db, world.keys, concern, due_at=due_at)
    return concern


async def find_theirs(db: AsyncSession, world: World, handle: str, by: Person) -> Concern | None:
    """A concern that somebody may see, locked until we commit; None where they may not."""
    found = await concerns.find_concern(db, world.keys, handle, lock=True)
    if found is None or not by.role.answers_concerns:
        return None
    responders = await list_responders(db, world)
    return found[0] if routing.may_see(found[0], responders, by.id) else None
