"""Each update takes effect once."""

from datetime import date

from storage.engine import Database
from storage.seen import claim_update, purge_seen

TODAY = date(2026, 3, 2)


async def test_an_update_takes_effect_once(database: Database) -> None:
    """A redelivered update must not count an answer twice."""
    async with database.write() as db:
        first = await claim_update(db, "telegram", 7, TODAY)
    async with database.write() as db:
        again = await claim_update(db, "telegram", 7, TODAY)
        other_chat = await claim_update(db, "web", 7, TODAY)

    assert (first, again, other_chat) == (True, False, True)


async def test_t6_a_lower_update_id_after_a_quiet_week_takes_effect(database: Database) -> None:
    """Telegram may number from anywhere after a week without updates."""
    async with database.write() as db:
        await claim_update(db, "telegram", 900, TODAY)

        assert await claim_update(db, "telegram", 3, TODAY)


async def test_a_forgotten_update_can_be_claimed_again(database: Database) -> None:
    """Only the last days are kept; what is older is not repeated by anybody."""
    async with database.write() as db:
        await claim_update(db, "telegram", 7, date(2026, 2, 27))
        await claim_update(db, "telegram", 8, TODAY)
        await purge_seen(db, before=date(2026, 3, 1))

        assert await claim_update(db, "telegram", 7, TODAY)
        assert not await claim_update(db, "telegram", 8, TODAY)
