"""Answers back as they are kept: a draft, given once; and which are due."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from storage import answers_back, rounds
from storage.engine import Database
from surveys.ids import RoundId
from surveys.rounds.promise import WrittenBack
from surveys.rounds.round import Round, State
from tests.storage.making import a_round

WORDS = WrittenBack("We paint the kitchen in May.", "", "A pool costs too much.")


async def put(database: Database, key: str, **changes: object) -> Round:
    made = replace(
        a_round(), id=RoundId(key), tag=f"{key:x<6}"[:6], **{"state": State.HELD, **changes}
    )
    async with database.write() as db:
        await rounds.add_round(db, made)
    return made


async def test_a_draft_is_changed_until_it_is_given_and_never_after(database: Database) -> None:
    """What everybody read stays what it was."""
    round_ = await put(database, "first")
    day = round_.answer_by
    async with database.write() as db:
        assert await answers_back.save_draft(db, round_.id, WrittenBack("x"))
        assert await answers_back.save_draft(db, round_.id, WORDS)
        assert await answers_back.give(db, round_.id, WORDS, day)
        assert not await answers_back.give(db, round_.id, WrittenBack("y"), day)
        assert not await answers_back.save_draft(db, round_.id, WrittenBack("z"))
    async with database.read() as db:
        kept = await answers_back.load_answer(db, round_.id)

    assert kept == answers_back.Kept(WORDS, day)


async def test_35_of_many_who_give_at_once_one_does(database: Database) -> None:
    """Two phones, and the command line: everybody asked is told once."""
    round_ = await put(database, "first")

    async def give() -> bool:
        async with database.write() as db:
            return await answers_back.give(db, round_.id, WORDS, round_.answer_by)

    assert sum(await asyncio.gather(*(give() for _ in range(8)))) == 1


async def test_only_rounds_that_asked_somebody_and_are_over_owe_an_answer(
    database: Database,
) -> None:
    """Not one that never opened, nor one that is open still."""
    for number, state in enumerate(State):
        await put(database, f"{number:02}{state.value}", state=state)
    async with database.read() as db:
        since = a_round().closes_at - timedelta(days=1)
        owed = await answers_back.list_owed(db, since=since)
        later = await answers_back.list_owed(db, since=since + timedelta(days=2))

    assert {one.rid[2:] for one in owed} == {"closed", "sealing", "sealed", "held", "released"}
    assert later == []


async def test_what_was_said_once_is_not_due_again(database: Database) -> None:
    """A reminder before the day, and after it that it is late: one each."""
    round_ = await put(database, "first")
    day = round_.answer_by
    before, after = day - timedelta(days=1), day + timedelta(days=1)

    async def due(today: date) -> bool:
        span = {"after": day - timedelta(days=9), "until": day + timedelta(days=9)}
        async with database.read() as db:
            return bool(await answers_back.list_due(db, today=today, **span))

    assert await due(before)
    async with database.write() as db:
        assert await answers_back.claim_reminder(db, round_.id)
        assert not await answers_back.claim_reminder(db, round_.id)
    assert not await due(before)
    assert await due(after)
    async with database.write() as db:
        assert await answers_back.claim_late(db, round_.id)
        assert not await answers_back.claim_late(db, round_.id)
    assert not await due(after)


async def test_an_answer_that_was_given_is_never_said_to_be_late(database: Database) -> None:
    """Not even by a tick that began before it was."""
    round_ = await put(database, "first")
    async with database.write() as db:
        await answers_back.give(db, round_.id, WORDS, round_.answer_by)
        assert not await answers_back.claim_late(db, round_.id)


async def test_33_what_was_sent_back_is_owed_again_by_another_day(database: Database) -> None:
    """It blocks new rounds again, is reminded of and said to be late again, and given once."""
    round_ = await put(database, "first")
    day = date(2027, 3, 1)
    async with database.write() as db:
        assert not await answers_back.reopen(db, round_.id, on=day, due_on=day)
        await answers_back.give(db, round_.id, WORDS, day)
        assert await answers_back.reopen(db, round_.id, on=day, due_on=day + timedelta(days=14))
        assert not await answers_back.reopen(db, round_.id, on=day, due_on=day)
        kept = await answers_back.load_answer(db, round_.id)
        owed = await answers_back.list_owed(db, since=round_.closes_at)
        assert await answers_back.give(db, round_.id, WORDS, day)

    assert kept == answers_back.Kept(WrittenBack(), None, day + timedelta(days=14), day)
    assert [(one.is_answered, one.answer_by) for one in owed] == [
        (False, day + timedelta(days=14))
    ]


async def test_33_once_a_result_is_out_the_nearer_day_counts(database: Database) -> None:
    """Until it is given: then nothing is owed by any day."""
    round_ = await put(database, "first")
    nearer = round_.answer_by - timedelta(days=9)
    async with database.write() as db:
        await answers_back.set_due(db, round_.id, nearer)
        span = {"after": nearer - timedelta(days=1), "until": nearer}
        due = await answers_back.list_due(db, today=nearer, **span)

    assert [one.answer_by for one in due] == [nearer]


async def test_every_answer_is_listed_as_it_is_kept(database: Database) -> None:
    """Given or only begun; of a round nothing was written to there is none."""
    first, second, _ = [await put(database, key) for key in ("first", "second", "third")]
    async with database.write() as db:
        await answers_back.give(db, first.id, WORDS, first.answer_by)
        await answers_back.save_draft(db, second.id, WORDS)
        found = await answers_back.list_kept(db)
        alone = {one.id: await answers_back.load_answer(db, one.id) for one in (first, second)}

    assert found == alone
