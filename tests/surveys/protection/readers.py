"""Readers who try every table: what protection is checked against, worked out another way."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

FULL = bool(os.environ.get("EARSHOT_FULL"))

Table = tuple[int, ...]


def tables(total: int, categories: int) -> Iterator[Table]:
    """Every way that people can fall into categories."""
    if categories == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, categories - 1):
            yield (first, *rest)


def alike(
    every: Iterable[Table], prints: Callable[[Table], Hashable]
) -> dict[Hashable, list[Table]]:
    """The tables by what they print."""
    groups = defaultdict(list)
    for table in every:
        groups[prints(table)].append(table)
    return groups


def pinned_by_trying(group: Sequence[Table], total: int, *, sensitive: bool) -> bool:
    """Whether an outsider, a respondent or two who compare learn too much from a group."""
    categories = range(len(group[0]))
    for friends in range(3):
        for known in combinations_with_replacement(categories, friends):
            own = Counter(known)
            fit = [v for v in group if all(v[at] >= times for at, times in own.items())]
            for at in categories if fit else ():
                if at in own:
                    continue
                others = {v[at] for v in fit}
                if others <= {1, 2}:
                    return True
                if sensitive and not friends and _tells(others, total):
                    return True
    return False


def _tells(counts: set[int], total: int) -> bool:
    return counts == {0} or counts == {total} or counts <= {total - 1, total - 2}
