"""Asking the same people again: what two results say together, and what changed between them.

Nothing is worked out from the answers of both rounds. A change is read off what was printed of
each, and said only where the two cannot stand for the same share. What the later round prints is
audited beside the earlier one, for a reader who supposes that nobody changed their mind and
knows how many answered each time: if one to four more or fewer did, they could be subtracted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import comb, prod

from surveys.protection.forms import THIRDS_FROM, Band, Cell, Span, rounded, spans
from surveys.protection.preimage import Box, pinned

NEARLY_ALL = 4
"""Up to this many more or fewer answers, two rounds of the same people could be subtracted.
Unit: people."""
CHANGE_FROM = THIRDS_FROM
"""Fewest answers, both times, for a change to be said. Unit: people."""
MOST_CASES = 5_000
"""Above this many cases a question is not worked out, and is not printed a second time."""

Cells = tuple[Span, ...]
"""What each printed cell stands for, in the order of the question."""


class Change(StrEnum):
    """What became of a share, as far as two printed cells can say."""

    UP = "up"
    ABOUT_THE_SAME = "about_the_same"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class _Share:
    """Every share a cell can stand for. ``open_``: the end itself is not among them."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def below(self, other: _Share) -> bool:
        """Whether every share here is smaller than every share there."""
        if self.high != other.low:
            return self.high < other.low
        return self.high_open or other.low_open


def change(before: Cell, was: int, now: Cell, total: int) -> Change | None:
    """What became of one category between two rounds of the same people.

    A function of what both rounds print, so it tells nothing that they do not.

    Args:
        before: What the earlier round printed.
        was: How many answered then, of which only the printed size counts. Unit: people.
        now: What the later round prints.
        total: How many answered it. Unit: people.

    Returns:
        None where it cannot be said: fewer than ten answered either, or a cell hides its count.
    """
    if min(was, total) < CHANGE_FROM:
        return None
    first, second = _share(before, was), _share(now, total)
    if first is None or second is None:
        return None
    if first.below(second):
        return Change.UP
    return Change.DOWN if second.below(first) else Change.ABOUT_THE_SAME


_SHARES = {
    Band.FEWER_THAN_A_THIRD: _Share(Fraction(0), Fraction(1, 3), high_open=True),
    Band.IN_BETWEEN: _Share(Fraction(1, 3), Fraction(2, 3)),
    Band.MORE_THAN_TWO_THIRDS: _Share(Fraction(2, 3), Fraction(1), low_open=True),
    Band.FEWER_THAN_HALF: _Share(Fraction(0), Fraction(1, 2), high_open=True),
    Band.HALF_OR_FEWER: _Share(Fraction(0), Fraction(1, 2)),
    Band.HALF_OR_MORE: _Share(Fraction(1, 2), Fraction(1)),
    Band.MORE_THAN_HALF: _Share(Fraction(1, 2), Fraction(1), low_open=True),
}


def _share(cell: Cell, total: int) -> _Share | None:
    """Of numbers, every share they can be of any total that prints the same."""
    about = 0 if cell.band is Band.TWO_OR_FEWER else cell.about
    if about is None:
        return _SHARES.get(cell.band)
    least, most = rounded(total) - 2, rounded(total) + 2
    low = Fraction(max(about - 2, 0), most)
    return _Share(low, min(Fraction(about + 2, least), Fraction(1)))


def may_print(
    before: Cells,
    was: int,
    now: Cells,
    total: int,
    *,
    sensitive: bool,
    rows: tuple[Cells, ...] = (),
) -> bool:
    """Whether a later round may print these cells beside those of an earlier one.

    Args:
        before: What the cells of the earlier round stand for; everybody is in exactly one.
        was: How many answered it. Unit: people.
        now: What the cells of the later round would stand for.
        total: How many answered it. Unit: people.
        sensitive: As for ``pinned``.
        rows: All that the later round can print; none: every row of plain cells.
    """
    if not 1 <= abs(total - was) <= NEARLY_ALL:
        return True
    silent = silent_after(before, (was, total), sensitive=sensitive, rows=rows)
    return silent is not None and now not in silent


@lru_cache(maxsize=256)
def silent_after(
    before: Cells, sizes: tuple[int, int], *, sensitive: bool, rows: tuple[Cells, ...] = ()
) -> frozenset[Cells] | None:
    """The rows a later round must not print, settled before any of its counts is looked at.

    They are those that tell too much beside the earlier row, and the fewest others that keep
    "not enough to show" from telling it instead. None: it must print no row at all.
    """
    pair = _Pair(before, *sizes)
    silent: list[tuple[Box, Box]] = []
    failing: list[Cells] = []
    passing: list[tuple[int, Cells]] = []
    for row in rows or pair.rows():
        tables = list(pair.tables(row))
        alone = pinned([Box(row, pair.total)], total=pair.total, sensitive=sensitive)
        if tables and (alone or pair.tells(tables, sensitive=sensitive)):
            failing.append(row)
            silent += tables
        elif tables:
            passing.append((len(tables), row))
    passing.sort()
    while silent and pair.tells(silent, sensitive=sensitive):
        if not passing:
            return None
        row = passing.pop(0)[1]
        failing.append(row)
        silent += pair.tables(row)
    return frozenset(failing) if failing or passing else None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two rounds that one to four people more or fewer answered, all others alike."""

    before: Cells
    was: int
    total: int

    @property
    def differ(self) -> int:
        """How many answered one round alone. Unit: people."""
        return abs(self.total - self.was)

    def rows(self) -> tuple[Cells, ...]:
        """Every row of plain cells that can be next, if nobody changed their mind."""
        up = self.differ if self.total > self.was else 0
        down = self.differ - up
        options = [
            [s for s in spans(self.total) if s.high >= one.low - down and s.low <= one.high + up]
            for one in self.before
        ]
        extras = comb(len(self.before) + self.differ - 1, self.differ)
        return tuple(product(*options)) if prod(map(len, options)) * extras <= MOST_CASES else ()

    def tables(self, now: Cells) -> Iterator[tuple[Box, Box]]:
        """Boxes that print both rows: of the smaller round, and of the larger beside it."""
        few = min(self.was, self.total)
        small, large = (self.before, now) if self.total > self.was else (now, self.before)
        for extra in _shared_out(self.differ, len(now)):
            cells = [_both(s, big, own) for s, big, own in zip(small, large, extra, strict=True)]
            if any(cell is None for cell in cells):
                continue
            kept = tuple(cell for cell in cells if cell is not None)
            box = Box(kept, few)
            if box.possible:
                grown = zip(kept, extra, strict=True)
                more = tuple(Span(cell.low + own, cell.high + own) for cell, own in grown)
                yield box, Box(more, few + self.differ)

    def tells(self, tables: Sequence[tuple[Box, Box]], *, sensitive: bool) -> bool:
        """Whether a reader of both rounds learns too much of either."""
        few = min(self.was, self.total)
        return pinned([one for one, _ in tables], total=few, sensitive=sensitive) or pinned(
            [two for _, two in tables], total=few + self.differ, sensitive=sensitive
        )


def _both(small: Span, large: Span, own: int) -> Span | None:
    low, high = max(small.low, large.low - own), min(small.high, large.high - own)
    return Span(low, high) if 0 <= low <= high else None


def _shared_out(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way to put so many people into so many cells."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in _shared_out(people - first, cells - 1):
            yield (first, *rest)
