"""A vote from end to end, without a browser: the one test of it that runs every time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services import talking
from bot.services.talk_rooms import Rooms, Seat, host_seat
from bot.services.talking import Wanted
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.talks.voting import Press
from tests.bot.after_seal.house import House, build_house

pytestmark = pytest.mark.sqlite_only


async def press(house: House, rooms: Rooms, seat: Seat, what: Press) -> None:
    found = await talking.view(house.world, rooms, seat.talk)
    assert found is not None
    found.room.open_turn(house.world, seat)
    await talking.press(house.world, rooms, seat, found.room.turn_of(seat), what)


async def test_d8_one_leave_it_out_removes_a_sentence_and_nothing_says_whose(
    database: Database, keys: Keys
) -> None:
    """D8, 2.2: the limits, then a sentence that stays, then one that goes.

    Fails when a vote ends before everybody has pressed, or says more than what it came to.
    """
    house = await build_house(database, keys)
    world, rooms, kit = house.world, Rooms(house.world), house.people["Kit"]
    hears = world.today() + timedelta(days=9)
    wanted = Wanted("House talk", ("Keep?",), "Maple House", 2, "Mo", hears, shared=False)
    rid = await talking.begin(world, rooms, kit, wanted)
    assert isinstance(rid, str)
    rid = RoundId(rid)
    room = rooms.known(rid)
    assert room is not None
    seats = [rooms.seat_at(rooms.enter(code) or "") for code in tuple(room.codes)]
    phones = [seat for seat in seats if seat is not None]
    everybody = [*phones, host_seat((await talking.hosted(world, rooms, kit.id, rid)).talk)]
    for seat in everybody:
        await press(house, rooms, seat, Press.RIGHT)
    assert room.said == "agreed"
    for words, first, outcome in (
        ("Keep the sofa.", Press.RIGHT, "stays"),
        ("Bin the rota.", Press.LEAVE_OUT, "left_out"),
    ):
        await talking.say_sentence(world, rooms, kit.id, rid, (0, words))
        before = room.moves
        for seat, what in zip(everybody, (first, Press.RIGHT, Press.RIGHT), strict=True):
            assert room.moves == before
            await press(house, rooms, seat, what)
        assert room.said == outcome
    found = await talking.hosted(world, rooms, kit.id, rid)

    assert [one.words for one in found.said] == ["Keep the sofa."]
    assert not room.taken
    assert not room.turns
