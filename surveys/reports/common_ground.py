"""What people agree on and what divides them, read off what is printed of each statement.

Nothing here sees a count. Every claim holds for every table that prints the same, so it gives
nothing away that the statements' own rows do not say already.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from surveys.protection.forms import Band, Cell, rounded
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut

AGREE, DISAGREE = "agree", "disagree"

SOME = 1 / 4
"""The least share of all that counts as a side. Own choice: a quarter of a group is not one
loud voice, and at any number of people it is more than two."""

_MOST = frozenset({Band.MORE_THAN_HALF, Band.MORE_THAN_TWO_THIRDS})
_THIRD_OR_MORE = frozenset({Band.IN_THE_MIDDLE, Band.IN_BETWEEN})

Part = Rows | MostChose | SpreadOut | NotEnough


class Ground(StrEnum):
    """What can surely be said of a statement. In the order they are listed."""

    MOST_AGREE = "most_agree"
    MOST_DISAGREE = "most_disagree"
    DIVIDED = "divided"
    TOO_CLOSE = "too_close"
    NOT_ENOUGH = "not_enough"


def ground_of(part: Part, asked: int) -> Ground:
    """What can surely be said of one statement.

    Args:
        part: What is printed of it.
        asked: How many were asked, used only as it is printed. Unit: people.
    """
    match part:
        case NotEnough():
            return Ground.NOT_ENOUGH
        case SpreadOut():
            return Ground.TOO_CLOSE
        case MostChose(value=value):
            return _MOSTLY.get(value, Ground.TOO_CLOSE)
        case Rows(cells=cells):
            return _of_rows(cells, rounded(asked))


_MOSTLY: Mapping[str, Ground] = {AGREE: Ground.MOST_AGREE, DISAGREE: Ground.MOST_DISAGREE}


def _of_rows(cells: Mapping[str, Cell], whole: int) -> Ground:
    if all(_surely(cells[side], whole, SOME) for side in _MOSTLY):
        return Ground.DIVIDED
    found = (ground for side, ground in _MOSTLY.items() if _surely_most(cells[side], whole))
    return next(found, Ground.TOO_CLOSE)


def _surely_most(cell: Cell, whole: int) -> bool:
    """More than half, whatever the exact count and the exact number of people."""
    if cell.about is None:
        return cell.band in _MOST
    return cell.about - 2 > (whole + 2) / 2


def _surely(cell: Cell, whole: int, share: float) -> bool:
    """At least this share, which is a third or less."""
    if cell.about is None:
        return cell.band in _MOST | _THIRD_OR_MORE
    return cell.about - 2 >= share * (whole + 2)
