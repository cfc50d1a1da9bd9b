"""Boards as they are kept: the texts of a question that may be sorted, and what became of them.

Nothing here asks who looks: that is for whoever calls (``sorting``, the double coding, the gate).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading.piles import stands_in, texts_of
from bot.services.safeguarding import answering_back
from bot.services.world import World
from storage import readings, theme_boards
from storage.readings import Decision, Reading
from surveys.definitions.questions import LongText, ShortText
from surveys.definitions.survey import Survey
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.themes.board import Board
from surveys.themes.candidate import Remark, Side
from surveys.themes.playing import fold


@dataclass(frozen=True, slots=True)
class Passed:
    """A text that went through the human read, as it may be seen by those who read.

    Args:
        words: The author's, masked where they were masked; or the reader's rewording.
        quotable: Whether they may stand in a label, and later in a result.
    """

    words: str
    quotable: bool

    def remark(self, side: Side | None = None) -> Remark:
        """As the method sees it, on the side that everybody is on who was asked."""
        return Remark(self.words, self.quotable, side)


def open_questions(survey: Survey) -> tuple[QuestionKey, ...]:
    """The questions that are answered in one's own words alone, in the survey's order."""
    return tuple(one.id for one in survey.questions if isinstance(one, ShortText | LongText))


async def texts_on(
    db: AsyncSession,
    world: World,
    rid: RoundId,
    question: QuestionKey,
    *,
    among: Collection[AnswerId] | None = None,
) -> dict[AnswerId, Passed]:
    """The texts of a question that may be sorted, by the order of their random ids; or of a few.

    What is not read yet, what was withheld and what somebody was worried by is not among them.
    """
    found = await texts_of(db, world, rid, question=question, among=among)
    decided = await readings.list_readings(db, world.keys, rid)
    out = await answering_back.list_out(db, world, rid)
    return {
        aid: _passed(own_words(one.answer), one.sharing, decided[aid])
        for aid, one in found.items()
        if aid in decided
        and decided[aid].decision is not Decision.WITHHELD
        and not stands_in(one, out)
    }


async def load_board(db: AsyncSession, world: World, rid: RoundId, question: QuestionKey) -> Board:
    """A question's board as it is now; an empty one where nobody began. What was taken back or
    withheld is not on it.
    """
    texts = await texts_on(db, world, rid, question)
    return await board_on(db, world, (rid, question), texts)


async def board_on(
    db: AsyncSession,
    world: World,
    place: tuple[RoundId, QuestionKey],
    texts: dict[AnswerId, Passed],
) -> Board:
    """``load_board`` for whoever has the texts already."""
    kept = await theme_boards.load_run(db, world.keys, *place)
    entries = await theme_boards.list_moves(db, world.keys, *place)
    return fold(kept.candidates if kept else (), texts, entries)


def _passed(words: str, sharing: Sharing, reading: Reading) -> Passed:
    match reading.decision:
        case Decision.REWORDED:
            return Passed(reading.text, quotable=sharing is not Sharing.READERS_ONLY)
        case Decision.MASKED:
            return Passed(reading.text, quotable=sharing is Sharing.MY_WORDS)
        case _:
            return Passed(words, quotable=sharing is Sharing.MY_WORDS)
