"""Who works here: colleagues by role with their way in, young people as counts."""

from __future__ import annotations

import pytest

from bot.services.people.signing_in import WayIn, choose_pin
from bot.services.people.staffing import list_crew
from tests.bot.after_seal.house import House


@pytest.mark.sqlite_only
async def test_c6_the_crew_names_no_young_person(house: House) -> None:
    """C6: the administrator manages people; who among the young has joined is not theirs."""
    await choose_pin(house.world, house.pid("Sam"), "294817")
    crew = await list_crew(house.world)

    ways = {one.person.nick: one.way_in for one in crew.colleagues}
    assert ways["Sam"] is WayIn.PIN
    assert ways["Kit"] is WayIn.NONE
    assert not any(nick.startswith("yp") for nick in ways)
    assert crew.homes == (("Birch House", 8), ("Maple House", 8), ("Rowan House", 8))
