"""What is finally printed of a question, for every table there can be."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from surveys.protection import printed as module
from surveys.protection.fallback import Settled
from surveys.protection.forms import Band, Cell
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut, possible, printed
from tests.surveys.protection.readers import FULL, Table, alike, pinned_by_trying, tables

CASES = [(n, 3) for n in (5, 7, 8, 9, 10, 19, 20, 23, 24, 28, 30)]
CASES += [(5, 4), (7, 4), (8, 4), (12, 4), (20, 4), (7, 5), (9, 5)]
if FULL:
    CASES = [(n, cells) for cells in (3, 4, 5) for n in range(5, 31)]


def prints(table: Table, *, sensitive: bool) -> Hashable:
    shown = printed(named(table), sensitive=sensitive)
    return tuple(shown.cells.items()) if isinstance(shown, Rows) else shown


def named(table: Table) -> dict[str, int]:
    return {f"choice{at}": count for at, count in enumerate(table)}


@pytest.mark.parametrize(("total", "cells"), CASES)
def test_d2_what_is_printed_leaves_every_count_open(total: int, cells: int) -> None:
    """Whoever knows the total, their own answer and a friend's must not find one or two people.

    All tables that finally print the same are tried, fallbacks included. Fails when one
    or two are not looked for, or fallbacks are not audited.
    """
    for group in alike(tables(total, cells), lambda t: prints(t, sensitive=False)).values():
        assert not pinned_by_trying(group, total, sensitive=False)


@pytest.mark.parametrize(("total", "cells"), CASES)
def test_d3_a_sensitive_question_never_says_nobody_or_everybody(total: int, cells: int) -> None:
    """ "Everybody feels unsafe" would be said of each of them by name.

    Fails when nothing of the kind is looked for.
    """
    for group in alike(tables(total, cells), lambda t: prints(t, sensitive=True)).values():
        assert not pinned_by_trying(group, total, sensitive=True)


@pytest.mark.parametrize(("total", "cells"), [(7, 4), (9, 3), (20, 3), (25, 3)])
@pytest.mark.parametrize("sensitive", [False, True])
def test_d2_without_the_audit_somebody_is_found(
    total: int, cells: int, sensitive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two tests above would notice if the audit were taken out."""
    monkeypatch.setattr(module, "pinned", lambda *_, **__: False)
    monkeypatch.setattr(module, "settle", lambda *_, **__: Settled(True, True, True))
    groups = alike(tables(total, cells), lambda t: prints(t, sensitive=sensitive)).values()

    assert any(pinned_by_trying(group, total, sensitive=sensitive) for group in groups)


def test_d2_a_fallback_that_is_not_audited_gives_people_away() -> None:
    """Where all four of seven or eight are low, "spread out" alone would say one or two each."""
    only = [table for table in tables(8, 4) if max(table) <= 2]

    assert pinned_by_trying(only, 8, sensitive=False)
    assert not isinstance(printed(named((2, 2, 2, 2))), Rows)
    assert printed(named((2, 2, 2, 2))) == printed(named((3, 3, 1, 1))) == SpreadOut()


@pytest.mark.parametrize("total", [0, 1, 2, 3, 4])
def test_d1_below_five_every_table_prints_the_same(total: int) -> None:
    """Fewer than five: nothing, in the same words as where an audit failed.

    Fails when the floor is four.
    """
    assert {printed(named(table)) for table in tables(total, 3)} == {NotEnough()}


def test_d2_two_tables_of_equal_size_use_the_same_form() -> None:
    """A form chosen by the counts gives the counts away."""
    bands = {
        cell.band
        for table in tables(14, 3)
        if isinstance(shown := printed(named(table)), Rows)
        for cell in shown.cells.values()
    }

    assert bands == {Band.FEWER_THAN_A_THIRD, Band.IN_BETWEEN, Band.MORE_THAN_TWO_THIRDS}


@pytest.mark.parametrize(("total", "cells"), [(6, 3), (7, 3), (8, 4), (20, 3), (25, 3), (28, 3)])
def test_d2_fallback_words_are_literally_true(total: int, cells: int) -> None:
    """ "Most" is more than half; "spread out" is nobody over half."""
    for table in tables(total, cells):
        shown = printed(named(table))
        if isinstance(shown, MostChose):
            assert 2 * named(table)[shown.value] > total
        if isinstance(shown, SpreadOut):
            assert 2 * max(table) <= total


def test_d3_a_safety_question_prints_no_low_band() -> None:
    """ "Fewer than half, maybe nobody" must never stand beside harm.

    Fails when a safety question's cells are printed as they are.
    """
    shown = printed({"yes": 2, "no": 10, "not_sure": 1, "no_answer": 1}, safety=True)

    assert isinstance(shown, Rows)
    assert shown.cells["yes"] == Cell(Band.SOME_MAY)
    assert shown.cells["no"] == Cell(Band.MORE_THAN_TWO_THIRDS)


def test_d4_printed_rows_keep_the_questionnaires_order() -> None:
    """Rows ordered by size would rank the counts that rounding hides.

    Fails when they are.
    """
    shown = printed({"z": 1, "a": 20, "m": 4, "b": 5})

    assert isinstance(shown, Rows)
    assert list(shown.cells) == ["z", "a", "m", "b"]


def test_what_printed_rows_can_stand_for_is_worked_out_from_them() -> None:
    """Branches are decided by what is printed, safety wording included."""
    for safety in (False, True):
        shown = printed({"a": 1, "b": 13, "c": 12}, safety=safety)
        assert isinstance(shown, Rows)
        box = possible(shown, 26)

        assert [(span.low, span.high) for span in box.spans] == [(0, 2), (13, 17), (8, 12)]


@pytest.mark.parametrize("total", [12, 24, 300])
@pytest.mark.parametrize("cells", [3, 6, 8])
def test_a_question_prints_at_any_size(total: int, cells: int) -> None:
    """Large rounds go through the same audit, by bounds alone."""
    counts = [total // cells] * cells
    counts[0] += total - sum(counts)

    assert not isinstance(printed(named(tuple(counts)), sensitive=True), NotEnough)


def test_fewer_than_three_categories_are_refused() -> None:
    """Two categories have steps of their own, made for one box."""
    with pytest.raises(ValueError, match="3 or more"):
        printed({"a": 5, "b": 5})
