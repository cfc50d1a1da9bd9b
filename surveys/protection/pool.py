"""The plain forms a question can print, in sorted order: all of them, or telling samples."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.protection.forms import BASE, Span, spans

ALL_UP_TO = 48
"""Most respondents for whom every form is listed. Above it there are too many. Unit: people."""


def sorted_rows(total: int, categories: int) -> Iterator[tuple[Span, ...]]:
    """Rows of cells that some table prints, largest cell first, each once.

    Every row up to ``ALL_UP_TO`` respondents. Above, rows with at most three large cells: a row
    fails the audit only by small cells forced up or down by the total, and for any number of
    them there is a row here that does.

    Args:
        total: How many answered, at least 5. Unit: people.
        categories: How many cells.
    """
    steps = spans(total)[::-1]
    if total <= ALL_UP_TO:
        yield from _descend(steps, total, categories, (0, 0), ())
    else:
        yield from sorted(set(_samples(steps, total, categories)))


def _descend(
    steps: tuple[Span, ...],
    total: int,
    left: int,
    sums: tuple[int, int],
    row: tuple[Span, ...],
) -> Iterator[tuple[Span, ...]]:
    low, high = sums
    if left == 0:
        if low <= total <= high:
            yield row
        return
    for at, step in enumerate(steps):
        if low + step.low + (left - 1) * steps[-1].low > total:
            continue
        if high + left * step.high < total:
            return
        more = (low + step.low, high + step.high)
        yield from _descend(steps[at:], total, left - 1, more, (*row, step))


def _samples(steps: tuple[Span, ...], total: int, categories: int) -> Iterator[tuple[Span, ...]]:
    """Rows of up to three large cells, the largest taking what the total leaves."""
    size = len(steps)
    shares = sorted({1, 2, 3, size // 4, size // 3, size // 2})
    pairs = [(a, b) for a in (0, *shares) for b in (0, *shares) if b <= a]
    for second, third in pairs:
        for fives in range(max(0, categories - 3) + 1):
            large = BASE * (second + third + fives)
            for units in range(
                max(0, (total - large - 2 * categories) // BASE),
                (total - large + 2 * categories) // BASE + 2,
            ):
                row = sorted((units, second, third, *([1] * fives)), reverse=True)[:categories]
                row += [0] * (categories - len(row))
                if row[0] < size and (cells := _cells(row, steps, total)):
                    yield cells


def _cells(row: list[int], steps: tuple[Span, ...], total: int) -> tuple[Span, ...] | None:
    cells = tuple(steps[len(steps) - 1 - units] for units in row)
    low, high = sum(cell.low for cell in cells), sum(cell.high for cell in cells)
    return cells if low <= total <= high else None
