"""How people want to be written to is kept so that nobody sees who wished for anything."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import delete, select

from storage import people
from storage.engine import Database
from storage.keys import Keys
from storage.slices import in_slices
from storage.wishes import (
    SIZE,
    WishesRow,
    fill_wishes,
    load_all,
    load_wishes,
    reseal_wishes,
    save_wishes,
)
from surveys.definitions.topics import Topic
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.quiet import Asked, Hours, Wishes
from surveys.people.roles import Role

ALL = Wishes(
    hours=Hours(begins=time(20, 30), ends=time(10)),
    school=True,
    rests_until=date(2027, 3, 28),
    topics=frozenset(Topic),
    fewer=True,
    asked=tuple(Asked(date(2027, 3, 20), f"{n:08x}") for n in range(16)),
)


def person(number: int) -> Person:
    pid = ParticipantId(bytes([number]) * 16)
    return Person(
        pid, Role.YOUNG_PERSON, Kind.YOUNG_PERSON, "Ash", "Maple", Address(Chat.WEB, number)
    )


async def sealed(database: Database) -> dict[bytes, bytes]:
    async with database.read() as db:
        rows = await db.execute(select(WishesRow.pid, WishesRow.body_enc))
        return {pid: body for pid, body in rows.all()}  # rows are no pairs to mypy


async def test_what_somebody_wished_comes_back_as_it_was(database: Database, keys: Keys) -> None:
    """Everything that can be wished for fits."""
    ash, sam = person(1), person(2)
    async with database.write() as db:
        await people.add_person(db, keys, ash)
        await people.add_person(db, keys, sam)
        await save_wishes(db, keys, {ash.id: ALL})
    async with database.read() as db:
        assert await load_wishes(db, keys, ash.id) == ALL
        assert await load_all(db, keys, [ash.id, sam.id]) == {ash.id: ALL, sam.id: Wishes()}


async def test_everybody_has_a_row_of_one_size_whatever_they_wished(
    database: Database, keys: Keys
) -> None:
    """Having a wish shows nothing: not by a row, not by its size, not between two backups."""
    ash, sam = person(1), person(2)
    async with database.write() as db:
        for one in (ash, sam):
            await people.add_person(db, keys, one)
        await save_wishes(db, keys, {ash.id: ALL})
    before = await sealed(database)
    async with database.write() as db:
        await reseal_wishes(db, keys)
    after = await sealed(database)

    assert set(before) == {ash.id, sam.id}
    assert len({len(body) for body in before.values()}) == 1
    assert all(len(body) >= SIZE for body in before.values())
    assert all(before[pid] != after[pid] for pid in before)


async def test_who_was_here_before_there_were_wishes_has_a_row_before_anybody_wishes(
    database: Database, keys: Keys
) -> None:
    """The first to wish for something must not be the only one with a row."""
    async with database.write() as db:
        for number in (1, 2, 3):
            await people.add_person(db, keys, person(number))
        await db.execute(delete(WishesRow))
        await fill_wishes(db, keys)

    assert len(await sealed(database)) == 3


async def test_a_backup_gives_everybody_a_row_and_seals_each_anew(
    database: Database, keys: Keys
) -> None:
    """However small the slices: one left out would show that nobody changed a wish there."""
    async with database.write() as db:
        for number in (1, 2, 3, 4, 5):
            await people.add_person(db, keys, person(number))
        await db.execute(delete(WishesRow).where(WishesRow.pid == person(3).id))
    before = await sealed(database)
    await in_slices(database, lambda db, last: reseal_wishes(db, keys, last, most=2))
    after = await sealed(database)

    assert set(after) == {person(number).id for number in (1, 2, 3, 4, 5)}
    assert all(after[pid] != body for pid, body in before.items())


async def test_x3_whoever_is_forgotten_leaves_no_wishes(database: Database, keys: Keys) -> None:
    """They go with the person."""
    async with database.write() as db:
        await people.add_person(db, keys, person(1))
        await people.delete_person(db, person(1).id)

    assert await sealed(database) == {}
