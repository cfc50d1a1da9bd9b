"""A12: three results of the same people, together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from surveys.protection.forms import Span
from surveys.protection.three_waves import Wave, joined, may_print_third
from surveys.protection.waves import may_print
from tests.surveys.protection.readers import Table, pinned_by_trying, tables
from tests.surveys.protection.test_waves import follows, passes, row

Printed = tuple[Span, ...] | None
Three = tuple[Table, Table, Table]


def beside(table: Table, *earlier: tuple[Printed, int], third: bool) -> Printed:
    """What a round prints of a table beside what the earlier ones printed."""
    shown, total = row(table), sum(table)
    if not passes(table):
        return None
    for cells, was in earlier:
        if 1 <= abs(total - was) <= 4 and (
            cells is None or not may_print(cells, was, shown, total, sensitive=False)
        ):
            return None
    if third and len(earlier) == 2 and joined((*(was for _, was in earlier), total)):
        (one, was_one), (two, was_two) = earlier
        if one is None or two is None:
            return None
        waves = Wave(one, was_one), Wave(two, was_two)
        return shown if may_print_third(waves, shown, total, sensitive=False) else None
    return shown


def nested(sizes: tuple[int, int, int], cells: int = 3) -> Iterator[Three]:
    """Every three tables in which nobody changed their mind."""
    every = {size: list(tables(size, cells)) for size in sizes}
    small, middle, large = sorted(sizes)
    for one in every[small]:
        for two in (t for t in every[middle] if follows(one, t)):
            for three in (t for t in every[large] if follows(two, t)):
                by_size = {small: one, middle: two, large: three}
                yield by_size[sizes[0]], by_size[sizes[1]], by_size[sizes[2]]


def told(sizes: tuple[int, int, int], *, third: bool) -> int:
    """How many cases tell a reader of all three too much."""
    alike: dict[tuple[Printed, ...], list[Three]] = defaultdict(list)
    for first, second, last in nested(sizes):
        one = beside(first, third=third)
        if one is None:
            continue  # then nothing close to it is printed either
        two = beside(second, (one, sizes[0]), third=third)
        three = beside(last, (one, sizes[0]), (two, sizes[1]), third=third)
        alike[one, two, three].append((first, second, last))
    return sum(
        len(cases)
        for cases in alike.values()
        if any(
            pinned_by_trying(list({case[at] for case in cases}), size, sensitive=False)
            for at, size in enumerate(sizes)
        )
    )


SIZES = [(9, 10, 11), (10, 12, 11), (7, 8, 9), (12, 13, 14), (14, 12, 13), (13, 10, 11),
         (18, 20, 22), (20, 21, 19), (10, 14, 12), (22, 24, 26)]  # fmt: skip


@pytest.mark.parametrize("sizes", [SIZES[0], *[pytest.param(each, marks=pytest.mark.full)
                                              for each in SIZES[1:]]])  # fmt: skip
def test_a12_three_results_together_leave_every_count_open(sizes: tuple[int, int, int]) -> None:
    """Every three tables of three answers, for a reader who supposes that nobody changed their
    mind and knows how many answered each time: an outsider, one respondent, two who compare.

    Fails when the third is audited beside each of the others alone.
    """
    assert told(sizes, third=True) == 0
