"""Decisions as they are kept: a draft, let go by its number, told once, and never changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from storage import decisions
from storage.engine import Database
from surveys.ids import RoundId
from surveys.reports.model import Verdict
from surveys.rounds.deciding import Version, Written, standing

RID = RoundId("evenings")
DAY = date(2027, 3, 1)
TEA = "Tea"
WORDS = Written(
    Verdict.YES, "Tea is at seven from Monday on.", "You asked for it.", "Jo Hill, cook", DAY
)


async def told(database: Database, words: Written = WORDS, telling: int = 1) -> int:
    async with database.write() as db:
        number = await decisions.save_draft(db, RID, TEA, words)
        assert await decisions.let_go(db, RID, number, DAY)
        assert await decisions.mark_told(db, RID, [number], telling)
    return number


async def test_32_what_is_let_go_is_what_was_read(database: Database) -> None:
    """A draft that is written anew has another number: a tap on the old one lets nothing go."""
    async with database.write() as db:
        first = await decisions.save_draft(db, RID, TEA, WORDS)
        second = await decisions.save_draft(db, RID, TEA, replace(WORDS, reason="It is fair."))
        assert not await decisions.let_go(db, RID, first, DAY)
        assert await decisions.let_go(db, RID, second, DAY)
        assert not await decisions.let_go(db, RID, second, DAY)
        (kept,) = await decisions.list_versions(db, RID)

    assert kept == Version(second, TEA, replace(WORDS, reason="It is fair."), DAY)


async def test_32_what_was_let_go_stays_beside_what_comes_after_it(database: Database) -> None:
    """A draft takes no number that any version had, and drops none that was let go."""
    first = await told(database)
    async with database.write() as db:
        draft = await decisions.save_draft(db, RID, TEA, replace(WORDS, verdict=Verdict.NOT_NOW))
        assert not await decisions.drop_draft(db, RID, first)
        found = await decisions.list_versions(db, RID)
        assert [one.number for one in found] == [first, draft]
        assert standing(found)[TEA].words.verdict is Verdict.YES
        assert await decisions.drop_draft(db, RID, draft)
        assert await decisions.save_draft(db, RID, TEA, WORDS) >= draft


async def test_33_of_many_who_tell_at_once_one_does(database: Database) -> None:
    """Two phones: everybody who was asked is told once."""
    async with database.write() as db:
        number = await decisions.save_draft(db, RID, TEA, WORDS)
        await decisions.let_go(db, RID, number, DAY)

    async def tell() -> bool:
        async with database.write() as db:
            return await decisions.mark_told(db, RID, [number], 1)

    assert sorted(await asyncio.gather(tell(), tell(), tell())) == [False, False, True]


async def test_33_nothing_is_told_that_nobody_let_go(database: Database) -> None:
    """A draft of a designer's waits for whoever decides."""
    async with database.write() as db:
        number = await decisions.save_draft(db, RID, TEA, WORDS)
        assert not await decisions.mark_told(db, RID, [number], 1)
        assert not await decisions.mark_told(db, RID, [], 1)


async def test_34_a_promise_is_said_to_be_near_and_late_once_each(database: Database) -> None:
    """And of what is done, or was decided anew, nothing is said."""
    number = await told(database)
    soon, after = DAY - timedelta(days=2), DAY + timedelta(days=1)

    async def due(today: date) -> list[RoundId]:
        async with database.read() as db:
            until = today + timedelta(days=3)
            return await decisions.list_nearing(db, today=today, until=until)

    assert await due(soon - timedelta(days=9)) == []
    assert await due(soon) == [RID]
    async with database.write() as db:
        assert await decisions.claim_reminder(db, RID, number)
        assert not await decisions.claim_reminder(db, RID, number)
    assert await due(soon) == []
    assert await due(after) == [RID]
    async with database.write() as db:
        assert await decisions.claim_late(db, RID, number)
        assert not await decisions.claim_late(db, RID, number)
    assert await due(after) == []
    later = await told(database, replace(WORDS, due=DAY + timedelta(days=30)), 2)
    async with database.write() as db:
        assert await decisions.mark_done(db, RID, later, after)
        assert not await decisions.mark_done(db, RID, later, after)
    assert await due(DAY + timedelta(days=31)) == []


async def test_what_was_told_of_every_round_is_listed_at_once(database: Database) -> None:
    """And nothing that was not told: a draft, and what was let go and waits to be sent."""
    number = await told(database)
    async with database.write() as db:
        other = await decisions.save_draft(db, RoundId("other"), TEA, WORDS)
        assert await decisions.let_go(db, RoundId("other"), other, DAY)
        await decisions.save_draft(db, RID, TEA, replace(WORDS, verdict=Verdict.NO))
        found = await decisions.list_told(db)

    assert {rid: [one.number for one in each] for rid, each in found.items()} == {RID: [number]}
