from datetime import timedelta

import pytest

from storage.engine import Database
from storage.keys import Keys
from storage.releases import (
    AlreadyReleased,
    Frozen,
    approve_release,
    drop_words,
    list_released,
    load_proposal,
    load_release,
    open_words,
    propose_release,
    thin_release,
)
from tests.storage.making import RID, TODAY, pid

QUOTED = b"they never knock"


async def propose(database: Database, keys: Keys, json: str = "{}") -> bytes:
    keys.make_round_keys(RID)
    async with database.write() as db:
        frozen = Frozen(json, QUOTED, 1)
        return await propose_release(db, keys, RID, frozen, by=pid(1), on=TODAY)


async def test_a_proposal_is_no_release(database: Database, keys: Keys) -> None:
    """Until a second person approves, nobody may be shown anything."""
    proposed = await propose(database, keys)
    async with database.read() as db:
        waiting = await load_proposal(db, RID)
        assert await load_release(db, RID) is None

    assert waiting is not None
    assert (waiting.id, waiting.approved_by) == (proposed, None)


async def test_nobody_approves_their_own_proposal(database: Database, keys: Keys) -> None:
    """Two people look before anything leaves the building."""
    proposed = await propose(database, keys)
    async with database.write() as db:
        assert not await approve_release(db, proposed, by=pid(1), on=TODAY)
        assert await load_release(db, RID) is None


async def test_a_release_is_approved_once_and_stays(database: Database, keys: Keys) -> None:
    """A second release could be compared with the first, answer by answer."""
    proposed = await propose(database, keys, '{"n": "5-9"}')
    tomorrow = TODAY + timedelta(days=1)
    async with database.write() as db:
        assert await approve_release(db, proposed, by=pid(2), on=tomorrow)
        assert not await approve_release(db, proposed, by=pid(3), on=tomorrow)
        released = await load_release(db, RID)
        assert await load_proposal(db, RID) is None

    assert released is not None
    assert (released.json, released.approved_by, released.on) == ('{"n": "5-9"}', pid(2), tomorrow)
    with pytest.raises(AlreadyReleased):
        await propose(database, keys)


async def test_a_replaced_proposal_cannot_be_approved(database: Database, keys: Keys) -> None:
    """What is approved is what was on the screen."""
    first = await propose(database, keys, "first")
    second = await propose(database, keys, "second")
    async with database.write() as db:
        assert not await approve_release(db, first, by=pid(2), on=TODAY)
        assert await approve_release(db, second, by=pid(2), on=TODAY)


async def test_x4_the_words_of_a_release_end_with_the_key_and_the_figures_stay(
    database: Database, keys: Keys
) -> None:
    """What is quoted is somebody's words, also in a backup; what is counted is about nobody."""
    proposed = await propose(database, keys, '{"n": "5-9"}')
    async with database.write() as db:
        await approve_release(db, proposed, by=pid(2), on=TODAY)
        (release,) = await list_released(db)
        assert QUOTED not in (release.words_enc or b"")
        assert open_words(keys, release) == QUOTED
        keys.destroy_text(RID)
        assert open_words(keys, release) == b""
        await drop_words(db, RID)
        (ended,) = await list_released(db)

    assert (ended.words_enc, ended.json) == (b"", '{"n": "5-9"}')


async def test_x2_words_that_were_taken_back_leave_a_release_and_its_figures_do_not_change(
    database: Database, keys: Keys
) -> None:
    """Later exports have them no longer, and the month they left in is written down."""
    proposed = await propose(database, keys, '{"n": "5-9"}')
    async with database.write() as db:
        await approve_release(db, proposed, by=pid(2), on=TODAY)
        (release,) = await list_released(db)
        assert release.thinned == "2026-03"
        await thin_release(db, keys, release, Frozen(release.json, b"", 1), month="2026-04")
        (thinned,) = await list_released(db)

    assert (thinned.thinned, thinned.json) == ("2026-04", '{"n": "5-9"}')
    assert open_words(keys, thinned) == b""
