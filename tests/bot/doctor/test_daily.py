"""What keeps the daily line from being said, and what does not."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.doctor.daily import is_wrong, wrong_at_a_glance
from bot.doctor.findings import Finding, ok, stop, warn
from bot.settings import read_settings
from tests.bot.chatting import Chats


@pytest.mark.parametrize(
    ("found", "real", "rehearsal"),
    [
        (stop("People", "", ""), True, False),
        (stop("Keys", "", ""), True, True),
        (warn("Backups", "", ""), True, True),
        (warn("Letters", "", ""), False, False),
        (warn("Numbers", "", ""), False, False),
        (ok("Disk", ""), False, False),
    ],
)
def test_what_stops_counts_and_of_warnings_those_about_the_machine(
    found: Finding, real: bool, rehearsal: bool
) -> None:
    """A line that is never said is no alarm; nor one that is said whatever happens."""
    assert is_wrong(found, rehearsal=False) is real
    assert is_wrong(found, rehearsal=True) is rehearsal


async def test_a_glance_finds_the_worst(
    chats: Chats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits outside must not be told each hour that all is well over no backup."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EARSHOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("EARSHOT_KEYS", str(chats.world.keys.directory))
    settings, world = read_settings(), chats.world
    without = await wrong_at_a_glance(world, settings)
    place = settings.backup_directory
    place.mkdir()
    (place / f"earshot-{world.today() - timedelta(days=9)}-01.backup").touch()
    old = await wrong_at_a_glance(world, settings)
    (place / f"earshot-{world.today()}-01.backup").touch()

    assert without == old == ["Backups"]
    assert await wrong_at_a_glance(world, settings) == []
