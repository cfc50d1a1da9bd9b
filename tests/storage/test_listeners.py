"""People one can write to: kept beside a random id, changed and dropped."""

from __future__ import annotations

from dataclasses import replace

from storage.engine import Database
from storage.keys import Keys
from storage.listeners import Listener, drop_listener, list_listeners, save_listener
from tests.storage.making import pid

SAM = Listener(pid(1), "manager", "I like bad puns.", "ab" * 32, 4, pid(2))
KIM = Listener(pid(2), "advocate")


async def test_a_card_is_kept_changed_and_dropped(database: Database, keys: Keys) -> None:
    """Saving somebody again changes their card; there is one for each."""
    async with database.write() as db:
        await save_listener(db, keys, SAM)
        await save_listener(db, keys, KIM)
        changed = replace(SAM, job="home manager", second=None)
        await save_listener(db, keys, changed)
        assert {one.pid: one for one in await list_listeners(db, keys)} == {
            SAM.pid: changed,
            KIM.pid: KIM,
        }
        await drop_listener(db, SAM.pid)
        assert await list_listeners(db, keys) == [KIM]


async def test_a1_whose_face_it_is_cannot_be_read_at_rest(database: Database, keys: Keys) -> None:
    """The picture lies in the open; that it is Sam's does not."""
    async with database.write() as db:
        await save_listener(db, keys, SAM)
        connection = await db.connection()
        rows = (await connection.exec_driver_sql("SELECT body_enc FROM listeners")).all()

    assert b"ab" * 32 not in bytes(rows[0][0])
    assert b"manager" not in bytes(rows[0][0])
