"""Average linkage: the two groups most alike on average become one, again and again.

Plain arithmetic on numbers rounded before they are compared: the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Likeness = list[list[float]]
"""How alike each pair is, in the order of the remarks. Cosine: -1 to 1."""

_PLACES = 6
MOST_GROUPS = 60
"""Groups in the first cut, however many remarks there are: more nobody reads through."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups become one.

    Args:
        left: A member of one.
        right: A member of the other.
        likeness: How alike they were on average. Cosine: -1 to 1.
    """

    left: int
    right: int
    likeness: float


def first_cut(size: int) -> int:
    """How many groups are looked for among so many remarks; measured on coded surveys."""
    return min(size, MOST_GROUPS, max(1, round(2.85 * math.pow(size, 0.42))))


def join_up(
    likeness: Likeness, weights: Sequence[int] | None = None, even: float = 0.0
) -> tuple[Join, ...]:
    """Join what is given by average linkage, the most alike first.

    Args:
        likeness: Square and the same both ways.
        weights: How many remarks each row stands for; one each when not given.
        even: How far groups are kept of like size, 0 or a little above: what was joined late is
            less alike to the rest for it (Lance and Williams' flexible form, beta its negative).

    Returns:
        One join fewer than rows. Their order is that in which groups come together: to leave
        off the last k - 1 leaves k groups.
    """
    rows = [list(row) for row in likeness]
    held = list(weights) if weights is not None else [1] * len(rows)
    alive = list(range(len(rows)))
    joins: list[Join] = []
    chain: list[int] = []
    while len(alive) > 1:
        if not chain:
            chain.append(alive[0])
        here = chain[-1]
        row = rows[here]
        before = chain[-2] if len(chain) > 1 else -1
        nearest = before if before >= 0 else next(at for at in alive if at != here)
        most = row[nearest]
        for at in alive:
            if row[at] > most and at != here:
                nearest, most = at, row[at]
        if nearest != before:
            chain.append(nearest)
            continue
        del chain[-2:]
        joins.append(Join(min(here, nearest), max(here, nearest), most))
        alive.remove(max(here, nearest))
        _merge(rows, held, alive, joins[-1], even)
    return tuple(sorted(joins, key=lambda join: -join.likeness))


def _merge(rows: Likeness, held: list[int], alive: list[int], join: Join, even: float) -> None:
    kept, gone = join.left, join.right
    one, other = held[kept], held[gone]
    both = one + other
    into, out_of = rows[kept], rows[gone]
    for at in alive:
        average = (one * into[at] + other * out_of[at]) / both
        value = round(average + even * (average - join.likeness), _PLACES)
        into[at] = value
        rows[at][kept] = value
    held[kept] = both


def cut(joins: Sequence[Join], size: int, groups: int) -> tuple[tuple[int, ...], ...]:
    """Give the groups left when joining stops at so many.

    Args:
        joins: From `join_up`.
        size: How many rows there were.
        groups: How many groups to leave.

    Returns:
        Each group's rows in order, the groups by their first row. A cut at more groups lies
        inside one at fewer.
    """
    top = list(range(size))

    def find(at: int) -> int:
        while top[at] != at:
            top[at] = top[top[at]]
            at = top[at]
        return at

    for join in joins[: max(0, size - groups)]:
        one, other = sorted((find(join.left), find(join.right)))
        top[other] = one
    found: dict[int, list[int]] = {}
    for at in range(size):
        found.setdefault(find(at), []).append(at)
    return tuple(tuple(found[head]) for head in sorted(found))
