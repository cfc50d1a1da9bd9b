"""The units for systemd keep what docs/running.md promises, and systemd can read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from bot.house_life import Manner
from bot.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
WORKER = "earshot-worker@.service"
SERVICES = ("earshot.service", "earshot-backup.service", WORKER)
EXPOSED = 20
"""The most that ``systemd-analyze security`` may find. Unit: tenths of ten; 20 is "2.0 OK"."""
GRACEFUL = 10
"""A stop takes no longer (F5). Unit: seconds."""


def unit(name: str) -> dict[str, list[str]]:
    """Every setting of a unit, each with all that it was given, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (DEPLOY / name).read_text("utf-8").splitlines():
        if found_one := re.fullmatch(r"(\w+)=(.*)", line):
            found[found_one[1]].append(found_one[2])
        else:
            assert re.fullmatch(r"|#.*|\[\w+\]", line), line
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_no_unit_can_do_more_than_it_must(name: str) -> None:
    """Whoever gets into it finds nothing to write to and no way to gain rights."""
    found = unit(name)

    assert found["User"] == ["earshot"]
    assert found["CapabilityBoundingSet"] == [""]
    for switched_on in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome"):
        assert found[switched_on] == ["true"], switched_on
    assert found["ProtectSystem"] == ["strict"]
    assert found["UMask"] == ["0077"]
    assert found["StateDirectoryMode"] == ["0700"]


@pytest.mark.parametrize("name", SERVICES)
def test_words_in_memory_reach_no_disk(name: str) -> None:
    """Neither by swap nor by a crash."""
    found = unit(name)

    assert found["MemorySwapMax"] == ["0"]
    assert found["LimitCORE"] == ["0"]


@pytest.mark.parametrize("name", SERVICES)
def test_keys_data_and_backups_lie_apart(name: str) -> None:
    """Whoever copies one directory must not have two; every setting is one of ours."""
    given = dict(one.partition("=")[::2] for one in unit(name)["Environment"])
    for options in ("RUN_OPTIONS", "WORK_OPTIONS"):
        given.pop(options, None)
    places = [Path(place) for place in given.values()]
    own = {f"/var/lib/{one}" for one in unit(name)["StateDirectory"][0].split()}

    assert {f"EARSHOT_{one.upper()}" for one in Settings.model_fields} >= set(given)
    assert not [(a, b) for a in places for b in places if a != b and a.is_relative_to(b)]
    assert all(any(place.is_relative_to(one) for one in own) for place in places)


@pytest.mark.parametrize("name", ["earshot.service", WORKER])
def test_f5_systemd_waits_longer_than_a_stop_takes(name: str) -> None:
    """Cut short, it would be as if the power had gone."""
    (given,) = unit(name)["TimeoutStopSec"]

    assert int(given.removesuffix("s")) > GRACEFUL


def test_it_is_started_again_for_ever_and_begins_by_rehearsing() -> None:
    """As compose.yaml does; a unit that gave up helps nobody who is in danger."""
    found = unit("earshot.service")

    assert found["Restart"] == ["on-failure"]
    assert found["StartLimitIntervalSec"] == ["0"]
    assert found["Type"] == ["notify"]
    assert "RUN_OPTIONS=--rehearsal" in found["Environment"]
    assert Manner(rehearsal=True).rehearsal


def test_a_worker_is_as_the_house_is_but_for_what_it_does() -> None:
    """The same program, account, directories and bounds; at a port of its own."""
    house, worker = unit("earshot.service"), unit(WORKER)
    different = {name for name in house | worker if house.get(name) != worker.get(name)}
    port = worker["ExecStart"][0].replace("%i", "8701")

    assert different == {"Description", "After", "Environment", "ExecStart", "TimeoutStartSec"}
    assert "earshot work --at 127.0.0.1:8701 $WORK_OPTIONS" in port
    assert set(worker["Environment"]) ^ set(house["Environment"]) == {
        "RUN_OPTIONS=--rehearsal",
        "WORK_OPTIONS=",
    }


def test_there_is_a_backup_every_night_and_one_that_was_missed_is_made_up_for() -> None:
    """An office machine is switched off at night."""
    found = unit("earshot-backup.timer")

    assert found["OnCalendar"] == ["*-*-* 03:40"]
    assert found["Persistent"] == ["true"]
    assert unit("earshot-backup.service")["ExecStart"][0].endswith("earshot backup")


@pytest.mark.parametrize("name", [*SERVICES, "earshot-backup.timer"])
def test_systemd_finds_nothing_wrong_with_them(tmp_path: Path, name: str) -> None:
    """A name that it does not know would be passed over in silence on the day."""
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("systemd-analyze is not here")
    for one in (*SERVICES, "earshot-backup.timer"):
        text = (
            (DEPLOY / one)
            .read_text("utf-8")
            .replace("/opt/earshot/.venv/bin/earshot", "/bin/true")
        )
        text = text.replace("User=earshot\n", "").replace("Group=earshot\n", "")
        (tmp_path / one).write_text(text, "utf-8")
    said = subprocess.run(
        [
            *(analyse, "verify", "--man=no", "--recursive-errors=no"),
            str(tmp_path / name.replace("@.", "@8701.")),
        ],
        capture_output=True,
        text=True,
    )

    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_systemd_finds_them_hardly_exposed(name: str) -> None:
    """Its own measure, of what a program that was broken into could still do."""
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("systemd-analyze is not here")
    said = subprocess.run(
        [analyse, "security", "--offline=yes", f"--threshold={EXPOSED}", str(DEPLOY / name)],
        capture_output=True,
        text=True,
    )

    assert said.returncode == 0, said.stdout.splitlines()[-1:] + said.stderr.splitlines()[:3]
