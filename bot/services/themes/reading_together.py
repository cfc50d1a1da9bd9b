"""Too few answers for two people to code apart: they read together, and note what they see."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading import slots
from bot.services.reading.piles import may_read
from bot.services.themes.double_coding import name_of
from bot.services.world import World
from storage import double_codes
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.themes.double import LONGEST_NOTE, Note

MOST_NOTES = 8
"""As many notes as are kept of one question."""


async def note_together(
    world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey, said: str
) -> bool:
    """Keep what people noted where they read together: what they agreed on, where they did not.

    Returns:
        False without words, with too many, or without a slot; nothing was kept.
    """
    said = " ".join(said.split())
    async with world.database.write() as db:
        if not said or len(said) > LONGEST_NOTE or not await _is_in_slot(db, world, pid, rid):
            return False
        sheet = await double_codes.load_sheet(db, world.keys, rid, question, lock=True)
        notes = (*sheet.notes, Note(pid, said))
        if len(notes) > MOST_NOTES:
            return False
        await double_codes.save_sheet(db, world.keys, rid, question, replace(sheet, notes=notes))
    return True


async def list_notes(
    world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey
) -> list[tuple[str, str]]:
    """Every note with the first name of who wrote it, oldest first; none without a slot."""
    async with world.database.read() as db:
        if not await _is_in_slot(db, world, pid, rid):
            return []
        sheet = await double_codes.load_sheet(db, world.keys, rid, question)
        return [(await name_of(db, world, note.by), note.said) for note in sheet.notes]


async def _is_in_slot(db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId) -> bool:
    slot = await slots.find_running(db, world, pid)
    in_slot = slot is not None and slot.rid == rid
    return in_slot and await may_read(db, world, pid, rid) is not None
