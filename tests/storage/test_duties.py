"""How those on the rota are reached, and until when they are away."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from storage import people
from storage.duties import Duty, drop_duty, list_duties, load_duty, save_duty
from storage.engine import Database
from storage.keys import Keys
from tests.storage.making import a_person, pid

DUTY = Duty(pid(1), "mina@example.org", date(2027, 3, 28))


async def test_a_duty_comes_back_and_the_newest_counts(database: Database, keys: Keys) -> None:
    """Where nothing was set, somebody is there and gets no letters."""
    async with database.write() as db:
        assert await load_duty(db, keys, pid(1)) == Duty(pid(1))
        await save_duty(db, keys, DUTY)
        assert await load_duty(db, keys, pid(1)) == DUTY
        await save_duty(db, keys, Duty(pid(1)))
        assert await list_duties(db, keys) == {pid(1): Duty(pid(1))}
        await drop_duty(db, pid(1))
        assert await list_duties(db, keys) == {}


async def test_nothing_of_a_duty_can_be_read_from_its_row(database: Database, keys: Keys) -> None:
    """An address says who works here."""
    async with database.write() as db:
        await save_duty(db, keys, DUTY)
        await save_duty(db, keys, Duty(pid(2)))
        rows = (await db.execute(text("SELECT * FROM duties"))).all()

    assert len({len(row.body_enc) for row in rows}) == 1
    assert all(b"example" not in bytes(row.body_enc) for row in rows)


async def test_x3_whoever_is_forgotten_has_no_duty_left(database: Database, keys: Keys) -> None:
    """Their e-mail address goes with them."""
    async with database.write() as db:
        await people.add_person(db, keys, a_person(1))
        await save_duty(db, keys, DUTY)
        assert list(await list_duties(db, keys)) == [pid(1)]
        await people.delete_person(db, pid(1))

        assert await list_duties(db, keys) == {}
