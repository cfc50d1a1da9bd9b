from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from storage.engine import Database
from storage.keys import Keys
from storage.messages import (
    MessageRow,
    Route,
    add_message,
    any_late,
    any_overdue,
    begin_clocks,
    delete_from,
    delete_message,
    delete_to,
    find_message,
    list_late,
    list_messages,
    list_sent,
    mark_read,
    next_drop,
    purge_messages,
    save_letter,
)
from surveys.ids import MessageId
from tests.storage.making import RID, pid

EBE, OTTER, FOX = pid(1), pid(2), pid(3)
DAY = date(2027, 3, 4)


async def test_a_message_reaches_the_one_it_was_sent_to(database: Database, keys: Keys) -> None:
    """With its author's name on, by choice; nobody else finds it."""
    async with database.write() as db:
        mid = await add_message(db, keys, to=EBE, sender=OTTER, body=b"hello", rid=RID)
        await mark_read(db, mid)
        (got,) = await list_messages(db, keys, EBE)

        assert (got.id, got.sender, got.rid, got.body, got.state) == (
            mid,
            OTTER,
            RID,
            b"hello",
            "read",
        )
        assert await list_messages(db, keys, FOX) == []
        assert [(to, m.id) for to, m in await list_sent(db, keys, OTTER)] == [(EBE, mid)]


async def test_x3_a_message_can_be_taken_back(database: Database, keys: Keys) -> None:
    """Everything with my name on goes; others' stay."""
    async with database.write() as db:
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"one", rid=RID)
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"two")
        await add_message(db, keys, to=EBE, sender=FOX, body=b"three")

        assert await delete_from(db, keys, OTTER, rid=RID) == 1
        assert await delete_from(db, keys, OTTER) == 1
        assert await delete_from(db, keys, OTTER) == 0
        assert [m.body for m in await list_messages(db, keys, EBE)] == [b"three"]
        await delete_to(db, EBE)
        assert await list_messages(db, keys, EBE) == []


async def test_a3_neither_author_nor_words_are_in_clear(database: Database, keys: Keys) -> None:
    """A stolen file tells neither who wrote nor what."""
    async with database.write() as db:
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"CANARY", rid=RID)
        row = (await db.execute(text("SELECT * FROM messages"))).one()

    held = b"".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert b"CANARY" not in held
    assert bytes(OTTER) not in held
    assert OTTER.hex().encode() not in held


async def test_one_message_can_be_taken_back_and_the_rest_stay(
    database: Database, keys: Keys
) -> None:
    """Each name put on was a choice of its own, and so is taking it back."""
    async with database.write() as db:
        one = await add_message(db, keys, to=EBE, sender=OTTER, body=b"one", rid=RID)
        two = await add_message(db, keys, to=EBE, sender=OTTER, body=b"two", rid=RID)
        await delete_message(db, one)
        left = await list_messages(db, keys, EBE)

    assert [message.id for message in left] == [two]


async def test_a_letter_keeps_how_it_goes_and_by_which_day(database: Database, keys: Keys) -> None:
    """With a name or without, who is second, who had it first: all of it is encrypted."""
    route = Route(named=False, second=FOX)
    async with database.write() as db:
        mid = await add_message(
            db, keys, to=EBE, sender=OTTER, body=b"hello", route=route, due_on=DAY
        )
        found = await find_message(db, keys, mid)
        assert found is not None
        to, letter = found
        assert (to, letter.route, letter.due_on, letter.rid) == (EBE, route, DAY, None)
        moved = replace(letter, state="new", due_on=None, route=Route(False, None, EBE))
        await save_letter(db, keys, moved, to=FOX)
        assert await find_message(db, keys, mid) == (FOX, moved)
        assert await list_messages(db, keys, EBE) == []
        assert await find_message(db, keys, MessageId(bytes(16))) is None


async def test_a_letter_is_late_once_its_day_is_over(database: Database, keys: Keys) -> None:
    """On the day itself there is still time; answers of a round have no day."""
    async with database.write() as db:
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"signed", rid=RID)
        mid = await add_message(
            db, keys, to=EBE, sender=OTTER, body=b"hello", route=Route(True), due_on=DAY
        )
        assert not await any_late(db, keys, DAY)
        assert await list_late(db, keys, DAY) == []
        after = DAY + timedelta(days=1)
        assert await any_late(db, keys, after)
        assert [(to, m.id) for to, m in await list_late(db, keys, after)] == [(EBE, mid)]


@pytest.mark.parametrize("weekday", range(7))
async def test_a_letters_row_says_its_week_and_not_its_day(
    database: Database, keys: Keys, weekday: int
) -> None:
    """Written on the day, due some days on: the day would say when somebody sat and wrote."""
    monday = date(2027, 3, 1)
    due = monday + timedelta(days=weekday)
    async with database.write() as db:
        mid = await add_message(
            db, keys, to=EBE, sender=OTTER, body=b"hello", route=Route(named=False), due_on=due
        )
        found = await find_message(db, keys, mid)
        shown = await db.scalar(select(MessageRow.due_on))
        late = [await any_late(db, keys, due + timedelta(days=more)) for more in (0, 1)]
        listed = [len(await list_late(db, keys, due + timedelta(days=more))) for more in (0, 1)]

    assert found is not None
    assert found[1].due_on == due
    assert shown == monday
    assert (late, listed) == ([False, True], [0, 1])


async def test_a5_letters_with_a_name_and_without_are_of_one_size(
    database: Database, keys: Keys
) -> None:
    """What a row weighs does not say whether there is a name on it, or a second person."""
    async with database.write() as db:
        for route in (Route(True), Route(False, FOX), Route(False, None, FOX)):
            await add_message(
                db, keys, to=EBE, sender=OTTER, body=b"hello", route=route, due_on=DAY
            )
        connection = await db.connection()
        rows = (await connection.exec_driver_sql("SELECT from_enc, body_enc FROM messages")).all()

    assert len({tuple(len(bytes(part)) for part in row) for row in rows}) == 1


async def test_a_letter_goes_after_its_last_day_and_never_unread(
    database: Database, keys: Keys
) -> None:
    """Retention must not lose what nobody has looked at, and must not forget what is done."""
    later = DAY + timedelta(days=1)
    async with database.write() as db:
        read = await add_message(db, keys, to=EBE, sender=OTTER, body=b"read")
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"new")
        waits = await add_message(
            db, keys, to=EBE, sender=FOX, body=b"waits", route=Route(named=False), due_on=DAY
        )
        for one in (read, waits):
            await mark_read(db, one)
        await begin_clocks(db, DAY)
        await begin_clocks(db, DAY + timedelta(days=99))
        assert await next_drop(db) == DAY
        assert await purge_messages(db, DAY) == 0
        assert not await any_overdue(db, DAY)
        assert await purge_messages(db, later) == 1
        assert await any_overdue(db, later)
        left = {one.body for one in await list_messages(db, keys, EBE)}

    assert left == {b"new", b"waits"}


async def test_an_answer_begins_a_letters_clock_anew(database: Database, keys: Keys) -> None:
    """It is the last word that counts."""
    async with database.write() as db:
        await add_message(db, keys, to=EBE, sender=OTTER, body=b"x", route=Route(named=False))
        await begin_clocks(db, DAY)
        (letter,) = await list_messages(db, keys, EBE)
        await save_letter(db, keys, replace(letter, state="done"), to=EBE)

        assert await next_drop(db) is None
