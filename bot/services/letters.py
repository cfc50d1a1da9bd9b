"""Letters: what goes to and fro between somebody and the one person they wrote to.

Their turns lie whole in one encrypted body. Who wrote is told to nobody who reads it without
a name: not by a word, not by a home, not by an order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button
from bot.services.knowing import Sitter, Visit
from bot.services.world import World
from bot.wording.keyboards import named
from bot.wording.writing import Reader
from storage import envelopes, listeners, messages, people, rounds, tickets
from storage.keys import RoundKeyGone
from storage.listeners import Listener
from storage.messages import OwnMessage
from surveys.anonymity.envelope import Envelope, unpack
from surveys.ids import MessageId, ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Chat, Person
from surveys.rounds.round import Round, State

LONGEST = 4000
"""Longest turn of a letter. Unit: characters."""

AUTHORS_TURNS = 2
"""How often its author writes: once, and once more to an answer."""

_HANDLE = re.compile(r"[0-9a-f]{32}")


class By(StrEnum):
    """Whose turn it was."""

    AUTHOR = "a"
    READER = "r"


@dataclass(frozen=True, slots=True)
class Turn:
    """One piece of a letter. A reader's empty one only says that they have read it."""

    by: By
    words: str


def write_turns(turns: Sequence[Turn]) -> bytes:
    """Turns as a letter's body."""
    return json.dumps([[one.by.value, one.words] for one in turns], ensure_ascii=False).encode()


def read_turns(letter: OwnMessage) -> tuple[Turn, ...]:
    """A letter's turns, in order."""
    return tuple(Turn(By(by), words) for by, words in json.loads(letter.body))


def may_listen(person: Person) -> bool:
    """Whether somebody can be written to: they work here, and can sign in to read it."""
    return may(person.role, Deed.BE_WRITTEN_TO) and person.address.chat is Chat.WEB


async def list_readers(db: AsyncSession, world: World, here: Visit) -> list[Reader]:
    """Whom somebody may write to: everybody who listens, and of homes' people their own."""
    if here.who is None or not may(here.known_as, Deed.WRITE_TO):
        return []
    home = await _home(db, world, here)
    found = [
        reader
        for reader in await every_reader(db, world)
        if reader.person.id != here.pid and reader.person.home in ("", home)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.handle))


async def write_button(db: AsyncSession, world: World, here: Visit) -> Button | None:
    """The button "Write to someone", for a card; None where there is nobody to write to."""
    if not await list_readers(db, world, here):
        return None
    if isinstance(here.who, Sitter) and await envelope_of(db, world, here.who) is None:
        return None
    return named("write", here.language, "om")


async def envelope_of(
    db: AsyncSession, world: World, who: Sitter
) -> tuple[Round, Envelope] | None:
    """A ticket's round and envelope, locked to us; None once the round has closed."""
    round_ = await rounds.load_round(db, who.rid)
    if round_ is None or round_.state is not State.OPEN:
        return None
    try:
        blob = await envelopes.load_envelope(db, world.keys, round_.id, who.id, lock=True)
    except RoundKeyGone:
        return None
    return None if blob is None else (round_, unpack(blob))


async def every_reader(db: AsyncSession, world: World) -> list[Reader]:
    """Everybody who listens and is still here, with whoever is second to them."""
    known = {one.pid: one for one in await listeners.list_listeners(db, world.keys)}
    found = [await _reader(db, world, one, known) for one in known.values()]
    return [one for one in found if one is not None]


async def reader_of(db: AsyncSession, world: World, pid: ParticipantId) -> Reader | None:
    """One person who is written to, also if they listen to nobody new; None where they left."""
    for one in await every_reader(db, world):
        if one.person.id == pid:
            return one
    person = await people.load_person(db, world.keys, pid)
    if person is None:
        return None
    return Reader(person, "", days=world.policy.plan.own_message_days)


async def find_letter(
    db: AsyncSession, world: World, handle: str
) -> tuple[ParticipantId, OwnMessage] | None:
    """Who has a letter, and the letter, locked; None where there is no such letter."""
    if not _HANDLE.fullmatch(handle):
        return None
    found = await messages.find_message(db, world.keys, MessageId(bytes.fromhex(handle)))
    return None if found is None or found[1].route is None else found


def due_day(world: World, reader: Reader) -> date:
    """The day by which somebody should answer what is sent to them now."""
    return date.fromordinal(world.today().toordinal() + reader.days)


async def _home(db: AsyncSession, world: World, here: Visit) -> str:
    if isinstance(here.who, Sitter):
        seat = await tickets.find_seat(db, world.keys, here.who.id)
        return "" if seat is None else seat[0]
    return "" if here.who is None else here.who.home


async def _reader(
    db: AsyncSession, world: World, one: Listener, known: dict[ParticipantId, Listener]
) -> Reader | None:
    person = await people.load_person(db, world.keys, one.pid)
    if person is None or not may_listen(person):
        return None
    second = None if one.second is None else await people.load_person(db, world.keys, one.second)
    if second is not None and not may_listen(second):
        second = None
    theirs = None if second is None else known.get(second.id)
    job = "" if theirs is None else theirs.job
    return Reader(person, one.job, one.line, one.face, one.days, second, job)
