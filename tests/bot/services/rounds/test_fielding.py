from datetime import timedelta

import pytest

from bot.services.refusing import PlanRefused
from bot.services.rounds import fielding, reminding
from storage import ledger
from surveys.flow.sitting import Stage
from surveys.protection.progress import Progress
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def test_an_opened_round_has_an_envelope_of_one_size_for_everybody_asked(
    chats: Chats,
) -> None:
    """A row for everybody from the start: a row that appears would show who began."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    async with chats.world.database.read() as db:
        standings = await ledger.count(db, round_.id, Standing.INVITED)
    envelopes = [await chats.envelope(round_, chatter) for chatter in asked]

    assert round_.state is State.OPEN
    assert standings == 12
    assert {e.sitting for e in envelopes} == {None}


async def test_everyone_asked_is_invited_once(chats: Chats) -> None:
    """A restart in the middle must not invite twice."""
    asked = await field.residents(chats, 12)
    await field.fielded(chats, *await field.crew(chats))
    await fielding.open_due(chats.world)
    await chats.deliver()

    assert [len(chatter.shown) for chatter in asked] == [1] * 12


async def test_s3_a_reminder_is_sent_once_and_one_that_is_late_is_skipped(chats: Chats) -> None:
    """After an outage nobody is woken by a nudge from yesterday."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    assert round_.remind_at is not None
    chats.clock.at = round_.remind_at
    await reminding.remind_due(chats.world)
    await reminding.remind_due(chats.world)
    await chats.deliver()

    assert [len(chatter.shown) for chatter in asked] == [2] * 12


async def test_s3_a_reminder_twelve_hours_late_is_not_sent(chats: Chats) -> None:
    """Due things happen once after downtime, but a stale nudge not at all."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    assert round_.remind_at is not None
    chats.clock.at = round_.remind_at + timedelta(hours=17)  # by day, so that nothing else waits
    await reminding.remind_due(chats.world)
    await chats.deliver()

    assert [len(chatter.shown) for chatter in asked] == [1] * 12


async def test_a_reminder_shows_nobody(chats: Chats) -> None:
    """Who has sent theirs gets the same words as who has not; who said no thanks gets none."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await field.send(chats, round_, asked[:5])
    await asked[11].tap(f"no:{round_.tag}")
    before = len(asked[11].shown)
    assert round_.remind_at is not None
    chats.clock.at = round_.remind_at
    await reminding.remind_due(chats.world)
    await chats.deliver()

    assert len({chatter.newest.text for chatter in asked[:11]}) == 1
    assert len(asked[11].shown) == before


async def test_t5_the_close_is_by_commit_time_and_nothing_is_taken_after_it(chats: Chats) -> None:
    """A reply after the close is not stored, and its sender is told."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await asked[0].tap(f"go:{round_.tag}")
    chats.clock.at = round_.closes_at - timedelta(seconds=1)
    assert await fielding.close_due(chats.world) == 0
    await asked[0].press("Next")
    chats.clock.at = round_.closes_at
    assert await fielding.close_due(chats.world) == 1
    before = await chats.envelope(round_, asked[0])
    late = await asked[0].press("OK")

    assert "closed" in late.lower()
    assert await chats.envelope(round_, asked[0]) == before
    assert await fielding.close_due(chats.world) == 0


async def test_t5_a_reply_of_the_backlog_is_taken_before_a_close_that_fell_due_in_an_outage(
    chats: Chats,
) -> None:
    """Somebody who answered in time is not punished for our being down."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await asked[0].tap(f"go:{round_.tag}")
    chats.clock.at = round_.closes_at + timedelta(minutes=5)
    await asked[0].press("Next")
    await fielding.close_due(chats.world)
    envelope = await chats.envelope(round_, asked[0])

    assert envelope.sitting is not None
    assert envelope.sitting.stage is Stage.LIMITS


async def test_a10_the_band_hides_nought_to_four_and_changes_at_most_daily(chats: Chats) -> None:
    """A creator must not be able to watch one envelope arrive."""
    asked = await field.residents(chats, 14)
    round_ = await field.fielded(chats, *await field.crew(chats))
    bands = []
    for day, count in enumerate((4, 5, 14), 1):
        chats.clock.on(days=1)
        await field.send(chats, round_, asked[: count - 1])
        async with chats.world.database.write() as db:
            bands.append(await fielding.how_far(db, chats.world, round_))
        await field.send(chats, round_, asked[:count])
        async with chats.world.database.write() as db:
            assert await fielding.how_far(db, chats.world, round_) is bands[day - 1]

    assert bands == [Progress.NOT_ENOUGH, Progress.NOT_ENOUGH, Progress.EVERYONE]


async def test_an_extension_moves_the_days_along_and_never_back(chats: Chats) -> None:
    """What the screens promised later stays true: results by, answer by."""
    await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    async with chats.world.database.write() as db:
        later = await fielding.extend(
            db, chats.world, round_.id, round_.closes_at + timedelta(days=3), None
        )
        with pytest.raises(PlanRefused, match="must be later"):
            await fielding.extend(db, chats.world, round_.id, round_.closes_at, None)

    assert later.results_on == round_.results_on + timedelta(days=3)
    assert later.answer_by >= later.results_on
