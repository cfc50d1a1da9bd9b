"""Whoever pulls the plug while a chat moves or a colleague leaves: all of it, or nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.people import rebinding
from storage import people
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.attacks import intruder
from tests.attacks.field import house_in
from tests.attacks.where import Disk
from tests.bot.chatting import START, consent
from tests.dying import Dying, dying_program

TRIES = int(os.environ.get("EARSHOT_KILLS", "6"))
"""How many of a scene's steps it dies at."""
CREW = {
    "Lee": Role.ADMIN,
    "Mina": Role.SAFEGUARDING_LEAD,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Ola": Role.OUTSIDE_PERSON,
    "Sam": Role.READER,
}


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_move") as program:
        yield program


@pytest.fixture
async def disk(first: Disk) -> Disk:
    """Mia has begun a round in Telegram; a new way in is made for her."""
    root = first.root
    async with house_in(root, at=START) as house:
        for nick, role in CREW.items():
            await house.add(nick, role=role, home="", chat=Chat.WEB)
        mia = await house.add("Mia")
        round_ = await house.open_round(mia)
        await consent(mia, round_)
        async with house.world.database.read() as db:
            known = {p.nick: p for p in await people.list_people(db, house.world.keys)}
        way = await rebinding.ask(house.world, known["Lee"].id, "Mia", "Maple House")
        made = await rebinding.agree(house.world, known["Mina"], way.id)
        assert made is not None
        (root / "code").write_text(made.code)
    return first


async def standing(disk: Path) -> tuple[int, int, list[str], set[object]]:
    """How many Mias and envelopes, where Mia is, and whose sign-ins there are."""
    opened = house_in(disk, at=START + timedelta(minutes=1))
    async with opened as house, house.world.database.read() as db:
        known = await people.list_people(db, house.world.keys)
    rows = intruder.tables(disk / "data" / "earshot.db")
    mias = [p for p in known if p.nick == "Mia"]
    owners = {row["pid"] for row in rows["signins"]}
    return len(mias), len(rows["envelopes"]), [p.address.chat.value for p in mias], owners


@pytest.mark.full
@pytest.mark.parametrize("scene", ["opens", "leaves"])
async def test_53_killed_at_any_step_it_is_all_done_or_not_begun(
    disk: Disk, dying: Dying, tmp_path: Path, scene: str
) -> None:
    """53, C4: afterwards there is one person with one envelope in one chat, and the link of a
    move that was not made still works; a leaver is wholly there or wholly gone.

    Fails when the link is used up in one transaction and the chat moved in another.
    """
    whole = disk.copied(tmp_path / "whole")
    steps = int(dying.at(whole, 0, scene))
    every = range(1, steps + 1)
    for step in sorted(random.Random(scene).sample(every, min(TRIES, steps))):
        cut = disk.copied(tmp_path / "cut")
        assert dying.at(cut, step, scene) == "killed", step
        assert dying.at(cut, 0, scene).isdigit(), step
        mias, envelopes, where, _ = await standing(cut)
        assert (mias, envelopes) == (1, 1), step
        assert where == (["web"] if scene == "opens" else ["telegram"]), step
        rows = intruder.tables(cut / "data" / "earshot.db")
        assert [row["action"] for row in rows["audit"]].count("left") == (scene == "leaves")
        shutil.rmtree(cut)
