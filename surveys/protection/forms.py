"""The form a closed question is printed in: fixed by how many answered, never by what they said.

trust.md 2.8. Below 5 nothing; 5-9 three bands; 10-19 thirds; from 20 counts rounded to 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FLOOR = 5
"""Fewest respondents for anything to be shown. Unit: people. No setting may lower it."""
THIRDS_FROM = 10
COUNTS_FROM = 20
BASE = 5
"""Rounding step of printed counts. Unit: people."""


class Form(StrEnum):
    """How coarsely a question is printed."""

    NOTHING = "nothing"
    BANDS = "bands"
    THIRDS = "thirds"
    COUNTS = "counts"


def form_for(count: int) -> Form:
    """The form for this many respondents. Unit: people, 0 or more."""
    if count < FLOOR:
        return Form.NOTHING
    if count < THIRDS_FROM:
        return Form.BANDS
    return Form.THIRDS if count < COUNTS_FROM else Form.COUNTS


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Every count from ``low`` to ``high``, both included: what one printed cell can stand for.

    Unit: people.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"a span runs upwards from 0, got {self.low} to {self.high}")

    def __contains__(self, count: int) -> bool:
        return self.low <= count <= self.high


class Band(StrEnum):
    """What one printed cell says. Each is literally true of every count in its span."""

    FEWER_THAN_HALF = "fewer_than_half"
    IN_THE_MIDDLE = "in_the_middle"
    MORE_THAN_HALF = "more_than_half"
    FEWER_THAN_A_THIRD = "fewer_than_a_third"
    IN_BETWEEN = "in_between"
    MORE_THAN_TWO_THIRDS = "more_than_two_thirds"
    HALF_OR_FEWER = "half_or_fewer"
    HALF_OR_MORE = "half_or_more"
    TWO_OR_FEWER = "two_or_fewer"
    ABOUT = "about"
    """A count rounded to 5; the number is ``Cell.about``."""
    SOME_MAY = "some_may"
    """Stands in the place of any low band on a safety question."""


LOW_BANDS = frozenset(
    {Band.FEWER_THAN_HALF, Band.FEWER_THAN_A_THIRD, Band.HALF_OR_FEWER, Band.TWO_OR_FEWER}
)
"""Bands that a count of nobody falls into."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell.

    Args:
        band: What it says.
        about: The rounded count, for ``Band.ABOUT`` alone. Unit: people.
    """

    band: Band
    about: int | None = None


def rounded(count: int) -> int:
    """The nearest multiple of 5. Unit: people."""
    return BASE * ((count + 2) // BASE)


def span_of(count: int, total: int) -> Span:
    """Every count that prints like ``count`` among ``total`` respondents.

    Raises:
        ValueError: ``total`` is below 5, or ``count`` is outside 0 to ``total``.
    """
    return next(span for span in spans(total) if count in span)


def spans(total: int) -> tuple[Span, ...]:
    """The printed steps for ``total`` respondents, lowest first; together 0 to ``total``.

    Raises:
        ValueError: ``total`` is below 5: nothing is printed.
    """
    match form_for(total):
        case Form.BANDS:
            edges = [0, 3, max(3, total - 2)]
        case Form.THIRDS:
            edges = [0, -(-total // 3), 2 * total // 3 + 1]
        case Form.COUNTS:
            edges = [0, *range(3, total + 1, BASE)]
        case Form.NOTHING:
            raise ValueError(f"nothing is printed below {FLOOR} respondents, got {total}")
    ends = [edge - 1 for edge in edges[1:]] + [total]
    return tuple(Span(low, high) for low, high in zip(edges, ends, strict=True) if low <= high)


def cell_for(span: Span, total: int) -> Cell:
    """What a cell of ``spans(total)`` says."""
    match form_for(total):
        case Form.BANDS:
            if span.high <= 2:
                return Cell(Band.FEWER_THAN_HALF)
            return Cell(Band.MORE_THAN_HALF if span.high == total else Band.IN_THE_MIDDLE)
        case Form.THIRDS:
            if span.low == 0:
                return Cell(Band.FEWER_THAN_A_THIRD)
            return Cell(Band.MORE_THAN_TWO_THIRDS if span.high == total else Band.IN_BETWEEN)
        case Form.COUNTS:
            about = rounded(span.low)
            return Cell(Band.ABOUT, about) if about else Cell(Band.TWO_OR_FEWER)
        case Form.NOTHING:
            raise ValueError(f"nothing is printed below {FLOOR} respondents, got {total}")


def worded_for_safety(cell: Cell) -> Cell:
    """The cell as a safety question prints it: a low band never reads as "nobody"."""
    return Cell(Band.SOME_MAY) if cell.band in LOW_BANDS else cell


class Crowd(StrEnum):
    """How many answered, as it is printed. The exact number never is."""

    FIVE_TO_NINE = "five_to_nine"
    TEN_TO_NINETEEN = "ten_to_nineteen"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class PrintedSize:
    """How many answered: "5 to 9", "10 to 19" or "about 25".

    Args:
        crowd: The band.
        about: For ``Crowd.ABOUT``, the number rounded to 5. Unit: people.
    """

    crowd: Crowd
    about: int | None = None


def printed_size(total: int) -> PrintedSize:
    """How ``total`` respondents are printed.

    Raises:
        ValueError: ``total`` is below 5: then not even that is printed.
    """
    match form_for(total):
        case Form.BANDS:
            return PrintedSize(Crowd.FIVE_TO_NINE)
        case Form.THIRDS:
            return PrintedSize(Crowd.TEN_TO_NINETEEN)
        case Form.COUNTS:
            return PrintedSize(Crowd.ABOUT, rounded(total))
        case Form.NOTHING:
            raise ValueError(f"nothing is printed below {FLOOR} respondents, got {total}")
