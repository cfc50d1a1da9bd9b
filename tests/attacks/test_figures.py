"""Whoever fetches the figures about the machine, as often as they like."""

from __future__ import annotations

import random
from pathlib import Path

from bot.gauges.looking import LATE, Around, Gauges
from bot.gauges.telling import page
from storage.outbox import count_late
from tests.attacks.field import House, Past
from tests.attacks.test_logs import everything_a_respondent_does

MESSAGE = 300_000
"""More than the memory that one person's sitting takes for a moment. Unit: bytes."""


def _gauges(house: House, data: Path) -> Gauges:
    """Figures of a house whose memory is never twice the same, as a real one's."""
    some = random.Random(1)
    return Gauges(house.world, Around(data, data, memory=lambda: _memory(some)))


def _memory(some: random.Random) -> int:
    return 200_000_000 + some.randrange(MESSAGE)


async def _anew(gauges: Gauges) -> str:
    """Everything measured at this very moment, also what is taken once a day."""
    gauges._day = None
    await gauges.take()
    return page(gauges)


async def test_a14_one_respondent_moves_no_figure(past: Past, tmp_path: Path) -> None:
    """Counters fetched each second are a list of when somebody wrote, to lay beside the phones.

    Even were all measured at every fetch. Fails when a count is told as it is.
    """
    async with past.woken("open", tmp_path / "disk") as house:
        gauges = _gauges(house, tmp_path)
        before = await _anew(gauges)
        await everything_a_respondent_does(house, past)
        undelivered = await _anew(gauges)
        await house.deliver()
        after = await _anew(gauges)

    assert before == undelivered == after
    assert "messages_late_at_least 0" in after


async def test_a14_messages_of_nineteen_that_are_late_are_none(past: Past, tmp_path: Path) -> None:
    """A count that begins at one says that somebody, just now, was written to.

    Fails without a floor.
    """
    async with past.woken("open", tmp_path / "disk") as house:
        house.delivers = False
        gauges = _gauges(house, tmp_path)
        await house.of(past.authors[0]).command("/help")
        await house.of(past.others[1]).command("/privacy")
        house.clock.on(minutes=20)
        said = await _anew(gauges)
        async with house.world.database.read() as db:
            late = await count_late(db, house.world.now(), LATE)

    assert 0 < late < 20
    assert "earshot_messages_late_at_least 0\n" in said
