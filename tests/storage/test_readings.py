import pytest
from sqlalchemy.exc import IntegrityError

from storage.answers import add_answers
from storage.engine import Database
from storage.keys import Keys
from storage.readings import Decision, Reading, count_readings, list_readings, record_reading
from surveys.ids import AnswerId, QuestionKey
from tests.storage.making import RID

AID = AnswerId(b"a" * 16)


async def seal_one(database: Database, keys: Keys) -> None:
    keys.make_round_keys(RID)
    async with database.write() as db:
        await add_answers(db, keys, RID, [(AID, QuestionKey("change"), b"words", None)])


async def test_a_reader_may_change_their_mind(database: Database, keys: Keys) -> None:
    """The last decision counts, with its words."""
    await seal_one(database, keys)
    async with database.write() as db:
        await record_reading(db, keys, RID, AID, Reading(Decision.PASSED, typical=True))
        await record_reading(db, keys, RID, AID, Reading(Decision.MASKED, "[a name] said no"))

        assert await list_readings(db, keys, RID) == {
            AID: Reading(Decision.MASKED, "[a name] said no")
        }
        assert await count_readings(db, RID) == 1


async def test_only_an_answer_can_be_read(database: Database, keys: Keys) -> None:
    """An answer taken back meanwhile must not come back as its reading."""
    await seal_one(database, keys)
    async with database.write() as db:
        with pytest.raises(IntegrityError):
            await record_reading(
                db, keys, RID, AnswerId(b"b" * 16), Reading(Decision.MASKED, "words")
            )
