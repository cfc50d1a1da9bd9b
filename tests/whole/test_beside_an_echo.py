"""Whole durable updates beside a bare echo, in turns on the same machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import updates
from benchmarks.updates import SIDE_BY_SIDE, beside_echoes, median


@pytest.mark.full
@pytest.mark.alone
@pytest.mark.parametrize(
    ("side_by_side", "count", "most"), [(1, 300, 1.0), (SIDE_BY_SIDE, 900, 0.6)]
)
def test_an_answer_takes_less_of_the_processor_than_a_bare_bot_takes_to_echo_it(
    side_by_side: int, count: int, most: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it takes of the clock is measured by ``make bench``: that depends on the disk, and on
    what else the machine does."""
    monkeypatch.setattr(updates, "PLACE", tmp_path)
    monkeypatch.delenv("AIOGRAM_PYTHON", raising=False)
    found = beside_echoes(side_by_side, count)

    ours, theirs = (
        median(found[name], lambda run: run.busy) for name in ("earshot", "python-telegram-bot")
    )
    assert ours <= most * theirs
