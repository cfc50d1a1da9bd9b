"""What is printed where the plain form fails the audit, and whether that is safe in its turn.

A question with three categories or more prints its plain form; where that fails, "most people
chose X" or "answers were spread out"; where even knowing that would tell too much, the same
"not enough to show" as below five. That somebody fell back is itself information, so each of
these *classes* is audited too: a class is every table that ends up printing the same. Which
classes are safe is settled for the number of respondents and of categories alone, before any
count is looked at.

Failing is the same whichever order the categories are in, so a class is held as its sorted
boxes, and a category is only "the one most chose" or "one of the others".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from math import factorial, prod

from surveys.protection.forms import FLOOR, Form, Span, form_for
from surveys.protection.pool import sorted_rows
from surveys.protection.preimage import FRIENDS, Box, pinned, small

Row = tuple[Span, ...]
"""The cells of a plain form, largest first."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What may be printed for one number of respondents and of categories.

    Args:
        plain: Whether the plain form may be printed, where it passes.
        most: Whether a table that failed may print "most people chose X".
        spread_out: Whether a table that failed may print "answers were spread out".
        flat: Where the largest count is this or lower, the plain form is not printed, but
            "answers were spread out" if that is literally true, else "not enough to show".
            It settles five to nine respondents. Unit: people.
        silenced: Rows that pass and still print "not enough to show", so that printing it
            does not tell too much.
    """

    plain: bool
    most: bool
    spread_out: bool
    flat: int = 0
    silenced: frozenset[Row] = frozenset()


@dataclass(frozen=True, slots=True)
class _Class:
    """Boxes that print the same. ``led``: position 0 of each is the one most chose."""

    boxes: tuple[Box, ...]
    led: bool


@lru_cache(maxsize=4096)
def settle(total: int, categories: int, *, sensitive: bool) -> Settled:
    """Decide, for a number of respondents and categories, which fallbacks are safe.

    Args:
        total: How many answered. Unit: people.
        categories: How many cells the question prints, at least 3.
        sensitive: As for ``pinned``.
    """
    if form_for(total) is Form.NOTHING:
        raise ValueError(f"nothing is settled below {FLOOR} respondents, got {total}")
    failing: list[Box] = []
    passing: list[Box] = []
    for row in sorted_rows(total, categories):
        box = Box(row, total)
        (failing if pinned([box], total=total, sensitive=sensitive) else passing).append(box)
    led, level = tuple(_led(failing)), tuple(_level(failing))
    most = _safe(_Class(led, led=True), total, sensitive=sensitive)
    spread_out = _safe(_Class(level, led=False), total, sensitive=sensitive)
    choices = [
        (by_most, by_spread)
        for by_most, by_spread in ((True, True), (False, True), (True, False), (False, False))
        if by_most <= most and by_spread <= spread_out
    ]
    for by_most, by_spread in choices:
        silent = (() if by_most else led) + (() if by_spread else level)
        if _safe(_Class(silent, led=False), total, sensitive=sensitive):
            return Settled(True, by_most, by_spread)
    rows = (*failing, *passing)
    for flat in range(1, over_half(total) + 1 if form_for(total) is Form.BANDS else 0):
        if _flattened(rows, flat, total, sensitive=sensitive):
            return Settled(True, False, False, flat=flat)
    return _silence(tuple(failing), passing, total, sensitive=sensitive)


def _flattened(rows: Sequence[Box], flat: int, total: int, *, sensitive: bool) -> bool:
    """Whether it is safe to keep every table with no count above ``flat`` out of the rows."""
    low = [
        Box(tuple(Span(span.low, min(span.high, flat)) for span in box.spans), total)
        for box in rows
        if all(span.low <= flat for span in box.spans)
    ]
    possible = tuple(box for box in low if box.possible)
    if not _safe(_Class(possible, led=False), total, sensitive=sensitive):
        return False
    return not any(
        pinned(_with_a_leader(box, flat), total=total, sensitive=sensitive) for box in rows
    )


def _with_a_leader(box: Box, flat: int) -> list[Box]:
    """The tables of a box where some count is above ``flat``."""
    parts = []
    for at, span in enumerate(box.spans):
        if span.high > flat:
            above = Span(max(span.low, flat + 1), span.high)
            parts.append(Box((*box.spans[:at], above, *box.spans[at + 1 :]), box.total))
    return parts


def _silence(
    failing: tuple[Box, ...], passing: list[Box], total: int, *, sensitive: bool
) -> Settled:
    """Print nothing for every failing row, and for the fewest others that make that safe."""
    passing.sort(key=lambda box: (box.spans[0].low, _tables(box), box.spans))
    silenced: tuple[Box, ...] = ()
    while passing:
        for box in passing:
            together = (*failing, *silenced, box)
            if _safe(_Class(together, led=False), total, sensitive=sensitive):
                rows = frozenset(quiet.spans for quiet in (*silenced, box))
                return Settled(True, False, False, silenced=rows)
        silenced += (passing.pop(0),)
    return Settled(False, False, False)


def _tables(box: Box) -> int:
    """How many tables print this row, in any order of the categories."""
    ways = {0: 1}
    for span in box.spans:
        more: Counter[int] = Counter()
        for reached, times in ways.items():
            for count in range(span.low, min(span.high, box.total - reached) + 1):
                more[reached + count] += times
        ways = more
    alike = prod(factorial(times) for times in Counter(box.spans).values())
    return ways.get(box.total, 0) * factorial(len(box.spans)) // alike


def over_half(total: int) -> int:
    """The fewest that are more than half of ``total``. Unit: people."""
    return total // 2 + 1


def _led(failing: Sequence[Box]) -> Iterator[Box]:
    """The part of each failing box where one category has more than half, that one first."""
    for box in failing:
        for span in set(box.spans):
            if span.high >= over_half(box.total):
                rest = list(box.spans)
                rest.remove(span)
                leader = Span(max(span.low, over_half(box.total)), span.high)
                part = Box((leader, *rest), box.total)
                if part.possible:
                    yield part


def _level(failing: Sequence[Box]) -> Iterator[Box]:
    """The part of each failing box where no category has more than half."""
    half = over_half(failing[0].total) - 1 if failing else 0
    for box in failing:
        if all(span.low <= half for span in box.spans):
            spans = tuple(Span(span.low, min(span.high, half)) for span in box.spans)
            part = Box(spans, box.total)
            if part.possible:
                yield part


def _safe(printed: _Class, total: int, *, sensitive: bool) -> bool:
    """Whether no reader learns too much from a class. An empty class is safe.

    For every pattern of who knows what, it looks for tables that keep the count open. Boxes
    left out of a class can only add such tables, so a sample of them errs on the safe side.
    """
    if not printed.boxes:
        return True
    return all(
        _open_to(printed, target, known, total, sensitive=sensitive)
        for target, known in _patterns(len(printed.boxes[0].spans), led=printed.led)
    )


def _patterns(categories: int, *, led: bool) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Who is looked at and who is known, one of each kind. 0 is the leader where there is one."""
    targets = (0, 1) if led else (1,)
    for target in targets:
        others = [at for at in (*((0,) if led else ()), 1, 2, 3) if at < categories]
        known = [at for at in others if at != target]
        yield target, ()
        for friends in range(1, FRIENDS + 1):
            yield from ((target, pair) for pair in product(known, repeat=friends))


def _open_to(
    printed: _Class, target: int, known: tuple[int, ...], total: int, *, sensitive: bool
) -> bool:
    watched = sensitive and not known
    low, high, fits, both_ways = total, 0, False, False
    for box in printed.boxes:
        for seated in _seatings(box, (target, *known), led=printed.led):
            rest = box.without(seated[1:])
            if rest is None:
                continue
            reach = rest.reach(seated[0])
            fits = True
            both_ways = both_ways or not small(reach)
            low, high = min(low, reach.low), max(high, reach.high)
            if both_ways and not (watched and _tells(low, high, total)):
                return True
    return not fits


def _tells(low: int, high: int, total: int) -> bool:
    return high == 0 or low == total or (low >= total - 2 and high <= total - 1)


def _seatings(box: Box, roles: tuple[int, ...], *, led: bool) -> Iterator[tuple[int, ...]]:
    """Every way to give a box's cells to the roles, alike cells once."""
    free = sorted({role for role in roles if not (led and role == 0)})
    seen = set()
    first = 1 if led else 0
    for cells in permutations(_few_of_each(box.spans, first, len(free)), len(free)):
        kinds = tuple(box.spans[cell] for cell in cells)
        if kinds not in seen:
            seen.add(kinds)
            seat = dict(zip(free, cells, strict=True)) | ({0: 0} if led else {})
            yield tuple(seat[role] for role in roles)


def _few_of_each(cells: Sequence[Span], first: int, most: int) -> list[int]:
    counted: dict[Span, int] = {}
    kept = []
    for at in range(first, len(cells)):
        counted[cells[at]] = counted.get(cells[at], 0) + 1
        if counted[cells[at]] <= most:
            kept.append(at)
    return kept
