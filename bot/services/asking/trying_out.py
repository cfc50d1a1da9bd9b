"""Trying out: a survey walked by its author as a young person will walk it, and by peers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Spoken
from bot.services.world import World
from surveys.definitions.survey import Survey
from surveys.people.person import Person


@dataclass(frozen=True, slots=True)
class Piloted:
    """How many peers tried a draft; ``since_change``: all of them as it is now."""

    count: int = 0
    since_change: bool = False


async def preview(db: AsyncSession, world: World, person: Person, survey: Survey) -> Spoken:
    """Show a survey to its author exactly as a young person will see it; nothing is kept."""
    return Spoken()


async def pilot(db: AsyncSession, world: World, person: Person, draft_id: str) -> Spoken:
    """Offer to have peers try a draft and say what each question meant to them."""
    return Spoken()


async def piloted(db: AsyncSession, world: World, draft_id: str) -> Piloted:
    """Whether a draft was tried by peers, how many, and as it is now."""
    return Piloted()
