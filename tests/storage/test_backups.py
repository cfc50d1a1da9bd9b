import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage import backups
from storage.answers import add_answers, load_answers
from storage.audit import record, verify
from storage.backups import BackupFailed, make_backup
from storage.engine import Database, open_database
from storage.envelopes import load_all, open_envelopes, save_envelope
from storage.keys import Keys, RoundKeyGone
from storage.ledger import list_standing, open_ledger
from storage.migrations import upgrade
from storage.outbox import owe
from storage.people import add_person, load_person, save_desk
from storage.readings import Decision, Reading, record_reading
from storage.restoring import restore_backup
from storage.rounds import add_round, load_round, update_round
from storage.seen import claim_update
from storage.signins import add_signin
from storage.tables import IN_FLIGHT, metadata
from storage.tombs import MIRROR
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.people.person import Desk
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from tests.storage.making import NOW, RID, TODAY, a_person, a_round, pid

OLD = RoundId("last-autumn")
AID = AnswerId(b"a" * 16)
PEOPLE = [pid(number) for number in range(1, 9)]


@pytest.fixture
async def busy(database: Database, keys: Keys) -> Database:
    """An open round half answered, a sealed one being read, and things in flight."""
    for rid in (RID, OLD):
        keys.make_round_keys(rid)
    async with database.write() as db:
        for number in range(1, 9):
            await add_person(db, keys, a_person(number))
        await add_round(db, a_round(state=State.OPEN))
        await add_round(db, a_round(OLD, "zzzzzz", state=State.SEALED))
        await open_ledger(db, RID, PEOPLE)
        await open_envelopes(db, keys, RID, PEOPLE, b"{}", size=2048)
        await save_envelope(db, keys, RID, PEOPLE[0], b"CANARYWORDS")
        await add_answers(db, keys, OLD, [(AID, QuestionKey("q"), b"CANARYWORDS", None)])
        await record_reading(db, keys, OLD, AID, Reading(Decision.PASSED))
        await record(db, at=NOW, who=pid(9), action="opened round", about=RID)
        await owe(db, keys, to=a_person(1).address, body=b"x", now=NOW, pid=pid(1))
        await claim_update(db, "web", 1, TODAY)
        await add_signin(db, pid(1), b"t" * 32, TODAY)
    return database


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite:///{tmp_path / 'restored' / 'earshot.db'}")
    await upgrade(database)
    yield database
    await database.close()


async def sizes(database: Database) -> dict[str, int]:
    async with database.read() as db:
        return {
            name: await db.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def rows(path: Path, query: str) -> list[tuple[bytes, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def leftovers(directory: Path) -> list[Path]:
    return [path for path in directory.iterdir() if "backup" in path.name]


async def test_a_backup_has_everything_but_what_is_in_flight(
    busy: Database, keys: Keys, tmp_path: Path, empty: Database
) -> None:
    """Put back into an empty database, it is the same place, minus what was under way."""
    path = await make_backup(busy, keys, tmp_path / "one.backup")
    await restore_backup(path, empty, keys)
    original, restored = await sizes(busy), await sizes(empty)

    assert restored == {n: 0 if n in IN_FLIGHT else s for n, s in original.items()}
    async with empty.read() as db:
        assert await load_person(db, keys, pid(1)) == a_person(1)
        assert await load_round(db, RID) == a_round(state=State.OPEN)
        assert (await load_all(db, keys, RID))[PEOPLE[0]] == b"CANARYWORDS"
        assert [a.body for a in await load_answers(db, keys, OLD)] == [b"CANARYWORDS"]
        assert await verify(db) is None


@pytest.mark.full
async def test_a_backup_can_be_put_back_on_the_engine_it_came_from(
    busy: Database, keys: Keys, tmp_path: Path
) -> None:
    """SQLite and PostgreSQL read the same backup."""
    path = await make_backup(busy, keys, tmp_path / "one.backup")
    async with busy.write() as db:
        for table in reversed(metadata.sorted_tables):
            await db.execute(table.delete())
    await restore_backup(path, busy, keys)

    async with busy.read() as db:
        assert await load_person(db, keys, pid(8)) == a_person(8)
        assert (await load_all(db, keys, RID))[PEOPLE[1]] == b"{}"


async def test_a_backup_is_one_file_for_its_owner_only(
    busy: Database, keys: Keys, tmp_path: Path
) -> None:
    """No log beside it that could be forgotten, nothing half-made; only the tombstones."""
    target = tmp_path / "medium" / "one.backup"
    target.parent.mkdir()
    await make_backup(busy, keys, target)

    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in target.parent.iterdir()}
    assert found == {"one.backup": 0o600, MIRROR: 0o600}


async def test_a3_a_backup_holds_no_words_and_no_key(
    busy: Database, keys: Keys, tmp_path: Path
) -> None:
    """Whoever finds it learns how many people were asked, and no more."""
    held = (await make_backup(busy, keys, tmp_path / "one.backup")).read_bytes()
    secrets = [path.read_bytes() for path in keys.directory.rglob("*.*") if path.is_file()]

    assert len([secret for secret in secrets if secret]) == 7
    assert [secret for secret in secrets if secret and secret in held] == []
    assert b"CANARYWORDS" not in held
    assert b"Otter" not in held


async def test_a4_two_backups_do_not_show_who_answered_between_them(
    busy: Database, keys: Keys, tmp_path: Path
) -> None:
    """Every envelope and every desk differs, the untouched ones too; sizes are equal."""
    one = await make_backup(busy, keys, tmp_path / "one.backup")
    async with busy.write() as db:
        await save_envelope(db, keys, RID, PEOPLE[3], b"words")
        await save_desk(db, keys, PEOPLE[3], Desk(waiting="erase"))
    two = await make_backup(busy, keys, tmp_path / "two.backup")

    for query in (
        "SELECT blob FROM envelopes ORDER BY pid",
        "SELECT desk_enc FROM participants ORDER BY pid",
    ):
        before, after = rows(one, query), rows(two, query)
        assert all(a != b for a, b in zip(before, after, strict=True))
        assert len({len(row[0]) for row in before + after}) == 1
    assert one.stat().st_size == two.stat().st_size


async def test_a13_a_backup_from_before_the_seal_opens_no_envelope(
    busy: Database, keys: Keys, tmp_path: Path, empty: Database
) -> None:
    """The key died at the seal; an old backup brings nothing and nobody back."""
    path = await make_backup(busy, keys, tmp_path / "one.backup")
    keys.destroy_draft(RID)
    keys.entomb(RID, TODAY)
    await restore_backup(path, empty, keys)

    async with empty.read() as db:
        back = await load_round(db, RID)
        assert back is not None
        assert back.state is State.CANCELLED
        assert await list_standing(db, RID, Standing.ASKED) == PEOPLE
        with pytest.raises(RoundKeyGone):
            await load_all(db, keys, RID)
    assert (await sizes(empty))["envelopes"] == 0


async def test_f8_a_seal_that_was_on_its_way_is_finished_after_a_restore(
    busy: Database, keys: Keys, tmp_path: Path, empty: Database
) -> None:
    """The backup made inside the seal says "sealing"; it must not be cancelled."""
    async with busy.write() as db:
        await update_round(db, RID, state=State.SEALING)
    path = await make_backup(busy, keys, tmp_path / "one.backup")
    keys.entomb(RID, TODAY)
    await restore_backup(path, empty, keys)

    async with empty.read() as db:
        back = await load_round(db, RID)
    assert back is not None
    assert back.state is State.SEALING


async def test_a_backup_that_does_not_read_back_the_same_is_refused(
    busy: Database, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key is destroyed on the strength of it."""
    copy_table = backups.copy_table

    async def forget_answers(old, new, table):  # type: ignore[no-untyped-def]
        if table.name != "readings":
            await copy_table(old, new, table)

    monkeypatch.setattr(backups, "copy_table", forget_answers)
    with pytest.raises(BackupFailed, match="readings"):
        await make_backup(busy, keys, tmp_path / "one.backup")
    assert leftovers(tmp_path) == []


async def test_a_backup_is_never_overwritten(busy: Database, keys: Keys, tmp_path: Path) -> None:
    """The one from before the mistake is the one that is needed."""
    await make_backup(busy, keys, tmp_path / "one.backup")
    with pytest.raises(BackupFailed, match="exists"):
        await make_backup(busy, keys, tmp_path / "one.backup")
    with pytest.raises(BackupFailed, match="medium"):
        await make_backup(busy, keys, tmp_path / "not" / "there" / "one.backup")


@pytest.mark.full
async def test_only_a_whole_backup_and_only_into_an_empty_place(
    busy: Database, keys: Keys, tmp_path: Path, empty: Database
) -> None:
    """Mixing two places, or taking half of one, loses both."""
    path = await make_backup(busy, keys, tmp_path / "one.backup")
    with pytest.raises(BackupFailed, match="not empty"):
        await restore_backup(path, busy, keys)
    damaged = tmp_path / "damaged.backup"
    damaged.write_bytes(path.read_bytes()[:-6000])
    with pytest.raises(BackupFailed, match="no whole backup"):
        await restore_backup(damaged, empty, keys)
    assert sum((await sizes(empty)).values()) == 0


@pytest.mark.sqlite_only
async def test_what_a_crash_left_of_a_backup_does_not_stop_the_next(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """A seal waits for its backup: a half-written file must not hold it up for ever."""
    left = tmp_path / ".night.backup.0badcafe.part"
    left.write_bytes(b"half of something")
    os.utime(left, (0, 0))
    made = await make_backup(database, keys, tmp_path / "night.backup")

    assert made.exists()
    assert not left.exists()
