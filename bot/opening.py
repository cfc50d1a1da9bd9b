"""Opening the house: its policy, its keys and its database, made together and never by halves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot import clock
from bot.looks import LOGO, read_look
from bot.policies import read_policy, refuse_policy_there, write_policy
from bot.services.backing_up import back_up
from bot.services.rounds import reminding
from bot.services.world import NameGroup, World
from bot.settings import WAY_OUT, SettingRefused, Settings
from storage import audit
from storage.backups import BackupFailed
from storage.burying import keep_gone
from storage.engine import Database, open_database
from storage.files import write_whole
from storage.holding import Part
from storage.key_marks import KeyMarkRow, check_keys, claim
from storage.keys import Keys, MissingKey
from storage.migrations import is_behind, is_known, revision_of, upgrade
from storage.old_copies import is_there
from storage.restoring import look_into, restore_backup
from storage.rotating import rotate, settle
from surveys.safeguarding.policy import Policy

log = logging.getLogger(__name__)

POLICY = "policy.toml"
FILES = (POLICY, "safeguarding.toml", LOGO)
"""What a house has in its data directory beside the database."""

Say = Callable[[str], object]


class KeysLost(SettingRefused):
    """A key that everything depends on is not there."""


async def set_up(settings: Settings, policy: Policy) -> None:
    """Make the keys, the database and the policy file, once.

    The policy is written last and says that all is there: what was broken off before it is
    done again from the start.

    Raises:
        SettingRefused, PolicyRefused: Something is there already, or cannot be written.
    """
    path = settings.data / POLICY
    refuse_policy_there(path)
    keys = _open_keys(settings, first=True)
    database = await open_database(settings.database, fresh=True)
    try:
        await upgrade(database)
        async with database.write() as db:
            await keep_gone(db, keys)
    finally:
        await database.close()
    write_policy(path, policy)


async def put_back(settings: Settings, source: Path) -> list[str]:
    """Put a backup back into an empty place, with the keys that belong to it.

    What was sealed or erased since stays so. A policy or plan that is not there comes back with
    it; one that is there stays. No reminder that may have gone out since goes out again.

    Returns:
        The names of the files that came back.

    Raises:
        BackupFailed: The backup cannot be used, or there is something in the database already.
    """
    keys = _open_keys(settings, first=False)
    contents = look_into(source, keys, clock.now().date())
    missing = {name: settings.data / name for name in FILES if name in contents.files}
    missing = {name: path for name, path in missing.items() if not path.exists()}
    if POLICY not in missing:
        read_policy(settings.data / POLICY)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, path in missing.items():
        write_whole(path, contents.files[name])
    policy = read_policy(settings.data / POLICY)
    database = await open_database(settings.database)
    try:
        await upgrade(database)
        await restore_backup(source, database, keys)
        await reminding.pass_over(_world(settings, database, keys, policy))
    finally:
        await database.close()
    return list(missing)


@asynccontextmanager
async def open_world(
    settings: Settings,
    *,
    alone: bool,
    first: bool = False,
    say: Say = log.info,
    part: Part = Part.ALONE,
    stand_by: asyncio.Event | None = None,
) -> AsyncIterator[World]:
    """Open the database and the keys. ``alone`` refuses a second bot on the same data; ``part``
    says whether it has workers, or is one; ``stand_by`` is waited for as ``open_database`` says.

    Keys and database are made together, the first time only: where one is there and the
    other is not, nothing is made up in its place. Whoever is alone brings tables of an earlier
    version up to this one, after a verified backup of them as they were; ``say`` is told.

    Raises:
        SettingRefused, PolicyRefused, DatabaseUnfit: With the way out.
    """
    policy = read_policy(settings.data / POLICY)
    look = read_look(settings.data, policy)
    keys = _open_keys(settings, first=first)
    locked = alone or part is Part.WORKER
    database = await open_database(
        settings.database, lock=locked, fresh=first, part=part, stand_by=stand_by
    )
    try:
        keys = await settle(database, keys, alone=alone)
        world = _world(settings, database, keys, policy)
        if alone:
            await _bring_up(world, say)
            async with database.write() as db:
                await claim(db, keys)
                await keep_gone(db, keys)
            for rid in keys.entombed():
                keys.destroy_draft(rid)  # the copy, if this machine was lost and its notes with it
        elif await is_behind(database):
            raise SettingRefused(await _other_version(database))
        else:
            async with database.read() as db:
                await check_keys(db, keys)
        yield replace(world, name_group=namer_of(settings), look=look)
    finally:
        await database.close()


def _world(settings: Settings, database: Database, keys: Keys, policy: Policy) -> World:
    return World(
        database=database,
        keys=keys,
        policy=policy,
        public_url=settings.address,
        backups=settings.backup_directory,
        carried=tuple(settings.data / name for name in FILES),
        k_min=settings.k_min,
    )


async def _bring_up(world: World, say: Say) -> None:
    """Bring the tables up to this version; those of an earlier one are copied first."""
    version = await revision_of(world.database)
    if version is not None and is_known(version) and await is_behind(world.database):
        async with world.database.read() as db:
            if await is_there(db, KeyMarkRow.__tablename__):
                await check_keys(db, world.keys)
        async with AsyncExitStack() as stack:
            if world.database.hold is not None:
                await stack.enter_async_context(world.database.hold.without_workers())
            try:
                made = await back_up(world)
            except BackupFailed as fault:
                raise BackupFailed(
                    f"The database is of an earlier version, and a backup comes first: {fault}"
                ) from fault
            say(f"{made} has the database as it was, and was read back. It is brought up to date.")
            await upgrade(world.database)
        return
    await upgrade(world.database)


async def _other_version(database: Database) -> str:
    version = await revision_of(database)
    if version is not None and not is_known(version):
        return (
            "The database was made by a later version of Earshot. Way out: install that version, "
            "or a later one; nothing was changed."
        )
    return (
        "The database is older than this program. Way out: `earshot migrate`, or start "
        "`earshot run`: both make a backup first."
    )


async def migrate(settings: Settings, say: Say) -> bool:
    """Bring the database up to this version, after a backup. The bot must be stopped.

    Returns:
        Whether there was anything to do; ``say`` is told of the backup.

    Raises:
        SettingRefused, DatabaseUnfit, BackupFailed: With the way out. Nothing was changed.
    """
    said: list[str] = []
    async with open_world(settings, alone=True, say=said.append):
        for line in said:
            say(line)
    return bool(said)


def namer_of(settings: Settings) -> NameGroup | None:
    """What asks a language model for names of groups; None unless one is set.

    Raises:
        SettingRefused: It may not be asked: it is somebody else's, or has no name.
    """
    if not settings.model_url:
        return None
    # Loaded where it is used: hardly any house has one.
    from bot.delivery.theme_namer import Namer, NamerRefused

    try:
        return Namer(settings.model_url, settings.model_name, settings.model_places).name
    except NamerRefused as refused:
        raise SettingRefused(
            f"EARSHOT_MODEL_URL and EARSHOT_MODEL_NAME: {refused}. "
            f"Way out: {WAY_OUT['model_url']}, or leave both out."
        ) from None


async def rotate_key(settings: Settings, kind: str) -> Path:
    """Turn everything under a key over to a fresh one, make a backup, and destroy the old one.

    Returns:
        The backup.

    Raises:
        SettingRefused, DatabaseUnfit, BackupFailed: With the way out. After the last of these
        the old key waits until there is a backup.
    """
    async with open_world(settings, alone=True) as world:
        fresh = await rotate(world.database, world.keys, kind)
        async with world.database.write() as db:
            await audit.record(db, at=world.now(), who=None, action="key rotated", about=kind)
        return await back_up(replace(world, keys=fresh))


def _open_keys(settings: Settings, *, first: bool) -> Keys:
    directory = settings.key_directory
    if first and not (directory / "identity.key").exists():
        if (settings.data / "earshot.db").exists():
            raise SettingRefused(
                f"There is a database in {settings.data} but no keys in {directory}: new keys "
                "could not open it. Way out: put the custodian's copy of the keys back."
            )
        return Keys.create(directory, settings.key_copies)
    try:
        keys = Keys.open(directory, settings.key_copies)
    except MissingKey as missing:
        raise KeysLost(f"In EARSHOT_KEYS={directory}, {missing}") from None
    keys.tombs.mirrors.append(settings.backup_directory)
    return keys
