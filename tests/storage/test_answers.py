import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.answers import (
    StoredAnswer,
    add_answers,
    change_tagged,
    count_answers,
    delete_tagged,
    drop_answers,
    load_answers,
)
from storage.boxes import BoxDamaged
from storage.engine import Database
from storage.keys import Keys, RoundKeyGone
from storage.readings import Decision, Reading, list_readings, record_reading
from surveys.ids import AnswerId, QuestionKey
from tests.storage.making import RID

HEARD, CHANGE = QuestionKey("heard"), QuestionKey("change")


def aid(number: int) -> AnswerId:
    return AnswerId(bytes([number]) * 16)


@pytest.fixture
async def sealed(database: Database, keys: Keys) -> Database:
    keys.make_round_keys(RID)
    async with database.write() as db:
        await add_answers(
            db,
            keys,
            RID,
            [
                (aid(9), HEARD, b"yes", b"tag-1"),
                (aid(2), HEARD, b"no", b"tag-2"),
                (aid(5), CHANGE, "CANARY bedtime 🦦".encode(), None),
            ],
        )
    return database


async def test_answers_come_back_in_the_order_of_their_random_ids(
    sealed: Database, keys: Keys
) -> None:
    """The order of reading tells nothing about the order of writing."""
    async with sealed.read() as db:
        assert await load_answers(db, keys, RID) == [
            StoredAnswer(aid(2), HEARD, b"no"),
            StoredAnswer(aid(5), CHANGE, "CANARY bedtime 🦦".encode()),
            StoredAnswer(aid(9), HEARD, b"yes"),
        ]
        assert await count_answers(db, RID) == 3


async def test_a3_no_answer_is_stored_in_clear(sealed: Database, keys: Keys) -> None:
    """A stolen file holds no words, and short and long answers look alike."""
    async with sealed.read() as db:
        bodies = [bytes(b) for b in await db.scalars(text("SELECT body_enc FROM answers"))]

    assert not any(b"CANARY" in body for body in bodies)
    assert len({len(body) for body in bodies}) == 1


async def test_x2_taking_back_removes_exactly_those_answers(sealed: Database, keys: Keys) -> None:
    """And their readings; doing it again, or with wrong words, removes nothing."""
    async with sealed.write() as db:
        await record_reading(db, keys, RID, aid(9), Reading(Decision.PASSED))
        await record_reading(db, keys, RID, aid(2), Reading(Decision.PASSED))
        assert await delete_tagged(db, RID, [b"tag-1", b"unknown"]) == 1
        assert await delete_tagged(db, RID, [b"tag-1"]) == 0
        assert await delete_tagged(db, RID, []) == 0
        left = [answer.id for answer in await load_answers(db, keys, RID)]
        read = list(await list_readings(db, keys, RID))

    assert left == [aid(2), aid(5)]
    assert read == [aid(2)]


async def test_x4_after_retention_no_word_can_be_read(sealed: Database, keys: Keys) -> None:
    """The key dies first, so that backups die with it; then the rows go."""
    keys.destroy_text(RID)
    async with sealed.write() as db:
        with pytest.raises(RoundKeyGone):
            await load_answers(db, keys, RID)
        await drop_answers(db, RID)
        assert await count_answers(db, RID) == 0


async def test_two_answers_cannot_be_swapped(sealed: Database, keys: Keys) -> None:
    """A "no" put in the place of a "yes" does not open."""
    async with sealed.write() as db:
        await db.execute(
            text("UPDATE answers SET body_enc = (SELECT body_enc FROM answers WHERE aid = :a)"),
            {"a": aid(2)},
        )
        with pytest.raises(BoxDamaged):
            await load_answers(db, keys, RID)


def _louder(body: bytes) -> bytes:
    return body.upper()


async def _bodies(db: AsyncSession) -> dict[bytes, bytes]:
    rows = await db.execute(text("SELECT aid, body_enc FROM answers"))
    return {bytes(aid): bytes(sealed) for aid, sealed in rows}


async def test_x2_some_answers_are_changed_and_every_one_is_sealed_anew(
    sealed: Database, keys: Keys
) -> None:
    """Two copies of the file must not show which answers belong together.

    Fails when only those are written that changed, or a length tells.
    """
    async with sealed.write() as db:
        before = await _bodies(db)
        await change_tagged(db, keys, RID, [b"tag-1", b"unknown"], _louder)
        right = await _bodies(db)
        await change_tagged(db, keys, RID, [b"unknown"], _louder)
        wrong = await _bodies(db)
        found = {one.id: one.body for one in await load_answers(db, keys, RID)}

    assert found == {aid(9): b"YES", aid(2): b"no", aid(5): "CANARY bedtime 🦦".encode()}
    for earlier, later in ((before, right), (right, wrong)):
        assert earlier.keys() == later.keys()
        assert not set(earlier.values()) & set(later.values())
        assert {len(one) for one in earlier.values()} == {len(one) for one in later.values()}


async def test_x2_in_a_large_round_a_crowd_is_sealed_anew_and_all_of_theirs(
    sealed: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand people must not be a way to keep everybody waiting."""
    monkeypatch.setattr("storage.answers.CROWD", 1)
    async with sealed.write() as db:
        before = await _bodies(db)
        for _ in range(8):
            await change_tagged(db, keys, RID, [b"tag-1", b"tag-2"], _louder)
        now = await _bodies(db)
        await change_tagged(db, keys, RID, [b"tag-1", b"tag-2"], _louder)
        again = await _bodies(db)
        found = {one.id: one.body for one in await load_answers(db, keys, RID)}

    assert (found[aid(9)], found[aid(2)]) == (b"YES", b"NO")
    assert len(set(before.values()) - set(now.values())) >= 2
    assert len(set(now.values()) - set(again.values())) == 1
