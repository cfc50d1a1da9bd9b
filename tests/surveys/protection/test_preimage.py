"""The interval audit against enumeration."""

from __future__ import annotations

from itertools import product

import pytest

from surveys.protection.forms import Span, spans
from surveys.protection.preimage import Box, pinned, small, telling
from tests.surveys.protection.readers import FULL, pinned_by_trying, tables

CASES = [(5, 3), (7, 4), (9, 3), (10, 3), (14, 3), (20, 3), (23, 3), (24, 3)]
if FULL:
    CASES = [(total, cells) for cells in (2, 3, 4) for total in range(5, 31)]


@pytest.mark.parametrize(("total", "cells"), CASES)
@pytest.mark.parametrize("sensitive", [False, True])
def test_the_intervals_agree_with_trying_every_table(
    total: int, cells: int, sensitive: bool
) -> None:
    """Bounds that are looser than the truth would let a pinned count through."""
    every = list(tables(total, cells))
    for row in product(spans(total), repeat=cells):
        if list(row) != sorted(row):
            continue
        group = [v for v in every if all(n in span for n, span in zip(v, row, strict=True))]
        tried = bool(group) and pinned_by_trying(group, total, sensitive=sensitive)

        assert pinned([Box(row, total)], total=total, sensitive=sensitive) is tried


def test_the_reach_of_a_cell_is_every_count_it_can_have() -> None:
    """The audit stands on these bounds being exact."""
    box = Box((Span(0, 2), Span(3, 7), Span(3, 7)), 14)

    assert box.possible
    assert box.reach(0) == Span(0, 2)
    assert box.reach(1) == Span(5, 7)


def test_a_known_answer_is_taken_off_its_cell() -> None:
    """A respondent looks at the others, not at everybody."""
    box = Box((Span(0, 2), Span(3, 7)), 5)

    assert box.without([0]) == Box((Span(0, 1), Span(3, 7)), 4)
    assert box.without([0, 0, 0]) is None


def test_one_or_two_is_small_and_nobody_is_not() -> None:
    """Nobody can be picked out of nobody."""
    assert [small(Span(*ends)) for ends in ((1, 2), (2, 2), (0, 2), (1, 3), (0, 0))] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_d3_nobody_everybody_and_all_but_one_or_two_are_telling() -> None:
    """On a sensitive question each of these says something about every single person.

    Fails when nobody, or everybody, is left out of what tells.
    """
    found = [telling(Span(*ends), 9) for ends in ((0, 0), (9, 9), (7, 8), (7, 9), (0, 1))]

    assert found == [True, True, True, False, False]


def test_an_impossible_row_tells_nothing() -> None:
    """A row that no table prints is never printed."""
    box = Box((Span(0, 2), Span(0, 2)), 9)

    assert not box.possible
    assert not pinned([box], total=9, sensitive=True)
