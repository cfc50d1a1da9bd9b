"""Two people who coded twenty apart see how far they agree, and talk about what differs.

One answer at a time, both codings side by side. What they agree on goes onto the board, with who
wrote it down and why; where they go on disagreeing, that stands there as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading.piles import NotTheirs
from bot.services.themes.boards import load_board
from bot.services.themes.double_coding import Coder, Desk, both_of, desk_of, name_of
from bot.services.themes.offering import Feeding, all_themes, has_machine, machines
from bot.services.world import World
from storage import double_codes, theme_boards
from surveys.ids import AnswerId, ParticipantId
from surveys.themes.agreement import Alike, Coding, Spread, compare, differing, spread
from surveys.themes.codebook import Theme, ThemeId
from surveys.themes.double import LONGEST_REASON, Outcome, Talk, settle
from surveys.themes.moves import Sort
from surveys.themes.playing import LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Compared:
    """How far two people agree, the machine beside them.

    Args:
        names: Their first names, the first coder's first.
        themes: What they were offered.
        people: The two against each other, theme by theme in that order.
        over: Median and range of it; None where every theme is too rare to say.
        machine: The machine against the first and against the second, over the themes that its
            candidates stand behind; None where there are none, or all are too rare to say.
        alike: How many answers both put in exactly the same themes.
        of: How many both coded.
        left: The answers they coded differently and did not talk about, by their handles.
        talked: Those they talked about.
    """

    names: tuple[str, str]
    themes: tuple[Theme, ...]
    people: tuple[Alike, ...]
    over: Spread | None
    machine: tuple[Spread | None, Spread | None]
    alike: int
    of: int
    left: tuple[str, ...]
    talked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that two people coded differently.

    Args:
        handle: Its name in this sitting.
        words: The answer.
        names: Their first names.
        first: What the first put it in.
        second: What the second put it in.
        themes: What it can be put in: what both were offered, and what the board has by now.
        talks: What was said of it before, with who wrote it down; the oldest first.
    """

    handle: str
    words: str
    names: tuple[str, str]
    first: frozenset[ThemeId]
    second: frozenset[ThemeId]
    themes: tuple[Theme, ...]
    talks: tuple[tuple[str, Talk], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What two people say of one answer.

    Args:
        outcome: What they agreed on.
        reason: Why, in their words.
        themes: For a new answer: the themes it is in.
        fresh: For a new answer: the name of a theme that is not there yet; mostly empty.
        seen: How many talks about it they had before them.
    """

    outcome: Outcome
    reason: str
    themes: frozenset[ThemeId] = frozenset()
    fresh: str = ""
    seen: int = 0


class Trouble(StrEnum):
    """Why what was said is not kept."""

    NO_REASON = "no_reason"
    TOO_LONG = "too_long"
    NOTHING_NEW = "nothing_new"
    """A new answer, and no theme for it; or one of the two codings in other words."""
    NAME_TAKEN = "name_taken"
    OVERTAKEN = "overtaken"
    """The other one wrote something down about this answer meanwhile."""


async def compared(world: World, pid: ParticipantId, coder: Coder) -> Compared | None:
    """How far two people agree; None without a slot.

    Raises:
        NotYet: Not both of them are done.
    """
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, coder)
        if desk is None:
            return None
        first, second = await both_of(db, world, coder, desk)
        talks = await double_codes.list_talks(db, world.keys, coder.pile.rid, coder.question)
        board = await load_board(db, world, coder.pile.rid, coder.question)
        names = await _names(db, world, desk)
    themes = tuple(theme.id for theme in desk.sheet.themes)
    people, machine = compare(first, second, themes), machines(board, themes, first)
    its = tuple(theme for theme in themes if has_machine(board, [theme]))
    differ = frozenset(differing(first, second))
    handles = [(handle, aid) for handle, aid in coder.pile.handles.items() if aid in differ]
    return Compared(
        names=names,
        themes=desk.sheet.themes,
        people=people,
        over=spread(people),
        machine=(_beside(machine, first, its), _beside(machine, second, its)),
        alike=len(first) - len(differ),
        of=len(first),
        left=tuple(handle for handle, aid in handles if aid not in talks),
        talked=tuple(handle for handle, aid in handles if aid in talks),
    )


async def look_at_difference(
    world: World, pid: ParticipantId, coder: Coder, handle: str
) -> Difference | None:
    """One answer that they coded differently; None where it is none, or without a slot.

    Raises:
        NotYet: Not both of them are done.
    """
    async with world.database.read() as db:
        desk = await desk_of(db, world, pid, coder)
        if desk is None:
            return None
        first, second = await both_of(db, world, coder, desk)
        aid = coder.pile.handles.get(handle)
        if aid is None or aid not in first or first[aid] == second[aid]:
            return None
        talks = await double_codes.list_talks(db, world.keys, coder.pile.rid, coder.question)
        board = await load_board(db, world, coder.pile.rid, coder.question)
        said = [(await name_of(db, world, one.by), one) for one in talks.get(aid, ())]
        names = await _names(db, world, desk)
    return Difference(
        handle,
        desk.here[aid],
        names,
        first[aid],
        second[aid],
        all_themes(desk.sheet.themes, board),
        tuple(said),
    )


async def settle_one(
    world: World, pid: ParticipantId, coder: Coder, handle: str, said: Said
) -> Trouble | None:
    """Keep what two people say of an answer, and put it on the board. All in one transaction.

    Raises:
        NotTheirs: There is no such difference here, or they are in no slot.
        NotYet: Not both of them are done.
    """
    reason, fresh = " ".join(said.reason.split()), " ".join(said.fresh.split())
    trouble = _trouble(said, reason, fresh)
    try:
        async with world.database.write() as db:
            desk = await desk_of(db, world, pid, coder, late=True, lock=True)
            if desk is None:
                raise NotTheirs
            first, second = await both_of(db, world, coder, desk)
            aid = coder.pile.handles.get(handle)
            if aid is None or aid not in first or first[aid] == second[aid]:
                raise NotTheirs
            if trouble is not None:
                return trouble
            wanted = settle(said.outcome, first[aid], second[aid], said.themes)
            meant = replace(said, reason=reason, fresh=fresh, themes=wanted)
            return await _keep(db, world, coder, (pid, desk, aid), meant)
    except _OtherFirst:
        return Trouble.OVERTAKEN


async def keep_alike(world: World, pid: ParticipantId, coder: Coder, reason: str) -> int | None:
    """Put every answer that both coded in the same themes onto the board, as they coded it.

    Args:
        reason: What stands beside it in the board's history.

    Returns:
        How many of them changed on the board; None without a slot, or where somebody was
        sorting in the same moment.

    Raises:
        NotYet: Not both of them are done.
    """
    try:
        async with world.database.write() as db:
            desk = await desk_of(db, world, pid, coder, late=True, lock=True)
            if desk is None:
                return None
            first, second = await both_of(db, world, coder, desk)
            board = await load_board(db, world, coder.pile.rid, coder.question)
            feeding = Feeding(board, pid, world.now(), reason)
            for aid, themes in first.items():
                if themes == second[aid]:
                    feeding.put(aid, themes, desk.sheet.themes)
            await _append(db, world, coder, feeding)
    except _OtherFirst:
        return None
    return sum(isinstance(entry.move, Sort) for _, entry in feeding.entries)


class _OtherFirst(Exception):
    """Somebody else wrote in the same moment: nothing of ours is kept."""


async def _keep(
    db: AsyncSession,
    world: World,
    coder: Coder,
    about: tuple[ParticipantId, Desk, AnswerId],
    said: Said,
) -> Trouble | None:
    """Write down a talk, and put its answer on the board unless it is left as it is."""
    pid, desk, aid = about
    rid, question, offered = coder.pile.rid, coder.question, desk.sheet.themes
    talks = (await double_codes.list_talks(db, world.keys, rid, question)).get(aid, ())
    if len(talks) != said.seen:
        return Trouble.OVERTAKEN
    board = await load_board(db, world, rid, question)
    if not said.themes <= {theme.id for theme in all_themes(offered, board)}:
        raise NotTheirs
    themes = said.themes
    if said.outcome is not Outcome.OPEN:
        feeding = Feeding(board, pid, world.now(), said.reason)
        put = feeding.put(aid, themes, offered, said.fresh if said.outcome is Outcome.NEW else "")
        if put is None:
            return Trouble.NAME_TAKEN
        themes = put
        await _append(db, world, coder, feeding)
    talk = Talk(pid, world.now(), said.outcome, themes, said.reason)
    if not await double_codes.add_talk(db, world.keys, (rid, question, aid), len(talks), talk):
        raise _OtherFirst
    return None


async def _append(db: AsyncSession, world: World, coder: Coder, feeding: Feeding) -> None:
    rid, question = coder.pile.rid, coder.question
    for number, entry in feeding.entries:
        if not await theme_boards.append_move(db, world.keys, rid, (question, number), entry):
            raise _OtherFirst


def _trouble(said: Said, reason: str, fresh: str) -> Trouble | None:
    if not reason:
        return Trouble.NO_REASON
    if len(reason) > LONGEST_REASON or len(fresh) > LONGEST_NAME:
        return Trouble.TOO_LONG
    if said.outcome is Outcome.NEW and not said.themes and not fresh:
        return Trouble.NOTHING_NEW
    return None


def _beside(machine: Coding, person: Coding, themes: tuple[ThemeId, ...]) -> Spread | None:
    return spread(compare(machine, person, themes))


async def _names(db: AsyncSession, world: World, desk: Desk) -> tuple[str, str]:
    first, second = desk.sheet.seats
    return await name_of(db, world, first), await name_of(db, world, second)
