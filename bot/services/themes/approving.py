"""The gate before themes are seen by anybody: a reader puts them forward, the safeguarding lead
confirms that no matter about a named person is inside, a second person lets them go.

The lead sees names of themes and the lines under them; and of what was written only what speaks
of somebody who works here, or of somebody whose name was taken out. Where one of these names the
lead, they see nothing at all, and the deputy looks.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.hiding import roster_of
from bot.services.owing import BROADCAST, To, owe
from bot.services.reading.piles import may_read, texts_of
from bot.services.reading.reading import is_read, withhold_worries
from bot.services.safeguarding import answering_back
from bot.services.safeguarding.answering_back import Worry
from bot.services.themes.gate_looks import AskedOf, Pointing, asked_of, handle_of, text_of
from bot.services.themes.naming import (
    MAY_LOOK,
    names_somebody,
    placed_words,
    pointing_at,
    rota_of,
    who_looks,
)
from bot.services.themes.standing import Stand, Themes, themes_of
from bot.services.two_people import is_second
from bot.services.world import World
from bot.texts import say
from bot.wording.launching import title
from storage import audit, people, rounds, theme_gates
from surveys.flow.looking import own_words
from surveys.ids import AnswerId, ParticipantId, RoundId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.rounds.round import Round, State
from surveys.safeguarding.concern import Source


class Trouble(StrEnum):
    """Why nothing was done. Each has its own words."""

    GONE = "gone"
    """There is nothing here for this person: whoever they are, and whatever they may."""
    UNREAD = "unread"
    NOTHING = "nothing"
    """Nobody sorted anything into a theme."""
    NAMED = "named"
    """A name or a line could say who somebody is."""
    CLOSE = "close"
    """A name or a line carries five words in a row of somebody's answer."""
    ALIKE = "alike"
    CHANGED = "changed"
    """It is not what they looked at any more."""
    OWN = "own"


class Part(StrEnum):
    """What somebody is to a round's themes now."""

    READER = "reader"
    LEAD = "lead"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Looked:
    """A round's themes as one person may see them.

    Args:
        part: What they are to it.
        stand: Where the themes stand.
        mark: Names this state, for a yes to it.
        asked: The questions with their themes.
        texts: For the lead alone: what speaks of a person.
    """

    round: Round
    part: Part
    stand: Stand
    mark: str
    asked: tuple[AskedOf, ...]
    texts: tuple[Pointing, ...] = ()
    may_let_go: bool = False
    """Whether they may be the second person."""


async def look(world: World, pid: ParticipantId, rid: RoundId) -> Looked | None:
    """A round's themes, for whoever has a part in letting them go; None for anybody else."""
    async with world.database.write() as db:
        room = await _room(db, world, pid, rid)
        if room is None:
            return None
        if room.part is Part.LEAD:
            await audit.record(db, at=world.now(), who=pid, action="themes looked at", about=rid)
        looked = await _looked(db, world, pid, room)
        return replace(looked, texts=room.texts if room.part is Part.LEAD else ())


async def _looked(db: AsyncSession, world: World, pid: ParticipantId, room: _Room) -> Looked:
    return Looked(
        room.round,
        room.part,
        room.themes.stand,
        room.themes.mark,
        asked_of(room.round, room.themes, counts=room.part is Part.READER),
        may_let_go=await _second_trouble(db, world, pid, room) is None,
    )


async def glance(
    world: World, pid: ParticipantId, rid: RoundId, *, waiting: bool = False
) -> Looked | None:
    """``look`` without anybody's words, for a list.

    Args:
        waiting: Only what may wait for this person: then no word is opened where nothing does.
    """
    async with world.database.read() as db:
        if waiting and not await _may_wait(db, world, pid, rid):
            return None
        room = await _room(db, world, pid, rid)
        return None if room is None else await _looked(db, world, pid, room)


async def put_forward(world: World, pid: ParticipantId, rid: RoundId, mark: str) -> Trouble | None:
    """A reader says that the themes are done. What stood before is void."""
    async with world.database.write() as db:
        room = await _room(db, world, pid, rid, opens=True)
        if room is None or room.part is not Part.READER:
            return Trouble.GONE
        trouble = await _not_ready(db, world, room, mark)
        if trouble is not None:
            return trouble
        gate = replace(room.themes.gate.afresh(), boards=room.themes.versions, put_forward=pid)
        await theme_gates.save_gate(db, world.keys, rid, gate)
        await audit.record(db, at=world.now(), who=pid, action="themes put forward", about=rid)
        if room.lead is not None:
            told = Say(text=say("theme_gate.ping", title=title(room.round)))
            await owe(db, world, To.person(room.lead, None, BROADCAST), told, kind="notice")
    world.wake()
    return None


async def confirm(world: World, pid: ParticipantId, rid: RoundId, mark: str) -> Trouble | None:
    """The lead says that no matter about a named person is inside."""
    return await _answer(world, pid, rid, mark, inside=False)


async def refuse(world: World, pid: ParticipantId, rid: RoundId, mark: str) -> Trouble | None:
    """The lead says that there is one inside: the themes go back to those who sort."""
    return await _answer(world, pid, rid, mark, inside=True)


async def _answer(
    world: World, pid: ParticipantId, rid: RoundId, mark: str, *, inside: bool
) -> Trouble | None:
    async with world.database.write() as db:
        room = await _room(db, world, pid, rid)
        if room is None or room.part is not Part.LEAD:
            return Trouble.GONE
        if mark != room.themes.mark:
            return Trouble.CHANGED
        gate = room.themes.gate
        gate = replace(gate, refused=True) if inside else replace(gate, lead=pid)
        await theme_gates.save_gate(db, world.keys, rid, gate)
        action = "themes refused" if inside else "themes confirmed"
        await audit.record(db, at=world.now(), who=pid, action=action, about=rid)
    return None


async def worry(
    world: World, pid: ParticipantId, rid: RoundId, handle: str, *, at_risk: bool = False
) -> Trouble | None:
    """The lead makes a concern of a text they were shown: it leaves the themes and the result."""
    async with world.database.write() as db:
        room = await _room(db, world, pid, rid)
        if room is None or room.part is not Part.LEAD:
            return Trouble.GONE
        found = await texts_of(db, world, rid)
        aid = next((a for a in room.pointing if handle_of(world, pid, a) == handle), None)
        if aid is None or aid not in found:
            return Trouble.GONE
        words = own_words(found[aid].answer)
        raised = Worry(found[aid].question, words, Source.READING, at_risk)
        await answering_back.raise_worry(db, world, room.round, raised, pid)
        await withhold_worries(db, world, rid, found)
        # What is left is not what was put forward.
        gate = replace(room.themes.gate, refused=True)
        await theme_gates.save_gate(db, world.keys, rid, gate)
    world.wake()
    return None


async def let_go(world: World, pid: ParticipantId, rid: RoundId, mark: str) -> Trouble | None:
    """A second person says yes to the themes, after the lead."""
    async with world.database.write() as db:
        room = await _room(db, world, pid, rid)
        if room is None:
            return Trouble.GONE
        trouble = await _second_trouble(db, world, pid, room)
        if trouble is not None:
            return trouble
        if mark != room.themes.mark:
            return Trouble.CHANGED
        gate = replace(room.themes.gate, second=pid)
        await theme_gates.save_gate(db, world.keys, rid, gate)
        await audit.record(db, at=world.now(), who=pid, action="themes let go", about=rid)
    return None


async def _second_trouble(
    db: AsyncSession, world: World, pid: ParticipantId, room: _Room
) -> Trouble | None:
    """Why somebody is not the second person who lets these themes go."""
    gate = room.themes.gate
    person = await people.load_person(db, world.keys, pid)
    if room.themes.stand is not Stand.SECOND or person is None:
        return Trouble.GONE
    if not may(person.role, Deed.LET_THEMES_GO):
        return Trouble.GONE
    is_other = await is_second(db, world, person, gate.put_forward, gate.lead)
    return None if is_other else Trouble.OWN


async def choose_none(db: AsyncSession, world: World, round_: Round, by: ParticipantId) -> None:
    """Somebody who puts a result forward chooses that it has no themes this time."""
    gate = await theme_gates.load_gate(db, world.keys, round_.id)
    if gate.none_by is None:
        await theme_gates.save_gate(db, world.keys, round_.id, replace(gate, none_by=by))
        await audit.record(db, at=world.now(), who=by, action="no themes", about=round_.id)


async def choose_some(db: AsyncSession, world: World, round_: Round) -> None:
    """The choice that there are none this time is taken back; what people approved counts."""
    gate = await theme_gates.load_gate(db, world.keys, round_.id)
    if gate.none_by is not None:
        await theme_gates.save_gate(db, world.keys, round_.id, replace(gate, none_by=None))


@dataclass(frozen=True, slots=True)
class _Room:
    """A round's themes with somebody who has a part in them."""

    round: Round
    part: Part
    themes: Themes
    lead: Person | None
    """Who has to look: the first of the rota whom nothing in the themes names."""
    pointing: tuple[AnswerId, ...]
    texts: tuple[Pointing, ...]


async def _may_wait(db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId) -> bool:
    """Whether themes may wait for somebody, by how far they are alone."""
    gate = await theme_gates.load_gate(db, world.keys, rid)
    person = await people.load_person(db, world.keys, pid)
    if gate.put_forward is None or gate.none_by is not None or gate.refused or person is None:
        return False
    if gate.lead is None:
        return person.role in MAY_LOOK
    return gate.second is None and may(person.role, Deed.LET_THEMES_GO)


async def _room(
    db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId, *, opens: bool = False
) -> _Room | None:
    """A round's themes with somebody who has a part in them. ``opens``: who has to look is found
    for a reader too, which takes opening every word.
    """
    person = await people.load_person(db, world.keys, pid)
    round_ = await rounds.load_round(db, rid)
    if person is None or round_ is None or round_.state is not State.SEALED:
        return None
    themes = await themes_of(db, world, round_)
    if not await _may_have_part(db, world, person, themes, rid):
        return None
    if not opens and await may_read(db, world, pid, rid) is not None:
        return _Room(round_, Part.READER, themes, None, (), ())
    route = await rota_of(db, world, round_)
    written = await placed_words(db, world, themes, rid)
    roster = await roster_of(db, world)
    pointing = await asyncio.to_thread(pointing_at, written, route, roster)
    lead = await who_looks(db, world, themes, written, route)
    part = await _part(db, world, person, themes, lead, rid)
    if part is None:
        return None
    texts = tuple(text_of(world, pid, round_, themes, aid) for aid in pointing)
    in_order = tuple(sorted(texts, key=lambda one: one.handle))
    return _Room(round_, part, themes, lead, pointing, in_order)


async def _may_have_part(
    db: AsyncSession, world: World, person: Person, themes: Themes, rid: RoundId
) -> bool:
    """Whether it is worth opening a round's words to find somebody's part: a first page asks this
    of every round that is sealed, for everybody.
    """
    if await may_read(db, world, person.id, rid) is not None:
        return True
    if themes.stand is Stand.LEAD:
        return person.role in MAY_LOOK
    waits = themes.stand in {Stand.SECOND, Stand.APPROVED}
    return waits and may(person.role, Deed.LET_THEMES_GO)


async def _part(
    db: AsyncSession,
    world: World,
    person: Person,
    themes: Themes,
    lead: Person | None,
    rid: RoundId,
) -> Part | None:
    if await may_read(db, world, person.id, rid) is not None:
        return Part.READER
    if themes.stand is Stand.LEAD and lead is not None and person.id == lead.id:
        return Part.LEAD
    waits = themes.stand in {Stand.SECOND, Stand.APPROVED}
    return Part.SECOND if waits and may(person.role, Deed.LET_THEMES_GO) else None


async def _not_ready(db: AsyncSession, world: World, room: _Room, mark: str) -> Trouble | None:
    themes = room.themes
    if not await is_read(db, world, room.round.id):
        return Trouble.UNREAD
    if mark != themes.mark:
        return Trouble.CHANGED
    found = themes.every
    if not any(one.answers for _, one in found):
        return Trouble.NOTHING
    if themes.close:
        return Trouble.CLOSE
    roster = await roster_of(db, world)
    lines = [line for _, one in found for line in (one.name, one.description)]
    if any(names_somebody(line, roster) for line in lines):
        return Trouble.NAMED
    for question in themes.boards:
        names = [one.name.casefold() for q, one in found if q == question]
        if len(names) != len(set(names)):
            return Trouble.ALIKE
    return None
