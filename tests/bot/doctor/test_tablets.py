"""A round by slips needs an address that a tablet can open."""

from __future__ import annotations

import pytest

from bot.doctor.findings import Level
from bot.doctor.tablets import judged
from surveys.rounds.round import State, Way
from tests.storage.making import a_round

SLIPS = a_round(state=State.OPEN, way=Way.TICKET)


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("http://127.0.0.1:8642", Level.WARN),
        ("http://earshot.lan", Level.WARN),
        ("https://earshot.lan", Level.OK),
    ],
)
def test_slips_with_an_address_no_tablet_opens_are_warned_of(address: str, level: Level) -> None:
    """Twelve slips are printed, and nobody gets in."""
    assert judged([SLIPS], address).level is level


def test_without_a_round_by_slips_there_is_nothing_to_say() -> None:
    """A house that asks by invitation needs no tablet."""
    assert judged([a_round(state=State.OPEN)], "http://127.0.0.1:8642").level is Level.OK
