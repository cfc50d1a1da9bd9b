"""Two people code the same twenty answers, and talk about what they coded differently."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import assert_never

from surveys.ids import AnswerId, ParticipantId
from surveys.themes.codebook import Theme, ThemeId

FEWEST = 30
"""From this many answers two people code some of them apart; below, they read together."""

TWENTY = 20
"""How many they code."""

MOST = 8
"""In at most this many themes one answer is put."""

LONGEST_REASON = 160
"""Most characters a reason may have."""

LONGEST_NOTE = 600
"""Most characters a note may have."""


class Seat(StrEnum):
    """Whose codes they are."""

    FIRST = "first"
    SECOND = "second"

    @property
    def other(self) -> Seat:
        """The one across the table."""
        return Seat.SECOND if self is Seat.FIRST else Seat.FIRST


@dataclass(frozen=True, slots=True)
class Note:
    """What people noted where they read together."""

    by: ParticipantId
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question's double coding.

    Args:
        seats: Who codes, in the order in which they began; None while a seat is free.
        done: Which of them said that they are done.
        themes: What both are offered, as it was when the twenty were drawn; none before that.
        notes: What was noted instead, where there are too few answers.
    """

    seats: tuple[ParticipantId | None, ParticipantId | None] = (None, None)
    done: tuple[bool, bool] = (False, False)
    themes: tuple[Theme, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether the twenty were drawn."""
        return bool(self.themes)

    @property
    def is_open(self) -> bool:
        """Whether both are done: each may see the other's codes, and no code changes any more."""
        return all(self.done)

    def holder(self, seat: Seat) -> ParticipantId | None:
        """Who sits there; None where nobody does."""
        return self.seats[list(Seat).index(seat)]

    def is_done(self, seat: Seat) -> bool:
        """Whether whoever sits there said that they are done."""
        return self.done[list(Seat).index(seat)]

    def seat_of(self, pid: ParticipantId) -> Seat | None:
        """Where somebody sits; None for whoever does not code."""
        return next((seat for seat in Seat if self.holder(seat) == pid), None)

    def seated(self, seat: Seat, pid: ParticipantId | None) -> Sheet:
        """The same with somebody else, or nobody, in a seat, who is not done."""
        if seat is Seat.FIRST:
            return replace(self, seats=(pid, self.seats[1]), done=(False, self.done[1]))
        return replace(self, seats=(self.seats[0], pid), done=(self.done[0], False))

    def finished(self, seat: Seat) -> Sheet:
        """The same with one of them done."""
        first, second = self.done
        return replace(self, done=(first or seat is Seat.FIRST, second or seat is Seat.SECOND))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as one coder has it.

    Args:
        place: Where it comes in this coder's own order.
        themes: What they put it in, the empty set for none; None while they did not.
    """

    place: int
    themes: frozenset[ThemeId] | None = None


class Outcome(StrEnum):
    """What two people agreed on about an answer that they had coded differently."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEW = "new"
    OPEN = "open"
    """They disagree, and leave it as it is."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What came of a talk about one answer. A later one about the same answer replaces none.

    Args:
        by: Who wrote it down.
        at: When.
        outcome: What was agreed.
        themes: What the answer is in now; where it was left open, nothing.
        reason: Why, in their words.
    """

    by: ParticipantId
    at: datetime
    outcome: Outcome
    themes: frozenset[ThemeId]
    reason: str


def draw(answers: Collection[AnswerId], chance: Random) -> dict[Seat, dict[AnswerId, Line]]:
    """Draw twenty, and for each seat an order of its own.

    Args:
        answers: At least twenty, each once.
        chance: What is drawn with.

    Raises:
        ValueError: There are fewer than twenty.
    """
    drawn = chance.sample(sorted(answers), TWENTY)
    return {
        seat: {aid: Line(place) for place, aid in enumerate(chance.sample(drawn, TWENTY))}
        for seat in Seat
    }


def settle(
    outcome: Outcome,
    first: frozenset[ThemeId],
    second: frozenset[ThemeId],
    chosen: frozenset[ThemeId],
) -> frozenset[ThemeId]:
    """What an answer is in once it was talked about.

    Args:
        chosen: The themes of a new answer to the question; else they count for nothing.
    """
    match outcome:
        case Outcome.FIRST:
            return first
        case Outcome.SECOND:
            return second
        case Outcome.BOTH:
            return first | second
        case Outcome.NEW:
            return chosen
        case Outcome.OPEN:
            return frozenset()
        case _:
            assert_never(outcome)
