"""Groups of remarks: a tree of joins, cut where people can take it in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.themes.grouping import cut, first_cut, join_up
from surveys.themes.vectors import Vectors

MOST_AT_ONCE = 700
"""Remarks that are joined one by one; of more, crumbs of nearest remarks are joined."""
CRUMBS = 400
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """Remarks in groups, and in smaller groups that lie inside them. Rows, in order."""

    coarse: tuple[tuple[int, ...], ...]
    fine: tuple[tuple[int, ...], ...]


def gather(rows: Vectors, texts: Sequence[str], even: float = 0.0) -> Gathered:
    """Group rows by how alike they are.

    Args:
        rows: A row for each remark.
        texts: The remarks; they alone decide from where crumbs are begun.
        even: How far groups are kept of like size; see `join_up`.
    """
    wanted = first_cut(len(rows))
    coarse, fine = _cuts(rows, texts, (wanted, 2 * wanted), even)
    return Gathered(coarse, fine)


def part(rows: Vectors, texts: Sequence[str], size: int) -> tuple[tuple[int, ...], ...]:
    """Group rows that are together already, as finely as all are in the second cut.

    Args:
        rows: A row for each remark of the group.
        texts: The remarks of the group.
        size: How many remarks there are in all; the group has its share of their groups, of two
            remarks on average at the least, and two groups.
    """
    share = round(2 * first_cut(size) * len(rows) / size)
    return _cuts(rows, texts, (max(2, min(share, len(rows) // 2)),))[0]


def _cuts(
    rows: Vectors, texts: Sequence[str], wanted: Sequence[int], even: float = 0.0
) -> list[tuple[tuple[int, ...], ...]]:
    """Give the groups of one tree where it is cut at so many, and at so many."""
    size = len(rows)
    crumbs = [[at] for at in range(size)] if size <= MOST_AT_ONCE else _crumble(rows, texts)
    middles = rows.middles(crumbs)
    joins = join_up(middles.dots(middles), [len(crumb) for crumb in crumbs], even)
    return [
        tuple(
            tuple(sorted(at for number in group for at in crumbs[number]))
            for group in cut(joins, len(crumbs), min(len(crumbs), groups))
        )
        for groups in wanted
    ]


def _crumble(rows: Vectors, texts: Sequence[str]) -> list[list[int]]:
    """Gather many remarks into crumbs of those nearest to each other."""
    drawn = sorted(
        {text: at for at, text in reversed(list(enumerate(texts)))}.items(),
        key=lambda pair: hashlib.sha256(pair[0].encode()).digest(),
    )
    crumbs = [[at] for _, at in drawn[:CRUMBS]]
    for _ in range(_ROUNDS):
        nearest = rows.nearest(rows.middles(crumbs))
        found: dict[int, list[int]] = {}
        for at, number in enumerate(nearest):
            found.setdefault(number, []).append(at)
        crumbs = [found[number] for number in sorted(found)]
    return crumbs
