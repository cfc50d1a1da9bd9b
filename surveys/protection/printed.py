"""A closed question as it is printed: plain where that is safe, coarser where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.protection.fallback import Settled, over_half, settle
from surveys.protection.forms import (
    Cell,
    Form,
    Span,
    cell_for,
    form_for,
    span_of,
    spans,
    worded_for_safety,
)
from surveys.protection.preimage import Box, pinned


@dataclass(frozen=True, slots=True)
class Rows:
    """Every category with its cell, in questionnaire order."""

    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class MostChose:
    """More than half chose this one. Nothing else is said."""

    value: str


@dataclass(frozen=True, slots=True)
class SpreadOut:
    """No category was chosen by more than half. Nothing else is said."""


@dataclass(frozen=True, slots=True)
class NotEnough:
    """Not enough to show: the same whether few answered or the audit found no safe form."""


Printed = Rows | MostChose | SpreadOut | NotEnough


def printed(
    counts: Mapping[str, int], *, sensitive: bool = False, safety: bool = False
) -> Printed:
    """What may be printed of one question whose categories leave nobody out.

    Args:
        counts: How many people fall in each of 3 or more categories, everybody in exactly one,
            in questionnaire order. Unit: people.
        sensitive: Nobody outside may learn that nobody, or everybody, chose a category.
        safety: A low band is never printed as one.

    Raises:
        ValueError: Fewer than 3 categories, or a count below 0.
    """
    if len(counts) < 3 or min(counts.values()) < 0:
        raise ValueError(f"expected 3 or more counts of 0 or more, got {len(counts)} categories")
    total = sum(counts.values())
    if form_for(total) is Form.NOTHING:
        return NotEnough()
    steps = {value: span_of(count, total) for value, count in counts.items()}
    settled = settle(total, len(counts), sensitive=sensitive)
    if not settled.plain:
        return NotEnough()
    box = Box(tuple(steps.values()), total)
    if max(counts.values()) <= settled.flat:
        return SpreadOut() if settled.flat < over_half(total) else NotEnough()
    if settled.flat == 0 and pinned([box], total=total, sensitive=sensitive):
        return _fallback(counts, settled)
    if tuple(sorted(box.spans, reverse=True)) in settled.silenced:
        return NotEnough()
    return Rows({value: _cell(span, total, safety=safety) for value, span in steps.items()})


def possible(rows: Rows, total: int) -> Box:
    """The tables a printed row of cells can stand for, to a reader who knows ``total``."""
    by_cell = {_cell(span, total, safety=False): span for span in spans(total)}
    by_cell |= {worded_for_safety(cell): span for cell, span in by_cell.items()}
    return Box(tuple(by_cell[cell] for cell in rows.cells.values()), total)


def _fallback(counts: Mapping[str, int], settled: Settled) -> Printed:
    total = sum(counts.values())
    first = next((value for value, count in counts.items() if count >= over_half(total)), None)
    if first is not None:
        return MostChose(first) if settled.most else NotEnough()
    return SpreadOut() if settled.spread_out else NotEnough()


def _cell(span: Span, total: int, *, safety: bool) -> Cell:
    cell = cell_for(span, total)
    return worded_for_safety(cell) if safety else cell
