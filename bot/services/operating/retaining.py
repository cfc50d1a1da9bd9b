"""Retaining: what goes when, what is overdue, and why. Says no count of anybody."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import ledger, messages, rounds
from storage.keys import RoundKeyGone
from surveys.retention import KEPT_FOR_NEXT
from surveys.rounds.round import Round, State

ENDED = frozenset({State.SEALED, State.RELEASED, State.HELD, State.CANCELLED})
"""Rounds nobody answers any more, whose clocks run from their close."""

NAME = re.compile(r"earshot-(\d{4}-\d{2}-\d{2})-\d{2,}\.backup")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file and the day in its name."""

    day: date
    path: Path


class Why(StrEnum):
    """Why something is still there after its day."""

    COPY = "copy"
    """The copy of its key lies on a medium out of reach."""
    UNREAD = "unread"
    """Somebody has not opened or answered what was sent to them."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that goes on a day. ``what`` is a round's key or a file's name."""

    day: date
    kept: str
    """The key of its class of data."""
    what: str = ""
    why: Why | None = None


def is_ended(round_: Round) -> bool:
    """Whether a round's clocks run."""
    return round_.state in ENDED


def has_text(world: World, round_: Round) -> bool:
    """Whether a round's words can still be opened."""
    try:
        world.keys.text(round_.id)
    except RoundKeyGone:
        return False
    return True


def words_end(world: World, round_: Round) -> date:
    """The day on which a round's words are destroyed."""
    return _closed(world, round_) + timedelta(days=world.policy.retention.answers_days)


def backups_of(directory: Path) -> list[Backup]:
    """The backups in a directory, the oldest first, by the day and number in their names."""
    if not directory.is_dir():
        return []
    found = [(match, path) for path in directory.iterdir() if (match := NAME.fullmatch(path.name))]
    made = [Backup(date.fromisoformat(match[1]), path) for match, path in found]
    return sorted(made, key=lambda one: (one.day, len(one.path.name), one.path.name))


def older_backups(directory: Path) -> list[Backup]:
    """All backups but the newest, which always stays."""
    return backups_of(directory)[:-1]


async def list_coming(world: World) -> list[Coming]:
    """Everything with a day of its own, the soonest first.

    Concerns are not among it: that there are any is for those who answer them.
    """
    async with world.database.read() as db:
        found = await _of_rounds(db, world) + await _of_letters(db, world)
    span = timedelta(days=world.policy.retention.backups_days)
    older = await asyncio.to_thread(older_backups, world.backups)
    found += [Coming(one.day + span, "backups", one.path.name) for one in older]
    return sorted(found, key=lambda one: (one.day, one.kept, one.what))


async def _of_rounds(db: AsyncSession, world: World) -> list[Coming]:
    """A round's list of who was asked, its words, and envelopes kept for a next time."""
    found = []
    asked = timedelta(days=world.policy.retention.asked_days)
    for round_ in await rounds.list_rounds(db):
        if round_.state is State.SEALING:
            found.append(_waits_for_copy(world, round_))
        if not is_ended(round_):
            continue
        if await ledger.count(db, round_.id):
            found.append(Coming(_closed(world, round_) + asked, "asked", round_.id))
        if has_text(world, round_):
            found.append(Coming(words_end(world, round_), "answers", round_.id))
        if round_.state is State.HELD and world.keys.has_draft(round_.id):
            found.append(_kept_for_next(world, round_))
    return found


def _waits_for_copy(world: World, round_: Round) -> Coming:
    """The seal is not over: the copy of a key lies on a medium out of reach."""
    due = round_.key_copy_outstanding_until or world.today()
    return Coming(due, "envelopes", round_.id, Why.COPY if due <= world.today() else None)


def _kept_for_next(world: World, round_: Round) -> Coming:
    due = _closed(world, round_) + KEPT_FOR_NEXT
    return Coming(due, "envelopes", round_.id, Why.COPY if due < world.today() else None)


async def _of_letters(db: AsyncSession, world: World) -> list[Coming]:
    day = await messages.next_drop(db)
    if day is None:
        return []
    unread = await messages.any_overdue(db, world.today())
    return [Coming(day, "letters", why=Why.UNREAD if unread else None)]


def _closed(world: World, round_: Round) -> date:
    return round_.closes_at.astimezone(world.zone).date()
