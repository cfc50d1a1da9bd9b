"""Whoever pulls the plug while words are read: no worry is lost, and none is told twice."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outgoing import Say
from bot.services import backing_up
from bot.services.reading import safety_reading
from storage import concerns
from storage.answers import load_answers
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Wrote
from surveys.rounds.round import State
from surveys.safeguarding.concern import Telling
from tests.attacks import intruder
from tests.attacks.dying_seal import WITH_SAFETY_READ, read_and_seal
from tests.attacks.field import CHANGE, RID, Author, Past, house_in
from tests.attacks.test_kill import disk_of
from tests.bot.chatting import START
from tests.dying import Dying, dying_program

AT = START + timedelta(days=8)


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_seal") as program:
        yield program


def whose(past: Past) -> Author:
    """Whoever wrote what two people are worried about."""
    return past.authors[5]


def worrying(past: Past) -> str:
    return whose(past).typed[0]


@pytest.mark.full
async def test_g15_every_kill_while_words_are_read_ends_like_none(
    past: Past, dying: Dying, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """G15, G6: as below, at every commit."""
    record_property("kills during a safety read", await _killed(past, dying, tmp_path, every=True))


@pytest.mark.full
async def test_g15_a_kill_while_words_are_read_loses_no_worry_and_tells_it_once(
    past: Past, dying: Dying, tmp_path: Path
) -> None:
    """G15, G6: whoever wrote it is told once, the lead once, and nothing is sealed unread.

    Fails when the name is opened in one transaction and the concern kept in another.
    """
    assert await _killed(past, dying, tmp_path, every=False) >= 3


async def _killed(past: Past, dying: Dying, tmp_path: Path, *, every: bool) -> int:
    words = worrying(past)
    steps, *after_commits = map(int, dying.at(disk_of(past, tmp_path / "whole"), 0, words).split())
    assert len(after_commits) > 12, "a commit for every text, the asking, the agreeing, the seal"
    draw = random.Random(20270309)
    last = draw.sample(after_commits[:-1], 3)
    if every:
        last = sorted({*after_commits[:-1], *range(2, steps, 40)})
    for step in last:
        disk = disk_of(past, tmp_path / str(step))
        assert dying.at(disk, step, words) == "killed", step
        await _is_put_right(past, disk)
        shutil.rmtree(disk)
    return len(last)


async def _is_put_right(past: Past, disk: Path) -> None:
    async with house_in(disk, at=AT) as house:
        house.world = replace(house.world, policy=WITH_SAFETY_READ)
        await read_and_seal(house.world, worrying(past))
        house.clock.on(minutes=1)
        await house.tick()
        round_ = await house.round()
        async with house.world.database.read() as db:
            (concern,) = await concerns.list_concerns(db, house.world.keys)
            stored = await load_answers(db, house.world.keys, RID)
        told = [
            said
            for said in house.of(whose(past)).heard
            if isinstance(said, Say) and "Thank you for writing" in said.text
        ]
        kept = [answer_from_bytes(one.body)[0] for one in stored if one.question == CHANGE]
        given = [author.final[CHANGE] for author in past.authors if author is not whose(past)]

        assert round_.state is State.SEALED
        assert (concern.telling, concern.words) == (Telling.TOLD_FIRST, worrying(past))
        assert concern.author == whose(past).pid
        assert len(concern.opened_by) == 2
        assert len(told) == 1
        assert sorted(one.text for one in kept if isinstance(one, Wrote)) == sorted(
            one.text for one in given if isinstance(one, Wrote)
        )
        assert len(kept) == len(past.authors)
    rows = intruder.tables(disk / "data" / "earshot.db")
    assert rows["safety_marks"] == []
    assert not [name for name in intruder.files(disk) if name.endswith(".draft")]


async def test_a13_no_mark_is_in_any_backup(past: Past, tmp_path: Path) -> None:
    """A13: what was under way when a copy was made is nobody's business a month later.

    Fails when the table of marks goes into a backup.
    """
    async with past.woken("open", tmp_path) as house:
        house.world = replace(house.world, policy=WITH_SAFETY_READ)
        house.clock.on(days=8)
        await house.tick()
        sam = (await house.person("Sam")).id
        pile = await safety_reading.begin(house.world, sam, RID)
        assert pile is not None
        text = await safety_reading.next_text(house.world, sam, pile)
        assert text is not None
        await safety_reading.mark_fine(house.world, sam, pile, text.handle)
        await backing_up.back_up(house.world)
        under_way = intruder.tables(tmp_path / "data" / "earshot.db")["safety_marks"]
    copies = intruder.databases(tmp_path / "backups")

    assert under_way
    assert copies
    assert [intruder.tables(file)["safety_marks"] for file in copies] == [[]] * len(copies)
