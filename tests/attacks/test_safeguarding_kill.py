"""Whoever pulls the plug while somebody is in danger: nothing is lost or told twice."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from storage import people
from storage.engine import open_database
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern
from tests.attacks import intruder
from tests.attacks.dying_alert import SCENES, WHO
from tests.attacks.endangered import NOW, PLAN, ROTA, Watched
from tests.attacks.field import house_in
from tests.attacks.where import Disk, database_of
from tests.bot.chatting import START
from tests.dying import Dying, dying_program

FULL = bool(os.environ.get("EARSHOT_FULL"))
TRIES = 4
"""How many of a scene's steps it dies at, where it isn't all of them."""


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_alert") as program:
        yield program


@pytest.fixture
async def disk(first: Disk) -> Disk:
    """A rota and one young person, all in Telegram."""
    database = await open_database(database_of(first.root), lock=False)
    keys = Keys.open(first.root / "keys", first.root / "copies")
    everybody = {**ROTA, "Lee": Role.ADMIN, "Ann": Role.YOUNG_PERSON}
    async with database.write() as db:
        for place, (nick, role) in enumerate(everybody.items()):
            young = role is Role.YOUNG_PERSON
            number = WHO if young else 6_100_000_000 + place
            person = Person(
                id=ParticipantId(bytes([place + 1]) * 16),
                role=role,
                kind=Kind.YOUNG_PERSON if young else Kind.STAFF,
                nick=nick,
                home="Maple House" if young else "",
                address=Address(Chat.TELEGRAM, number),
                telegram_allowed=True,
            )
            await people.add_person(db, keys, person)
    await database.close()
    return first


def phones(disk: Path) -> list[tuple[int, str]]:
    """Everything that reached a phone, in order."""
    kept = (disk / "phones.jsonl").read_text().splitlines()
    return [cast("tuple[int, str]", tuple(json.loads(line))) for line in kept]


async def the_concern(disk: Path) -> Concern:
    """The one there is."""
    async with house_in(disk, at=START) as house:
        house.__class__ = Watched
        (concern,) = await cast(Watched, house).kept()
    return concern


def what_was_done(concern: Concern) -> list[tuple[str, str]]:
    return [(deed.what, deed.words) for deed in concern.deeds]


@pytest.mark.full
@pytest.mark.sqlite_only
@pytest.mark.parametrize("scene", SCENES)
async def test_g6_killed_at_any_step_it_is_told_once_to_everybody_who_must_know(
    disk: Disk, dying: Dying, tmp_path: Path, scene: str, record_property: Callable[..., None]
) -> None:
    """Before the commit, between it and the reply, between the reply and the ping, before and
    during the acknowledgement, while it climbs the route: afterwards there is one concern, with
    the same deeds, everybody was told, and nobody twice but for a message that had reached their
    phone when the plug was pulled (no receipt: T3). The author is always first.

    Fails when the concern and its ping are written in two transactions.
    """
    whole = disk.copied(tmp_path / "whole")
    steps = int(dying.at(whole, 0, scene))
    wanted = Counter(phones(whole))
    deeds = what_was_done(await the_concern(whole))
    rows = intruder.tables(whole / "data" / "earshot.db")

    assert steps > 8
    every = range(1, steps + 1)
    last = every if FULL else sorted(random.Random(scene).sample(every, TRIES))
    for step in last:
        cut = disk.copied(tmp_path / "cut")
        assert dying.at(cut, step, scene) == "killed", step
        assert dying.at(cut, 0, scene).isdigit(), step
        got = phones(cut)
        _same(Counter(got), wanted, step)
        _author_first(got)
        assert what_was_done(await the_concern(cut)) == deeds, step
        after = intruder.tables(cut / "data" / "earshot.db")
        assert len(after["outbox"]) == len(rows["outbox"]), step
        assert [r["action"] for r in after["audit"]] == [r["action"] for r in rows["audit"]]
        assert intruder.find(cut / "data", [NOW.split()[0]]) == []
        shutil.rmtree(cut)
    record_property("kills while somebody is in danger", len(last))


def _same(got: Counter[tuple[int, str]], wanted: Counter[tuple[int, str]], step: int) -> None:
    """All that should have arrived did. The courier serves chats side by side, so at the kill one
    message to each may have arrived without its receipt: that one twice. Handles are drawn anew.
    """
    plain, full = (Counter(_plain(each)) for each in (got, wanted))
    assert not full - plain, f"lost at {step}"
    twice = Counter(number for number, _ in (plain - full).elements())
    assert max(twice.values(), default=0) <= 1, f"doubled at {step}: {plain - full}"


def _plain(said: Counter[tuple[int, str]]) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for (number, text), count in said.items():
        words = [word if not word.startswith("C-") else "C-" for word in text.split()]
        found[number, " ".join(words)] += count
    return found


def _author_first(got: list[tuple[int, str]]) -> None:
    numbers = [number for number, _ in got]
    told = [place for place, (number, text) in enumerate(got) if "I'm telling Mina" in text]
    assert told
    assert numbers[0] == WHO
    others = [place for place, number in enumerate(numbers) if number != WHO]
    assert told[0] < min(others, default=len(numbers))


def test_the_plan_of_the_story_is_the_usual_one() -> None:
    """Ten minutes for a danger that is now: what "nobody looks" counts on."""
    assert PLAN.acknowledge_now_minutes == 10
