"""The rows that the audit of fallbacks looks through."""

from __future__ import annotations

import pytest

from surveys.protection import pool
from surveys.protection.forms import Span, span_of
from surveys.protection.pool import sorted_rows
from surveys.protection.preimage import Box, pinned
from tests.surveys.protection.readers import tables


@pytest.mark.parametrize(("total", "cells"), [(5, 3), (9, 4), (14, 3), (23, 3), (20, 4)])
def test_every_row_that_a_table_prints_is_listed_once(total: int, cells: int) -> None:
    """A forgotten row could be a pinned one."""
    listed = list(sorted_rows(total, cells))
    printed = {
        tuple(sorted((span_of(count, total) for count in table), reverse=True))
        for table in tables(total, cells)
    }

    assert len(listed) == len(set(listed))
    assert set(listed) == printed


@pytest.mark.parametrize(("total", "cells"), [(60, 3), (103, 5), (300, 8)])
def test_the_samples_for_many_people_are_rows_that_tables_print(total: int, cells: int) -> None:
    """Above the list's limit a sample is looked through; it must not be invented."""
    listed = list(sorted_rows(total, cells))

    assert listed
    assert all(Box(row, total).possible for row in listed)
    assert all(list(row) == sorted(row, reverse=True) for row in listed)


@pytest.mark.parametrize(("total", "cells"), [(28, 3), (33, 4), (34, 6), (38, 5)])
def test_the_samples_hold_a_failing_row_wherever_there_is_one(
    total: int, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a sample missed all failing rows, no fallback would be audited."""

    def fails(rows: list[tuple[Span, ...]]) -> bool:
        return any(pinned([Box(row, total)], total=total, sensitive=False) for row in rows)

    everything = list(sorted_rows(total, cells))
    monkeypatch.setattr(pool, "ALL_UP_TO", 0)

    assert fails(list(sorted_rows(total, cells))) == fails(everything)
