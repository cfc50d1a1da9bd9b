"""What the running bot looks at for its daily "All well": the doctor's round, without people.

What stands in the way of real people counts, and of warnings those about the machine. What hangs
on somebody's choice, and letters, which have an alarm of their own, do not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy.exc import DBAPIError

from bot.delivery import dead_man
from bot.doctor import ground, outside
from bot.doctor.examining import inside
from bot.doctor.findings import Finding, Level
from bot.doctor.machine import roomy
from bot.services.operating.all_well import AllWell
from bot.services.operating.retaining import backups_of
from bot.services.world import World
from bot.settings import Settings
from storage.pauses import load_pause

WATCHED = frozenset({"Backups", "Disk", "Clock"})
"""Parts of which a warning counts too."""
GROUND = WATCHED | {"Keys", "Second medium", "Round keys", "Telegram", "Check for danger"}
"""Parts that must be well in a rehearsal as well."""


def all_well(world: World, settings: Settings, healthy: Callable[[], bool]) -> AllWell:
    """What says once a day that all is well, wired up. ``healthy``: whether every loop goes."""

    async def look() -> list[str]:
        return ([] if healthy() else ["Program"]) + await wrong_now(world, settings)

    async def glance() -> list[str]:
        return ([] if healthy() else ["Program"]) + await wrong_at_a_glance(world, settings)

    address = settings.deadman_url
    return AllWell(world, look, partial(dead_man.ask_for, address) if address else None, glance)


async def wrong_now(world: World, settings: Settings) -> list[str]:
    """The parts that are not well, each a word or two of the doctor's; none when all is well."""
    found = [
        *ground.keys_kept(settings),
        *roomy(settings),
        *await inside(world, settings, world.today()),
        *await outside.telegram_answers(settings, world.now()),
    ]
    wrong = [one.about for one in found if is_wrong(one, rehearsal=world.rehearsal)]
    return list(dict.fromkeys(wrong))


async def wrong_at_a_glance(world: World, settings: Settings) -> list[str]:
    """The worst of it, at little cost in a house of any size: a database that takes no writes,
    keys, room, and the age of the newest backup."""
    found = [*ground.keys_kept(settings), *roomy(settings)]
    wrong = [one.about for one in found if is_wrong(one, rehearsal=True)]
    made = backups_of(settings.backup_directory)
    if not made or (world.today() - made[-1].day).days > ground.BACKUP_OLD:
        wrong.append("Backups")
    try:
        async with world.database.write() as db:
            await load_pause(db)
    except DBAPIError:
        wrong.append("Database")
    return list(dict.fromkeys(wrong))


def is_wrong(one: Finding, *, rehearsal: bool) -> bool:
    """Whether a finding keeps the line from being said."""
    if rehearsal and one.about not in GROUND:
        return False
    return one.level is Level.STOP or (one.level is Level.WARN and one.about in WATCHED)
