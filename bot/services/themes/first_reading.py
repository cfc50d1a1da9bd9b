"""The machine's first reading of a question's answers: once, for however many sit down.

A few hundred answers are a matter of seconds, and waited for. Thousands are read beside everything
else: whoever sits there sees how far it is, nobody else waits for it, and what goes wrong means
only that nothing is suggested.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from bot.services.themes.boards import Passed
from bot.services.themes.names_by_model import with_names
from bot.services.underway import Underway
from bot.services.world import World
from storage import theme_boards
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.rounds.round import Round
from surveys.themes.board import kept_of
from surveys.themes.candidate import Side
from surveys.themes.codebook import Codebook
from surveys.themes.log import KeptRun
from surveys.themes.sides import side_of
from surveys.themes.suggesting import Progress, suggest

log = logging.getLogger(__name__)

WAITED_FOR = 500
"""Most answers that whoever sits down waits for. Unit: answers."""


def reading_now(world: World, rid: RoundId, question: QuestionKey) -> Underway | None:
    """How far the machine is with a question's answers; None where it reads none."""
    return world.suggesting.get((rid, question))


async def read_once(
    world: World,
    asked: tuple[Round, QuestionKey],
    texts: Mapping[AnswerId, Passed],
    codebook: Codebook,
) -> None:
    """Have the machine suggest, once for however many sit down at the same moment; returns when
    it is done, or at once where there are too many answers to wait for. Where it cannot, people
    sort by themselves, and whoever sits down next has it try again.
    """
    place = asked[0].id, asked[1]
    under = world.suggesting.get(place)
    if under is None:
        under = world.suggesting[place] = Underway(len(texts))
        under.task = asyncio.create_task(_read(world, asked, texts, codebook, under))
        under.task.add_done_callback(lambda _: world.suggesting.pop(place, None))
    if under.of <= WAITED_FOR:
        await under.over()


async def _read(
    world: World,
    asked: tuple[Round, QuestionKey],
    texts: Mapping[AnswerId, Passed],
    codebook: Codebook,
    under: Underway,
) -> None:
    round_, question = asked
    try:
        async with world.database.read() as db:
            if await theme_boards.load_run(db, world.keys, round_.id, question) is not None:
                return
        of = side_of(round_.survey, question)
        side = None if of is None else of.side
        kept = await asyncio.to_thread(_suggested, texts, codebook, side, under.told)
        words = round_.survey.item(question).text[round_.survey.main_language]
        kept = await with_names(world, words, texts, kept)
        async with world.database.write() as db:
            await theme_boards.keep_run(db, world.keys, round_.id, question, kept)
            # Whoever took an answer back meanwhile is not in it.
            await theme_boards.strike(db, world.keys, round_.id)
    except Exception as fault:
        # The kind of fault and nothing else: its words may be somebody's.
        log.error("no themes could be suggested: %s", type(fault).__name__)


def _suggested(
    texts: Mapping[AnswerId, Passed], codebook: Codebook, side: Side | None, told: Progress
) -> KeptRun:
    order = list(texts)
    suggestion = suggest([texts[aid].remark(side) for aid in order], codebook, told)
    return KeptRun(suggestion.run, kept_of(suggestion, order))
