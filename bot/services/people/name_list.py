"""The administrator's list of names and places to hide: loaded, added to, taken from, cleared.

The audit trail says that it was changed and by whom, never a name and never how many.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from bot.texts import say
from storage import audit, rosters
from storage.rosters import Loaded
from surveys.ids import ParticipantId
from surveys.redaction.loading import RosterMistake, read_roster
from surveys.redaction.roster import Known, Roster

KINDS = ("people", "staff", "homes", "schools", "streets", "places")
"""What a list can hold, in the order it is shown."""

MOST = 3000
"""Most names that a list holds: more would take seconds to make ready. Unit: names."""

NICKNAMES = 12
"""Most other names of one of them. Unit: names."""


async def loaded(world: World) -> Loaded | None:
    """The list, and the day it was changed last; None where none was loaded."""
    async with world.database.read() as db:
        return await rosters.load_roster(db, world.keys)


async def replace_all(world: World, roster: Roster, by: ParticipantId | None = None) -> None:
    """Keep a list in place of the one before. ``by`` is None on the command line.

    Raises:
        RosterMistake: It is empty, or too long.
    """
    if not count(roster):
        raise RosterMistake(say("hide.empty"))
    async with world.database.write() as db:
        await _save(db, world, roster, by)


async def add(world: World, wanted: Roster, by: ParticipantId) -> int:
    """Add to the list; who is on it already gets what else they are called.

    Returns:
        How many names were not on it.

    Raises:
        RosterMistake: The list would be too long.
    """
    async with world.database.write() as db:
        before = await _before(db, world)
        after = Roster(**{kind: _joined(_of(before, kind), _of(wanted, kind)) for kind in KINDS})
        await _save(db, world, after, by)
    return count(after) - count(before)


async def take_out(world: World, kind: str, names: Iterable[str], by: ParticipantId) -> int:
    """Take names of one kind off the list, with what else they are called.

    Returns:
        How many were on it.
    """
    gone = {_folded(name) for name in names}
    async with world.database.write() as db:
        before = await _before(db, world)
        left = tuple(one for one in _of(before, kind) if _folded(one.name) not in gone)
        taken = len(_of(before, kind)) - len(left)
        after = before.model_copy(update={kind: left})
        if taken and count(after):
            await _save(db, world, after, by)
        elif taken:
            await _clear(db, world, by)
    return taken


async def clear(world: World, by: ParticipantId | None = None) -> bool:
    """Forget the list. False where there was none."""
    async with world.database.write() as db:
        return await _clear(db, world, by)


def lines_of(kind: str, typed: str) -> Roster:
    """What was typed, a name on each line, and after commas what else it is called.

    Raises:
        RosterMistake: A line holds no name, or one that is too short or too long.
    """
    rows = [[part.strip() for part in line.split(",")] for line in typed.splitlines()]
    members = [
        {"name": row[0], "nicknames": [one for one in row[1:] if one]} for row in rows if any(row)
    ]
    return read_roster(json.dumps({kind: members}))


def count(roster: Roster) -> int:
    """How many a list names, each once however many names it has."""
    return sum(len(_of(roster, kind)) for kind in KINDS)


async def _before(db: AsyncSession, world: World) -> Roster:
    kept = await rosters.load_roster(db, world.keys)
    return Roster() if kept is None else kept.roster


async def _save(db: AsyncSession, world: World, roster: Roster, by: ParticipantId | None) -> None:
    many = sum(1 + len(one.nicknames) for kind in KINDS for one in _of(roster, kind))
    if many > MOST:
        raise RosterMistake(say("hide.too_many", count=many, most=MOST))
    for kind in KINDS:
        for one in _of(roster, kind):
            if len(one.nicknames) > NICKNAMES:
                raise RosterMistake(
                    say(
                        "hide.too_many_of", name=one.name, count=len(one.nicknames), most=NICKNAMES
                    )
                )
    await rosters.save_roster(db, world.keys, Loaded(roster, world.today()))
    await _note(db, world, by, "names to hide changed")


async def _clear(db: AsyncSession, world: World, by: ParticipantId | None) -> bool:
    gone = await rosters.drop_roster(db)
    if gone:
        await _note(db, world, by, "names to hide cleared")
    return gone


async def _note(db: AsyncSession, world: World, by: ParticipantId | None, action: str) -> None:
    await audit.record(db, at=world.now(), who=by, action=action, about="")


def _of(roster: Roster, kind: str) -> tuple[Known, ...]:
    found = getattr(roster, kind)
    assert isinstance(found, tuple), "every kind of a roster is a tuple"
    return found


def _joined(before: tuple[Known, ...], more: tuple[Known, ...]) -> tuple[Known, ...]:
    known = {_folded(one.name): one for one in before}
    for one in more:
        was = known.get(_folded(one.name))
        also = () if was is None else was.nicknames
        called = tuple(dict.fromkeys((*also, *one.nicknames)))
        known[_folded(one.name)] = Known(name=(was or one).name, nicknames=called)
    return tuple(sorted(known.values(), key=lambda one: _folded(one.name)))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
