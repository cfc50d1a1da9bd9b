"""27: what a result may say of how far two people agreed."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.services.themes.agreement_notes import agreement_note
from storage import answers
from tests.bot.after_seal.house import CHANGE, House
from tests.bot.services.themes.pairs import RID, both, by_words, code_all, pair

pytestmark = pytest.mark.sqlite_only


async def note(house: House) -> str:
    async with house.world.database.read() as db:
        return await agreement_note(db, house.world, RID, CHANGE)


async def test_27_nothing_is_said_before_both_are_done(house: House) -> None:
    """27: one person's codes are no agreement, and nobody else's business."""
    await pair(house)
    assert await note(house) == ""
    await code_all(house, "Sam")
    assert await note(house) == ""
    await code_all(house, "Val")
    assert "Two people each sorted twenty" in await note(house)


async def test_27_a_taken_back_answer_changes_no_more_than_a_word(house: House) -> None:
    """27: it is gone from the figures; the sentence has none that could tell of it."""
    await pair(house)
    coder = await both(house, by_words, by_words)
    before = await note(house)
    gone = next(iter(coder.pile.handles.values()))
    async with house.world.database.write() as db:
        await db.execute(delete(answers.AnswerRow).where(answers.AnswerRow.aid == gone))
    assert await note(house) == before
