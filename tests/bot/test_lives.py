"""Whoever loses its hold on the database begins anew, and knows when to give up."""

from __future__ import annotations

import asyncio

import pytest

from bot import lives
from bot.lives import ends_with, live
from storage.fitness import DatabaseUnfit, Occupied

Came = bool | type[Exception]


async def lived(*comes: Came, stop: asyncio.Event | None = None) -> list[bool]:
    """What each life was told, until the last one."""
    told: list[bool] = []
    rest = list(comes)

    async def life(again: bool) -> bool:
        told.append(again)
        what = rest.pop(0)
        if isinstance(what, type):
            raise what
        return what

    await live(life, stop or asyncio.Event())
    return told


async def test_a_life_that_was_told_to_stop_is_the_last() -> None:
    """Nothing begins again behind the operator's back."""
    assert await lived(False) == [False]


async def test_f7_a_life_whose_hold_was_lost_is_followed_by_another() -> None:
    """Each knows that it is not the first: it waits for the lock instead of refusing."""
    assert await lived(True, True, False) == [False, True, True]


async def test_a_database_that_is_being_restarted_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some seconds of maintenance must not end a house that nobody watches."""
    monkeypatch.setattr(lives, "AGAIN", 0.01)

    assert await lived(True, DatabaseUnfit, DatabaseUnfit, False) == [False, True, True, True]


async def test_a_database_that_was_never_there_is_refused_at_once() -> None:
    """At a first start somebody is looking on, and can put it right."""
    with pytest.raises(DatabaseUnfit):
        await lived(DatabaseUnfit)


async def test_one_that_is_away_for_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever watches the process must see it."""
    monkeypatch.setattr(lives, "PATIENCE", -1.0)
    with pytest.raises(DatabaseUnfit):
        await lived(True, DatabaseUnfit)


async def test_f7_somebody_elses_database_is_not_waited_for() -> None:
    """Another house runs on it; two would answer everybody twice."""
    with pytest.raises(Occupied):
        await lived(True, Occupied)


async def test_a_life_ends_with_the_program_and_also_without_it() -> None:
    """What ends one life does not stop the program."""
    stop = asyncio.Event()
    async with ends_with(stop) as over:
        over.set()
    assert not stop.is_set()
    async with ends_with(stop) as over:
        stop.set()
        await asyncio.wait_for(over.wait(), 1)
