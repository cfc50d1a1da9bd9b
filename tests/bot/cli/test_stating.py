"""``earshot status``: how it stands on one screen; no letter of it moves when somebody answers."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.heartbeat import Heartbeat
from bot.opening import open_world
from bot.services.operating import pausing
from bot.services.world import World
from bot.settings import read_settings
from storage import well_days
from storage.envelopes import open_envelopes, save_envelope
from storage.ledger import open_ledger
from storage.rounds import add_round
from storage.well_days import Said
from surveys.rounds.round import State
from tests.bot.cli.ready import SETUP, earshot, with_world
from tests.storage.making import RID, a_round, pid

TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that is set up in an empty directory; no setting comes from outside."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0
    return tmp_path


def shown(status: int = 0) -> str:
    done = earshot("status")
    assert done.exit_code == status, done.output
    return done.output


def test_a_fresh_house_says_what_was_never_done() -> None:
    """Each line that waits for somebody has the way out in it."""
    said = shown()

    assert "does not run" in said
    assert "none in data-backups: `earshot backup`" in said
    assert "`earshot keys copy DIRECTORY`" in said
    assert "never: `earshot safeguarding test`" in said
    assert "not said yet" in said


def test_while_it_runs_it_says_since_which_day_and_an_old_version_shows() -> None:
    """After an upgrade the program that runs is still the old one until it is started again."""
    Heartbeat(Path("data/alive"), "0.0.1").beat(datetime.now(UTC))
    running = shown()
    os.utime("data/alive", (time.time() - 600, time.time() - 600))

    assert f"runs since {TODAY:%a} {TODAY.day} {TODAY:%b %Y}" in running
    assert "what runs is version 0.0.1: start it again" in running
    assert "does not run" in shown()


async def test_it_works_beside_the_bot_that_holds_the_house() -> None:
    """Whoever looks after it looks while it runs."""

    async with open_world(read_settings(), alone=True):
        done = await asyncio.to_thread(earshot, "status")

    assert done.exit_code == 0, done.output


def test_what_was_said_last_and_a_pause_are_shown() -> None:
    """A pause that is forgotten, a line that did not come."""

    async def do(world: World) -> None:
        await pausing.pause(world, None)
        async with world.database.write() as db:
            await well_days.claim_day(db, Said(TODAY, "Backups, Disk"), world.now())

    with_world(do)
    said = shown()

    assert "Paused" in said
    assert "Backups, Disk. `earshot doctor`" in said


def test_a10_an_answer_changes_no_letter_of_it() -> None:
    """Whoever looks each minute must not see when somebody wrote.

    Fails when a count of people, answers or messages gets onto the screen.
    """

    async def open_round(world: World) -> None:
        world.keys.make_round_keys(RID)
        async with world.database.write() as db:
            await add_round(db, a_round(state=State.OPEN))
            people = [pid(number) for number in range(1, 9)]
            await open_ledger(db, RID, people)
            await open_envelopes(db, world.keys, RID, people, b"{}", size=2048)

    async def answer(world: World) -> None:
        async with world.database.write() as db:
            await save_envelope(db, world.keys, RID, pid(1), b"WORDS")

    with_world(open_round)
    before = shown()
    with_world(answer)

    assert str(RID) in before
    assert shown() == before


def test_without_its_keys_it_says_what_it_can_and_the_way_out() -> None:
    """It is looked at when something is wrong."""
    Path("data-keys/identity.key").unlink()
    said = shown(status=1)

    assert "Earshot" in said
    assert "Backups" in said
    assert "identity.key" in said
