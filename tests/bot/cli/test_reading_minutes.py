"""``earshot reading minutes``: a month's list for whoever pays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.world import World
from storage import people, slots
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.people.slots import Slot
from tests.bot.cli.ready import SETUP, earshot, with_world

BEGAN = datetime(2026, 11, 3, 10, tzinfo=UTC)
SAM = ParticipantId(b"s" * 16)


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up, in which somebody read for seventeen minutes."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0
    with_world(_read)


async def _read(world: World) -> None:
    over = BEGAN + timedelta(minutes=17)
    ends = BEGAN + timedelta(minutes=40)
    slot = Slot(b"1" * 16, SAM, RoundId("gone"), BEGAN, ends, over, stopped=over)
    sam = Person(SAM, Role.READER, Kind.STAFF, "=Sam", "", Address(Chat.WEB, 7))
    async with world.database.write() as db:
        await people.add_person(db, world.keys, sam)
        await slots.add_slot(db, slot)


def test_60_a_months_minutes_are_listed_and_saved_without_a_formula() -> None:
    """60, 44: who, when, how long; and a first name that begins like a formula stays a name."""
    said = earshot("reading", "minutes", "--month", "2026-11").output
    csv = earshot("reading", "minutes", "--month", "2026-11", "--csv").output

    assert "2026-11-03    17 min  =Sam: gone" in said
    assert "17 min  =Sam, in all" in said
    assert csv.lstrip("\ufeff").splitlines() == [
        "day,name,what,minutes",
        "2026-11-03,'=Sam,gone,17",
    ]
    assert "Nobody wrote down" in earshot("reading", "minutes", "--month", "2026-12").output


def test_what_is_no_month_is_refused_with_the_way_out() -> None:
    """Whoever does the pay is no programmer."""
    refused = earshot("reading", "minutes", "--month", "November")

    assert refused.exit_code == 1
    assert "Way out: write it like 2026-11." in refused.stderr
