import pytest
from sqlalchemy import text

from storage.audiences import keep_band, load_audience, load_band, set_audience
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from tests.storage.making import RID, TODAY

RULE = AudienceRule(frozenset({Kind.YOUNG_PERSON, Kind.EBE}), frozenset({"CANARYHOUSE"}))


async def test_an_audience_is_kept_and_its_homes_are_not_in_clear(
    database: Database, keys: Keys
) -> None:
    """The name of a home beside a round would tell where its people live."""
    async with database.write() as db:
        await set_audience(db, keys, RID, RULE)
        assert await load_audience(db, keys, RID) == RULE
        stored = await db.scalar(text("SELECT rule_enc FROM audiences"))
        with pytest.raises(LookupError):
            await load_audience(db, keys, RoundId("none"))

    assert b"CANARYHOUSE" not in bytes(stored)


async def test_a10_one_band_is_kept_for_a_day(database: Database) -> None:
    """A band worked out anew at each look would let somebody watch answers arrive."""
    async with database.write() as db:
        assert await load_band(db, RID) is None
        await keep_band(db, RID, TODAY, "not_enough")
        await keep_band(db, RID, TODAY, "enough")

        assert await load_band(db, RID) == (TODAY, "enough")
