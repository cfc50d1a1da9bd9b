"""Logging time: whoever works here starts and stops a stretch, adds, takes out, and saves it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.wording.presses import Press


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Where their time stands."""
    return Spoken()


async def ask_due(world: World) -> int:
    """Ask whoever works long."""
    return 0


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """One step."""
    return Spoken()
