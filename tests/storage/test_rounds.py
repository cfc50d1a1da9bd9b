import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import rounds
from storage.engine import Database
from storage.rounds import (
    Due,
    add_round,
    claim_state,
    find_round,
    list_due,
    list_keys,
    list_rounds,
    load_round,
    look_next,
    update_round,
)
from storage.surveys import SurveyChanged
from surveys.ids import RoundId
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import State
from tests.storage.making import NOW, RID, a_round, a_survey, pid

WEEK = timedelta(days=7)


async def test_a_round_is_kept_whole(database: Database) -> None:
    """Every field comes back, by its key and by its tag."""
    full = a_round(
        confirmed_by=pid(3),
        remind_at=NOW,
        count_sent=7,
        key_copy_outstanding_until=date(2026, 3, 20),
    )
    async with database.write() as db:
        await add_round(db, full)
        assert await load_round(db, RID) == full
        assert await find_round(db, "k3v9qa") == full
        assert await load_round(db, RoundId("none")) is None
        assert await find_round(db, "zzzzzz") is None


async def test_a_round_moves_once(database: Database) -> None:
    """Two ticks at the same second must not seal twice."""
    async with database.write() as db:
        await add_round(db, a_round(state=State.CLOSED))

    async def claim() -> bool:
        async with database.write() as db:
            return await claim_state(db, RID, was=State.CLOSED, now=State.SEALING, count_sent=9)

    claims = await asyncio.gather(*(claim() for _ in range(8)))
    async with database.read() as db:
        kept = await load_round(db, RID)

    assert claims.count(True) == 1
    assert kept == a_round(state=State.SEALING, count_sent=9)


async def test_a_change_in_the_same_transaction_is_seen(database: Database) -> None:
    """A service that loads, changes and loads again must not see the old round."""
    async with database.write() as db:
        await add_round(db, a_round())
        before = await load_round(db, RID)
        await update_round(db, RID, makers=("Bo",), reminders_sent=1, state=State.OPEN)
        after = await load_round(db, RID)

    assert before is not None
    assert after == replace(before, makers=("Bo",), reminders_sent=1, state=State.OPEN)


@pytest.mark.parametrize("field", ["survey", "way", "tag", "id", "colour"])
async def test_what_was_told_at_launch_cannot_be_changed(database: Database, field: str) -> None:
    """The way is shown to young people and never weakened later."""
    async with database.write() as db:
        await add_round(db, a_round())
        with pytest.raises(ValueError, match=field):
            await update_round(db, RID, **{field: "x"})


@pytest.mark.parametrize("at_once", [0, 300])
async def test_rounds_are_listed_by_state_and_opening(
    database: Database, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first to open comes first, however many there are."""
    monkeypatch.setattr(rounds, "AT_ONCE", at_once)
    async with database.write() as db:
        await add_round(db, a_round("late", "aaaaaa", opens_at=NOW + WEEK))
        await add_round(db, a_round("early", "bbbbbb", state=State.OPEN))

        assert [r.id for r in await list_rounds(db)] == ["early", "late"]
        assert [r.id for r in await list_rounds(db, states={State.PROPOSED})] == ["late"]
        assert await list_rounds(db, states=set()) == []


async def test_s3_what_is_due_is_found_by_its_columns(database: Database) -> None:
    """After downtime everything that fell due is found; nothing else is, nor what was paused."""
    later = NOW + WEEK
    told = (
        a_round("opening", "aaaaaa", confirmed_by=pid(3), accepted_terms="so", opens_at=NOW),
        a_round("unconfirmed", "bbbbbb", accepted_terms="so", opens_at=NOW),
        a_round("not-agreed", "hhhhhh", confirmed_by=pid(3), opens_at=NOW),
        a_round("closing", "cccccc", state=State.OPEN, closes_at=NOW),
        a_round("reminding", "dddddd", state=State.OPEN, remind_at=NOW),
        a_round("later", "eeeeee", state=State.OPEN, remind_at=later, again_at=later),
        a_round("closed", "ffffff", state=State.CLOSED, closes_at=NOW, again_at=NOW),
        a_round("waiting", "gggggg", state=State.OPEN, closes_at=NOW, waits_since=NOW),
        a_round("wave", "jjjjjj", rhythm=Rhythm.MONTHLY, remind_at=NOW, opens_at=later),
    )
    async with database.write() as db:
        for each in told:
            await add_round(db, each)
        found = {what: [r.id for r in await list_due(db, what, NOW)] for what in Due}

    assert found == {
        Due.OPENING: ["opening"],
        Due.CLOSING: ["closing"],
        Due.REMINDING: ["reminding"],
        Due.LOOKING: ["closed"],
        Due.REPEATING: ["closed"],
        Due.LAPSING: ["wave"],
        Due.ENDING: [],
    }


async def test_a_closed_round_is_looked_at_when_it_is_time_and_after_each_change(
    database: Database,
) -> None:
    """A tick that opened every envelope of every closed round would cost seconds."""
    async with database.write() as db:
        await add_round(db, a_round(state=State.OPEN))
        await claim_state(db, RID, was=State.OPEN, now=State.CLOSED)
        at_once = await list_due(db, Due.LOOKING, NOW)
        await look_next(db, RID, NOW + WEEK)
        before = await list_due(db, Due.LOOKING, NOW)
        in_time = await list_due(db, Due.LOOKING, NOW + WEEK)
        await look_next(db, RID, None)
        after = await list_due(db, Due.LOOKING, NOW)

    assert [len(found) for found in (at_once, before, in_time, after)] == [1, 0, 1, 1]


async def test_keys_of_rounds_are_listed_without_opening_a_survey(database: Database) -> None:
    """Every tick asks which rounds are alive; their surveys are large."""
    async with database.write() as db:
        await add_round(db, a_round("shut", "aaaaaa", state=State.SEALED))
        await add_round(db, a_round("open", "bbbbbb", state=State.OPEN))

        assert await list_keys(db, {State.OPEN, State.CLOSED}) == ["open"]


async def test_two_rounds_cannot_share_a_tag(database: Database) -> None:
    """A button would otherwise answer another round."""
    async with database.write() as db:
        await add_round(db, a_round("one"))
        with pytest.raises(IntegrityError):
            await add_round(db, a_round("two"))


async def test_a_round_cannot_change_a_published_survey(database: Database) -> None:
    """The second round of a survey asks what the first asked."""
    async with database.write() as db:
        await add_round(db, a_round("one", "aaaaaa"))
        with pytest.raises(SurveyChanged):
            await add_round(db, a_round("two", "bbbbbb", survey=a_survey(title="Other")))
