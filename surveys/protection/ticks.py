"""Several choices: one printed cell for each choice, audited together.

For each choice only "how many ticked it" is printed; everybody else, the silent included, is the
rest. The choices are not independent: an exclusive choice rules the others out, and nobody ticks
more than the most allowed. Both only ever put a *cap* on how many can have ticked a choice, given
what is printed of the others, and lower counts are always possible since anyone may skip. So the
steps of a question are chosen, before any count is looked at, such that every cap which some
printed combination can imply still tells too little. (All tables that fit the caps exist; a
choice's possible counts are its step cut off at its cap.)

Where everybody who answers must tick two or more, there are floors too, and the argument above
fails. Then only halves are printed, from 20 people and with two more choices than the minimum:
with as many choices over half as you like, each choice at or below half may still be nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from surveys.protection.forms import (
    COUNTS_FROM,
    Band,
    Cell,
    Form,
    Span,
    cell_for,
    form_for,
    spans,
    worded_for_safety,
)
from surveys.protection.preimage import FRIENDS, small, telling
from surveys.protection.printed import NotEnough

Steps = tuple[Span, ...]
"""Counts that print the same, lowest first; together 0 to everybody."""


@dataclass(frozen=True, slots=True)
class TickRule:
    """What a several-choices question lets one person tick.

    Args:
        ordinary: How many choices go with others.
        exclusive: How many choices rule all others out.
        fewest: Fewest to tick.
        most: Most to tick, or None for no limit.
    """

    ordinary: int
    exclusive: int = 0
    fewest: int = 1
    most: int | None = None

    @property
    def limit(self) -> int | None:
        """The most to tick, where that limits anything. Unit: choices."""
        return self.most if self.most is not None and self.most < self.ordinary else None


ONE_BOX = TickRule(ordinary=1)
"""A single box that anyone may tick or leave."""


def printed_ticks(
    counts: Mapping[str, int], total: int, rule: TickRule, *, sensitive: bool, safety: bool
) -> Mapping[str, Cell] | NotEnough:
    """What may be printed of a several-choices question.

    Args:
        counts: How many ticked each choice, in questionnaire order. Unit: people.
        total: How many were asked and are in this round. Unit: people.
        rule: What one person may tick.
        sensitive: Nobody outside may learn that nobody, or everybody, ticked a choice.
        safety: A low band is never printed as one.
    """
    steps = tick_steps(total, rule, sensitive=sensitive)
    if len(steps) == 1:
        return NotEnough()
    cells = {}
    for value, count in counts.items():
        cell = tick_cell(next(step for step in steps if count in step), total)
        cells[value] = worded_for_safety(cell) if safety else cell
    return cells


def tick_cell(step: Span, total: int) -> Cell:
    """What a step says: the plain cell where it is one, else in halves."""
    if step in spans(total):
        return cell_for(step, total)
    if step.low > total / 2:
        return Cell(Band.MORE_THAN_HALF)
    if step.low >= total / 2:
        return Cell(Band.HALF_OR_MORE)
    return Cell(Band.FEWER_THAN_HALF if step.high < total / 2 else Band.HALF_OR_FEWER)


@lru_cache(maxsize=4096)
def tick_steps(total: int, rule: TickRule, *, sensitive: bool) -> Steps:
    """The finest steps that are safe whatever is printed; one step means print nothing."""
    whole = (Span(0, total),)
    if form_for(total) is Form.NOTHING:
        return whole
    candidates = _halves(total) if rule.fewest > 1 else _candidates(total)
    if rule.fewest > 1 and (total < COUNTS_FROM or rule.ordinary < rule.fewest + 2):
        return whole
    safe = (steps for steps in candidates if caps_hold(steps, total, rule, sensitive=sensitive))
    return next(safe, whole)


def caps_hold(
    steps: Steps,
    total: int,
    rule: TickRule,
    *,
    sensitive: bool,
    exactly: Span | None = None,
) -> bool:
    """Whether no cap that some printed combination implies lets a reader learn too much.

    Args:
        steps: The steps printed.
        total: How many were asked. Unit: people.
        rule: What one person may tick.
        sensitive: Whether nobody and everybody must stay open for an outsider.
        exactly: The counts of one choice that readers are to be assumed to know exactly,
            because a branch hangs on it.
    """
    return not any(
        _tells(step, reader, cap, total, sensitive=sensitive)
        for reader in _readers(rule)
        for cap in _caps(steps, total - reader.friends, rule, reader, exactly)
        for step in steps
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who looks at a choice: how many respondents, if they ticked it, which kind it is."""

    friends: int
    ticked: bool
    exclusive: bool


def _readers(rule: TickRule) -> Iterator[_Reader]:
    for exclusive in (False, True) if rule.exclusive else (False,):
        yield _Reader(0, False, exclusive)
        for friends in range(1, FRIENDS + 1):
            yield _Reader(friends, False, exclusive)
            yield _Reader(friends, True, exclusive)


def _tells(step: Span, reader: _Reader, cap: int, total: int, *, sensitive: bool) -> bool:
    """Whether a reader learns too much from a step that is cut off at ``cap``.

    Cap and counts are of the people other than the reader. Respondents are told something by
    the option they did not choose: ticking, or not ticking.
    """
    people = total - reader.friends
    own = reader.friends if reader.ticked else 0
    low, high = max(step.low - own, 0), min(step.high - own, cap, people)
    if low > high:
        return False
    ticked, rest = Span(low, high), Span(people - high, people - low)
    if reader.friends:
        return small(rest if reader.ticked else ticked)
    if small(ticked) or small(rest):
        return True
    return sensitive and (telling(ticked, total) or telling(rest, total))


def _candidates(total: int) -> Iterator[Steps]:
    plain = spans(total)
    yield plain
    while len(plain) > 2 and total >= COUNTS_FROM and plain[-2].low > total / 2:
        plain = (*plain[:-2], Span(plain[-2].low, total))
        yield plain
    yield from _halves(total)
    if total < 7:
        yield (Span(0, 2), Span(3, total))


def _halves(total: int) -> Iterator[Steps]:
    half = total // 2
    yield (Span(0, half), Span(half + 1, total))


def _caps(
    steps: Steps, people: int, rule: TickRule, reader: _Reader, exactly: Span | None
) -> frozenset[int]:
    """Every cap on a choice that some printed combination of the others can imply.

    A reader takes their own ticks off the others' lowest counts; which those are, an exclusive
    choice limits.
    """
    free = range(reader.friends + 1)
    own_ones = (0,) if reader.exclusive and reader.ticked else free
    own_alone = (0,) if reader.ticked else free
    lows = {step.low for step in steps}
    ones, alone = _less(lows, own_ones), _less(lows, own_alone)
    counts = (
        rule.ordinary - (not reader.exclusive),
        rule.exclusive - reader.exclusive,
    )
    cases = [(_sums([ones] * counts[0]), _sums([alone] * counts[1]), ones)]
    if exactly is not None:
        known = set(range(exactly.low, exactly.high + 1))
        one, lone = _less(known, own_ones), _less(known, own_alone)
        cases = []
        if counts[0]:
            sums = _sums([one] + [ones] * (counts[0] - 1))
            cases.append((sums, _sums([alone] * counts[1]), one | ones))
        if counts[1]:
            sums = _sums([lone] + [alone] * (counts[1] - 1))
            cases.append((_sums([ones] * counts[0]), sums, ones))
    caps = {people}
    for ticks, taken, single in cases:
        for gone in taken:
            if gone <= people:
                caps |= _implied(people - gone, ticks, single, rule, exclusive=reader.exclusive)
    return frozenset(caps)


def _implied(
    left: int, sums: Iterable[int], single: Iterable[int], rule: TickRule, *, exclusive: bool
) -> set[int]:
    """Caps on one choice once the exclusive ones have taken their people."""
    limit = rule.limit
    fitting = [ticks for ticks in sums if limit is not None and ticks <= limit * left]
    if exclusive:
        caps = {left - low for low in single if low <= left}
        return caps | {left - -(-ticks // limit) for ticks in fitting if limit}
    return {left} | {min(left, limit * left - ticks) for ticks in fitting if limit}


def _less(lows: Iterable[int], own: Iterable[int]) -> set[int]:
    return {max(low - taken, 0) for low in lows for taken in own}


def _sums(counts: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """Every sum of one count from each."""
    reached = 1
    for choices in counts:
        grown = 0
        for count in choices:
            grown |= reached << count
        reached = grown
    return tuple(at for at, bit in enumerate(bin(reached)[:1:-1]) if bit == "1")


def one_box(total: int, count: int, *, sensitive: bool) -> Cell | NotEnough:
    """What may be printed of how many did one thing that each of ``total`` could do."""
    shown = printed_ticks({"": count}, total, ONE_BOX, sensitive=sensitive, safety=False)
    return shown if isinstance(shown, NotEnough) else shown[""]
