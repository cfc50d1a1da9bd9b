"""Sorting: those who read say together what the answers to one open question are about.

It begins when everything is read. Words stand under the gate they are read under (``piles``): in
a running slot, for whoever may read the round, in an order and under names of that sitting. The
machine suggests once, from fifteen texts up; people decide, and two of them at once never write
over each other unseen.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading import slots
from bot.services.reading.piles import Pile, find_open, may_read
from bot.services.reading.reading import is_read
from bot.services.themes.boards import Passed, board_on, open_questions, texts_on
from bot.services.themes.first_reading import read_once, reading_now
from bot.services.themes.views import Known, Labels, Line, View, line_of, lines_of, view_of
from bot.services.underway import Underway
from bot.services.world import World
from storage import audit, people, theme_boards
from storage.codebooks import load_codebook
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.rounds.round import Round
from surveys.themes.board import Board, Entry
from surveys.themes.codebook import Codebook
from surveys.themes.moves import Accept, Move, NewTheme, Undo, answers_of, naming, tidied
from surveys.themes.playing import LONGEST_LINE, Overtaken, Played, Refusal, attempt
from surveys.themes.suggesting import LEFT_ASIDE, SMALLEST

TRIES = 20
"""How often a move is tried again whose number somebody else took in the same moment."""


@dataclass(slots=True)
class Sorting:
    """One reader's sitting at one question's board. Kept in memory only."""

    pile: Pile
    question: QuestionKey
    labels: Labels = field(default_factory=dict)

    @property
    def place(self) -> tuple[RoundId, QuestionKey]:
        """Which board it is."""
        return self.pile.rid, self.question


@dataclass(frozen=True, slots=True)
class Moved:
    """A move was made.

    Args:
        entry: Its number; to undo it.
        view: The board now; None where the slot is over.
    """

    entry: int
    view: View | None


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody changed what a move is about since its maker saw it. Nothing was written.

    Args:
        changed: What they did, oldest first.
        meant: What this reader meant to do, to be done again or not.
        view: The board now; None where the slot is over.
    """

    changed: tuple[Line, ...]
    meant: Move[str]
    view: View | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A move that cannot be made, whoever else was there. Nothing was written.

    Args:
        why: Why not.
        meant: What this reader meant to do.
        view: The board now; None where the slot is over.
    """

    why: Refusal
    meant: Move[str]
    view: View | None


async def questions_of(
    world: World, pid: ParticipantId, rid: RoundId
) -> tuple[tuple[QuestionKey, str], ...]:
    """The open questions of a round that this reader may sort now, each with what was asked;
    none before everything is read, and for whoever may not read it. No word of an answer.
    """
    async with world.database.read() as db:
        round_ = await _ready(db, world, pid, rid)
        if round_ is None:
            return ()
        keys = open_questions(round_.survey)
        written = {key for key in keys if await texts_on(db, world, rid, key)}
    return tuple((key, _asked(round_, key)) for key in keys if key in written)


async def begin(
    world: World, pid: ParticipantId, rid: RoundId, question: QuestionKey
) -> Sorting | None:
    """Sit down at a question's board: in the slot that runs, or a new one. The first to do so
    has the machine suggest; with thousands of answers that goes on beside it. None for whoever
    may not read the round, before everything is read, for a question that is not open, and for
    everybody at night.
    """
    async with world.database.write() as db:
        round_ = await _ready(db, world, pid, rid)
        if round_ is None or question not in open_questions(round_.survey):
            return None
        texts = await texts_on(db, world, rid, question)
        slot = await slots.start(db, world, pid, rid) if texts else None
        if slot is None:
            return None
        await theme_boards.strike(db, world.keys, rid)
        run = await theme_boards.load_run(db, world.keys, rid, question)
        codebook = await load_codebook(db, world.keys)
        await audit.record(
            db, at=world.now(), who=pid, action="themes sorted", about=f"{rid} {question}"
        )
    if run is None and len(texts) >= SMALLEST:
        await read_once(world, (round_, question), texts, codebook)
    in_order = list(texts)
    world.chance.shuffle(in_order)
    pile = Pile(pid, rid, slot.id, {world.fresh_code(): aid for aid in in_order})
    return Sorting(pile, question)


def reads_now(world: World, sorting: Sorting) -> Underway | None:
    """How far the machine is with its first reading of these answers; None where it is done."""
    return reading_now(world, *sorting.place)


async def left_codebook_aside(world: World, sorting: Sorting) -> bool:
    """Whether the machine left the codebook aside: it is about something else than these
    answers."""
    async with world.database.read() as db:
        run = await theme_boards.load_run(db, world.keys, *sorting.place)
    return run is not None and LEFT_ASIDE in run.run.parameters


async def is_open(world: World, pid: ParticipantId, sorting: Sorting) -> bool:
    """Whether this sitting's slot runs: without one, nothing of it is shown."""
    async with world.database.read() as db:
        return await find_open(db, world, pid, sorting.pile) is not None


async def board_of(
    world: World, pid: ParticipantId, sorting: Sorting, *, depth: int = 0
) -> View | None:
    """The board as this reader sees it now; None without a running slot, and for whoever may not
    read.

    Args:
        depth: How fine a cut of the candidates they look at; 0: the coarsest. Theirs alone.
    """
    async with world.database.read() as db:
        opened = await find_open(db, world, pid, sorting.pile)
        if opened is None:
            return None
        texts = await texts_on(db, world, *sorting.place)
        board = await board_on(db, world, sorting.place, texts)
        known = await _known(db, world, (opened[0], sorting), texts)
    return await _view(board, known, depth)


async def move(
    world: World,
    pid: ParticipantId,
    sorting: Sorting,
    meant: Move[str],
    seen: int,
    *,
    reason: str = "",
    depth: int = 0,
) -> Moved | Stale | Refused | None:
    """Make a move, unless somebody changed what it is about since this reader saw it. None
    without a slot, and for whoever may not read.

    Args:
        meant: The move; its answers by their names in this sitting.
        seen: The version of the view it was made on.
        reason: Why, if they say; kept in the history.
        depth: The cut they look at.
    """
    for _ in range(TRIES):
        tried = await _try(world, pid, sorting, (meant, seen, reason))
        if tried is None:
            return None
        if tried.outcome is None:
            continue
        view = await _view(tried.board, tried.known, depth) if tried.shows else None
        match tried.outcome:
            case Played(entry=entry):
                return Moved(entry, view)
            case Overtaken(by=by):
                changed = tuple(line_of(tried.board, tried.known, number) for number in by)
                return Stale(changed, meant, view)
            case Refusal():
                return Refused(tried.outcome, meant, view)
            case _:
                assert_never(tried.outcome)
    raise AssertionError(f"somebody else took the next number {TRIES} times in a row")


async def undo(
    world: World,
    pid: ParticipantId,
    sorting: Sorting,
    entry: int,
    seen: int,
    *,
    reason: str = "",
    depth: int = 0,
) -> Moved | Stale | Refused | None:
    """Take back what an entry did, an undo too; nothing leaves the history."""
    return await move(world, pid, sorting, Undo(entry), seen, reason=reason, depth=depth)


async def history(world: World, pid: ParticipantId, sorting: Sorting) -> tuple[Line, ...] | None:
    """Who did what and when, oldest first; None without a running slot."""
    async with world.database.read() as db:
        opened = await find_open(db, world, pid, sorting.pile)
        if opened is None:
            return None
        texts = await texts_on(db, world, *sorting.place)
        board = await board_on(db, world, sorting.place, texts)
        known = await _known(db, world, (opened[0], sorting), texts)
    return lines_of(board, known)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of one try. ``outcome`` None: somebody took its number in the same moment."""

    outcome: Played | Overtaken | Refusal | None
    board: Board
    known: Known
    shows: bool


async def _try(
    world: World, pid: ParticipantId, sorting: Sorting, meant: tuple[Move[str], int, str]
) -> _Tried | None:
    named, seen, reason = meant
    async with world.database.write() as db:
        opened = await find_open(db, world, pid, sorting.pile, late=True)
        if opened is None:
            return None
        round_, slot = opened
        texts = await texts_on(db, world, *sorting.place)
        board = await board_on(db, world, sorting.place, texts)
        known = await _known(db, world, (round_, sorting), texts)
        shows = slot.is_running(world.now())
        here = {handle: aid for aid, handle in known.handles.items()}
        if not answers_of(named) <= here.keys():
            return _Tried(Refusal.UNKNOWN, board, known, shows)
        told = _own_line(tidied(named), known.codebook)
        entry = Entry(pid, world.now(), naming(told, here.get), reason.strip())
        if len(entry.reason) > LONGEST_LINE:
            return _Tried(Refusal.TOO_LONG, board, known, shows)
        outcome = attempt(board, entry, seen)
        if not isinstance(outcome, Played) or outcome.entry <= board.version:
            return _Tried(outcome, board, known, shows)
        rid, question = sorting.place
        written = await theme_boards.append_move(
            db, world.keys, rid, (question, outcome.entry), entry
        )
        return _Tried(outcome if written else None, outcome.board, known, shows)


def _own_line(move: Move[str], codebook: Codebook) -> Move[str]:
    """The same move without the codebook's line: that says what anybody may have said anywhere,
    and would stand in a result as what was said here."""
    lines = {" ".join(one.description.split()) for one in codebook.themes}
    if isinstance(move, NewTheme | Accept) and move.description in lines:
        return replace(move, description="")
    return move


async def _ready(db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId) -> Round | None:
    """The round, if this person may read it and everything in it is read."""
    round_ = await may_read(db, world, pid, rid)
    return round_ if round_ is not None and await is_read(db, world, rid) else None


async def _known(
    db: AsyncSession,
    world: World,
    where: tuple[Round, Sorting],
    texts: dict[AnswerId, Passed],
) -> Known:
    round_, sorting = where
    handles = sorting.pile.handles
    for aid in texts.keys() - set(handles.values()):
        # It was withheld when they sat down, and is not any more.
        handles[world.fresh_code()] = aid
    return Known(
        question=_asked(round_, sorting.question),
        texts=texts,
        handles={aid: handle for handle, aid in handles.items() if aid in texts},
        nicks={one.id: one.nick for one in await people.list_people(db, world.keys)},
        codebook=await load_codebook(db, world.keys),
        labels=sorting.labels,
    )


async def _view(board: Board, known: Known, depth: int) -> View:
    few = len(known.texts) < SMALLEST
    return await asyncio.to_thread(view_of, board, known, depth=depth, few=few)


def _asked(round_: Round, question: QuestionKey) -> str:
    return round_.survey.item(question).text[round_.survey.main_language]
