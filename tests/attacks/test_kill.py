"""Whoever pulls the plug: a seal cut off at any step and begun again ends like any other."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.answers import load_answers
from storage.boxes import OVERHEAD
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Chose, Wrote
from surveys.rounds.round import State
from tests.attacks import intruder
from tests.attacks.field import ASKED, RID, SENT, House, Past, house_in
from tests.attacks.intruder import raw
from tests.dying import Dying, dying_program

FULL = bool(os.environ.get("EARSHOT_FULL"))
"""Be killed at every thirtieth step of a thousand and after every commit; else after the first
two commits: the close, and the seal."""


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    with dying_program("tests.attacks.dying_seal") as program:
        yield program


def disk_of(past: Past, path: Path) -> Path:
    return past.copied("open", path)


async def stands(house: House) -> Counter[str]:
    """Every stored answer, opened, in no order."""
    async with house.world.database.read() as db:
        stored = await load_answers(db, house.world.keys, RID)
    return Counter(f"{one.question} {answer_from_bytes(one.body)}" for one in stored)


async def test_a7_a_seal_killed_at_any_step_ends_like_one_that_was_not(
    past: Past, dying: Dying, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A power cut must neither lose an answer, nor double one, nor leave the key of a draft.

    Fails when the answers are stored and the envelopes dropped in two transactions.
    """
    steps, *after_commits = map(int, dying.at(disk_of(past, tmp_path / "whole"), 0).split())
    async with house_in(tmp_path / "whole") as house:
        whole = await stands(house)
    before_commits = [after - 2 for after in after_commits]
    last = {*range(2, steps, 30), *after_commits, *before_commits}
    if not FULL:  # the second is what is sealed: right before it is committed, too
        last = {*after_commits[:2], before_commits[1]}

    assert steps > 12
    assert len(after_commits) > 3
    assert sum(whole.values()) == 2 * SENT
    for step in sorted(last):
        disk = disk_of(past, tmp_path / str(step))
        assert dying.at(disk, step) == "killed", step
        await _is_put_right(past, disk, whole)
        shutil.rmtree(disk)
    record_property("kills during a seal", len(last))


async def _is_put_right(past: Past, disk: Path, whole: Counter[str]) -> None:
    async with house_in(disk, at=past.at["sealed"]) as house:
        await house.tick()
        round_ = await house.round()
        told = [len(house.of(author).heard) for author in past.everybody]

        assert round_.state is State.SEALED
        assert round_.count_sent == SENT
        assert await stands(house) == whole
        assert told == [1] * ASKED
    rows = intruder.tables(disk / "data" / "earshot.db")
    assert rows["envelopes"] == []
    assert {row["state"] for row in rows["ledger"]} == {"asked"}
    assert {len(raw(row["body_enc"])) for row in rows["answers"]} == {256 + OVERHEAD}
    assert not [name for name in intruder.files(disk) if name.endswith(".draft")]
    key = (past.disk("open") / "keys" / "rounds" / f"{RID}.draft").read_bytes()
    assert intruder.holding(disk, [key]) == []
    _backups_are_whole(disk)


def _backups_are_whole(disk: Path) -> None:
    """One made after the seal is there, and holds every answer."""
    kept = [intruder.tables(file) for file in intruder.databases(disk / "backups")]
    assert any(len(rows.get("answers", [])) == 2 * SENT for rows in kept)


def test_the_answers_are_those_that_were_given(past: Past) -> None:
    """What a7 compares with is right: the twelve texts and the twelve choices."""
    rows = intruder.tables(past.disk("sealed") / "data" / "earshot.db")
    opened = intruder.open_boxes(rows, past.keys("sealed"))["answers"]
    found = Counter(answer_from_bytes(box)[0] for box in opened)
    given: Counter[object] = Counter()
    for author in past.authors:
        given.update(author.final.values())

    assert found == given
    assert all(isinstance(answer, Chose | Wrote) for answer in found)
