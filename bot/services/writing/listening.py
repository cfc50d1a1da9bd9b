"""Listening: who can be written to, set up by the administrator. Nobody reads a letter here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import letters
from bot.services.cleaning import clean
from bot.services.world import World
from bot.wording.writing import Reader
from storage import audit, listeners, people, pictures
from storage.listeners import Listener
from storage.pictures import Picture
from surveys.ids import ParticipantId
from surveys.people.person import Person

LONGEST_JOB, LONGEST_LINE = 40, 120
"""Unit: characters."""

MOST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to write to, as the page's form gives them. ``face`` is a picture file."""

    pid: ParticipantId
    job: str
    line: str = ""
    days: int = 3
    second: ParticipantId | None = None
    face: bytes = b""
    no_face: bool = False


async def list_listening(world: World) -> tuple[list[Reader], list[Person]]:
    """Everybody who can be written to, and everybody who could be."""
    async with world.database.read() as db:
        now = await letters.every_reader(db, world)
        known = await people.list_people(db, world.keys)
    could = [person for person in known if letters.may_listen(person)]
    by_name = sorted(could, key=lambda one: (one.nick.casefold(), one.id))
    return sorted(now, key=lambda one: (one.name.casefold(), one.handle)), by_name


async def save(world: World, by: ParticipantId, wanted: Wanted) -> bool:
    """Let somebody be written to, or change their card.

    Returns:
        False where the form cannot be taken as it is.

    Raises:
        PictureRefused: The face is no picture that can be used.
    """
    if not _is_whole(wanted):
        return False
    face = await asyncio.to_thread(clean, wanted.face, "face") if wanted.face else None
    async with world.database.write() as db:
        chosen = [wanted.pid, *([] if wanted.second is None else [wanted.second])]
        found = [await people.load_person(db, world.keys, pid) for pid in chosen]
        if not all(one is not None and letters.may_listen(one) for one in found):
            return False
        await _save(db, world, wanted, face)
        await _note(db, world, by, "listener saved", wanted.pid)
    return True


async def remove(world: World, by: ParticipantId, pid: ParticipantId) -> bool:
    """Take somebody off the list. What was sent to them stays with them."""
    async with world.database.write() as db:
        if not await forget(db, world, pid):
            return False
        await _note(db, world, by, "listener removed", pid)
    return True


async def forget(db: AsyncSession, world: World, pid: ParticipantId) -> bool:
    """Drop a card and its face. Returns False where there was none."""
    theirs = [one for one in await listeners.list_listeners(db, world.keys) if one.pid == pid]
    for one in theirs:
        await listeners.drop_listener(db, pid)
        await pictures.drop_face(db, one.face)
    return bool(theirs)


async def _note(
    db: AsyncSession, world: World, by: ParticipantId, action: str, pid: ParticipantId
) -> None:
    await audit.record(db, at=world.now(), who=by, action=action, about=pid.hex()[:8])


async def _save(db: AsyncSession, world: World, wanted: Wanted, face: Picture | None) -> None:
    known = {one.pid: one for one in await listeners.list_listeners(db, world.keys)}
    before = known.get(wanted.pid)
    kept = "" if before is None else before.face
    digest = kept
    if face is not None:
        digest = await pictures.add_picture(db, as_face(face))
    elif wanted.no_face:
        digest = ""
    listener = Listener(wanted.pid, wanted.job, wanted.line, digest, wanted.days, wanted.second)
    await listeners.save_listener(db, world.keys, listener)
    if kept != digest:
        await pictures.drop_face(db, kept)


def as_face(picture: Picture) -> Picture:
    """A picture that goes when its person does, unlike those of published surveys."""
    return replace(picture, source=f"{pictures.FACE}{picture.source}")


def _is_whole(wanted: Wanted) -> bool:
    return (
        0 < len(wanted.job) <= LONGEST_JOB
        and len(wanted.line) <= LONGEST_LINE
        and 1 <= wanted.days <= MOST_DAYS
        and wanted.second != wanted.pid
    )
