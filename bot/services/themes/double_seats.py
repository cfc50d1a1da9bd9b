"""Sitting down at the twenty: who may, and how they are drawn."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading import slots
from bot.services.reading.piles import Pile, may_read
from bot.services.reading.reading import is_read
from bot.services.themes.boards import board_on, open_questions, texts_on
from bot.services.themes.double_coding import Coder
from bot.services.themes.offering import offered
from bot.services.two_people import is_second
from bot.services.world import World
from storage import audit, double_codes, people
from storage import slots as kept_slots
from storage.codebooks import load_codebook
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import Person
from surveys.themes.double import FEWEST, TWENTY, Seat, Sheet, draw


class Refused(StrEnum):
    """Why somebody does not code twenty now."""

    NOT_THEIRS = "not_theirs"
    """They may not read this round, or nobody was asked that in it."""
    NIGHT = "night"
    NOT_READ = "not_read"
    """Some of the round's words wait for their first reader."""
    TOGETHER = "together"
    """So few answers are read together."""
    NO_THEMES = "no_themes"
    TAKEN = "taken"
    """Two people do it already."""
    SAME_PERSON = "same_person"
    """The other one is they themselves, with another account."""


async def begin(
    world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey
) -> Coder | Refused:
    """Sit down at the twenty, for the first time or again: one's codes are as one left them. In
    the slot that runs, or a new one.

    Whoever begins first draws them, by chance and for both. A seat whose holder may not read
    this round any more is free again, and empty.
    """
    async with world.database.write() as db:
        person = await people.load_person(db, world.keys, pid)
        round_ = await may_read(db, world, pid, rid)
        if person is None or round_ is None or question not in open_questions(round_.survey):
            return Refused.NOT_THEIRS
        slot = await slots.start(db, world, pid, rid)
        if slot is None:
            return Refused.NIGHT
        sheet = await double_codes.load_sheet(db, world.keys, rid, question, lock=True)
        before = sheet.seat_of(pid)
        seat = before or await _sit_down(db, world, (rid, question), sheet, person)
        if isinstance(seat, Refused):
            return seat
        lines = await double_codes.load_lines(db, world.keys, rid, question, seat)
    handles = {world.fresh_code(): aid for aid in lines}
    return Coder(Pile(pid, rid, slot.id, handles), question, seat)


async def list_few(world: World, pid: ParticipantId, rid: RoundId) -> frozenset[QuestionKey]:
    """The questions of a round that have so few answers that they are read together. None of
    those whose twenty are drawn already, and none for whoever may not read it."""
    async with world.database.read() as db:
        round_ = await may_read(db, world, pid, rid)
        if round_ is None or not await is_read(db, world, rid):
            return frozenset()
        found = set()
        for one in round_.survey.asked:
            sheet = await double_codes.load_sheet(db, world.keys, rid, one.id)
            if not sheet.is_drawn and len(await texts_on(db, world, rid, one.id)) < FEWEST:
                found.add(one.id)
    return frozenset(found)


async def _sit_down(
    db: AsyncSession,
    world: World,
    at: tuple[RoundId, QuestionKey],
    sheet: Sheet,
    person: Person,
) -> Seat | Refused:
    """A seat for somebody who has none: the first draws the twenty, the second finds them."""
    rid, question = at
    if not sheet.is_drawn:
        sheet_or_not = await _draw(db, world, rid, question, sheet)
        if isinstance(sheet_or_not, Refused):
            return sheet_or_not
        sheet = sheet_or_not
    free = [seat for seat in Seat if await _is_free(db, world, rid, sheet, seat)]
    if not free or sheet.is_open:
        return Refused.TAKEN
    seat = free[0]
    if not await is_second(db, world, person, sheet.holder(seat.other)):
        return Refused.SAME_PERSON
    if sheet.holder(seat) is not None:
        await double_codes.clear_lines(db, world.keys, rid, question, seat)
    seated = sheet.seated(seat, person.id)
    await double_codes.save_sheet(db, world.keys, rid, question, seated)
    await audit.record(db, at=world.now(), who=person.id, action="coding begun", about=rid)
    return seat


async def _draw(
    db: AsyncSession, world: World, rid: RoundId, question: QuestionKey, sheet: Sheet
) -> Sheet | Refused:
    if not await is_read(db, world, rid):
        return Refused.NOT_READ
    texts = await texts_on(db, world, rid, question)
    if len(texts) < FEWEST:
        return Refused.TOGETHER
    board = await board_on(db, world, (rid, question), texts)
    themes = offered(board, await load_codebook(db, world.keys))
    if not themes:
        return Refused.NO_THEMES
    fit = set(texts)
    for one in await people.list_people(db, world.keys):
        # What somebody passed on is not shown to them again.
        if one.role.can_read and await may_read(db, world, one.id, rid) is not None:
            fit -= await kept_slots.list_aside(db, world.keys, rid, one.id, texts)
    if len(fit) < TWENTY:
        return Refused.TOGETHER
    await double_codes.add_lines(db, world.keys, rid, question, draw(fit, world.chance))
    return replace(sheet, themes=themes)


async def _is_free(db: AsyncSession, world: World, rid: RoundId, sheet: Sheet, seat: Seat) -> bool:
    holder = sheet.holder(seat)
    return holder is None or await may_read(db, world, holder, rid) is None
