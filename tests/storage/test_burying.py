import ast
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select

from storage.answers import add_answers, load_answers
from storage.burying import forget, keep_gone, list_tagged
from storage.engine import Database
from storage.envelopes import load_all, open_envelopes
from storage.keys import Keys
from storage.ledger import list_asked, open_ledger, standing
from storage.ledger import mark as mark_standing
from storage.listeners import Listener, list_listeners, save_listener
from storage.messages import Route, add_message, list_messages
from storage.people import add_person, load_person
from storage.pictures import FACE, Picture, add_picture, load_picture
from storage.rounds import add_round
from storage.tables import metadata
from storage.tickets import add_tickets
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.ids import AnswerId, QuestionKey
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from tests.storage.making import RID, TODAY, a_person, a_round, pid

SAM, KIM, AMARA = pid(1), pid(2), pid(3)
SLIP = pid(7)
TAG, OTHER_TAG = b"s" * 32, b"k" * 32
SIZE = 4096


@pytest.fixture
async def house(database: Database, keys: Keys) -> Database:
    """Two people and a slip in an open round, answers of an old one, letters."""
    keys.make_round_keys(RID)
    async with database.write() as db:
        for number in (1, 2, 3):
            await add_person(db, keys, a_person(number))
        await add_round(db, a_round(state=State.OPEN))
        await open_ledger(db, RID, [SAM, KIM, SLIP])
        full = pack(Envelope(None, ("word",), place="Maple House"), SIZE)
        await open_envelopes(db, keys, RID, [SAM, KIM, SLIP], full)
        await mark_standing(db, RID, SLIP, Standing.SUBMITTED)
        await add_tickets(db, keys, RID, {"code": SLIP})
        for number, tag in ((1, TAG), (2, TAG), (3, OTHER_TAG), (4, None)):
            aid = AnswerId(bytes([number]) * 16)
            await add_answers(db, keys, RID, [(aid, QuestionKey("q"), b"x", tag)])
        await add_message(db, keys, to=AMARA, sender=SAM, body=b"from Sam")
        await add_message(db, keys, to=AMARA, sender=KIM, body=b"from Kim")
    return database


async def test_a13_somebody_erased_is_taken_out_of_what_a_backup_brought_back(
    house: Database, keys: Keys
) -> None:
    """Their account, their envelope, that they were asked, and what they sent with a name."""
    keys.entomb_erased([SAM], TODAY)
    async with house.write() as db:
        await keep_gone(db, keys, from_backup=True)

    async with house.read() as db:
        assert await load_person(db, keys, SAM) is None
        assert await load_person(db, keys, KIM) is not None
        assert set(await load_all(db, keys, RID)) == {KIM, SLIP}
        assert set(await list_asked(db, RID)) == {KIM, SLIP}
        assert [m.body for m in await list_messages(db, keys, AMARA)] == [b"from Kim"]


async def test_a13_no_row_of_any_table_names_somebody_erased(house: Database, keys: Keys) -> None:
    """Found by looking, not by knowing the tables: a new one is looked through as well."""
    keys.entomb_erased([SAM], TODAY)
    async with house.write() as db:
        await keep_gone(db, keys, from_backup=True)
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    found = await db.scalars(select(column).where(column == SAM))
                    assert found.all() == [], f"{table.name}.{column.name}"


async def test_a13_answers_taken_back_do_not_come_back(house: Database, keys: Keys) -> None:
    """Six words remove exactly those answers, for good."""
    async with house.write() as db:
        found = await list_tagged(db, RID, [TAG, b"wrong" * 6])
    assert set(found) == {TAG}
    keys.entomb_erased(found, TODAY)
    async with house.write() as db:
        await keep_gone(db, keys)
        assert {a.id[0] for a in await load_answers(db, keys, RID)} == {3, 4}


async def test_a13_a_message_taken_back_does_not_come_back(house: Database, keys: Keys) -> None:
    """Whoever took their name back must not be read next month."""
    async with house.write() as db:
        (mid,) = [m.id for m in await list_messages(db, keys, AMARA) if m.sender == KIM]
        keys.entomb_erased([mid], TODAY)
        await keep_gone(db, keys)
        assert [m.body for m in await list_messages(db, keys, AMARA)] == [b"from Sam"]


@pytest.mark.parametrize("from_backup", [True, False])
async def test_a13_a_slip_that_was_emptied_comes_back_empty_and_is_left_alone_later(
    house: Database, keys: Keys, from_backup: bool
) -> None:
    """Its owner may write in it anew: a start must not tear that up, a restore must."""
    keys.entomb_erased([SLIP], TODAY)
    async with house.write() as db:
        await keep_gone(db, keys, from_backup=from_backup)
        envelope = unpack((await load_all(db, keys, RID))[SLIP])
        assert (envelope.words == ()) is from_backup
        assert envelope.place == "Maple House"
        stands = await standing(db, RID, SLIP)
    assert stands is (Standing.INVITED if from_backup else Standing.SUBMITTED)


async def test_a13_a_reader_who_left_leaves_no_letter_unread(house: Database, keys: Keys) -> None:
    """What they had not answered goes to the second person, as on the day they left."""
    async with house.write() as db:
        face = await add_picture(db, Picture(b"png", "image/png", f"{FACE}amara"))
        await save_listener(db, keys, Listener(AMARA, "manager", face=face, second=KIM))
        await add_message(
            db, keys, to=AMARA, sender=SAM, body=b"letter", route=Route(True, KIM), due_on=TODAY
        )
        await forget(db, keys, AMARA)
        assert await list_listeners(db, keys) == []
        assert await load_picture(db, face) is None
        assert [m.body for m in await list_messages(db, keys, KIM)] == [b"letter"]
        assert await list_messages(db, keys, AMARA) == []


async def test_with_nothing_erased_nothing_is_touched(house: Database, keys: Keys) -> None:
    """It runs at every start."""
    async with house.write() as db:
        await keep_gone(db, keys)
        assert len(await load_all(db, keys, RID)) == 3
        assert len(await load_answers(db, keys, RID)) == 4


ELSEWHERE = {
    "passing_on.leave": "done by _hand_on, and without telling anybody",
    "inbox.forget_set_aside": "no backup has it",
    "new_ways.forget_new_ways": "no backup has it",
    "stretches.stop": "no backup has what is under way; what was worked until then was for pay",
}
"""What forgetting does and burying need not, and why."""


def calls_of(path: Path, name: str) -> set[str]:
    """Which functions of which modules a function calls."""
    tree = ast.parse(path.read_text("utf-8"))
    (found,) = [n for n in tree.body if isinstance(n, ast.AsyncFunctionDef) and n.name == name]
    return {
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(found)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    }


def test_a13_what_forgetting_drops_is_dropped_again_after_a_restore() -> None:
    """A table that only ``/deleteme`` knows would come back with every older backup."""
    root = Path(__file__).parents[2]
    dropped = calls_of(root / "bot/services/people/forgetting.py", "_drop_rows")
    again = calls_of(root / "storage/burying.py", "forget")
    assert dropped - again - set(ELSEWHERE) == set()
