"""What a reply becomes once it is accepted for one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveys.definitions.questions import NonAnswer


@dataclass(frozen=True, slots=True)
class Chose:
    """Choices taken, in the order the question lists them, with any words of their own."""

    values: tuple[str, ...]
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A point on a scale, 1 the lowest; None is "not sure"."""

    point: int | None


@dataclass(frozen=True, slots=True)
class Wrote:
    """Their own words, exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Choices in the order they were put, first the first. Not all need be there."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allotted:
    """Dots by choice, in the order the question lists them; only choices that got some."""

    dots: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole number, in the question's unit."""

    number: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A day."""

    day: date


@dataclass(frozen=True, slots=True)
class Within:
    """One of the ranges a question publishes, by its value: a number or a day that was tapped,
    and after the seal whatever is published in ranges."""

    bin: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A score for each area somebody chose, 1 the lowest, in the order of the question."""

    scores: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Banded:
    """A wheel after the seal: for each area scored, the range its score is published in."""

    bins: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voted:
    """What was said at each turn that was not left out, as pairs of a turn's key and a vote:
    of statements in the question's order, of pairs in the order of ``turns.pair_keys``."""

    votes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """No answer, and which kind of none."""

    why: NonAnswer


Answer = (
    Chose
    | Rated
    | Wrote
    | Ranked
    | Allotted
    | Counted
    | Dated
    | Within
    | Scored
    | Banded
    | Voted
    | Declined
)
