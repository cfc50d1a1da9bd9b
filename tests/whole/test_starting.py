"""What a start costs: the real program, on a house of a hundred people, until it rests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import updates
from benchmarks.botapi import Load
from benchmarks.starting import whole_program

A_FEW = Load(count=20, warm_up=5, people=100, a_second=20.0, rests=4.0)
FIRST_POLL = 2.0
"""Most that a start may take until it asks Telegram for updates. Unit: seconds of a processor."""
IDLE, WITH_MODEL = 120.0, 350.0
"""Most it may hold while nothing happens, before any model and with the one that looks for
danger. Unit: megabytes."""

FIRST_USE = 0.1
"""Most that whoever asks first may wait for what is loaded then. Unit: seconds of a processor."""
LOADED_LATER = """
import sys, time
from importlib import import_module
import bot.cli.running, bot.telegram.handlers
for name in sys.argv[1:]:
    assert name not in sys.modules, name
    began = time.process_time()
    import_module(name)
    print(time.process_time() - began)
"""


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


@pytest.mark.full
@pytest.mark.alone
def test_whoever_asks_first_for_what_a_start_leaves_out_waits_a_moment_at_most() -> None:
    """The first page, staff view, survey's file, draft and ended round of a house."""
    names = (
        *("bot.services.results.releasing", "surveys.coaching.coach", "yaml", "jinja2"),
        *("bot.services.asking.building", "bot.services.asking.planning"),
        *("bot.webchat.staff.home", "bot.webchat.staff.sorting"),
    )
    told = subprocess.run(
        [sys.executable, "-c", LOADED_LATER, *names], capture_output=True, text=True, check=True
    )

    assert all(0 < float(took) < FIRST_USE for took in told.stdout.split())
