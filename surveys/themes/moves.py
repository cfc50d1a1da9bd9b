"""Moves: what people do to a board of themes. Closed; each says only what somebody meant.

Answers are named by whatever the caller names them by: their ids in what is kept, names that
mean nothing outside one sitting on a page. ``naming`` turns one into the other. (What is generic
has no slots: Python 3.11 cannot make ``NewTheme[str](...)`` of a frozen class that has.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar, assert_never

from surveys.themes.codebook import ThemeId

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Accept:
    """A candidate becomes a theme. Its answers come along, as the machine's until confirmed.

    Args:
        candidate: Its id in the suggestion.
        name: What people call it; empty: as the codebook does.
        description: One line: what an answer in it says.
    """

    candidate: str
    name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class NotThese:
    """A candidate is not a theme."""

    candidate: str


@dataclass(frozen=True, slots=True)
class OfferAgain:
    """A candidate that was put away is offered again."""

    candidate: str


@dataclass(frozen=True)
class NewTheme(Generic[A]):
    """A theme that somebody names, or takes from the codebook.

    Args:
        answers: Those it is begun with.
        codebook: The theme of the codebook that it is.
    """

    name: str
    description: str = ""
    answers: tuple[A, ...] = ()
    codebook: ThemeId | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """A theme is called something else."""

    theme: ThemeId
    name: str


@dataclass(frozen=True, slots=True)
class Describe:
    """A theme's line says something else."""

    theme: ThemeId
    description: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One theme goes into another, with all that is in it."""

    theme: ThemeId
    into: ThemeId


@dataclass(frozen=True)
class Part(Generic[A]):
    """One part of a theme that is split.

    Args:
        name: What it is called.
        answers: Those of the theme that are in it.
        candidate: The smaller group of the machine's that it follows; None where somebody chose
            its answers, who then stands behind each.
    """

    name: str
    answers: frozenset[A]
    candidate: str | None = None


@dataclass(frozen=True)
class Split(Generic[A]):
    """Parts of a theme become themes. What no part names stays in it.

    Args:
        over: The theme itself is no more; every answer in it is in a part.
    """

    theme: ThemeId
    parts: tuple[Part[A], ...]
    over: bool = False


@dataclass(frozen=True)
class Tag(Generic[A]):
    """An answer is in a theme. Whoever sorts an answer stands behind all its themes."""

    answer: A
    theme: ThemeId


@dataclass(frozen=True)
class Untag(Generic[A]):
    """An answer is not in a theme."""

    answer: A
    theme: ThemeId


@dataclass(frozen=True)
class MoveAnswer(Generic[A]):
    """An answer goes from one theme to another."""

    answer: A
    theme: ThemeId
    to: ThemeId


@dataclass(frozen=True)
class Sort(Generic[A]):
    """An answer is in these themes and no others of the board; none as well."""

    answer: A
    themes: frozenset[ThemeId]


@dataclass(frozen=True)
class Confirm(Generic[A]):
    """Somebody read an answer: its themes stand as they are, none as well."""

    answer: A


@dataclass(frozen=True, slots=True)
class ConfirmAll:
    """Somebody looked through a theme: whatever is in it belongs there. It makes nothing read."""

    theme: ThemeId


@dataclass(frozen=True, slots=True)
class NotATheme:
    """A theme is put away, with what is in it."""

    theme: ThemeId


@dataclass(frozen=True, slots=True)
class PutBack:
    """A theme that was put away is back, with what was in it."""

    theme: ThemeId


@dataclass(frozen=True, slots=True)
class Undo:
    """What an entry did is taken back; an undo too. ``entry`` is its number, from 1."""

    entry: int


@dataclass(frozen=True, slots=True)
class Struck:
    """A move about answers that were taken back: nothing is left of it. Nobody makes one."""


AboutOne: TypeAlias = Tag[A] | Untag[A] | MoveAnswer[A] | Sort[A] | Confirm[A]
"""The moves by which somebody who read an answer says what it is about."""

Move: TypeAlias = (
    Accept
    | NotThese
    | OfferAgain
    | NewTheme[A]
    | Rename
    | Describe
    | Merge
    | Split[A]
    | Tag[A]
    | Untag[A]
    | MoveAnswer[A]
    | Sort[A]
    | Confirm[A]
    | ConfirmAll
    | NotATheme
    | PutBack
    | Undo
    | Struck
)


def naming(move: Move[A], name: Callable[[A], B | None]) -> Move[B]:
    """The same move with its answers named otherwise.

    Args:
        name: An answer's other name; None: it is not there, and drops out. A move that was about
            that answer alone is ``Struck``.
    """
    match move:
        case NewTheme():
            answers = tuple(new for old in move.answers if (new := name(old)) is not None)
            return NewTheme(move.name, move.description, answers, move.codebook)
        case Split():
            return Split(move.theme, tuple(_part(one, name) for one in move.parts), move.over)
        case Tag() | Untag() | MoveAnswer() | Sort() | Confirm():
            return _about_one(move, name)
        case (
            Accept() | NotThese() | OfferAgain() | Rename() | Describe() | Merge() | ConfirmAll()
            | NotATheme() | PutBack() | Undo() | Struck()
        ):  # fmt: skip
            return move
        case _:
            assert_never(move)


def answers_of(move: Move[A]) -> frozenset[A]:
    """The answers that a move names."""
    match move:
        case NewTheme():
            return frozenset(move.answers)
        case Split():
            return frozenset[A]().union(*(part.answers for part in move.parts))
        case Tag() | Untag() | MoveAnswer() | Sort() | Confirm():
            return frozenset({move.answer})
        case _:
            return frozenset()


def tidied(move: Move[A]) -> Move[A]:
    """The same move with its names and lines as they are kept: no blanks at either end or two
    together."""
    match move:
        case Accept() | NewTheme():
            return replace(move, name=_tidy(move.name), description=_tidy(move.description))
        case Rename():
            return Rename(move.theme, _tidy(move.name))
        case Describe():
            return Describe(move.theme, _tidy(move.description))
        case Split():
            parts = tuple(replace(part, name=_tidy(part.name)) for part in move.parts)
            return replace(move, parts=parts)
        case _:
            return move


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _part(part: Part[A], name: Callable[[A], B | None]) -> Part[B]:
    answers = frozenset(new for old in part.answers if (new := name(old)) is not None)
    return Part(part.name, answers, part.candidate)


def _about_one(move: AboutOne[A], name: Callable[[A], B | None]) -> AboutOne[B] | Struck:
    new = name(move.answer)
    if new is None:
        return Struck()
    match move:
        case Tag():
            return Tag(new, move.theme)
        case Untag():
            return Untag(new, move.theme)
        case MoveAnswer():
            return MoveAnswer(new, move.theme, move.to)
        case Sort():
            return Sort(new, move.themes)
        case Confirm():
            return Confirm(new)
        case _:
            assert_never(move)
