"""The names that an administrator loaded, at rest."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from storage import rosters
from storage.boxes import OVERHEAD
from storage.engine import Database
from storage.keys import Keys
from storage.names import names_mark
from storage.rosters import STEP, Loaded, RosterRow
from storage.rotating import rotate
from surveys.redaction.roster import Roster

DAY = date(2026, 11, 22)
KNOWN = Loaded(
    Roster.model_validate(
        {
            "people": ["Sam Hill", {"name": "Aoife Ní Bhriain", "nicknames": ["Eef"]}],
            "staff": ["Lorcan Whitby"],
            "schools": ["St Aldhelm's"],
        }
    ),
    DAY,
)


async def body(database: Database) -> bytes:
    async with database.read() as db:
        found = await db.scalar(select(RosterRow.body_enc))
    assert found is not None
    return bytes(found)


async def test_a_list_comes_back_as_it_was_kept_and_goes_whole(
    database: Database, keys: Keys
) -> None:
    """It is replaced, not merged; what is cleared is no longer there to be found."""
    async with database.write() as db:
        assert await rosters.load_roster(db, keys) is None
        await rosters.save_roster(db, keys, Loaded(Roster.model_validate({"homes": ["X1"]}), DAY))
        await rosters.save_roster(db, keys, KNOWN)
        assert await rosters.load_roster(db, keys) == KNOWN
        assert await rosters.drop_roster(db)
        assert not await rosters.drop_roster(db)
        assert await rosters.load_roster(db, keys) is None


async def test_a3_names_lie_padded_under_the_identity_key(database: Database, keys: Keys) -> None:
    """Whoever carries off the database reads no child's name, and counts none."""
    async with database.write() as db:
        await rosters.save_roster(db, keys, KNOWN)
    long = await body(database)
    async with database.write() as db:
        await rosters.save_roster(db, keys, Loaded(Roster(), DAY))
    short = await body(database)

    assert len(long) == len(short) == STEP + OVERHEAD
    assert b"Sam" not in long


async def test_the_list_is_turned_over_with_the_identity_key(
    database: Database, keys: Keys
) -> None:
    """After a rotation the old key opens nothing, and nothing is lost."""
    async with database.write() as db:
        await rosters.save_roster(db, keys, KNOWN)
    before = await body(database)
    fresh = await rotate(database, keys, "identity")
    async with database.read() as db:
        assert await rosters.load_roster(db, fresh) == KNOWN

    assert await body(database) != before


async def test_a_change_of_the_list_changes_the_mark(database: Database, keys: Keys) -> None:
    """The same list written anew is a change too; nothing else is."""
    marks = []
    async with database.write() as db:
        marks.append(await names_mark(db))
        for _ in range(2):
            await rosters.save_roster(db, keys, KNOWN)
            marks += [await names_mark(db), await names_mark(db)]

    assert marks[1] == marks[2]
    assert marks[3] == marks[4]
    assert len(set(marks)) == 3
