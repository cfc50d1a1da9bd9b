"""What a result may say of how far two people agreed: in words, and nothing of any one theme."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.themes.boards import texts_on
from bot.services.world import World
from bot.wording.double_coding import note_words
from storage import double_codes
from surveys.ids import QuestionKey, RoundId
from surveys.themes.agreement import Coding, compare, spread
from surveys.themes.double import Seat


async def agreement_note(
    db: AsyncSession, world: World, rid: RoundId, question: QuestionKey
) -> str:
    """A sentence or two for whoever reads the result; empty until two people are done.

    No theme is named in it, no count but twenty, and no figure: it says in one of five words how
    far two people agreed, and that they talked. It asks nobody's leave to look.
    """
    sheet = await double_codes.load_sheet(db, world.keys, rid, question)
    if not sheet.is_open:
        return ""
    there = await texts_on(db, world, rid, question)
    coded: list[Coding] = []
    for seat in Seat:
        lines = await double_codes.load_lines(db, world.keys, rid, question, seat)
        coded.append(
            {a: one.themes for a, one in lines.items() if a in there and one.themes is not None}
        )
    first, second = coded
    shared = first.keys() & second.keys()
    alike = compare(
        {aid: first[aid] for aid in sorted(shared)},
        {aid: second[aid] for aid in sorted(shared)},
        [theme.id for theme in sheet.themes],
    )
    return note_words(spread(alike))
