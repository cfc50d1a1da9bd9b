"""What the doctor says of the machine: room, swap, clock, files, and what starts it again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.doctor import machine
from bot.doctor.findings import Finding, Level
from bot.settings import Settings, read_settings
from storage.custody import Noted

DAY = date(2026, 11, 22)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data directory of its own."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(mode=0o700)
    return read_settings()


def levels(found: Iterable[Finding]) -> set[Level]:
    return {one.level for one in found}


@pytest.mark.parametrize(
    ("free", "level"),
    [(100 * 2**20, Level.STOP), (500 * 2**20, Level.WARN), (50 * 2**30, Level.OK)],
)
def test_f4_a_disk_that_fills_up_is_said_before_it_is_full(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    """On a full disk nobody's answer is saved."""
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = list(machine.roomy(settings))

    assert levels(found) == {level}
    assert all(one.way_out for one in found) == (level is not Level.OK)


def test_a_token_that_others_may_read_is_warned_of(settings: Settings) -> None:
    """Whoever has it is the bot."""
    Path(".env").write_text("EARSHOT_WEBCHAT=127.0.0.1:8642\n")
    Path(".env").chmod(0o644)
    loose = list(machine.secrets_kept(settings))
    Path(".env").chmod(0o600)

    assert [(one.level, one.way_out) for one in loose] == [(Level.WARN, "chmod go= .env")]
    assert list(machine.secrets_kept(settings)) == []


@pytest.mark.parametrize(
    ("known", "level"), [(True, Level.OK), (False, Level.WARN), (None, Level.OK)]
)
def test_a_clock_that_nothing_keeps_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, known: bool | None, level: Level
) -> None:
    """It drifts by minutes in a year, and rounds close by it."""
    monkeypatch.setattr(machine, "_ask_kernel", lambda: known)

    assert machine.kept_on_time().level is level


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("/dev/sda3 partition 1 0 -2", Level.WARN),
        ("/swapfile file 1 0 -2", Level.WARN),
        ("/dev/dm-1 partition 1 0 -2", Level.OK),
        ("/dev/zram0 partition 1 0 100", Level.OK),
    ],
)
def test_swap_in_clear_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, level: Level
) -> None:
    """Words in memory may lie on the disk for years."""
    swaps = tmp_path / "swaps"
    swaps.write_text(f"Filename Type Size Used Priority\n{line}\n")
    monkeypatch.setattr(machine, "SWAPS", swaps)

    assert machine.swapping().level is level


def test_what_starts_it_after_a_power_cut_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine in an office is switched off by a cleaner."""
    for name in ("SYSTEMD", "WANTED", "TIMER"):
        monkeypatch.setattr(machine, name, tmp_path / name)
    monkeypatch.setattr(machine, "CONTAINED", (tmp_path / "CONTAINED",))
    said = [list(machine.started_again())]
    for name in ("SYSTEMD", "WANTED", "TIMER", "CONTAINED"):
        (tmp_path / name).touch()
        said.append(list(machine.started_again()))

    assert said[0] == []
    assert [one[0].level for one in said[1:]] == [Level.WARN, Level.WARN, Level.OK, Level.OK]
    assert "earshot.service" in said[1][0].way_out
    assert "earshot-backup.timer" in said[2][0].way_out


def test_second_copies_that_nobody_held_for_half_a_year_are_asked_after() -> None:
    """A memory stick in a drawer may be dead."""
    fresh, old = Noted(date(2026, 11, 1)), Noted(date(2026, 1, 1))

    assert list(machine.copies_looked_at(fresh, DAY)) == []
    assert list(machine.copies_looked_at(Noted(None), DAY)) == []
    assert levels(machine.copies_looked_at(old, DAY)) == {Level.WARN}


@pytest.mark.parametrize(
    ("at", "contained", "said"),
    [
        ("", False, set()),
        ("127.0.0.1:9464", False, {Level.OK}),
        ("192.168.1.9:9464", False, {Level.OK}),
        ("0.0.0.0:9464", False, {Level.WARN}),
        ("0.0.0.0:9464", True, {Level.OK}),
        ("[::]:9464", False, {Level.WARN}),
        ("1.1.1.1:9464", True, {Level.WARN}),
        ("watched.internal:9464", False, set()),
    ],
)
def test_figures_that_anybody_could_fetch_are_warned_of(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, at: str, contained: bool, said: set[Level]
) -> None:
    """A container's network is its own, where no port of it is published."""
    monkeypatch.setattr(machine, "CONTAINED", (Path("/"),) if contained else ())
    found = list(machine.figures_kept(settings.model_copy(update={"metrics": at})))

    assert levels(found) == said
    assert all(bool(one.way_out) == (one.level is Level.WARN) for one in found)
