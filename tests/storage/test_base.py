from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from storage.base import Instant
from storage.engine import Database
from storage.rounds import add_round, load_round
from tests.storage.making import RID, a_round


async def test_an_instant_without_its_zone_is_refused(database: Database) -> None:
    """Six o'clock somewhere is no closing time."""
    naive = a_round(closes_at=datetime(2026, 3, 9, 18, 0))
    async with database.write() as db:
        with pytest.raises(StatementError, match="needs its zone"):
            await add_round(db, naive)


async def test_an_instant_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    """A closing time set in summer time must not move by an hour."""
    summer = timezone(timedelta(hours=1))
    async with database.write() as db:
        await add_round(db, a_round(closes_at=datetime(2026, 7, 3, 18, 0, tzinfo=summer)))
        kept = await load_round(db, RID)

    assert kept is not None
    assert kept.closes_at == datetime(2026, 7, 3, 17, 0, tzinfo=UTC)
    assert kept.closes_at.tzinfo is UTC
    assert Instant().process_result_value(None, database.writer.dialect) is None
