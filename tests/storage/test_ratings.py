"""Ratings as they are kept: in envelopes of one size, and afterwards only as they are printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import envelopes, ratings
from storage.engine import Database
from storage.envelopes import EnvelopeRow
from storage.keys import Keys, RoundKeyGone
from storage.ratings import Rating, RatingRow, Stage
from surveys.ids import RoundId
from surveys.rounds.promise import WrittenBack
from surveys.rounds.rating import Rate, rated
from tests.storage.making import pid

RID = RoundId("evenings")
DAY = date(2027, 3, 1)
ENDS = datetime(2027, 3, 8, 18, tzinfo=UTC)
ASKED = [pid(number) for number in range(1, 9)]
MINE = RoundId("rating-0011223344556677")


def a_rating(number: int = 1, rating: RoundId = MINE) -> Rating:
    return Rating(rating, RID, number, DAY, ENDS, Stage.OPEN)


async def opened(database: Database, keys: Keys) -> None:
    keys.make_draft_key(MINE)
    async with database.write() as db:
        assert await ratings.open_rating(db, keys, a_rating(), ASKED)


async def blobs(database: Database) -> list[bytes]:
    async with database.read() as db:
        return list(await db.scalars(select(EnvelopeRow.blob).where(EnvelopeRow.rid == MINE)))


async def test_a5_nobody_can_tell_from_outside_who_has_rated(
    database: Database, keys: Keys
) -> None:
    """Everybody has an envelope of one size, and each is of new bytes in every backup."""
    await opened(database, keys)
    before = await blobs(database)
    async with database.write() as db:
        assert await ratings.rate(db, keys, MINE, ASKED[0], Rate.BAD)
        assert await ratings.rate(db, keys, MINE, ASKED[1], Rate.PARTLY)
        await envelopes.reseal_some(db, keys)
    after = await blobs(database)

    assert len(before) == len(after) == len(ASKED)
    assert len({len(blob) for blob in (*before, *after)}) == 1
    assert not set(before) & set(after)


async def test_a6_a_key_of_no_rating_is_known_as_one(database: Database, keys: Keys) -> None:
    """Of an open rating it is not; nor are rounds' keys, whatever they are called."""
    stray = RoundId("rating-8899aabbccddeeff")
    await opened(database, keys)
    keys.make_round_keys(RoundId("ratings"))
    async with database.read() as db:
        assert await ratings.list_stray_keys(db, keys) == []
    keys.make_draft_key(stray)
    async with database.read() as db:
        assert await ratings.list_stray_keys(db, keys) == [stray]


async def test_a_rating_can_be_changed_and_taken_out_until_it_ends(
    database: Database, keys: Keys
) -> None:
    """One each; who was not asked has none."""
    await opened(database, keys)
    async with database.write() as db:
        for given in (Rate.BAD, Rate.GOOD):
            assert await ratings.rate(db, keys, MINE, ASKED[0], given)
        assert await ratings.rate(db, keys, MINE, ASKED[1], Rate.BAD)
        assert await ratings.rate(db, keys, MINE, ASKED[1], None)
        assert not await ratings.rate(db, keys, MINE, pid(99), Rate.BAD)
        found = await ratings.load_given(db, keys, MINE)

    assert [one for one in found if one] == [Rate.GOOD]


async def test_a6_only_what_is_printed_is_kept_and_nothing_opens_an_envelope_any_more(
    database: Database, keys: Keys
) -> None:
    """The envelopes go in the transaction that prints; then the key; then it may be said."""
    await opened(database, keys)
    printed = rated([Rate.BAD] * 6)
    async with database.write() as db:
        assert await ratings.keep_printed(db, MINE, printed)
        assert not await ratings.keep_printed(db, MINE, rated([]))
        assert [one.id for one in await ratings.list_due(db, ENDS)] == [MINE]
    assert await blobs(database) == []
    assert keys.destroy_draft(MINE)
    async with database.write() as db:
        assert await ratings.end(db, MINE)
        assert not await ratings.end(db, MINE)
        (kept,) = await ratings.list_ratings(db, RID)
        assert await ratings.list_due(db, ENDS) == []
        with pytest.raises(RoundKeyGone):
            keys.draft(MINE)

    assert (kept.stage, kept.printed) == (Stage.OVER, printed)


async def test_a_rating_is_due_when_its_time_is_over_and_not_before(
    database: Database, keys: Keys
) -> None:
    """Nor is a second one of the same number begun beside it."""
    await opened(database, keys)
    other = RoundId("rating-8899aabbccddeeff")
    keys.make_draft_key(other)
    async with database.write() as db:
        assert not await ratings.open_rating(db, keys, a_rating(1, other), ASKED)
        assert await ratings.list_due(db, ENDS - timedelta(seconds=1)) == []
        assert [one.id for one in await ratings.list_due(db, ENDS)] == [MINE]
        assert [one.id for one in await ratings.list_open(db)] == [MINE]


async def test_33_the_answer_that_was_sent_back_stays_to_be_seen(
    database: Database, keys: Keys
) -> None:
    """What was said before is not lost by being said again."""
    await opened(database, keys)
    words = WrittenBack("We look at tea in May.")
    async with database.write() as db:
        await ratings.keep_sent_back(db, MINE, words, DAY)
        (kept,) = await ratings.list_ratings(db, RID)

    assert (kept.sent_back, kept.given_on) == (words, DAY)


def test_a_rating_is_called_by_nothing_of_its_round() -> None:
    """Its name is that of a file among the keys."""
    first, second = ratings.fresh_id(), ratings.fresh_id()

    assert first != second
    assert RID not in first
    assert RatingRow.__tablename__ == "ratings"


async def test_a_rounds_mark_is_another_one_as_soon_as_a_rating_is(
    database: Database, keys: Keys
) -> None:
    """Opened, over, and sending an answer back; a tap in an envelope changes nothing of it."""
    await opened(database, keys)
    marks = []
    async with database.write() as db:
        marks.append(await ratings.list_marks(db))
        await ratings.rate(db, keys, MINE, ASKED[0], Rate.BAD)
        assert await ratings.list_marks(db) == marks[0]
        await ratings.keep_printed(db, MINE, rated([Rate.BAD] * 6))
        marks.append(await ratings.list_marks(db))
        await ratings.end(db, MINE)
        marks.append(await ratings.list_marks(db))
        await ratings.keep_sent_back(db, MINE, WrittenBack("We read it."), DAY)
        marks.append(await ratings.list_marks(db))

    assert len({each[RID] for each in marks}) == 4
