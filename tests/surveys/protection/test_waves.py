"""A12: two results of the same people, together; and what changed between them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from surveys.protection.forms import Cell, Span, cell_for, span_of, spans, worded_for_safety
from surveys.protection.preimage import Box, pinned
from surveys.protection.waves import NEARLY_ALL, Change, change, may_print, silent_after

Table = tuple[int, ...]


def tables(total: int, cells: int) -> Iterator[Table]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, cells - 1):
            yield (first, *rest)


def row(table: Table) -> tuple[Span, ...]:
    return tuple(span_of(count, sum(table)) for count in table)


def passes(table: Table) -> bool:
    return not pinned([Box(row(table), sum(table))], total=sum(table), sensitive=False)


def says(before: Table, table: Table) -> tuple[Span, ...] | None:
    """What the later round prints of a table: its row, or nothing."""
    shown, was, total = row(table), sum(before), sum(table)
    open_ = may_print(row(before), was, shown, total, sensitive=False)
    return shown if passes(table) and open_ else None


def follows(before: Table, after: Table) -> bool:
    """Whether nobody changed their mind and only some more, or some fewer, answered."""
    more = all(b >= a for a, b in zip(before, after, strict=True))
    return more or all(b <= a for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("was", "total"),
    [(9, 10), (10, 11),
     *[pytest.param(*each, marks=pytest.mark.full)
       for each in [(12, 10), (6, 8), (10, 14), (18, 20), (20, 22), (22, 20), (24, 25)]]],
)  # fmt: skip
def test_a12_both_results_together_leave_every_count_open(was: int, total: int) -> None:
    """Every pair of tables of three answers, for a reader who supposes that nobody changed their
    mind and knows how many answered each time: an outsider, one respondent, two who compare.

    Fails when the later round prints its plain form whatever was printed before, and when
    printing nothing tells what it must not.
    """
    befores: dict[tuple[Span, ...], list[Table]] = {}
    for table in tables(was, 3):
        if passes(table):
            befores.setdefault(row(table), []).append(table)
    after = list(tables(total, 3))
    for first in befores.values():
        classes: dict[tuple[Span, ...] | None, list[tuple[Table, Table]]] = {}
        for now in after:
            said = says(first[0], now)
            for then in first:
                if follows(then, now):
                    classes.setdefault(said, []).append((then, now))
        for pairs in classes.values():
            assert_open([then for then, _ in pairs])
            assert_open([now for _, now in pairs])


def assert_open(found: list[Table]) -> None:
    """No reader finds that only one or two others chose something that they did not."""
    cells = range(3)
    knowings: list[tuple[int, ...]] = [(), *((a,) for a in cells), *product(cells, cells)]
    for known in knowings:
        fitting = [t for t in found if all(t[at] >= known.count(at) for at in known)]
        for cell in set(cells) - set(known):
            counts = {table[cell] for table in fitting}
            assert not counts or not counts <= {1, 2}


def test_a12_the_plain_form_alone_would_tell() -> None:
    """The audit has something to find: one more answered, and a cell moved on by one."""
    told = [
        (first, now)
        for first in (row((4, 4, 4)), row((8, 2, 2)))
        for now in tables(14, 3)
        if passes(now) and not may_print(first, 12, row(now), 14, sensitive=False)
    ]

    assert told


def test_a12_rounds_that_differ_by_more_or_not_at_all_print_as_they_are() -> None:
    """There is nothing to subtract, or too much."""
    first = row((6, 4, 2))

    assert may_print(first, 12, row((6, 4, 2)), 12, sensitive=True)
    assert may_print(first, 12, row((9, 6, 2)), 12 + NEARLY_ALL + 1, sensitive=True)


def test_a12_a_question_with_too_many_cases_is_not_printed_again() -> None:
    """What was not worked out is not shown."""
    many = (span_of(3, 40),) * 12

    assert silent_after(many, (40, 44), sensitive=False) is None
    assert not may_print(many, 40, (span_of(3, 44),) * 12, 44, sensitive=False)


@pytest.mark.full
def test_most_tables_can_be_shown_again() -> None:
    """A defence that silenced everything would be safe and useless. Measured: docs/protection.md.

    Pairs of rounds of three to four answers, with three weights drawn anew each time.
    """
    draw = random.Random(3)
    shown = tried = 0
    for _ in range(60):
        cells, was = draw.choice((3, 4)), draw.choice((12, 15, 22, 27))
        total = was + draw.choice((-2, 1, 2, 4))
        then, now = drawn(draw, was, cells), drawn(draw, total, cells)
        if passes(then) and passes(now):
            tried += 1
            shown += may_print(row(then), was, row(now), total, sensitive=False)

    assert shown / tried >= 0.85


def drawn(draw: random.Random, total: int, cells: int) -> Table:
    picked = draw.choices(range(cells), [draw.random() for _ in range(cells)], k=total)
    return tuple(picked.count(cell) for cell in range(cells))


# ---- change


def test_change_is_never_said_against_the_truth() -> None:
    """Every count of every two rounds up to thirty: "up" only if the share grew, "down" only if
    it fell. Fails when two cells that overlap are told apart."""
    for was, total in product((10, 12, 14, 19, 20, 23, 30), repeat=2):
        for then, now in product(spans(was), spans(total)):
            said = change(cell_for(then, was), was, cell_for(now, total), total)
            if said is Change.UP:
                assert then.high * total < now.low * was
            elif said is Change.DOWN:
                assert then.low * total > now.high * was
            else:
                assert said is Change.ABOUT_THE_SAME


def test_change_is_a_function_of_what_both_print() -> None:
    """Numbers of people that print the same give the same word. Fails when exact sizes count."""
    for was, total in product(range(18, 33), repeat=2):
        for then, now in product(spans(was), spans(total)):
            cells = cell_for(then, was), cell_for(now, total)
            if was >= 20 <= total:
                twins = [n for n in (was, was + 1) if (n + 2) // 5 == (was + 2) // 5]
                said = {change(cells[0], n, cells[1], total) for n in twins}
                assert len(said) == 1


@pytest.mark.parametrize(("was", "total"), [(9, 10), (10, 9), (5, 40)])
def test_change_is_not_said_below_ten(was: int, total: int) -> None:
    """Nine and ten people are too few to say that anything moved."""
    then, now = cell_for(spans(was)[0], was), cell_for(spans(total)[-1], total)

    assert change(then, was, now, total) is None


def test_a_cell_that_hides_its_count_shows_no_change() -> None:
    """ "Some may have" stands for many counts; its change would say which."""
    hidden: Cell = worded_for_safety(cell_for(spans(12)[0], 12))

    assert change(hidden, 12, cell_for(spans(12)[2], 12), 12) is None


def test_thirds_that_lie_beside_each_other_can_be_told_apart() -> None:
    """Fewer than a third and at least a third never stand for the same share."""
    low, middle, high = (cell_for(span, 15) for span in spans(15))

    assert change(low, 15, middle, 15) is Change.UP
    assert change(high, 15, middle, 15) is Change.DOWN
    assert change(middle, 15, middle, 15) is Change.ABOUT_THE_SAME
