import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import Database, DatabaseUnfit, open_database
from storage.fitness import check_log, check_pages
from storage.seen import claim_update
from tests.storage.making import TODAY

pytestmark = pytest.mark.sqlite_only


async def crashed_copy(database: Database, into: Path, commits: int = 20) -> Path:
    """What a kill -9 leaves: the file, its log and the log's index, as they are right now."""
    for number in range(commits):
        async with database.write() as db:
            await claim_update(db, "web", number, TODAY)
    path = Path(database.url.removeprefix("sqlite+aiosqlite:///"))
    return copy_all(path, into)


def copy_all(path: Path, into: Path) -> Path:
    into.mkdir()
    for suffix in ("", "-wal", "-shm"):
        shutil.copy(path.with_name(path.name + suffix), into / f"earshot.db{suffix}")
    return into / "earshot.db"


def tear_a_page(path: Path) -> None:
    pages = path.stat().st_size // 4096
    with path.open("r+b") as file:
        file.seek((pages - 2) * 4096)
        file.write(os.urandom(2048))


async def test_f9_a_torn_page_stops_the_start(database: Database, database_url: str) -> None:
    """Half a page from before a power cut and half from after is no page."""
    async with database.write() as db:
        for number in range(400):
            await claim_update(db, "a source with a rather long name " * 4, number, TODAY)
    await database.checkpoint()
    await database.close()
    tear_a_page(Path(database_url.removeprefix("sqlite:///")))

    with pytest.raises(DatabaseUnfit, match="backup"):
        await open_database(database_url)


async def test_f9_a_file_that_is_no_database_stops_the_start(tmp_path: Path) -> None:
    """It is never replaced by a fresh one."""
    path = tmp_path / "earshot.db"
    path.write_bytes(b"this is a shopping list" * 100)

    with pytest.raises(DatabaseUnfit):
        await open_database(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"this is a shopping list")


async def test_f9_a_lost_database_is_never_begun_anew(tmp_path: Path) -> None:
    """Where there are keys there was a database; an empty one in its place would hide that."""
    path = tmp_path / "earshot.db"
    with pytest.raises(DatabaseUnfit, match="not there"):
        await open_database(f"sqlite:///{path}", fresh=False)
    assert not path.exists()

    database = await open_database(f"sqlite:///{path}")
    await database._raw("CREATE TABLE stray (x)")
    await database.close()
    with pytest.raises(DatabaseUnfit, match="empty"):
        await open_database(f"sqlite:///{path}", fresh=False)


async def test_a_database_that_is_there_is_opened(database_url: str) -> None:
    """The ordinary start."""
    database = await open_database(database_url, fresh=False)
    await database.close()


async def test_a_crash_loses_nothing_that_was_committed(
    database: Database, tmp_path: Path
) -> None:
    """What a kill leaves behind is taken up again, whole."""
    path = await crashed_copy(database, tmp_path / "after")
    again = await open_database(f"sqlite:///{path}")
    async with again.read() as db:
        kept = await db.scalar(text("SELECT count(*) FROM seen_updates"))
    await again.close()

    assert kept == 20


@pytest.mark.parametrize("left", [0, 20, 4096, 30_000])
async def test_f9_a_truncated_log_stops_the_start(
    database: Database, tmp_path: Path, left: int
) -> None:
    """SQLite itself would go on without the last answers and say nothing."""
    path = await crashed_copy(database, tmp_path / "after")
    os.truncate(path.with_name("earshot.db-wal"), left)

    with pytest.raises(DatabaseUnfit, match="cut short"):
        await open_database(f"sqlite:///{path}")


async def test_f9_a_lost_log_stops_the_start(database: Database, tmp_path: Path) -> None:
    """Copying only the .db file loses what was saved last."""
    path = await crashed_copy(database, tmp_path / "after")
    path.with_name("earshot.db-wal").unlink()

    with pytest.raises(DatabaseUnfit, match="cut short"):
        await open_database(f"sqlite:///{path}")


async def test_a_half_written_commit_is_no_damage(database: Database, tmp_path: Path) -> None:
    """A kill in the middle of a commit leaves half a frame: nothing was promised for it."""
    path = await crashed_copy(database, tmp_path / "after")
    with path.with_name("earshot.db-wal").open("ab") as log:
        log.write(os.urandom(1000))
    again = await open_database(f"sqlite:///{path}")
    await again.close()


async def test_an_emptied_log_is_no_damage(database: Database, tmp_path: Path) -> None:
    """A kill right after a checkpoint leaves an empty log, and all is in the file."""
    async with database.write() as db:
        await claim_update(db, "web", 99, TODAY)
    await database.checkpoint()
    path = await crashed_copy(database, tmp_path / "after", commits=0)

    check_log(path)
    with sqlite3.connect(path) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM seen_updates").fetchone()
    connection.close()
    assert kept == 1


def test_a_file_that_may_not_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    """Whoever reads "put back the backup" would lose what was saved, for a missing right."""
    (tmp_path / "earshot.db").mkdir()

    with pytest.raises(DatabaseUnfit) as refused:
        check_pages(tmp_path / "earshot.db")
    assert "may write" in str(refused.value)
    assert "backup" not in str(refused.value)
