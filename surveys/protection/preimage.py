"""The audit: what everything that prints the same gives away, to people who know the total.

A printed row of cells stands for a *box*: every table whose counts lie in the cells' spans and
add up to the total. In a box, the counts one cell can have are a whole interval, so interval
bounds are exact here, not an approximation; the tests check them against enumeration.

Three readers are assumed, and each knows the exact total: an outsider; one respondent, who
knows their own answer; two respondents who compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from surveys.protection.forms import Span

FRIENDS = 2
"""Most respondents who are assumed to compare their answers. Unit: people."""


@dataclass(frozen=True, slots=True)
class Box:
    """All tables with each count in its span and the counts adding up to ``total``."""

    spans: tuple[Span, ...]
    total: int

    @property
    def possible(self) -> bool:
        """Whether there is any such table."""
        low, high = _sums(self.spans)
        return low <= self.total <= high

    def without(self, known: Sequence[int]) -> Box | None:
        """What is left for the others once some respondents' cells are known.

        Args:
            known: The cell each of them chose, by position.

        Returns:
            The box of everybody else, or None where those answers do not fit.
        """
        spans = list(self.spans)
        for position in known:
            low, high = spans[position].low, spans[position].high
            if high == 0:
                return None
            spans[position] = Span(max(low - 1, 0), high - 1)
        rest = Box(tuple(spans), self.total - len(known))
        return rest if rest.possible else None

    def reach(self, position: int) -> Span:
        """Every count the cell at ``position`` can have. The box must be possible."""
        low, high = _sums(self.spans)
        cell = self.spans[position]
        return Span(
            max(cell.low, self.total - (high - cell.high)),
            min(cell.high, self.total - (low - cell.low)),
        )


def small(reach: Span) -> bool:
    """Whether a reader learns that the count is one or two: somebody, and hardly anybody."""
    return reach.low >= 1 and reach.high <= 2


def telling(reach: Span, total: int) -> bool:
    """Whether, of a sensitive question, an outsider learns of nobody, everybody or nearly so."""
    nobody = reach.high == 0
    everybody = reach.low == total
    all_but_one_or_two = reach.low >= total - 2 and reach.high <= total - 1
    return nobody or everybody or all_but_one_or_two


def pinned(boxes: Sequence[Box], *, total: int, sensitive: bool) -> bool:
    """Whether any of the three readers learns too much from tables that print the same.

    Args:
        boxes: Together, what the printed cells stand for: mostly one box, and each with the
            same cells in the same places.
        total: How many answered, for "everybody". Unit: people.
        sensitive: Whether nobody and everybody must stay open for an outsider.
    """
    boxes = [box for box in boxes if box.possible]
    if not boxes or (len(boxes) == 1 and _roomy(boxes[0], total=total)):
        return False
    cells = _one_of_each(boxes)
    for target in cells:
        reaches = [box.reach(target) for box in boxes]
        if sensitive and telling(_hull(reaches), total):
            return True
        if all(small(reach) for reach in reaches):
            return True
    return any(_pinned_by(boxes, known) for known in _knowings(cells))


def _roomy(box: Box, *, total: int) -> bool:
    """Whether the total narrows no cell, so that only the spans themselves could tell."""
    low, high = _sums(box.spans)
    widest = max(span.high - span.low for span in box.spans)
    if min(high - box.total, box.total - low - FRIENDS) < widest:
        return False
    return not any(small(span) or telling(span, total) for span in box.spans)


def _pinned_by(boxes: Sequence[Box], known: tuple[int, ...]) -> bool:
    """Box by box, until every count is open; most are after the first."""
    pinning, fits = _one_of_each(boxes, leaving_out=known), False
    for box in boxes:
        rest = box.without(known)
        if rest is not None:
            fits = True
            pinning = [target for target in pinning if small(rest.reach(target))]
        if not pinning:
            return False
    return fits


def _hull(reaches: Sequence[Span]) -> Span:
    return Span(min(reach.low for reach in reaches), max(reach.high for reach in reaches))


def _knowings(cells: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for friends in range(1, FRIENDS + 1):
        yield from combinations_with_replacement(cells, friends)


def _one_of_each(boxes: Sequence[Box], *, leaving_out: Sequence[int] = ()) -> list[int]:
    """Positions that cover every case: up to three of each kind of cell, the rest are alike."""
    seen: dict[tuple[Span, ...], int] = {}
    chosen = []
    for position, kind in enumerate(zip(*(box.spans for box in boxes), strict=True)):
        if position not in leaving_out and seen.get(kind, 0) <= FRIENDS:
            seen[kind] = seen.get(kind, 0) + 1
            chosen.append(position)
    return chosen


def _sums(spans: Sequence[Span]) -> tuple[int, int]:
    return sum(span.low for span in spans), sum(span.high for span in spans)
