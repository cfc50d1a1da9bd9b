"""Also said: a reader writes down ideas that no theme says, from answers whose authors allowed the
idea and not their words. Without counts, and never of a question about safety."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.hiding import roster_of
from bot.services.reading import slots
from bot.services.reading.piles import may_read
from bot.services.reading.written import asked_words, list_written
from bot.services.themes.boards import open_questions, texts_on
from bot.services.themes.naming import names_somebody
from bot.services.themes.standing import ideas_of
from bot.services.world import World
from storage import audit, theme_boards, theme_gates
from surveys.definitions.questions import Note
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.protection.quoting import carrying_unshared
from surveys.protection.themes import ALSO_FROM
from surveys.reports.also import LONGEST, MOST_SENTENCES, says_how_many, sentences_in
from surveys.rounds.round import Round
from surveys.themes.approved import AlsoSaid


class AlsoTrouble(StrEnum):
    """Why it was not kept. Each has its own words."""

    GONE = "gone"
    """There is nothing here for this person, or no reading slot of theirs runs."""
    LONG = "long"
    COUNTED = "counted"
    """It says, or hints at, how many."""
    SOURCELESS = "sourceless"
    CLOSE = "close"
    """It carries five words in a row of somebody's answer."""
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Idea:
    """An answer whose idea may be told. ``handle`` names it on this reader's page."""

    handle: str
    words: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader writes from, and what is written so far."""

    heading: str
    ideas: tuple[Idea, ...]
    text: str


def also_of(round_: Round) -> tuple[QuestionKey, ...]:
    """The questions beside whose themes something else may be written."""
    if (round_.count_sent or 0) < ALSO_FROM:
        return ()
    items = ((key, round_.survey.item(key)) for key in open_questions(round_.survey))
    return tuple(key for key, item in items if not isinstance(item, Note) and not item.safety)


async def page_of(
    world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey
) -> Page | None:
    """What a reader may write from; None without a reading slot, and for anybody else."""
    async with world.database.read() as db:
        round_ = await _open_to(db, world, pid, rid, question)
        if round_ is None:
            return None
        gate = await theme_gates.load_gate(db, world.keys, rid)
        said = gate.also_said.get(question)
        found = await _ideas(db, world, pid, round_, question)
        shown = await texts_on(db, world, rid, question)
    ideas = tuple(
        Idea(handle, shown[aid].words, said is not None and aid in said.answers)
        for handle, aid in sorted(found.items())
    )
    heading = round_.survey.item(question).text[round_.survey.main_language]
    return Page(heading, ideas, said.text if said else "")


async def write(
    world: World,
    pid: ParticipantId,
    place: tuple[RoundId, QuestionKey],
    text: str,
    used: Collection[str],
) -> AlsoTrouble | None:
    """Keep what a reader wrote, or, without words, that there is nothing to add. Themes that
    were put forward before it wait to be put forward again.

    Args:
        place: The round, and the question.
        used: The handles of the answers it was written from.
    """
    (rid, question), text = place, " ".join(text.split())
    async with world.database.write() as db:
        round_ = await _open_to(db, world, pid, rid, question)
        if round_ is None:
            return AlsoTrouble.GONE
        # What is taken back in the same moment is gone before this is read, or struck after it.
        await theme_boards.hold(db, rid)
        found = await _ideas(db, world, pid, round_, question)
        answers = frozenset(aid for handle, aid in found.items() if handle in used)
        trouble = await _trouble(db, world, round_, text, answers) if text else None
        if trouble is not None:
            return trouble
        gate = await theme_gates.load_gate(db, world.keys, rid)
        others = {key: said for key, said in gate.also_said.items() if key != question}
        own = {question: AlsoSaid(text, answers)} if text else {}
        kept = replace(gate, also_said={**others, **own})
        if kept != gate:
            await theme_gates.save_gate(db, world.keys, rid, kept.afresh())
            await audit.record(db, at=world.now(), who=pid, action="also said", about=rid)
    return None


async def _trouble(
    db: AsyncSession, world: World, round_: Round, text: str, answers: frozenset[AnswerId]
) -> AlsoTrouble | None:
    if len(text) > LONGEST or sentences_in(text) > MOST_SENTENCES:
        return AlsoTrouble.LONG
    if says_how_many(text):
        return AlsoTrouble.COUNTED
    if not answers:
        return AlsoTrouble.SOURCELESS
    if names_somebody(text, await roster_of(db, world)):
        return AlsoTrouble.NAMED
    written = await list_written(db, world, round_.id)
    if carrying_unshared([text], written, asked_words(round_)):
        return AlsoTrouble.CLOSE
    return None


async def _open_to(
    db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey
) -> Round | None:
    slot = await slots.find_running(db, world, pid)
    round_ = await may_read(db, world, pid, rid)
    if slot is None or slot.rid != rid or round_ is None:
        return None
    return round_ if question in also_of(round_) else None


async def _ideas(
    db: AsyncSession, world: World, pid: ParticipantId, round_: Round, question: QuestionKey
) -> dict[str, AnswerId]:
    """The answers to write from, by what they are called on this reader's page."""
    ideas = await ideas_of(db, world, round_)
    there = await texts_on(db, world, round_.id, question)
    return {
        world.keys.code_hash(f"idea {pid.hex()} {aid.hex()}").hex()[:24]: aid
        for aid in there
        if aid in ideas
    }
