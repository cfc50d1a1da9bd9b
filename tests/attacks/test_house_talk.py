"""After house talks: the intruder has the disk, every backup, the logs and every page.

Two talks are held over HTTP that differ only in who pressed what. Whoever carries everything
off, keys included, must not be able to tell them apart; nor find what was left out, nor anything
about anybody who was there.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services.backing_up import back_up
from bot.services.talks import keeping as talk_keeping
from storage import talks
from storage.boxes import Box, BoxDamaged
from storage.engine import Database, open_database
from storage.keys import Keys, RoundKeyGone
from storage.tables import metadata
from surveys.ids import RoundId
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff.browsing import Browser, open_browser
from tests.bot.webchat.staff.in_room import InRoom, talking_room, turn_in
from tests.bot.webchat.staff.worries import staff_the_rota

pytestmark = pytest.mark.full

KEPT = "Kestrel sofa stays where it is."
GONE = "Wombat rota goes in the bin."
LATE = "Narwhal bath gets mended."
SHAPES = {
    "one": (("right", "leave_out", "right"), ((), (LATE,), ())),
    "others": (("leave_out", "not_quite", "leave_out"), ((LATE,), (), (LATE,))),
}
"""The same outcomes from other presses, by other people, in another order."""


@dataclass
class Lived:
    """A talk that was held, and everything it left behind."""

    house: House
    room: InRoom
    root: Path
    halfway: Path
    """The disk while everybody was in the room."""
    log: str
    pages: list[str] = field(default_factory=list)

    @property
    def rid(self) -> RoundId:
        return RoundId(self.room.rid)


async def live(house: House, browser: Browser, tmp_path: Path, shape: str) -> Lived:
    """Hold a talk with these presses: one sentence goes in its vote, one at the very end."""
    presses, outs = SHAPES[shape]
    room = await talking_room(browser)
    root = house.world.keys.directory.parent
    pages = []
    for words in (KEPT, LATE):
        await room.say(words)
        pages.append((await room.agree()).text)
    await room.say(GONE)
    await back_up(house.world)
    for place, what in enumerate(presses):
        await room.devices[place].press(what)
        await back_up(house.world)
    halfway = tmp_path / f"halfway-{shape}"
    shutil.copytree(root, halfway, ignore=shutil.ignore_patterns("halfway*", ".s.*"))
    pages.append((await room.host_press("right")).text)
    await room.do("read_back")
    for place, out in enumerate(outs):
        await room.devices[place].last(*out)
        await back_up(house.world)
    pages.append((await room.do("last", turn=turn_in(await room.page()))).text)
    await talk_keeping.finish_due(house.world)
    await talk_keeping.finish_due(house.world)
    pages += [(await browser.get("Kit", "staff/talks/")).text]
    return Lived(house, room, root, halfway, "", pages)


@pytest.fixture
async def lived(
    database: Database, keys: Keys, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Lived:
    """One talk, lived through with the logs at their loudest."""
    caplog.set_level(logging.DEBUG)
    house = await build_house(database, keys)
    await staff_the_rota(house)
    browser = await open_browser(house)
    try:
        found = await live(house, browser, tmp_path, "one")
    finally:
        await browser.client.close()
    await database.checkpoint()
    found.log = caplog.text
    return found


def everything_on(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


async def rows_of(database: Database, table: str) -> list[tuple[object, ...]]:
    async with database.read() as db:
        return [tuple(row) for row in (await db.execute(text(f"SELECT * FROM {table}"))).all()]


async def test_d8_a3_no_word_of_a_talk_lies_anywhere_in_clear(lived: Lived) -> None:
    """D8, A3: database, log of it, backups, keys, program's log, temporary files."""
    for root in (lived.root, lived.halfway):
        for name, content in everything_on(root).items():
            for canary in ("Kestrel", "Wombat", "Narwhal"):
                assert canary.encode() not in content, name
    for canary in ("Kestrel", "Wombat", "Narwhal", "leave_out", "not_quite"):
        assert canary not in lived.log


async def test_d8_what_was_left_out_is_under_no_key_that_lives(lived: Lived) -> None:
    """D8: with every key there is now, every backup and the disk from the middle of the talk.

    Fails when the draft key outlives the talk, or sentences go under the text key at once.
    """
    keys = Keys.open(lived.house.world.keys.directory)
    with pytest.raises(RoundKeyGone):
        keys.draft(lived.rid)
    boxes = [keys.identity, keys.safe, keys.text(lived.rid)]
    opened = list(_opened_with(boxes, _blobs(lived, lived.root)))
    opened += _opened_with(boxes, _blobs(lived, lived.halfway))
    kept = await _kept(lived)

    assert kept == [KEPT]
    assert not [words for words in opened if b"Wombat" in words or b"Narwhal" in words]


async def _kept(lived: Lived) -> list[str]:
    async with lived.house.world.database.read() as db:
        agreed = await talks.list_agreed(db, lived.house.world.keys, lived.rid)
    return [one.words for one in agreed]


def _blobs(lived: Lived, root: Path) -> list[tuple[str, bytes, bytes]]:
    """Every sealed column of talks in every SQLite file: its table, its id, its bytes."""
    found = []
    files = [path for path in root.rglob("*") if path.suffix in {".db", ".backup"}]
    for path in files:
        with sqlite3.connect(path) as db:
            for table, key, column in (
                ("talks", "rid", "body_enc"),
                ("talk_drafts", "id", "body_enc"),
                ("agreed", "id", "sentence_enc"),
            ):
                for name, body in db.execute(f"SELECT {key}, {column} FROM {table}"):
                    raw = name.encode() if isinstance(name, str) else name
                    found.append((table, raw, body))
    return found


def _opened_with(boxes: Sequence[Box], blobs: Sequence[tuple[str, bytes, bytes]]) -> list[bytes]:
    """Whatever opens with any of the keys, at any place it could belong to."""
    opened = []
    rids = {name for table, name, _ in blobs if table == "talks"}
    for _, name, body in blobs:
        abouts = [b"talk|" + name]
        abouts += [
            kind + b"|" + rid + b"|" + name for kind in (b"draft", b"agreed") for rid in rids
        ]
        for box in boxes:
            for about in abouts:
                try:
                    opened.append(box.open(body, about=about))
                except BoxDamaged:
                    continue
    return opened


async def test_d8_no_backup_holds_a_sentence_that_was_still_talked_about(lived: Lived) -> None:
    """D8: a backup after each press is the same, whatever was pressed."""
    backups = sorted((lived.root / "backups").glob("*.backup"))
    assert len(backups) > 6
    for path in backups:
        with sqlite3.connect(path) as db:
            assert db.execute("SELECT count(*) FROM talk_drafts").fetchone() == (0,)


async def test_d8_nobody_who_was_there_is_written_down_anywhere(lived: Lived) -> None:
    """D8: not a seat, not a code, not how many they were, not when. On both engines.

    Fails when a talk that is over keeps its room, its count or its clock.
    """
    world = lived.house.world
    async with world.database.read() as db:
        talk = await talks.load_talk(db, world.keys, lived.rid)
    assert talk is not None
    assert (talk.count, talk.room, talk.ends_at) == (0, b"", None)
    seats = [device.cookie.split(".") for device in lived.room.devices]
    rows = repr([await rows_of(world.database, table) for table in metadata.tables])
    disk = b"".join(everything_on(lived.root).values())
    for _, name, _, mark in seats:
        for secret in (name, mark):
            assert secret not in rows
            assert secret.encode() not in disk
            assert bytes.fromhex(secret) not in disk
            assert secret not in lived.log


async def test_d8_the_trail_says_nothing_of_the_room(lived: Lived) -> None:
    """D8: that a talk was begun and kept, by its random name; no home, no vote, no sentence."""
    rows = [
        row for row in await rows_of(lived.house.world.database, "audit") if "talk" in str(row)
    ]
    said = repr(rows)

    assert "house talk begun" in said
    assert "house talk kept" in said
    for never in ("Maple", "vote", "left out", "leave", "press"):
        assert never not in said


async def test_d8_every_table_is_as_if_nobody_had_voted(lived: Lived) -> None:
    """D8: rows come only in the tables of talks, the trail and the host's sign-in."""
    world = lived.house.world
    touched = {
        table
        for table in metadata.tables
        if lived.rid in repr(await rows_of(world.database, table))
    }

    assert touched == {"talks", "agreed", "audit"}


async def test_d8_two_talks_that_came_to_the_same_cannot_be_told_apart(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """D8: other people pressed other things in another order; sizes, counts, stages, the trail,
    what the host saw and what the phones saw are alike.

    Fails when anything at all is kept of a press.
    """
    house = await build_house(database, keys)
    await staff_the_rota(house)
    browser = await open_browser(house)
    seen = []
    for shape in SHAPES:
        found = await live(house, browser, tmp_path, shape)
        rows = {
            table: sorted(
                _shape(row) for row in await rows_of(database, table) if found.rid in repr(row)
            )
            for table in ("talks", "agreed", "audit")
        }
        pages = [_bare(page, found.rid) for page in found.pages]
        phones = [
            [_bare(page, found.rid) for page in device.pages] for device in found.room.devices
        ]
        seen.append((json.dumps(rows), pages[:-2], [len(one) for one in phones], phones[0][-1]))
    await browser.client.close()

    assert seen[0] == seen[1]


def _shape(row: Sequence[object]) -> str:
    """A row without its random bytes: sizes of bytes, and words without names of talks."""
    return repr(
        [
            len(bytes(one))
            if isinstance(one, bytes | memoryview)
            else re.sub(r"talk-\w+", "talk", one)
            if isinstance(one, str) and not one.isdigit()
            else None
            for one in row
        ]
    )


def _bare(page: str, rid: str) -> str:
    page = re.sub(r'(turn" value|moves|watch|id" value|out" value)="[\w/]*"', "", page)
    return "\n".join(sorted(line.replace(rid, "") for line in page.splitlines()))


async def test_d8_a_talk_that_was_stopped_leaves_nothing_that_opens(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """2.2: anybody may stop it, and then nothing is kept: not in an older backup either.

    Fails when a key of a stopped talk stays.
    """
    house = await build_house(database, keys)
    await staff_the_rota(house)
    browser = await open_browser(house)
    room = await talking_room(browser)
    await room.say(KEPT)
    await room.agree()
    await back_up(house.world)
    await room.devices[2].stop()
    await talk_keeping.finish_due(house.world)
    await browser.client.close()
    left = {path.name for path in (keys.directory / "rounds").iterdir()}
    counts = [len(await rows_of(database, table)) for table in ("talks", "talk_drafts", "agreed")]

    assert counts == [0, 0, 0]
    assert not [name for name in left if room.rid in name]


async def test_d8_a_talk_that_nobody_ended_is_torn_up(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """A tablet left on a table must not keep what was said. After four hours it is gone."""
    house = await build_house(database, keys)
    await staff_the_rota(house)
    browser = await open_browser(house)
    room = await talking_room(browser)
    await room.say(KEPT)
    await browser.client.close()
    assert await talk_keeping.finish_due(house.world) == 0
    house.clock.on(hours=4, minutes=1)
    for _ in range(2):
        await talk_keeping.finish_due(house.world)

    assert await rows_of(database, "talks") == []
    assert not house.world.keys.has_draft(RoundId(room.rid))


async def test_a13_an_old_backup_brings_no_talk_back(lived: Lived, tmp_path: Path) -> None:
    """A13: a talk under way in a backup has lost its key: it goes, and what was kept since
    can still be read from a newer backup."""
    world = lived.house.world
    first, *_, last = sorted((lived.root / "backups").glob("*.backup"))
    for backup, left in ((first, []), (last, ["kept"])):
        copy = tmp_path / f"restored-{backup.name}.db"
        shutil.copy(backup, copy)
        restored = await open_database(f"sqlite:///{copy}", lock=False)
        there = replace(world, database=restored)
        for _ in range(2):
            await talk_keeping.finish_due(there)
        stages = [stage for _, stage, *_ in await rows_of(restored, "talks")]
        await restored.close()

        assert stages == left
    assert await _kept(lived) == [KEPT]


async def test_x4_at_the_end_of_retention_the_words_are_gone(lived: Lived) -> None:
    """X4: with them every backup of them."""
    house = lived.house
    house.clock.on(days=house.world.policy.retention.answers_days + 2)
    assert await talk_keeping.forget_due(house.world) == 1

    assert await rows_of(house.world.database, "talks") == []
    with pytest.raises(RoundKeyGone):
        house.world.keys.text(lived.rid)
