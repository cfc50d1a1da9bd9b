"""Asking the same people a third time: what three results say together.

Each result is audited beside every earlier one by itself (``waves``). Three together can tell more
than any two of them: between two edges of a cell there may be room for one or two people only
when a third result lies between them. So a third result is audited beside each two earlier ones
as well, for a reader who supposes that nobody changed their mind, that everybody who answered the
smaller rounds answered the larger ones too, and who knows how many answered each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from surveys.protection.forms import Span, spans
from surveys.protection.preimage import Box, pinned
from surveys.protection.waves import NEARLY_ALL, Cells, silent_after

MOST_TABLES = 20_000
"""Above this many cases a question is not worked out, and is not printed a third time."""

Boxes = tuple[Box, ...]
"""Of three rounds, in the order of their sizes: tables that print what was printed."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A result as it was printed.

    Args:
        cells: What its cells stand for, in the order of the question.
        total: How many answered it. Unit: people.
    """

    cells: Cells
    total: int


class _TooMany(Exception):
    """There are more cases than are worked out."""


def joined(sizes: Sequence[int]) -> bool:
    """Whether three rounds could be subtracted one after another. Unit of sizes: people.

    Two of one size say the same, or somebody changed their mind.
    """
    return all(1 <= later - one <= NEARLY_ALL for one, later in pairwise(sorted(sizes)))


def may_print_third(
    earlier: tuple[Wave, Wave],
    now: Cells,
    total: int,
    *,
    sensitive: bool,
    rows: tuple[Cells, ...] = (),
) -> bool:
    """Whether a later round may print these cells beside those of two earlier ones.

    Args:
        earlier: What the two printed.
        now: What the cells of the later round would stand for.
        total: How many answered it. Unit: people.
        sensitive: As for ``pinned``.
        rows: All that the later round can print; none: every row of plain cells.
    """
    if not joined((earlier[0].total, earlier[1].total, total)):
        return True
    silent = silent_after_two(earlier, total, sensitive=sensitive, rows=rows)
    return silent is not None and now not in silent


@lru_cache(maxsize=256)
def silent_after_two(
    earlier: tuple[Wave, Wave],
    total: int,
    *,
    sensitive: bool,
    rows: tuple[Cells, ...] = (),
) -> frozenset[Cells] | None:
    """The rows a third round must not print, settled before any of its counts is looked at.

    They are those that tell too much beside the two earlier rows, those that fall silent beside
    one of them, and the fewest others that keep "not enough to show" from telling it instead.
    None: it must print no row at all.
    """
    three = _Three(earlier, total)
    silent = set[Cells]()
    for one in earlier:
        if 1 <= abs(total - one.total) <= NEARLY_ALL:
            alone = silent_after(one.cells, (one.total, total), sensitive=sensitive, rows=rows)
            if alone is None:
                return None
            silent |= alone
    try:
        return three.silent(rows or three.rows(), silent, sensitive=sensitive)
    except _TooMany:
        return None


@dataclass(frozen=True, slots=True)
class _Three:
    """Two rounds that were printed and one that will be; each larger one has the smaller in it."""

    earlier: tuple[Wave, Wave]
    total: int

    @property
    def sizes(self) -> list[int]:
        return sorted((*(one.total for one in self.earlier), self.total))

    def rows(self) -> tuple[Cells, ...]:
        """Every row of plain cells that can be next, if nobody changed their mind."""
        options = [
            [span for span in spans(self.total) if self._near(span, place)]
            for place in range(len(self.earlier[0].cells))
        ]
        return tuple(product(*options))

    def _near(self, span: Span, place: int) -> bool:
        return all(
            span.high >= one.cells[place].low - max(one.total - self.total, 0)
            and span.low <= one.cells[place].high + max(self.total - one.total, 0)
            for one in self.earlier
        )

    def silent(
        self, rows: Sequence[Cells], beside_one: set[Cells], *, sensitive: bool
    ) -> frozenset[Cells] | None:
        """As ``silent_after_two``."""
        failing, passing = set(beside_one), list[tuple[int, Cells]]()
        hidden = list[Boxes]()
        every, left = {}, MOST_TABLES
        for row in rows:
            every[row] = self.tables(row, left)
            left -= len(every[row])
            tells = row in failing or self.tells(every[row], sensitive=sensitive)
            if tells:
                failing.add(row)
                hidden += every[row]
            elif every[row]:
                passing.append((len(every[row]), row))
        passing.sort()
        while hidden and self.tells(hidden, sensitive=sensitive):
            if not passing:
                return None
            row = passing.pop(0)[1]
            failing.add(row)
            hidden += every[row]
        return frozenset(failing)

    def tables(self, now: Cells, most: int) -> list[Boxes]:
        """Boxes that print all three rows, of each round.

        Raises:
            _TooMany: There are more than ``most``.
        """
        waves = sorted((*self.earlier, Wave(now, self.total)), key=lambda wave: wave.total)
        sizes = self.sizes
        found = list[Boxes]()
        for grown in _grown(waves, sizes[1] - sizes[0], sizes[2] - sizes[1]):
            boxes = tuple(
                Box(cells, size)
                for cells, size in zip(zip(*grown, strict=True), sizes, strict=True)
            )
            if boxes[0].possible:
                if len(found) == most:
                    raise _TooMany
                found.append(boxes)
        return found

    def tells(self, tables: Sequence[Boxes], *, sensitive: bool) -> bool:
        """Whether a reader of all three learns too much of any."""
        return any(
            pinned([boxes[at] for boxes in tables], total=size, sensitive=sensitive)
            for at, size in enumerate(self.sizes)
        )


def _grown(
    waves: Sequence[Wave], first: int, second: int, place: int = 0
) -> Iterator[list[tuple[Span, Span, Span]]]:
    """For every way to share newcomers out over the cells from a place on: what each cell can be
    in the three rounds. ``first`` and ``second``: how many come in between them. Unit: people."""
    if place == len(waves[0].cells):
        if first == second == 0:
            yield []
        return
    last = place == len(waves[0].cells) - 1
    for one in range(first if last else 0, first + 1):
        for two in range(second if last else 0, second + 1):
            spans_here = _in_all(waves, place, (0, one, one + two))
            if spans_here is not None:
                for rest in _grown(waves, first - one, second - two, place + 1):
                    yield [spans_here, *rest]


def _in_all(
    waves: Sequence[Wave], place: int, more: tuple[int, int, int]
) -> tuple[Span, Span, Span] | None:
    """What a cell can be in each round, if it has so many more in each than in the smallest."""
    low = max(0, *(w.cells[place].low - own for w, own in zip(waves, more, strict=True)))
    high = min(w.cells[place].high - own for w, own in zip(waves, more, strict=True))
    if low > high:
        return None
    one, two, three = (Span(low + own, high + own) for own in more)
    return one, two, three
