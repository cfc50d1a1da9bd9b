import pytest

from benchmarks.tick import Load, fill, measure, quietest
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.rounds.round import State

LIMIT = 50.0
"""Most that a tick may cost at 10,000 rounds and 100,000 people. Unit: milliseconds."""


@pytest.mark.full
@pytest.mark.alone
async def test_a_tick_at_10_000_rounds_and_100_000_people_costs_under_50_ms(
    database: Database, keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    """It runs at all hours beside those who answer: what is not due must cost nothing."""
    load = Load()
    assert sum(1 for _ in load.states) == 10_000
    assert load.people == 100_000

    world = await fill(database, keys, load)
    took = await measure(world)

    assert quietest(took) < LIMIT
    assert not caplog.records
    async with database.read() as db:
        assert len(await rounds.list_keys(db, {State.CLOSED})) == load.closed


async def test_a_tick_where_nothing_is_due_changes_nothing(database: Database, keys: Keys) -> None:
    """What the measurement stands on: its rounds stay as they are, and are all looked at."""
    load = Load(over=6, proposed=2, open=2, closed=2, people=40)
    world = await fill(database, keys, load)
    await measure(world, times=1)

    async with database.read() as db:
        found = [r.state for r in await rounds.list_rounds(db) if r.state is not State.CANCELLED]
    assert sorted(found) == sorted(load.states)
