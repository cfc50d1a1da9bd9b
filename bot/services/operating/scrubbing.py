"""Scrubbing: what was torn up or deleted is gone from the disk too, not only from the tables."""

from __future__ import annotations

import logging

from bot.services.world import World
from bot.wording.presses import read_press
from storage.engine import CheckpointBusy

log = logging.getLogger(__name__)

_KINDS = frozenset({"tearyes", "eraseyes"})


def leaves_something(code: str) -> bool:
    """Whether a button's work leaves an old envelope, or a person, in the write-ahead log."""
    pressed = read_press(code)
    return pressed is not None and pressed.kind in _KINDS


async def scrub(world: World) -> None:
    """Empty the log into the file, where what is deleted is overwritten (X1).

    Called after the commit. If somebody keeps reading, the next checkpoint does it.
    """
    try:
        await world.database.checkpoint()
    except CheckpointBusy:
        log.warning("the log could not be emptied after a deletion")
