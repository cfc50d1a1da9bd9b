"""The tests of bot/gauges/machine.py: what the machine says of itself."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from bot.gauges import machine
from bot.gauges.banding import MIB


def test_memory_and_room_are_those_of_this_process_and_disk(tmp_path: Path) -> None:
    """Off by a thousand they would warn of nothing."""
    assert 10 * MIB < machine.memory() < 64 * 1024 * MIB
    assert machine.free(tmp_path) > 0
    assert machine.free(tmp_path / "gone") == 0


def test_the_newest_backup_is_known_by_its_name(tmp_path: Path) -> None:
    """A copied file has a new time and its old name."""
    assert machine.newest_backup(tmp_path / "gone") is None
    assert machine.newest_backup(tmp_path) is None
    for name in ("earshot-2027-03-09-01.backup", "earshot-2027-03-10-02.backup", "notes.txt"):
        (tmp_path / name).touch()

    assert machine.newest_backup(tmp_path) == date(2027, 3, 10)


def test_a_file_is_as_old_as_it_was_touched(tmp_path: Path) -> None:
    """One that is not there has never been touched."""
    now = datetime(2027, 3, 1, 12, tzinfo=UTC)
    (tmp_path / "alive").touch()
    os.utime(tmp_path / "alive", (now.timestamp() - 30, now.timestamp() - 30))

    assert machine.age(tmp_path / "alive", now) == 30
    assert machine.age(tmp_path / "gone", now) == float("inf")
