"""Which ideas are surely ahead of which, read off what is printed of each.

Printed is how many people put an idea ahead: chose it more often than another over it. Two
ideas that print side by side may be one person apart, and one person is luck: with six ideas or
more, whom an idea meets is luck too. So one is said to be ahead of another only where the gap
between what they print is wider than such luck makes it (docs/decisions/0018 has the figures).
Nothing here sees a count, and what is said holds for every table that prints the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from surveys.protection.forms import Band, Cell, rounded

LUCK = 2.0
"""How many times the square root of the number of people a gap must be. The difference of two
such counts strays by at most that root, and by some 0.7 of it as a rule."""

Ahead = tuple[tuple[str, ...], tuple[str, ...]]
"""Ideas, and those that each of them is surely ahead of."""


def surely_ahead(one: Cell, other: Cell, asked: int) -> bool:
    """Whether an idea is ahead of another, whatever the counts behind what is printed.

    Args:
        one: What is printed of it.
        other: What is printed of the other.
        asked: How many were asked, used only as it is printed. Unit: people.
    """
    if one.band is Band.MORE_THAN_TWO_THIRDS:
        return other.band is Band.FEWER_THAN_A_THIRD
    whole = rounded(asked)
    low, high = _least(one, whole), _most(other, whole)
    return low is not None and high is not None and low - high >= LUCK * sqrt(whole)


def order_of(cells: Mapping[str, Cell], asked: int) -> tuple[Ahead, ...]:
    """All that can surely be said of the order, in the question's order.

    Ideas that are ahead of the same ones stand together, those ahead of most first.
    """
    beaten = {
        value: tuple(v for v, other in cells.items() if surely_ahead(cell, other, asked))
        for value, cell in cells.items()
    }
    groups: dict[tuple[str, ...], list[str]] = {}
    for value, behind in beaten.items():
        groups.setdefault(behind, []).append(value)
    said = [(tuple(ahead), behind) for behind, ahead in groups.items() if behind]
    return tuple(sorted(said, key=lambda each: -len(each[1])))


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "“A”, “B” and “C”"."""
    quoted = [f"“{name}”" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _least(cell: Cell, whole: int) -> float | None:
    """The fewest it can stand for, from printed numbers alone; None where that says nothing."""
    if cell.about is not None:
        return cell.about - 2
    return (whole - 2) / 2 if cell.band is Band.MORE_THAN_HALF else None


def _most(cell: Cell, whole: int) -> float | None:
    """The most it can stand for."""
    if cell.about is not None:
        return cell.about + 2
    return 2 if cell.band is Band.TWO_OR_FEWER else None
