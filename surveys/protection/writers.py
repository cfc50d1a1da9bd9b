"""How many wrote something: shown only from five, and then only in halves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from surveys.protection.forms import FLOOR, Band, Cell, Form, Span, form_for
from surveys.protection.printed import NotEnough
from surveys.protection.ticks import ONE_BOX, Steps, caps_hold


@dataclass(frozen=True, slots=True)
class Writers:
    """Enough people wrote something.

    Args:
        cell: How many, as it is printed.
        surely: Fewest it can stand for. Unit: people.
    """

    cell: Cell
    surely: int


def printed_writers(wrote: int, total: int, *, sensitive: bool) -> Writers | NotEnough:
    """What may be printed of how many of ``total`` people wrote something.

    Args:
        wrote: How many did. Unit: people.
        total: How many answered the round. Unit: people.
        sensitive: Nobody outside may learn that everybody wrote.
    """
    steps = _steps(total, sensitive=sensitive)
    step = next((step for step in steps[1:] if wrote in step), None)
    return NotEnough() if step is None else Writers(Cell(_band(step, total)), step.low)


def shown_steps(total: int, *, sensitive: bool) -> Steps:
    """Every step of writers that is shown of this many people; none where nothing ever is."""
    return _steps(total, sensitive=sensitive)[1:]


@lru_cache(maxsize=1024)
def _steps(total: int, *, sensitive: bool) -> Steps:
    """The finest safe steps; the first of them is never shown."""
    if form_for(total) is Form.NOTHING:
        return (Span(0, total),)
    safe = (
        steps
        for steps in _candidates(total)
        if caps_hold(steps, total, ONE_BOX, sensitive=sensitive)
    )
    return next(safe, (Span(0, total),))


def _candidates(total: int) -> Iterator[Steps]:
    half, few = total // 2, Span(0, FLOOR - 1)
    if half >= FLOOR:
        yield (few, Span(FLOOR, half), Span(half + 1, total))
    yield (few, Span(FLOOR, total))


def _band(step: Span, total: int) -> Band:
    if step.high == total:
        return Band.MORE_THAN_HALF
    return Band.HALF_OR_FEWER
