from datetime import timedelta

import pytest

from storage.engine import Database
from storage.releases import (
    AlreadyReleased,
    approve_release,
    load_proposal,
    load_release,
    propose_release,
)
from tests.storage.making import RID, TODAY, pid


async def propose(database: Database, json: str = "{}") -> bytes:
    async with database.write() as db:
        return await propose_release(db, RID, json=json, form_version=1, by=pid(1), on=TODAY)


async def test_a_proposal_is_no_release(database: Database) -> None:
    """Until a second person approves, nobody may be shown anything."""
    proposed = await propose(database)
    async with database.read() as db:
        waiting = await load_proposal(db, RID)
        assert await load_release(db, RID) is None

    assert waiting is not None
    assert (waiting.id, waiting.approved_by) == (proposed, None)


async def test_nobody_approves_their_own_proposal(database: Database) -> None:
    """Two people look before anything leaves the building."""
    proposed = await propose(database)
    async with database.write() as db:
        assert not await approve_release(db, proposed, by=pid(1), on=TODAY)
        assert await load_release(db, RID) is None


async def test_a_release_is_approved_once_and_stays(database: Database) -> None:
    """A second release could be compared with the first, answer by answer."""
    proposed = await propose(database, '{"n": "5-9"}')
    tomorrow = TODAY + timedelta(days=1)
    async with database.write() as db:
        assert await approve_release(db, proposed, by=pid(2), on=tomorrow)
        assert not await approve_release(db, proposed, by=pid(3), on=tomorrow)
        released = await load_release(db, RID)
        assert await load_proposal(db, RID) is None

    assert released is not None
    assert (released.json, released.approved_by, released.on) == ('{"n": "5-9"}', pid(2), tomorrow)
    with pytest.raises(AlreadyReleased):
        await propose(database)


async def test_a_replaced_proposal_cannot_be_approved(database: Database) -> None:
    """What is approved is what was on the screen."""
    first = await propose(database, "first")
    second = await propose(database, "second")
    async with database.write() as db:
        assert not await approve_release(db, first, by=pid(2), on=TODAY)
        assert await approve_release(db, second, by=pid(2), on=TODAY)
