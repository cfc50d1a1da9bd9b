"""A world in which everything drawn by chance comes from one seed, and time from one clock."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from bot.services.world import World
from storage.engine import open_database
from storage.keys import Keys
from tests.attacks.where import TEMPLATE, database_of, settle
from tests.bot.chatting import POLICY, Clock
from tests.servers.postgres import PostgresServer

Blank = Callable[[Path], None]
"""Gives the house in a directory an empty, migrated database."""


def blank_file(template: Path) -> Blank:
    """On SQLite: a copy of a file."""
    return lambda root: _laid(template, root)


def blank_on(server: PostgresServer) -> Blank:
    """On PostgreSQL: the one database of the tests, emptied for each house."""

    def make(root: Path) -> None:
        server.empty(TEMPLATE)
        settle(root, server.url(TEMPLATE))

    return make


def _laid(template: Path, root: Path) -> None:
    shutil.copy(template, root / "data" / "earshot.db")


async def seeded_world(blank: Blank, root: Path, clock: Clock, draw: random.Random) -> World:
    """A house under ``root`` with nobody in it. Whoever asks for it closes its database."""
    (root / "data").mkdir(parents=True)
    blank(root)
    return World(
        await open_database(database_of(root), lock=False),
        Keys.create(root / "keys"),
        POLICY,
        now=clock,
        chance=draw,
        fresh_bytes=draw.randbytes,
        backups=root / "backups",
    )
