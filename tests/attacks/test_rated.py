"""Who rated an answer, and what: for somebody with two backups, and for one with two results."""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.services.results import rating
from storage.backups import make_backup
from surveys.rounds.rating import Rate, Rated, Shape, may_print_beside, rated
from tests.bot.chatting import Chats
from tests.bot.conftest import chats  # noqa: F401  # the fixture
from tests.bot.services.results.decided_round import released

IN_FLIGHT = {"audit", "key_marks"}
"""Tables that say when a backup was made, or nothing of anybody."""


def rows(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Everything in a backup, by table."""
    with sqlite3.connect(path) as db:
        names = [one for (one,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: set(db.execute(f"SELECT * FROM {name}")) for name in names}


@pytest.mark.full
async def test_a5_two_backups_around_a_rating_do_not_show_whose_it_was(
    chats: Chats,  # noqa: F811  # the fixture
    tmp_path: Path,
) -> None:
    """One tap between them: every envelope differs, of one size, and nothing else of anybody."""
    out = await released(chats)
    await out.decide_all()
    await out.send()
    world, place = chats.world, tmp_path / "away"
    place.mkdir()
    first = await make_backup(world.database, world.keys, place / "first.db")
    await out.rate("Not good enough")
    second = await make_backup(world.database, world.keys, place / "second.db")
    before, after = rows(first), rows(second)

    assert len(before["envelopes"]) == len(after["envelopes"]) == len(out.asked)
    assert not before["envelopes"] & after["envelopes"], "every one is encrypted anew"
    sizes = {len(blob) for *_, blob in before["envelopes"] | after["envelopes"]}
    assert len(sizes) == 1
    same = set(before) - IN_FLIGHT - {"envelopes", "participants", "wishes"}
    assert {name for name in same if before[name] != after[name]} == set()
    assert {row[0] for row in before["participants"]} == {row[0] for row in after["participants"]}


@pytest.mark.full
async def test_a6_after_its_end_no_count_and_no_envelope_of_a_rating_is_anywhere(
    chats: Chats,  # noqa: F811  # the fixture
    tmp_path: Path,
) -> None:
    """Whoever has every backup and every key that is left opens none of them."""
    out = await released(chats)
    await out.decide_all()
    await out.send()
    await out.rate(*["Not good enough"] * 7, *["Good enough"] * 2)
    world, place = chats.world, tmp_path / "away"
    place.mkdir()
    chats.clock.on(days=7, hours=8)
    assert await rating.close_due(world) == 1
    last = rows(await make_backup(world.database, world.keys, place / "last.db"))

    assert last["envelopes"] == set()
    assert list((world.keys.directory / "rounds").glob("rating-*")) == []
    (printed,) = [text for row in last["ratings"] for text in row if "shape" in str(text)]
    assert not any(count in str(printed) for count in ("7", "9", '"2"'))


def printed_of(counts: tuple[int, ...], asked: int, earlier: tuple[Rated, ...] = ()) -> Rated:
    """What is printed of so many of each, of whom so many were asked."""
    given = [rate for rate, count in zip(Rate, counts, strict=True) for _ in range(count)]
    return replace(rated(given if may_print_beside(asked, earlier) else ()), asked=asked)


def test_d2_what_one_said_who_was_forgotten_between_two_ratings_cannot_be_worked_out() -> None:
    """An insider knows who went, how many were there each time, and that nobody else thinks
    otherwise now. Every table of up to thirteen people: whatever is printed, any answer of the
    one who went stays possible that the first result left so."""
    for asked in range(5, 14):
        before: dict[str, set[Rate]] = defaultdict(set)
        both: dict[tuple[str, str], set[Rate]] = defaultdict(set)
        for good, partly in itertools.product(range(asked + 1), repeat=2):
            counts = (good, partly, asked - good - partly)
            for at, rate in enumerate(Rate):
                if min(counts) < 0 or not counts[at]:
                    continue
                left = tuple(count - (at == place) for place, count in enumerate(counts))
                first = printed_of(counts, asked)
                then = printed_of(left, asked - 1, (first,))
                before[repr(first)].add(rate)
                if first.shape is not Shape.TOO_FEW:
                    both[repr(first), repr(then)].add(rate)

        assert all(told == before[first] for (first, _), told in both.items())
