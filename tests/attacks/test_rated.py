"""Somebody with two backups and no key: who rated an answer, and what, before and after."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.services.results import rating
from storage.backups import make_backup
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
