"""House marks: what a house runs by, as a keyed mark that its workers compare with their own.

A worker that read another policy, or does not know that all this is a rehearsal, would tell a
young person something that is not so.
"""

from __future__ import annotations

from bot.services.world import World
from storage.key_marks import load_marks, save_marks

HOUSE = "house"


def mark_of(world: World, *, rehearsal: bool) -> bytes:
    """The mark of a house with this policy, look, links, floor and purpose."""
    what = (world.policy.fingerprint(), world.public_url, world.k_min, rehearsal, world.look)
    return world.keys.lookup(f"house {what}", 0)


async def set_mark(world: World) -> None:
    """Say what this house runs by. Only the house does."""
    async with world.database.write() as db:
        await save_marks(db, {HOUSE: mark_of(world, rehearsal=world.rehearsal)})


async def is_rehearsal(world: World) -> bool | None:
    """Whether the house that runs, or ran last, rehearses; None where it runs by something else
    than this world."""
    async with world.database.read() as db:
        kept = (await load_marks(db)).get(HOUSE)
    for rehearsal in (False, True):
        if kept == mark_of(world, rehearsal=rehearsal):
            return rehearsal
    return None
