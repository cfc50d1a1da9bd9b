"""``earshot rehearse``: a whole round with made-up people, of which nothing is left."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from bot.cli import app
from bot.opening import open_world
from bot.rehearsal import steps
from bot.rehearsal.steps import STEPS
from bot.services.rounds import fielding, sealing
from bot.services.world import World
from bot.settings import read_settings
from storage import audit
from storage.tables import metadata
from tests.bot.cli.ready import SETUP, earshot, with_world

PLACE = Path("data-rehearsal")


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in; no setting comes from outside."""
    for name in [name for name in os.environ if name.startswith("EARSHOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sizes() -> dict[str, int]:
    async def count(world: World) -> dict[str, int]:
        async with world.database.read() as db:
            return {
                name: await db.scalar(select(func.count()).select_from(table)) or 0
                for name, table in metadata.tables.items()
            }

    return with_world(count)


def trail() -> list[str]:
    async def read(world: World) -> list[str]:
        async with world.database.read() as db:
            return [entry.action for entry in await audit.list_audit(db)]

    return with_world(read)


def files() -> set[str]:
    return {one.as_posix() for one in Path().rglob("*") if "earshot.db" not in one.name}


def test_a_whole_round_is_rehearsed_and_nothing_of_it_is_left() -> None:
    """The first thing an administrator does with it must not be done with real people.

    Fails when anything made up gets into the real house, or stays beside it.
    """
    earshot(*SETUP)
    before, had = sizes(), files()
    done = earshot("rehearse", "--yes")
    after = sizes()

    assert done.exit_code == 0, done.output
    for number, step in enumerate(STEPS, 1):
        assert f"{number}. {step.title}" in done.output
    assert "STILL HERE" not in done.output
    assert files() == had
    assert after == {**before, "audit": before["audit"] + 1}
    assert trail() == ["rehearsal of a round cleared away"]


@pytest.mark.parametrize("answered", [1, 3, 5, len(STEPS)])
def test_broken_off_between_two_steps_it_goes_on_there(answered: int) -> None:
    """Somebody rings; the rest is for the afternoon.

    Fails when a step that was done is done again, or one that was not is left out.
    """
    earshot(*SETUP)
    broken = CliRunner().invoke(app, ["rehearse"], input="\n" * answered)
    there = PLACE.exists()
    done = earshot("rehearse", "--yes")

    assert broken.exit_code == 1
    assert there
    assert done.exit_code == 0, done.output
    assert "goes on there" in done.output
    assert done.output.count("done before") == answered
    assert not PLACE.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [(fielding, "open_due"), (sealing, "seal_due"), (steps.releasing, "approve_release")],
)
def test_broken_off_within_a_step_it_goes_on_there(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    """Ctrl-C comes when it comes; so does a power cut."""
    earshot(*SETUP)

    async def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, name, cut_off)
        broken = CliRunner().invoke(app, ["rehearse", "--yes"])
    done = earshot("rehearse", "--yes")

    assert broken.exit_code != 0
    assert done.exit_code == 0, done.output
    assert not PLACE.exists()


def test_afresh_throws_away_what_was_broken_off() -> None:
    """For whoever wants to show it to a colleague from the start."""
    earshot(*SETUP)
    CliRunner().invoke(app, ["rehearse"], input="\n\n\n")
    done = earshot("rehearse", "--yes", "--afresh")

    assert done.exit_code == 0, done.output
    assert "done before" not in done.output


async def test_it_works_beside_a_running_bot() -> None:
    """Nobody stops the bot to show how it goes."""
    await asyncio.to_thread(earshot, *SETUP)
    async with open_world(read_settings(), alone=True):
        done = await asyncio.to_thread(earshot, "rehearse", "--yes")

    assert done.exit_code == 0, done.output


def test_before_setup_it_says_setup() -> None:
    """There is nothing to rehearse yet, and nothing is made."""
    done = earshot("rehearse", "--yes")

    assert done.exit_code == 1
    assert "earshot setup" in done.output
    assert not PLACE.exists()
