"""Reaching: the bands of results that may be seen now; no count, no home, no early word."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.services.results import reaching
from storage.audiences import AudienceRow, set_audience
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.rounds.round import State
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.services.results.test_releasing import RID, read_all, release
from tests.bot.services.results.test_reporting import visit

pytestmark = [pytest.mark.sqlite_only]
TWO_HOMES = AudienceRule(frozenset({Kind.YOUNG_PERSON}), frozenset({"Maple House", "Birch House"}))


async def said(house: House, name: str) -> str:
    async with house.world.database.write() as db:
        spoken = await reaching.show(db, house.world, visit(house, name))
    return "\n".join(one.text for one in spoken.said)  # type: ignore[union-attr]


async def out(house: House) -> None:
    await seal_round(house, some_words(24))
    async with house.world.database.write() as db:
        await db.execute(delete(AudienceRow))
        await set_audience(db, house.world.keys, RID, TWO_HOMES)
    await read_all(house)
    await release(house)


@pytest.mark.parametrize("name", ["Ash", "Jo", "Mo", "Lee"])
async def test_42_reach_is_said_as_the_result_printed_it(house: House, name: str) -> None:
    """42: invited and answered in bands, and by whom was asked; no home is named.

    Fails when the homes that its author chose can be read.
    """
    await out(house)
    house.clock.on(hours=2)
    found = await said(house, name)

    assert "About 25 people were asked. More than two thirds of them answered." in found
    assert "1 round. In 1 more than two thirds answered." in found
    assert "House" not in found.replace("House meetings", "")
    assert "24" not in found


@pytest.mark.parametrize("name", ["Jo", "Ash", "Lee"])
async def test_33_nobody_reads_of_reach_before_those_who_were_asked(
    house: House, name: str
) -> None:
    """33: that a result is out, and how many answered, is theirs first."""
    await out(house)

    assert "no result yet" in await said(house, name)


async def test_d1_a_held_round_says_not_enough(house: House) -> None:
    """D1: the same words whether three answered or none."""
    await seal_round(house, some_words(3), state=State.HELD)

    assert "Not enough to show." in await said(house, "Jo")


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.SEALED])
async def test_a9_a_round_that_is_not_out_has_no_reach(house: House, state: State) -> None:
    """A9: whoever reloads it while answers come in learns nothing."""
    await seal_round(house, some_words(24), state=state)

    assert "no result yet" in await said(house, "Ash")
