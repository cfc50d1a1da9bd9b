"""Whoever pulls the plug while somebody asks for help: told first, then told, or neither yet."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import concerns, people
from storage.engine import open_database
from storage.keys import Keys
from storage.migrations import upgrade
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.attacks.dying_words import ANN, WORDS, chats_on, hear
from tests.dying import Dying, dying_program

FULL = bool(os.environ.get("EARSHOT_FULL"))
"""Be killed at every step; else at one of them and at the last."""
SAM = Address(Chat.TELEGRAM, 880_000_778)


@pytest.fixture
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_words") as program:
        yield program


@pytest.fixture
async def clean(tmp_path: Path) -> Path:
    """A house with a lead and somebody who is known, and nothing said yet."""
    keys = Keys.create(tmp_path / "clean" / "keys", tmp_path / "clean" / "copies")
    database = await open_database(f"sqlite:///{tmp_path / 'clean' / 'earshot.db'}")
    await upgrade(database)
    crew = ((ANN, Role.YOUNG_PERSON, "Ann"), (SAM, Role.SAFEGUARDING_LEAD, "Sam"))
    async with database.write() as db:
        for at, role, nick in crew:
            kind = Kind.YOUNG_PERSON if role is Role.YOUNG_PERSON else Kind.STAFF
            pid = ParticipantId(nick.encode().ljust(16, b"."))
            await people.add_person(db, keys, Person(pid, role, kind, nick, "", at, True))
    await database.close()
    return tmp_path / "clean"


@pytest.mark.full
async def test_g6_a_kill_at_any_step_leaves_both_or_neither(
    clean: Path, dying: Dying, tmp_path: Path
) -> None:
    """G6: what the author is told and what the lead is told are one commit; the update that was
    not confirmed comes again, and then each is told once."""
    steps = int(dying.at(shutil.copytree(clean, tmp_path / "whole"), 0))
    last = set(range(1, steps + 1))
    if not FULL:
        last = {steps, *random.Random(6).sample(sorted(last), 1)}
    for step in sorted(last):
        disk = shutil.copytree(clean, tmp_path / str(step))
        assert dying.at(disk, step) == "killed", step
        await _both_or_neither_then_both_once(disk)

    assert steps > 12


async def _both_or_neither_then_both_once(disk: Path) -> None:
    async with chats_on(disk) as chats:
        async with chats.world.database.read() as db:
            before = await concerns.list_concerns(db, chats.world.keys)
        await chats.deliver()
        assert bool(chats.at(ANN).shown) is bool(before)
        await hear(chats)
        await chats.deliver()
        assert not chats.at(SAM).shown
        chats.clock.on(seconds=6)
        await chats.deliver()
        async with chats.world.database.read() as db:
            after = await concerns.list_concerns(db, chats.world.keys)

        assert [one.words for one in after] == [WORDS]
        first = [m for m in chats.at(ANN).shown.values() if "I'm telling Sam" in m.text]
        assert len(first) == 1
        assert len(chats.at(SAM).shown) == 1
