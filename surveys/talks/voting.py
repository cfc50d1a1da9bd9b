"""Private votes: each presses by themselves, and only what comes of it is ever known.

A vote holds how many have still to press and the strongest press so far: less than counts, so
that nothing more can be worked out from it than what it comes to. It is kept in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Press(StrEnum):
    """What somebody presses about a sentence, from the weakest to the strongest."""

    RIGHT = "right"
    NOT_QUITE = "not_quite"
    LEAVE_OUT = "leave_out"


class Outcome(StrEnum):
    """What a vote comes to: all that anybody learns of it."""

    STAYS = "stays"
    CHANGED = "changed"
    """Somebody said "not quite": it is said again in other words, and voted on again."""
    LEFT_OUT = "left_out"


_STRENGTH = tuple(Press)
_COMES_TO = {
    Press.RIGHT: Outcome.STAYS,
    Press.NOT_QUITE: Outcome.CHANGED,
    Press.LEAVE_OUT: Outcome.LEFT_OUT,
}


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote on one sentence. ``waiting``: how many have still to press. Unit: people."""

    waiting: int
    strongest: Press = field(default=Press.RIGHT, repr=False)

    def __post_init__(self) -> None:
        if self.waiting < 0:
            raise ValueError(f"a vote cannot wait for {self.waiting} people")

    def pressed(self, press: Press) -> Vote:
        """The vote after one more press.

        Raises:
            ValueError: everybody has pressed already.
        """
        if not self.waiting:
            raise ValueError("everybody has pressed")
        strongest = max(self.strongest, press, key=_STRENGTH.index)
        return replace(self, waiting=self.waiting - 1, strongest=strongest)

    @property
    def outcome(self) -> Outcome | None:
        """What it comes to; None until everybody has pressed, whatever was pressed so far."""
        return None if self.waiting else _COMES_TO[self.strongest]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The last chance: all sentences are read back, and each may have some left out.

    Args:
        waiting: How many have still to say. Unit: people.
        out: The sentences that somebody wants left out, by id. Never how many, never who.
    """

    waiting: int
    out: frozenset[bytes] = field(default=frozenset(), repr=False)

    def said(self, out: frozenset[bytes]) -> ReadBack:
        """The reading after one more person.

        Raises:
            ValueError: everybody has said already.
        """
        if not self.waiting:
            raise ValueError("everybody has said")
        return ReadBack(self.waiting - 1, self.out | out)

    @property
    def left_out(self) -> frozenset[bytes] | None:
        """What goes; None until everybody has said."""
        return None if self.waiting else self.out
