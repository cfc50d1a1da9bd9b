"""What somebody wrote about rounds that are over, for whoever asks what is kept about them."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.knowing import Visit
from bot.services.world import World
from bot.wording.learning import mine_lines
from storage import lessons, rounds


async def my_lessons(db: AsyncSession, world: World, here: Visit) -> list[str]:
    """What they wrote, in words; none where nothing is."""
    if here.pid is None:
        return []
    found = await lessons.list_lessons(db, world.keys, here.pid)
    known = [await rounds.load_round(db, one.rid) for one in found]
    by_key = {one.id: one for one in known if one is not None}
    return ["", *mine_lines(found, by_key)] if found else []
