"""Rating: whether those who were asked find what came of it good enough, in one tap.

It goes the way of every answer: an envelope of one size for everybody who was asked, opened all
together, and nothing printed of fewer than five. Only what is printed is kept, and only what is
printed can send an answer back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from surveys.protection.forms import FLOOR, Band, Cell, Form, form_for, rounded
from surveys.protection.printed import MostChose, NotEnough, Printed, Rows, SpreadOut, printed
from surveys.protection.waves import NEARLY_ALL

OPEN_FOR = timedelta(days=7)
"""How long a rating is open."""
SIZE = 32
"""What an envelope of a rating holds. Unit: bytes."""


class Rate(StrEnum):
    """What somebody finds of an answer."""

    GOOD = "good"
    PARTLY = "partly"
    BAD = "bad"


def packed(rate: Rate | None) -> bytes:
    """A rating, or none, in bytes that are of one length."""
    return ("" if rate is None else rate.value).encode().ljust(SIZE, b" ")


def unpacked(held: bytes) -> Rate | None:
    """The rating that bytes hold; None for none."""
    word = held.decode("ascii", "replace").strip()
    return Rate(word) if word in set(Rate) else None


class Shape(StrEnum):
    """In which form a rating is printed."""

    TOO_FEW = "too_few"
    ROWS = "rows"
    MOST = "most"
    SPREAD_OUT = "spread_out"


@dataclass(frozen=True, slots=True)
class Rated:
    """What is printed of how people rated an answer, and all that is kept of it.

    Args:
        shape: In which form.
        cells: What is printed of each rating, where each is.
        most: What most people said, where only that is printed.
        is_bad: Whether what is printed says that more than half found it not good enough.
        about: How many rated, to the nearest 5, where counts are printed. Unit: people.
        asked: How many could rate it, whether or not they did. Unit: people.
    """

    shape: Shape
    cells: Mapping[Rate, Cell] = field(default_factory=dict)
    most: Rate | None = None
    is_bad: bool = False
    about: int | None = None
    asked: int = 0


def rated(ratings: Iterable[Rate | None]) -> Rated:
    """What is printed of a round of ratings. Who rated nothing is not counted.

    Protected as any question with three answers. Fewer than five: nothing but that.
    """
    given = [rate for rate in ratings if rate is not None]
    if len(given) < FLOOR:
        return Rated(Shape.TOO_FEW)
    found = printed({rate.value: given.count(rate) for rate in Rate})
    is_bad = surely_bad(found, rounded(len(given)))
    match found:
        case NotEnough():
            return Rated(Shape.TOO_FEW)
        case SpreadOut():
            return Rated(Shape.SPREAD_OUT)
        case MostChose(value=value):
            return Rated(Shape.MOST, most=Rate(value), is_bad=is_bad)
        case Rows(cells=cells):
            rows = {Rate(key): cell for key, cell in cells.items()}
            counts = form_for(len(given)) is Form.COUNTS
            about = rounded(len(given)) if counts else None
            return Rated(Shape.ROWS, rows, None, is_bad, about)


def may_print_beside(asked: int, earlier: Iterable[Rated]) -> bool:
    """Whether a rating may be printed beside earlier ones of the same round.

    Where one to four who could rate before are forgotten since, whoever knows them, and supposes
    that nobody else thinks otherwise now, could take one result off the other. It goes by how
    many were there to rate, which anybody can know, and never by what was rated: so that
    nothing is printed tells nothing either.

    Args:
        asked: How many could rate now, whether or not they did. Unit: people.
        earlier: What is printed of the ratings before.
    """
    shown = (one for one in earlier if one.shape is not Shape.TOO_FEW)
    return all(not 1 <= abs(one.asked - asked) <= NEARLY_ALL for one in shown)


def surely_bad(found: Printed, whole: int) -> bool:
    """Whether what is printed says that more than half found it not good enough, whatever the
    exact counts were.

    Args:
        whole: How many rated, as it is printed. Unit: people.
    """
    match found:
        case MostChose(value=value):
            return value == Rate.BAD.value
        case Rows(cells=cells):
            cell = cells[Rate.BAD.value]
            if cell.about is None:
                return cell.band in {Band.MORE_THAN_HALF, Band.MORE_THAN_TWO_THIRDS}
            return cell.about - 2 > (whole + 2) / 2
        case NotEnough() | SpreadOut():
            return False
