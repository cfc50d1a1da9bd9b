import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import engine, fitness, near
from storage.base import insert_into
from storage.engine import CheckpointBusy, Database, DatabaseUnfit, open_database
from storage.seen import SeenRow, claim_update
from tests.storage.making import TODAY


def file_of(database: Database) -> Path:
    return Path(database.url.removeprefix("sqlite+aiosqlite:///"))


async def count_seen(database: Database) -> int:
    async with database.read() as db:
        return await db.scalar(text("SELECT count(*) FROM seen_updates")) or 0


async def test_a_fault_leaves_nothing_half_written(database: Database) -> None:
    """State, message owed and update id are one: all or none."""

    async def fail() -> None:
        async with database.write() as db:
            await claim_update(db, "web", 1, TODAY)
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        await fail()
    assert await count_seen(database) == 0


async def test_many_writers_all_succeed(database: Database) -> None:
    """Under plain BEGIN more than half of such transactions failed with "locked"."""

    async def add_one(number: int) -> None:
        async with database.write() as db:
            await db.execute(text("SELECT count(*) FROM seen_updates"))
            await asyncio.sleep(0)
            await claim_update(db, "web", number, TODAY)

    await asyncio.gather(*(add_one(number) for number in range(30)))

    assert await count_seen(database) == 30


@pytest.mark.sqlite_only
async def test_two_processes_write_without_locked_errors(
    database: Database, database_url: str
) -> None:
    """A command beside the running bot must not make it stumble, nor stumble itself."""
    beside = await open_database(database_url, lock=False)

    async def add_some(through: Database, source: str) -> None:
        for number in range(10):
            async with through.write() as db:
                await db.execute(text("SELECT count(*) FROM seen_updates"))
                await claim_update(db, source, number, TODAY)

    await asyncio.gather(add_some(database, "web"), add_some(beside, "telegram"))
    await beside.close()

    assert await count_seen(database) == 20


async def test_a_read_cannot_write(database: Database) -> None:
    """What only looks must not be able to change anything."""
    async with database.read() as db:
        with pytest.raises(DBAPIError):
            await claim_update(db, "web", 1, TODAY)


async def test_a_read_sees_one_moment(database: Database) -> None:
    """A backup of two moments could show a person in one and their answers in the other."""
    async with database.read() as db:
        before = await db.scalar(text("SELECT count(*) FROM seen_updates"))
        async with database.write() as other:
            await claim_update(other, "web", 1, TODAY)
        after = await db.scalar(text("SELECT count(*) FROM seen_updates"))

    assert (before, after) == (0, 0)


async def test_a14_an_exception_does_not_print_what_was_stored(database: Database) -> None:
    """An IntegrityError in the log once printed the whole answer."""
    async with database.write() as db:
        statement = insert_into(db, SeenRow).values(
            source="my secret words", update_id=1, seen_on=TODAY
        )
        await db.execute(statement)
        with pytest.raises(IntegrityError) as refused:
            await db.execute(statement)

    told = str(refused.value)
    assert "secret" not in told + repr(refused.value.orig)
    assert "[SQL parameters hidden due to hide_parameters=True]" in told


async def test_f7_a_second_bot_on_one_database_is_refused(
    database: Database, database_url: str
) -> None:
    """Two bots would answer everybody twice."""
    with pytest.raises(DatabaseUnfit, match="another Earshot"):
        await open_database(database_url)

    beside = await open_database(database_url, lock=False)
    await beside.close()
    await database.close()
    after = await open_database(database_url)
    await after.close()


@pytest.mark.sqlite_only
async def test_f9_the_settings_hold_on_every_connection(database: Database) -> None:
    """A setting made once is lost on the next connection: deleted words would stay."""
    async with database.read() as one, database.read() as two, database.write() as three:
        for db in (one, two, three):
            found = {
                name: await db.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
            }
            found["trusted_schema"] = await db.scalar(text("PRAGMA trusted_schema"))

            assert found == {
                "journal_mode": "wal",
                "synchronous": 2,
                "secure_delete": 1,
                "foreign_keys": 1,
                "trusted_schema": 0,
            }


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["synchronous", "secure_delete", "foreign_keys"])
async def test_f9_a_setting_that_does_not_take_stops_the_start(
    database_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking is not enough: what was asked for is read back."""
    broken = tuple(
        (what, "0" if what == name else wanted, expected)
        for what, wanted, expected in fitness.SETTINGS
    )
    monkeypatch.setattr(fitness, "SETTINGS", broken)

    with pytest.raises(DatabaseUnfit, match=name):
        await open_database(database_url)


@pytest.mark.sqlite_only
async def test_f9_a_disk_that_fails_at_the_start_is_told_and_not_thrown(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever starts it reads what is wrong and what to look at, not where our source lies."""

    async def fails(_: Database, __: str) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Database, "_raw", fails)

    with pytest.raises(DatabaseUnfit, match=r"disk I/O error\. See that this program may write"):
        await open_database(database_url)


async def test_the_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    """Another account on the machine must not be able to copy it."""
    path = tmp_path / "new" / "earshot.db"
    database = await open_database(f"sqlite:///{path}")
    async with database.write() as db:
        await db.execute(text("CREATE TABLE t (x)"))

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    await database.close()


async def test_what_is_kept_in_memory_can_be_let_go_of_at_any_time(database: Database) -> None:
    """A house at rest gives the machine its memory back; whoever is writing notices nothing."""
    async with database.write() as db:
        await claim_update(db, "web", 1, TODAY)
        forgets = asyncio.create_task(database.forget_pages())
        await asyncio.sleep(0)
    await forgets
    await database.forget_pages()

    assert await count_seen(database) == 1


@pytest.mark.sqlite_only
async def test_secure_delete_and_checkpoint_leave_no_deleted_word(database: Database) -> None:
    """A deleted draft was still readable in the log after the delete."""
    path = file_of(database)
    canary = "CANARY-" + "seven-blue-otters-" * 40
    async with database.write() as db:
        await claim_update(db, canary, 1, TODAY)
    async with database.write() as db:
        await db.execute(text("DELETE FROM seen_updates"))
    logged = path.with_name(path.name + "-wal").read_bytes()
    await database.checkpoint()

    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert b"seven-blue-otters" in logged
    assert [name for name, held in left.items() if b"seven-blue-otters" in held] == []
    assert left[path.name + "-wal"] == b""


@pytest.mark.sqlite_only
async def test_the_log_shows_the_order_of_the_last_writes_alone(database: Database) -> None:
    """An insider who reads it learns who was answered after whom; and a commit that makes its
    file longer waits twice as long for the disk."""
    log = file_of(database).with_name("earshot.db-wal")
    lengths: list[int] = []
    for number in range(900):  # a page of the table, and sometimes one above it
        async with database.write() as db:
            await claim_update(db, "web", number, TODAY)
        lengths.append(log.stat().st_size)

    assert lengths[-1] < 520 * 4200
    assert lengths[600:] == lengths[600:601] * 300


@pytest.mark.sqlite_only
async def test_a_checkpoint_lets_reads_finish_first(database: Database) -> None:
    """An open read keeps old pages in the log; the checkpoint must wait, not skip them."""
    path = file_of(database)
    reading, may_go = asyncio.Event(), asyncio.Event()

    async def read_slowly() -> None:
        async with database.read() as db:
            await db.execute(text("SELECT * FROM seen_updates"))
            reading.set()
            await may_go.wait()

    reader = asyncio.create_task(read_slowly())
    await reading.wait()
    async with database.write() as db:
        await claim_update(db, "web", 1, TODAY)
    checkpoint = asyncio.create_task(database.checkpoint())
    await asyncio.sleep(0.01)
    assert not checkpoint.done()
    may_go.set()
    await asyncio.gather(reader, checkpoint)

    assert path.with_name(path.name + "-wal").read_bytes() == b""
    assert await count_seen(database) == 1


@pytest.mark.sqlite_only
async def test_a_checkpoint_that_could_not_finish_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key must not be destroyed on the strength of a checkpoint that did nothing."""
    monkeypatch.setattr(engine, "CHECKPOINT_TRIES", 1)
    monkeypatch.setattr(near, "BUSY_TIMEOUT", 1)
    async with database.write() as db:
        await claim_update(db, "web", 1, TODAY)
    outside = sqlite3.connect(file_of(database), isolation_level=None)
    outside.execute("BEGIN")
    outside.execute("SELECT * FROM seen_updates").fetchall()
    async with database.write() as db:
        await claim_update(db, "web", 2, TODAY)

    with pytest.raises(CheckpointBusy):
        await database.checkpoint()
    outside.close()
    await database.checkpoint()


@pytest.mark.sqlite_only
async def test_a_read_that_never_ends_does_not_hold_a_checkpoint_for_ever(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seal is tried again later; the bot goes on meanwhile."""
    monkeypatch.setattr(engine, "READERS_WAIT", 0.01)
    async with database.read() as db:
        await db.execute(text("SELECT * FROM seen_updates"))
        with pytest.raises(CheckpointBusy):
            await database.checkpoint()
    assert await count_seen(database) == 0


@pytest.mark.sqlite_only
async def test_a_read_that_was_cancelled_counts_as_ended(database: Database) -> None:
    """One closed page must not make every later checkpoint fail."""
    reading = asyncio.Event()

    async def read_for_ever() -> None:
        async with database.read() as db:
            await db.execute(text("SELECT * FROM seen_updates"))
            reading.set()
            await asyncio.Event().wait()

    reader = asyncio.create_task(read_for_ever())
    await reading.wait()
    checkpoint = asyncio.create_task(database.checkpoint())
    await asyncio.sleep(0)
    reader.cancel()

    await asyncio.wait_for(checkpoint, 5)
    assert reader.cancelled()


async def test_vacuum_and_checkpoint_keep_every_row(database: Database) -> None:
    """The nightly clean-up loses nothing."""
    async with database.write() as db:
        for number in range(5):
            await claim_update(db, "web", number, TODAY)
    await database.vacuum()
    await database.checkpoint()

    assert await count_seen(database) == 5


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://h/x"])
async def test_an_address_that_keeps_nothing_is_refused(url: str) -> None:
    """Answers in memory would be gone with the process."""
    with pytest.raises(DatabaseUnfit, match="sqlite:///"):
        await open_database(url)


async def test_a_server_out_of_reach_is_said_without_the_password() -> None:
    """The way out is in the message; the password is not."""
    with pytest.raises(DatabaseUnfit) as unfit:
        await open_database("postgres://bot:hunter2@127.0.0.1:1/earshot")

    assert "127.0.0.1" in str(unfit.value)
    assert "hunter2" not in str(unfit.value)
