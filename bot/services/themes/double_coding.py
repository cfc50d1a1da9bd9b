"""Two people code the same twenty answers, each alone, before they talk about what differs.

Who may is who may read the round, in a running slot. Until both said that they are done, nothing
here gives anybody a code of the other's or of the machine's: ``codes_of`` is the one way to
codes, and it is shut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading.piles import (
    NotTheirs,
    Pile,
    find_open,
)
from bot.services.themes.boards import texts_on
from bot.services.world import World
from storage import audit, double_codes, people
from storage import slots as kept_slots
from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.themes.agreement import Coding
from surveys.themes.codebook import Theme, ThemeId
from surveys.themes.double import (
    MOST,
    Line,
    Seat,
    Sheet,
)


class NotYet(Exception):
    """Somebody's codes, before both of them are done."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody at their twenty, in one sitting. Kept in memory only."""

    pile: Pile
    question: QuestionKey
    seat: Seat


@dataclass(frozen=True, slots=True)
class Card:
    """One answer as its coder sees it. ``handle`` names it in this sitting only."""

    handle: str
    words: str
    themes: frozenset[ThemeId] | None
    """What this coder put it in; None while they did not."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one coder is. Of the other it is known whether there is one, and if they are done.

    Args:
        coded: How many answers this coder has coded.
        of: How many there are; twenty, less what was taken back.
        done: Whether they said that they are done.
        other: The other's first name; empty while nobody has begun.
        other_done: Whether the other said so.
        is_open: Whether both did: now they may compare.
    """

    coded: int
    of: int
    done: bool
    other: str
    other_done: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before a coder, as it is at this moment.

    Args:
        sheet: Who codes, and who is done.
        here: The answers of the twenty that are still there, with the words a reader may see.
    """

    sheet: Sheet
    here: Mapping[AnswerId, str]


async def progress(world: World, pid: ParticipantId, coder: Coder) -> Progress | None:
    """How far this coder is; None without a slot."""
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, coder)
        if desk is None:
            return None
        mine = await codes_of(db, world, coder, coder.seat, desk)
        holder = desk.sheet.holder(coder.seat.other)
        other = None if holder is None else await people.load_person(db, world.keys, holder)
    return Progress(
        coded=len(mine),
        of=len(desk.here),
        done=desk.sheet.is_done(coder.seat),
        other="" if other is None else other.nick,
        other_done=desk.sheet.is_done(coder.seat.other),
        is_open=desk.sheet.is_open,
    )


async def themes_offered(world: World, pid: ParticipantId, coder: Coder) -> tuple[Theme, ...]:
    """The themes that both are offered, in the order both see them; none without a slot."""
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, coder)
    return () if desk is None else desk.sheet.themes


async def next_card(world: World, pid: ParticipantId, coder: Coder) -> Card | None:
    """The next answer that this coder did not code, in their own order; None where none is."""
    cards = await list_cards(world, pid, coder)
    return next((card for card in cards if card.themes is None), None)


async def look_at(world: World, pid: ParticipantId, coder: Coder, handle: str) -> Card | None:
    """One answer again, by its name in this sitting."""
    cards = await list_cards(world, pid, coder)
    return next((card for card in cards if card.handle == handle), None)


async def list_cards(world: World, pid: ParticipantId, coder: Coder) -> list[Card]:
    """The twenty in this coder's own order, with this coder's own codes and nobody else's."""
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, coder)
        if desk is None:
            return []
        mine = await codes_of(db, world, coder, coder.seat, desk)
    return [
        Card(handle, desk.here[aid], mine.get(aid))
        for handle, aid in coder.pile.handles.items()
        if aid in desk.here
    ]


async def code(
    world: World,
    pid: ParticipantId,
    coder: Coder,
    handle: str,
    themes: frozenset[ThemeId],
) -> None:
    """Put an answer in themes, or in none of them. It can be changed until one is done.

    Raises:
        NotTheirs: There is no such answer here, a theme is not among those offered, they are too
            many, or this coder is done or may not code any more.
    """
    async with world.database.write() as db:
        keys, rid, question = world.keys, coder.pile.rid, coder.question
        desk = await desk_of(db, world, pid, coder, late=True, lock=True)
        aid = coder.pile.handles.get(handle)
        if desk is None or aid is None or aid not in desk.here or desk.sheet.is_done(coder.seat):
            raise NotTheirs
        if not themes <= {theme.id for theme in desk.sheet.themes} or len(themes) > MOST:
            raise NotTheirs
        lines = await double_codes.load_lines(db, keys, rid, question, coder.seat)
        kept = (coder.seat, Line(lines[aid].place, themes))
        await double_codes.save_line(db, keys, rid, aid, kept)


async def finish(world: World, pid: ParticipantId, coder: Coder) -> bool:
    """A coder says that they are done: from now on their codes stay as they are.

    Returns:
        False where an answer waits for them still, or they have no slot.
    """
    async with world.database.write() as db:
        keys, rid, question = world.keys, coder.pile.rid, coder.question
        desk = await desk_of(db, world, pid, coder, lock=True)
        if desk is None or not desk.here:
            return False
        if (await codes_of(db, world, coder, coder.seat, desk)).keys() != desk.here.keys():
            return False
        if not desk.sheet.is_done(coder.seat):
            finished = desk.sheet.finished(coder.seat)
            await double_codes.save_sheet(db, keys, rid, question, finished)
            await audit.record(db, at=world.now(), who=pid, action="coded alone", about=rid)
    return True


async def give_up(world: World, pid: ParticipantId, coder: Coder) -> bool:
    """A coder leaves their seat to somebody else: what they coded is forgotten.

    Returns:
        False where both are done already, or they do not sit there.
    """
    async with world.database.write() as db:
        keys, rid, question = world.keys, coder.pile.rid, coder.question
        desk = await desk_of(db, world, pid, coder, late=True, lock=True)
        if desk is None or desk.sheet.is_open:
            return False
        await double_codes.clear_lines(db, keys, rid, question, coder.seat)
        freed = desk.sheet.seated(coder.seat, None)
        await double_codes.save_sheet(db, keys, rid, question, freed)
    return True


async def desk_of(
    db: AsyncSession,
    world: World,
    pid: ParticipantId,
    coder: Coder,
    *,
    late: bool = False,
    lock: bool = False,
) -> Desk | None:
    """What lies before a coder; None without a slot, and for whoever does not sit there."""
    if await find_open(db, world, pid, coder.pile, late=late) is None:
        return None
    rid, question = coder.pile.rid, coder.question
    sheet = await double_codes.load_sheet(db, world.keys, rid, question, lock=lock)
    if sheet.seat_of(pid) is not coder.seat:
        return None
    drawn = await double_codes.load_lines(db, world.keys, rid, question, coder.seat)
    texts = await texts_on(db, world, rid, question, among=drawn)
    here = {aid: texts[aid].words for aid in drawn if aid in texts}
    for holder in sheet.seats:
        if holder is not None and here:
            aside = await kept_slots.list_aside(db, world.keys, rid, holder, here.keys())
            here = {aid: text for aid, text in here.items() if aid not in aside}
    return Desk(sheet, here)


async def codes_of(
    db: AsyncSession, world: World, coder: Coder, seat: Seat, desk: Desk
) -> dict[AnswerId, frozenset[ThemeId]]:
    """What somebody at the table coded, of the answers that are still there.

    Raises:
        NotYet: They are the other's, and not both of them are done.
    """
    if seat is not coder.seat and not desk.sheet.is_open:
        raise NotYet
    rid, question = coder.pile.rid, coder.question
    lines = await double_codes.load_lines(db, world.keys, rid, question, seat)
    return {
        aid: line.themes
        for aid, line in lines.items()
        if aid in desk.here and line.themes is not None
    }


async def both_of(
    db: AsyncSession, world: World, coder: Coder, desk: Desk
) -> tuple[Coding, Coding]:
    """What the first and the second coded, of the same answers.

    Raises:
        NotYet: Not both of them are done.
    """
    first = await codes_of(db, world, coder, Seat.FIRST, desk)
    second = await codes_of(db, world, coder, Seat.SECOND, desk)
    shared = [aid for aid in first if aid in second]
    return {aid: first[aid] for aid in shared}, {aid: second[aid] for aid in shared}


async def name_of(db: AsyncSession, world: World, pid: ParticipantId | None) -> str:
    """Somebody's first name; empty for nobody, and for whoever is gone."""
    person = None if pid is None else await people.load_person(db, world.keys, pid)
    return "" if person is None else person.nick
