"""Looking: the check for signs of danger, with what is known of who works here."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import hiding
from bot.services.world import World
from surveys.redaction.workers import with_roles
from surveys.safeguarding import screening
from surveys.safeguarding.colleagues import look_again
from surveys.safeguarding.screening import Screening


async def look(db: AsyncSession, world: World, words: str) -> Screening:
    """What the check makes of somebody's words, those who work here known by name."""
    roster = await hiding.roster_of(db, world)
    return look_again(screening.screen(words), words, with_roles(words, roster))
