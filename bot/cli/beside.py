"""Commands that work beside a running bot: open the house, do one thing, close it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import OperationalError

from bot.cli.ending import end
from bot.opening import open_world
from bot.policies import PolicyRefused
from bot.services.asking.launching import LaunchRefused
from bot.services.people import signing_in
from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.settings import SettingRefused, read_settings
from storage import people
from storage.backups import BackupFailed
from storage.custody import CustodyRefused
from storage.engine import DatabaseUnfit
from storage.key_marks import OtherKeys
from storage.keys import CopiesOutOfReach, KeysExist, MissingKey
from storage.rotating import RotationUnderWay
from storage.signins import PinResult
from surveys.definitions.mistakes import SurveyMistake
from surveys.people.person import Person

Result = TypeVar("Result")

EXPECTED = (
    SettingRefused,
    PolicyRefused,
    PlanRefused,
    LaunchRefused,
    DatabaseUnfit,
    MissingKey,
    KeysExist,
    CopiesOutOfReach,
    BackupFailed,
    CustodyRefused,
    OtherKeys,
    RotationUnderWay,
    SurveyMistake,
    OSError,
    OperationalError,
)
"""An operator's or author's mistake: said in a sentence, without a traceback."""


def refuse(why: object) -> NoReturn:
    """Say why on standard error and end with status 1."""
    end(_told(why))


def _told(why: object) -> str:
    """A sentence; of what the machine or the database refused, the reason and a way out."""
    match why:
        case OSError():
            return (
                f"{why.filename or 'A file or an address'} cannot be used: "
                f"{why.strerror or type(why).__name__}. Way out: see that this program may read "
                "and write there, and that the disk has room."
            )
        case OperationalError():
            reason = str(why.orig).partition("\n")[0]
            return (
                f"The database would not do it: {reason}. Way out: see "
                "that it runs, that this program may write to it, and that the disk has room."
            )
        case _:
            return str(why)


def check_place(out: Path | None) -> None:
    """Refuse a file that could not be written, before anything is made to write into it."""
    if out is None:
        return
    if out.is_dir() or not out.parent.is_dir():
        refuse(f"{out} cannot be written. Give a file's name in a directory that is there.")


def put(out: Path, content: bytes) -> None:
    """Write a file that nobody else on the machine may read, or say why not.

    A sheet's links and slips are as good as a key until they are used.
    """
    try:
        if out.is_file():
            out.chmod(0o600)
        with open(out, "wb", opener=lambda path, how: os.open(path, how, 0o600)) as file:
            file.write(content)
    except OSError as slip:
        refuse(f"{out} cannot be written: {slip.strerror}. Give another file's name.")


def beside(do: Callable[[World], Awaitable[Result]]) -> Result:
    """Run one use case on the settings' house, beside the bot if it is running."""
    try:
        return asyncio.run(_beside(do))
    except EXPECTED as mistake:
        refuse(mistake)


async def _beside(do: Callable[[World], Awaitable[Result]]) -> Result:
    async with _world() as world:
        return await do(world)


@asynccontextmanager
async def _world() -> AsyncIterator[World]:
    async with open_world(read_settings(), alone=False) as world:
        yield world


async def by_name(world: World, name: str) -> Person:
    """Find a member of staff by the name they go by; refuse none or several."""
    async with world.database.read() as db:
        found = [
            p
            for p in await people.list_people(db, world.keys)
            if p.role.is_staff and p.nick.casefold() == name.casefold()
        ]
    match found:
        case [person]:
            return person
        case []:
            raise PlanRefused(
                f'nobody on the staff is called "{name}" yet; whoever was invited counts from '
                "the moment they open their link. See `earshot people`"
            )
        case _:
            raise PlanRefused(
                f'there are {len(found)} people on the staff called "{name}"; see `earshot people`'
            )


async def proved(world: World, name: str, pin: str) -> Person:
    """Find a member of staff and check their PIN, or their app's code."""
    person = await by_name(world, name)
    async with world.database.write() as db:
        result = await signing_in.prove(db, world, person.id, pin)
    if result is not PinResult.OK:
        raise PlanRefused(
            f'the PIN or code for "{name}" was not right, is locked, or is not set yet; '
            "they set it in the browser chat under Staff"
        )
    return person


def wall_time(text: str, zone: ZoneInfo) -> datetime:
    """Read "2026-12-04 18:00" as wall time in ``zone``."""
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"):
        try:
            found = datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        if form == "%Y-%m-%d":
            found = found.replace(hour=18)
        return found.replace(tzinfo=zone)
    raise PlanRefused(f'"{text}" is not a time; write it as 2026-12-04 18:00')
