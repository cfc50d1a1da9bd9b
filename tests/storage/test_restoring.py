import os
import sqlite3
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backups import BackupFailed, Carried, make_backup
from storage.engine import Database, DatabaseUnfit, open_database
from storage.key_marks import OtherKeys, check_keys, claim
from storage.keys import Keys
from storage.migrations import upgrade
from storage.people import add_person, load_person
from storage.restoring import look_into, restore_backup
from tests.storage.making import TODAY, a_person, pid

pytestmark = pytest.mark.sqlite_only
FILES = {"policy.toml": b'organisation = "Somewhere Homes"'}


@pytest.fixture
async def backup(database: Database, keys: Keys, tmp_path: Path) -> Path:
    """A backup of a house with one person in it."""
    async with database.write() as db:
        await claim(db, keys)
        await add_person(db, keys, a_person(1))
    medium = tmp_path / "medium"
    medium.mkdir()
    return await make_backup(database, keys, medium / "one.backup", Carried(TODAY, FILES))


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    """Somewhere to put it back."""
    database = await open_database(f"sqlite:///{tmp_path / 'restored' / 'earshot.db'}")
    await upgrade(database)
    yield database
    await database.close()


def backups_in(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir() if "backup" in path.name]


def changed(backup: Path, *statements: str) -> Path:
    """The backup after somebody changed it."""
    other = backup.with_name("changed.backup")
    other.write_bytes(backup.read_bytes())
    connection = sqlite3.connect(other)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return other


def test_a_backup_brings_the_policy_and_the_plan_with_it(backup: Path, keys: Keys) -> None:
    """Whoever has only the media has no policy, and without one nothing starts."""
    assert look_into(backup, keys, TODAY).files == FILES
    assert look_into(backup, keys, TODAY).made_on == TODAY
    assert b"Somewhere" not in backup.read_bytes(), "they name staff, and lie encrypted"


def test_looking_into_a_backup_changes_nothing_of_it(backup: Path, keys: Keys) -> None:
    """It may lie on a medium that is read only, and is needed again if this goes wrong."""
    before = backup.read_bytes()
    backup.chmod(0o400)
    look_into(backup, keys)

    assert backup.read_bytes() == before
    assert sorted(p.name for p in backup.parent.iterdir()) == ["earshot-tombstones", "one.backup"]


async def test_another_houses_keys_are_named(
    backup: Path, tmp_path: Path, empty: Database
) -> None:
    """A drawer may hold two media that look alike."""
    others = Keys.create(tmp_path / "other keys")
    with pytest.raises(BackupFailed, match=r"another Earshot's, or a key was rotated between"):
        look_into(backup, others)
    with pytest.raises(BackupFailed, match="another Earshot's"):
        await restore_backup(backup, empty, others)
    async with empty.read() as db:
        assert await load_person(db, others, pid(1)) is None


async def test_an_older_backup_of_another_house_is_named_too(
    backup: Path, tmp_path: Path, empty: Database
) -> None:
    """Those of before there were marks say whose they are by what they hold."""
    older = changed(backup, "DELETE FROM key_marks", "DROP TABLE carried")
    with pytest.raises(BackupFailed, match="another Earshot's"):
        await restore_backup(older, empty, Keys.create(tmp_path / "other keys"))


def test_a_later_versions_backup_is_named(backup: Path, keys: Keys, empty: Database) -> None:
    """The way out is another program, not another backup."""
    later = changed(backup, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupFailed, match=r"later version of Earshot\. Way out: install"):
        look_into(later, keys)


async def test_a_later_versions_database_is_named(database: Database) -> None:
    """It was said to be older, and the way out did not lead out."""
    async with database.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnfit, match="later version"):
        await upgrade(database)


@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_backup_that_is_cut_short_is_named(backup: Path, keys: Keys, left: int) -> None:
    """A medium was pulled out while it was copied."""
    backup.write_bytes(backup.read_bytes()[:left])
    with pytest.raises(BackupFailed, match="Way out: take another backup"):
        look_into(backup, keys)


def test_what_is_no_backup_is_named(tmp_path: Path, keys: Keys, backup: Path) -> None:
    """The wrong file of a full medium."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(os.urandom(9000))
    with pytest.raises(BackupFailed, match="no whole backup"):
        look_into(photo, keys)
    with pytest.raises(BackupFailed, match="no backup of Earshot's"):
        look_into(changed(backup, "PRAGMA application_id=7"), keys)


def test_a13_a_backup_older_than_its_tombstones_is_refused(backup: Path, keys: Keys) -> None:
    """Who was erased since is remembered for 400 days, and would come back."""
    look_into(backup, keys, TODAY + timedelta(days=400))
    with pytest.raises(BackupFailed, match="more than 400 days ago"):
        look_into(backup, keys, TODAY + timedelta(days=401))


async def test_nothing_is_put_back_onto_something(
    backup: Path, database: Database, keys: Keys
) -> None:
    """Two houses in one database are none."""
    with pytest.raises(BackupFailed, match=r"not empty.*Way out: move it away"):
        await restore_backup(backup, database, keys)


async def test_on_a_full_disk_nothing_is_put_back_and_it_can_be_tried_again(
    backup: Path, keys: Keys, empty: Database
) -> None:
    """A new machine with too small a disk."""
    async with empty.write() as db:
        pages = (await db.execute(text("PRAGMA page_count"))).scalar_one()
        await db.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(BackupFailed, match=r"full.*Way out: see that the disk has room"):
        await restore_backup(backup, empty, keys)
    async with empty.write() as db:
        await db.execute(text("PRAGMA max_page_count=1073741823"))
    await restore_backup(backup, empty, keys)

    async with empty.read() as db:
        assert await load_person(db, keys, pid(1)) == a_person(1)


async def test_on_a_full_medium_no_backup_is_left_by_halves(
    database: Database, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a backup looks like one until it is needed."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.backups.sync", full)
    with pytest.raises(BackupFailed, match=r"No space left.*Way out"):
        await make_backup(database, keys, tmp_path / "one.backup")
    assert backups_in(tmp_path) == []


@pytest.mark.parametrize("place", ["keys", "copies", "copies/in it", "custody"])
async def test_a_backup_is_never_written_among_keys(
    database: Database, keys: Keys, tmp_path: Path, place: str
) -> None:
    """Whoever found that medium would have both, and could open every envelope."""
    assert keys.copies is not None
    (keys.copies / "in it").mkdir(parents=True)
    (keys.copies / "earshot-key-copies").touch()
    (tmp_path / "custody").mkdir()
    (tmp_path / "custody" / "earshot-second-copies.txt").touch()
    with pytest.raises(BackupFailed, match="Way out: give a directory on another medium"):
        await make_backup(database, keys, tmp_path / place / "one.backup")


async def test_a_database_opens_with_its_own_keys_alone(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """Else every name is unreadable, one error at a time, and new rows are lost as well."""
    async with database.write() as db:
        await claim(db, keys)
        await check_keys(db, keys)
        with pytest.raises(OtherKeys, match="Way out: put the custodian's newest copy"):
            await claim(db, Keys.create(tmp_path / "others"))


async def test_a_backup_without_a_day_is_from_before_days_were_written(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """An older backup is no worse for it."""
    made = await make_backup(database, keys, tmp_path / "one.backup")
    assert look_into(made, keys, date(2100, 1, 1)).made_on is None
