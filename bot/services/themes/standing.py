"""Where a round's themes stand on their way to a result, and what any change makes of that.

Nobody's yes outlives a change: what was put forward is the state of each board, and of what a
reader wrote beside it. One move more, and it waits to be put forward again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading.piles import texts_of
from bot.services.reading.written import asked_words, list_written
from bot.services.themes.agreement_notes import agreement_note
from bot.services.themes.boards import Passed, board_on, open_questions, texts_on
from bot.services.world import World
from storage import theme_gates
from storage.theme_gates import Gate
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, QuestionKey
from surveys.protection.forms import FLOOR
from surveys.protection.quoting import carrying_unshared
from surveys.rounds.round import Round
from surveys.themes.approved import ApprovedThemes, approve
from surveys.themes.board import Board, SettledTheme, settled


class Stand(StrEnum):
    """Where themes stand."""

    SORTING = "sorting"
    """Nobody put them forward as they are now."""
    REFUSED = "refused"
    """Whoever looked said that a matter about a named person is inside."""
    LEAD = "lead"
    """They wait for the safeguarding lead."""
    SECOND = "second"
    """They wait for a second person."""
    APPROVED = "approved"
    NONE = "none"
    """There are no themes this time: somebody chose that."""


@dataclass(frozen=True, slots=True)
class Themes:
    """A round's themes, as everything is at this moment.

    Args:
        gate: What was done so far.
        boards: The board of each open question where anybody sorted anything.
        texts: What can be sorted of each of them.
        close: The names and lines that carry five words in a row of somebody's answer.
    """

    gate: Gate
    boards: Mapping[QuestionKey, Board]
    texts: Mapping[QuestionKey, Mapping[AnswerId, Passed]]
    close: frozenset[str] = frozenset()

    @property
    def versions(self) -> dict[QuestionKey, int]:
        """Which state of each board this is."""
        return {question: board.version for question, board in self.boards.items()}

    @property
    def settled(self) -> dict[QuestionKey, tuple[SettledTheme, ...]]:
        """What people decided, by question."""
        return {question: settled(board) for question, board in self.boards.items()}

    @property
    def every(self) -> list[tuple[QuestionKey, SettledTheme]]:
        """Every theme with its question."""
        return [(question, one) for question, found in self.settled.items() for one in found]

    @property
    def stand(self) -> Stand:
        """Where they stand."""
        gate = self.gate
        if gate.none_by is not None:
            return Stand.NONE
        if gate.put_forward is None or gate.boards != self.versions or self.close:
            return Stand.SORTING
        if gate.refused:
            return Stand.REFUSED
        if gate.lead is None:
            return Stand.LEAD
        return Stand.SECOND if gate.second is None else Stand.APPROVED

    @property
    def would_be_approved(self) -> bool:
        """Whether people let them go, whatever was chosen for a result since."""
        return replace(self, gate=replace(self.gate, none_by=None)).stand is Stand.APPROVED

    @property
    def mark(self) -> str:
        """Names this state, so that a yes is to what was looked at."""
        said = sorted((q, one.text) for q, one in self.gate.also_said.items())
        seen = repr((sorted(self.versions.items()), said, self.gate.put_forward))
        return hashlib.sha256(seen.encode()).hexdigest()[:24]


async def themes_of(db: AsyncSession, world: World, round_: Round) -> Themes:
    """A round's themes now. Says nothing of who may see them.

    Raises:
        RoundKeyGone: retention has ended.
    """
    boards: dict[QuestionKey, Board] = {}
    texts: dict[QuestionKey, dict[AnswerId, Passed]] = {}
    for question in open_questions(round_.survey):
        found = await texts_on(db, world, round_.id, question)
        board = await board_on(db, world, (round_.id, question), found)
        if board.version:
            boards[question], texts[question] = board, found
    gate = await theme_gates.load_gate(db, world.keys, round_.id)
    close = await _close(db, world, round_, gate, boards)
    return Themes(gate, boards, texts, close)


async def _close(
    db: AsyncSession,
    world: World,
    round_: Round,
    gate: Gate,
    boards: Mapping[QuestionKey, Board],
) -> frozenset[str]:
    """What carries on somebody's words that nobody may (R10), as their authors allow today."""
    lines = {
        line
        for board in boards.values()
        for one in settled(board)
        for line in (one.name, one.description)
    } | {said.text for said in gate.also_said.values()}
    if not lines:
        return frozenset()
    written, asked = await list_written(db, world, round_.id), asked_words(round_)
    return await asyncio.to_thread(carrying_unshared, lines, written, asked)


async def wants_themes(db: AsyncSession, world: World, round_: Round) -> bool:
    """Whether a result says something about themes: five or more wrote in answer to a question
    that asks for one's own words, so that it has to be said if there are none this time."""
    if (round_.count_sent or 0) < FLOOR:
        return False
    found = (await texts_of(db, world, round_.id)).values()
    return any(
        sum(one.question == question for one in found) >= FLOOR
        for question in open_questions(round_.survey)
    )


async def approved_of(db: AsyncSession, world: World, round_: Round) -> ApprovedThemes | None:
    """The themes that people approved, with the answers that are left today; None where none
    are, or where there are none this time."""
    themes = await themes_of(db, world, round_)
    gate = themes.gate
    if themes.stand is not Stand.APPROVED:
        return None
    assert gate.put_forward is not None
    assert gate.lead is not None
    assert gate.second is not None
    notes = [await agreement_note(db, world, round_.id, question) for question in themes.boards]
    approved = approve(
        themes.settled,
        gate.also_said,
        put_forward=gate.put_forward,
        lead=gate.lead,
        second=gate.second,
        notes=tuple(dict.fromkeys(note for note in notes if note)),
    )
    there = {aid for texts in themes.texts.values() for aid in texts}
    return approved.only(there, await ideas_of(db, world, round_))


async def also_said_of(db: AsyncSession, world: World, round_: Round) -> dict[QuestionKey, str]:
    """What a reader wrote beside the themes, as far as it may still be said, by question."""
    gate = await theme_gates.load_gate(db, world.keys, round_.id)
    if not gate.also_said:
        return {}
    ideas = await ideas_of(db, world, round_)
    return {q: said.text for q, said in gate.also_said.items() if said.answers <= ideas}


async def ideas_of(db: AsyncSession, world: World, round_: Round) -> frozenset[AnswerId]:
    """The texts of a round whose authors allow the idea, not their words, and that may be
    sorted."""
    found = await texts_of(db, world, round_.id)
    ideas = {aid for aid, one in found.items() if one.sharing is Sharing.THE_IDEA}
    there: set[AnswerId] = set()
    for question in open_questions(round_.survey):
        there |= (await texts_on(db, world, round_.id, question)).keys()
    return frozenset(ideas & there)
