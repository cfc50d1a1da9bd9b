"""What a reply becomes once it is accepted for one question."""

from __future__ import annotations

from dataclasses import dataclass

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
class Declined:
    """No answer, and which kind of none."""

    why: NonAnswer


Answer = Chose | Rated | Wrote | Declined
