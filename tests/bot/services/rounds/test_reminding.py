"""Reminders after a backup was put back; the rest of them is in tests/faults/test_time.py."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.services.rounds import reminding
from storage import rounds
from surveys.rounds.reminders import reminders
from surveys.rounds.rhythm import at_wall
from surveys.rounds.round import Round
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.faults.test_time import UK, asked


async def a_week(chats: Chats) -> Round:
    """A round of a week for twelve, who are reminded twice."""
    _, round_ = await asked(chats, 12, at_wall(date(2027, 3, 22), time(12), UK), 7)
    return await field.again(chats, round_.id)


@pytest.mark.parametrize("paused", [False, True])
async def test_f8_what_may_have_been_said_before_a_backup_was_put_back_is_passed_over(
    chats: Chats, paused: bool
) -> None:
    """Also in a round that was paused when the backup was made: it may have gone on since."""
    round_ = await a_week(chats)
    first, last = reminders(round_.opens_at, round_.closes_at, 12, UK)
    chats.clock.at = first
    async with chats.world.database.write() as db:
        at = chats.world.now() if paused else None
        await rounds.update_round(db, round_.id, waits_since=at)
    count = await reminding.pass_over(chats.world)
    after = await field.again(chats, round_.id)

    assert (count, after.reminders_sent, after.remind_at) == (1, 1, last)
    assert await reminding.remind_due(chats.world) == 0


async def test_f8_a_reminder_that_is_still_to_come_comes(chats: Chats) -> None:
    round_ = await a_week(chats)
    assert round_.remind_at is not None
    chats.clock.at = round_.remind_at - timedelta(minutes=1)
    count = await reminding.pass_over(chats.world)

    assert (count, (await field.again(chats, round_.id)).remind_at) == (0, round_.remind_at)
