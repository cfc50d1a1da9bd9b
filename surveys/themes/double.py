"""Two people code the same twenty answers, and talk about what they coded differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

LONGEST_REASON = 240
"""Most characters a reason may have."""

LONGEST_NOTE = 600
"""Most characters a note may have."""


class Seat(StrEnum):
    """Whose codes they are."""

    FIRST = "first"
    SECOND = "second"
    MACHINE = "machine"


PEOPLE = (Seat.FIRST, Seat.SECOND)


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
        themes: What both are offered, as it was when the twenty were drawn.
        notes: What was noted instead, where there are too few answers.
        drawn: Whether the twenty were drawn.
        compared: Whether both were done once. Then nothing of it is blind any more, and no
            code is changed but by a talk.
    """

    seats: tuple[ParticipantId | None, ParticipantId | None] = (None, None)
    themes: tuple[Theme, ...] = ()
    notes: tuple[Note, ...] = ()
    drawn: bool = False
    compared: bool = False

    def seat_of(self, pid: ParticipantId) -> Seat | None:
        """Whose codes are this person's; None for whoever does not code."""
        return next((s for s, who in zip(PEOPLE, self.seats, strict=True) if who == pid), None)


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


def draw(
    answers: Sequence[AnswerId], chance: Random, *, coders: int = 2
) -> tuple[dict[AnswerId, Line], ...]:
    """Draw twenty, and for each coder an order of their own.

    Args:
        answers: At least twenty, each once.
        chance: What is drawn with.

    Raises:
        ValueError: There are fewer than twenty.
    """
    drawn = chance.sample(sorted(answers), TWENTY)
    return tuple(
        {aid: Line(place) for place, aid in enumerate(chance.sample(drawn, TWENTY))}
        for _ in range(coders)
    )


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
