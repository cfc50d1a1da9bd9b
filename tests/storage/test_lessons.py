"""What teams learned: whose it is, that it is changed and not doubled, and when it goes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from storage import lessons
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId

RID, ASH, MO = RoundId("meals"), ParticipantId(b"a" * 16), ParticipantId(b"m" * 16)
DAY = date(2026, 6, 1)


async def test_what_was_learned_is_changed_in_place_and_deleted_by_its_author(
    database: Database, keys: Keys
) -> None:
    """One row a person and round; nobody deletes another's."""
    async with database.write() as db:
        first = await lessons.save_lesson(db, keys, RID, ASH, ("too long", ""), DAY)
        await lessons.save_lesson(db, keys, RID, MO, ("fine", ""), DAY)
        await lessons.save_lesson(db, keys, RID, ASH, ("too long", "five questions"), DAY)
    async with database.write() as db:
        mine = await lessons.list_lessons(db, keys, ASH)
        gone = await lessons.drop_lesson(db, RID, ASH)
        left = await lessons.list_lessons(db, keys)

    assert [(one.id, one.learned, one.change) for one in mine] == [
        (first.id, "too long", "five questions")
    ]
    assert gone
    assert [one.by for one in left] == [MO]


async def test_a_team_is_asked_once(database: Database, keys: Keys) -> None:
    """Never pestering: two ticks at once, or a restart, ask nobody twice."""
    async with database.write() as db:
        assert await lessons.claim_asking(db, RID)
        assert not await lessons.claim_asking(db, RID)
        assert await lessons.list_asked(db) == {RID}


async def test_x3_whoever_is_forgotten_has_written_nothing(database: Database, keys: Keys) -> None:
    """X3: the words are the organisation's and stay; whose they were goes."""
    async with database.write() as db:
        await lessons.save_lesson(db, keys, RID, ASH, ("too long", ""), DAY)
        await lessons.forget_author(db, ASH)
        [kept] = await lessons.list_lessons(db, keys)
        rows = (await db.execute(text("SELECT * FROM lessons"))).all()

    assert kept.by is None
    assert ASH not in [value for row in rows for value in row]


async def test_a1_what_was_learned_lies_sealed(database: Database, keys: Keys) -> None:
    """A1: no word of it in a row; every row is of one size."""
    async with database.write() as db:
        await lessons.save_lesson(db, keys, RID, ASH, ("qzxwords", ""), DAY)
        await lessons.save_lesson(db, keys, RID, MO, ("x" * 400, "y" * 400), DAY)
        rows = (await db.execute(text("SELECT body_enc FROM lessons"))).scalars().all()

    assert all(b"qzxwords" not in bytes(body) for body in rows)
    assert len({len(body) for body in rows}) == 1


async def test_what_is_old_goes(database: Database, keys: Keys) -> None:
    """Retention: with the trail, by the day it was written."""
    async with database.write() as db:
        await lessons.save_lesson(db, keys, RID, ASH, ("old", ""), date(2023, 1, 1))
        await lessons.save_lesson(db, keys, RID, MO, ("new", ""), DAY)
        await lessons.claim_asking(db, RID)
        await lessons.purge_lessons(db, date(2025, 1, 1))
        await lessons.drop_asked(db, RID)

    async with database.read() as db:
        assert [one.learned for one in await lessons.list_lessons(db, keys)] == ["new"]
        assert await lessons.list_asked(db) == set()
