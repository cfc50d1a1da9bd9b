"""A world in which everything drawn by chance comes from one seed, and time from one clock."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from bot.services.world import World
from storage.engine import open_database
from storage.keys import Keys
from tests.bot.chatting import POLICY, Clock


async def seeded_world(template: Path, root: Path, clock: Clock, draw: random.Random) -> World:
    """A house under ``root`` with nobody in it. Whoever asks for it closes its database."""
    (root / "data").mkdir(parents=True)
    shutil.copy(template, root / "data" / "earshot.db")
    return World(
        await open_database(f"sqlite:///{root / 'data' / 'earshot.db'}", lock=False),
        Keys.create(root / "keys"),
        POLICY,
        now=clock,
        chance=draw,
        fresh_bytes=draw.randbytes,
        backups=root / "backups",
    )
