"""A board: one question's themes while people sort its answers, as the fold over a log of moves.

The machine's suggestion lies under it and is never changed. Everything else is what people did,
in order; nothing is ever taken out of that order, and an undo is one more move. Whatever can be
changed has a version: the number of the entry that changed it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from surveys.ids import AnswerId, ParticipantId
from surveys.themes.candidate import Origin, Side, Suggestion
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Move


class Standing(StrEnum):
    """Where a theme or a candidate stands."""

    OFFERED = "offered"
    """A candidate that nobody decided on."""
    HERE = "here"
    """A theme of the board; a candidate that became one."""
    AWAY = "away"
    """Somebody said that it is not a theme."""
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is kept of a candidate: nothing of anybody's words.

    Args:
        id: Its name in its suggestion.
        origin: How it came to be.
        members: The answers in it, the nearest first.
        name: The codebook's name for it; empty where it was grouped.
        second: Of those, the ones in it by a clause only.
        theme: The theme of the codebook that it is.
        side: The side its answers are on.
        parent: The coarser candidate it is a part of.
    """

    id: str
    origin: Origin
    members: tuple[AnswerId, ...]
    name: str = ""
    second: frozenset[AnswerId] = frozenset()
    theme: ThemeId | None = None
    side: Side | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One move, made.

    Args:
        by: Who made it.
        at: When; aware.
        move: What they did.
        reason: Why, as they wrote it; mostly empty.
    """

    by: ParticipantId
    at: datetime
    move: Move[AnswerId]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BoardTheme:
    """A theme on the board.

    Args:
        name: What people call it.
        description: What an answer in it says; empty where nobody wrote that.
        standing: ``HERE``, ``AWAY``, ``MERGED`` or ``SPLIT``.
        by: Who made it a theme.
        candidate: The candidate it was accepted from, or whose cut it follows.
        codebook: The theme of the codebook that it is.
        into: What it was merged into, or split into.
    """

    name: str
    description: str
    standing: Standing
    by: ParticipantId
    candidate: str | None = None
    codebook: ThemeId | None = None
    into: tuple[ThemeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where an answer is.

    Args:
        tags: Its themes, each with who put it there or stands behind that; None: the machine.
        read_by: Who sorted it last, having read it; None: nobody yet.
    """

    tags: Mapping[ThemeId, ParticipantId | None] = field(default_factory=dict)
    read_by: ParticipantId | None = None


Content: TypeAlias = BoardTheme | Sorted | Standing
"""What a thing is: a theme, where an answer is, or where a candidate stands."""


class Of(StrEnum):
    """The kinds of things on a board that have a version."""

    THEME = "theme"
    MEMBERS = "members"
    """Which answers are in a theme: apart from what it is called, which they do not change."""
    ANSWER = "answer"
    CANDIDATE = "candidate"


Thing: TypeAlias = tuple[Of, str | bytes]
Changes: TypeAlias = Mapping[Thing, Content | None]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one entry changed: each thing before and after. None: it was not there, or is not.

    ``touched`` has besides the members of the themes into which an answer came or from which
    one went.
    """

    before: Changes
    after: Changes
    touched: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Board:
    """One question's board after its entries.

    Args:
        candidates: The suggestion, without what was taken back.
        contents: Every thing that is there.
        versions: The number of the entry that changed each thing last; 0 where none did.
        entries: The log, oldest first; the first has the number 1.
        effects: What each of them changed.
    """

    candidates: Mapping[str, Suggested]
    contents: Mapping[Thing, Content]
    versions: Mapping[Thing, int]
    entries: Sequence[Entry] = ()
    effects: Sequence[Effect] = ()

    @property
    def version(self) -> int:
        """How many moves were made. A page says which it was drawn from."""
        return len(self.entries)

    @property
    def answers(self) -> dict[AnswerId, Sorted]:
        """Where each answer is."""
        return {
            AnswerId(key): content
            for (_, key), content in self.contents.items()
            if isinstance(content, Sorted) and isinstance(key, bytes)
        }

    @property
    def themes(self) -> dict[ThemeId, BoardTheme]:
        """Every theme there ever was and was not undone, in the order they were made."""
        found = {
            ThemeId(str(key)): content
            for (_, key), content in self.contents.items()
            if isinstance(content, BoardTheme)
        }
        return {theme: found[theme] for theme in sorted(found, key=_made_when)}

    def theme(self, theme: ThemeId) -> BoardTheme | None:
        """A theme; None where there is none."""
        found = self.contents.get((Of.THEME, theme))
        return found if isinstance(found, BoardTheme) else None

    def is_here(self, theme: ThemeId) -> bool:
        """Whether it is a theme of the board now."""
        found = self.theme(theme)
        return found is not None and found.standing is Standing.HERE

    def answer(self, answer: AnswerId) -> Sorted | None:
        """Where an answer is; None where it is not on the board."""
        found = self.contents.get((Of.ANSWER, answer))
        return found if isinstance(found, Sorted) else None

    def standing(self, candidate: str) -> Standing | None:
        """Where a candidate stands; None where there is none."""
        if candidate not in self.candidates:
            return None
        found = self.contents.get((Of.CANDIDATE, candidate))
        return found if isinstance(found, Standing) else Standing.OFFERED

    def members(self, theme: ThemeId) -> frozenset[AnswerId]:
        """The answers in a theme, whoever put them there."""
        return frozenset(aid for aid, placed in self.answers.items() if theme in placed.tags)

    def themes_of(self, answer: AnswerId) -> frozenset[ThemeId]:
        """The themes that an answer is in now; those that were put away are not among them."""
        placed = self.answer(answer)
        return frozenset(t for t in (placed.tags if placed else ()) if self.is_here(t))

    def is_read(self, answer: AnswerId) -> bool:
        """Whether somebody read an answer, and stands behind each of its themes."""
        placed = self.answer(answer)
        if placed is None or placed.read_by is None:
            return False
        return all(by is not None for t, by in placed.tags.items() if self.is_here(t))

    def newest(self, thing: Thing) -> int:
        """The number of the entry that changed a thing last."""
        return self.versions.get(thing, 0)


@dataclass(frozen=True, slots=True)
class SettledTheme:
    """A theme as people decided it.

    Args:
        id: Its name on its board.
        name: What people call it.
        description: What an answer in it says; may be empty.
        answers: Those that somebody put into it or stands behind. None is the machine's alone.
        codebook: The theme of the codebook that it is, to compare it across waves.
    """

    id: ThemeId
    name: str
    description: str
    answers: frozenset[AnswerId]
    codebook: ThemeId | None = None


def settled(board: Board) -> tuple[SettledTheme, ...]:
    """What people decided, in the order the themes were made.

    Candidates are not in it, themes that were put away are not, and no answer is in a theme only
    because the machine put it there.
    """
    stood: dict[ThemeId, set[AnswerId]] = {}
    for aid, placed in board.answers.items():
        for theme, by in placed.tags.items():
            if by is not None:
                stood.setdefault(theme, set()).add(aid)
    return tuple(
        SettledTheme(id_, one.name, one.description, frozenset(stood.get(id_, ())), one.codebook)
        for id_, one in board.themes.items()
        if one.standing is Standing.HERE
    )


def theme_made_by(entry: int, part: int = 0) -> ThemeId:
    """What a theme is called that an entry makes.

    Args:
        entry: The entry's number, from 1.
        part: Which of the parts of a split, from 1.
    """
    return ThemeId(f"theme_{entry}_{part}" if part else f"theme_{entry}")


def kept_of(suggestion: Suggestion, order: Sequence[AnswerId]) -> tuple[Suggested, ...]:
    """What may be kept of a suggestion: which answers belong together, and none of their words.

    Args:
        suggestion: As it was made.
        order: The answers, in the order in which they were given to it.
    """
    return tuple(
        Suggested(
            id=one.id,
            origin=one.origin,
            members=tuple(order[at] for at in one.members),
            name=one.name,
            second=frozenset(order[at] for at in one.second),
            theme=one.theme,
            side=one.side,
            parent=one.parent,
        )
        for one in suggestion.candidates
    )


def remaining(candidates: Iterable[Suggested], there: Iterable[AnswerId]) -> dict[str, Suggested]:
    """The candidates, by id, without answers that are gone. Some may have none left. A name that
    was made of a group's words goes with the first of them."""
    left = frozenset(there)
    return {
        one.id: replace(
            one,
            name="" if one.theme is None and not left.issuperset(one.members) else one.name,
            members=tuple(aid for aid in one.members if aid in left),
            second=one.second & left,
        )
        for one in candidates
    }


def _made_when(theme: ThemeId) -> tuple[int, ...]:
    return tuple(int(number) for number in theme.split("_")[1:])
