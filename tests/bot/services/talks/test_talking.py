"""House talks without a browser: what is run every time. Over HTTP: tests/bot/webchat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.services.talks import keeping as talk_keeping
from bot.services.talks import reading as talk_reading
from bot.services.talks import talking
from bot.services.talks.rooms import Rooms, Seat, host_seat
from bot.services.talks.talking import NotTheirs, View, Wanted
from storage import concerns, talks
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.safeguarding import screening
from surveys.talks.voting import Press
from tests.bot.after_seal.house import House, build_house
from tests.bot.webchat.staff.worries import staff_the_rota

pytestmark = pytest.mark.sqlite_only

SOFA = "Keep the sofa."


@dataclass
class Held:
    """A talk under way, and everybody's seat: the phones first, the host last."""

    house: House
    rooms: Rooms
    rid: RoundId
    seats: list[Seat] = field(default_factory=list)

    async def view(self) -> View:
        host = self.house.pid("Kit")
        return await talking.hosted(self.house.world, self.rooms, host, self.rid)

    async def say(self, words: str) -> object:
        said = (0, words)
        return await talking.say_sentence(
            self.house.world, self.rooms, self.house.pid("Kit"), self.rid, said
        )

    async def press(self, seat: Seat, what: Press, mark: str | None = None) -> str:
        """Press in a turn that was taken up, or with a mark of one before; gives the mark."""
        room = (await self.view()).room
        room.open_turn(self.house.world, seat)
        used = room.turn_of(seat) if mark is None else mark
        await talking.press(self.house.world, self.rooms, seat, used, what)
        return used

    async def everybody(self, *presses: Press) -> str:
        for seat, what in zip(self.seats, presses, strict=True):
            await self.press(seat, what)
        return (await self.view()).room.said

    async def keep(self, *sentences: str) -> None:
        for words in sentences:
            await self.say(words)
            await self.everybody(*[Press.RIGHT] * len(self.seats))
        world = self.house.world
        await talking.read_back(world, self.rooms, self.house.pid("Kit"), self.rid)
        room = (await self.view()).room
        for seat in self.seats:
            room.open_turn(world, seat)
            await talking.say_last(world, self.rooms, seat, room.turn_of(seat), frozenset())


async def hold(database: Database, keys: Keys, *, shared: bool = False) -> Held:
    house = await build_house(database, keys)
    world, rooms = house.world, Rooms(house.world)
    hears = world.today() + timedelta(days=9)
    wanted = Wanted("House talk", ("Keep?",), "Maple House", 2, "Mo", hears, shared)
    rid = await talking.begin(world, rooms, house.people["Kit"], wanted)
    held = Held(house, rooms, RoundId(rid))
    room = (await held.view()).room
    for code in tuple(room.codes):
        seat = rooms.seat_at(rooms.enter(code) or "")
        assert seat is not None
        held.seats.append(seat)
    held.seats.append(host_seat((await held.view()).talk))
    return held


@pytest.fixture
async def held(database: Database, keys: Keys) -> Held:
    """Two people of Maple House and Kit; everybody has agreed to the limits."""
    found = await hold(database, keys)
    assert await found.everybody(*[Press.RIGHT] * 3) == "agreed"
    return found


async def test_d8_one_leave_it_out_removes_a_sentence_and_nothing_says_whose(held: Held) -> None:
    """D8, 2.2: one sentence stays, one goes; nothing shows before everybody has pressed.

    Fails when pages are told to look again because one person pressed.
    """
    for words, first, outcome in (
        (SOFA, Press.RIGHT, "stays"),
        ("Bin the rota.", Press.LEAVE_OUT, "left_out"),
    ):
        await held.say(words)
        room = (await held.view()).room
        before = room.moves
        await held.press(held.seats[0], first)
        await held.press(held.seats[1], Press.RIGHT)
        assert room.moves == before
        await held.press(held.seats[2], Press.RIGHT)
        assert room.said == outcome
    found = await held.view()

    assert [one.words for one in found.said] == [SOFA]
    assert not found.room.taken
    assert not found.room.turns


async def test_d8_a_turn_presses_once_however_often_it_is_sent(
    database: Database, keys: Keys
) -> None:
    """D8: on a tablet, a double tap would take the next person's press.

    Fails when the mark of a turn is not used up.
    """
    held = await hold(database, keys, shared=True)
    tablet, _ = held.seats
    mark = await held.press(tablet, Press.RIGHT)
    await held.press(tablet, Press.LEAVE_OUT, mark)
    await held.press(tablet, Press.RIGHT)
    await held.press(held.seats[1], Press.RIGHT)

    assert (await held.view()).room.said == "agreed"


async def test_c2_a_code_lets_one_device_in_and_a_seat_is_not_made_up(held: Held) -> None:
    """C2, C5: one use, and what a device shows bears a mark that only we can make."""
    rooms, view = held.rooms, await held.view()
    room = rooms.open(view.talk, shared=False)
    code = next(iter(room.codes))
    shown = rooms.enter(code)
    assert shown is not None
    rid, name, turns, mark = shown.split(".")

    assert rooms.enter(code) is None
    assert rooms.seat_at(shown) == Seat(held.rid, name, 1)
    for made_up in (f"{rid}.{name}.5.{mark}", f"{rid}.00.{turns}.{mark}", f"{rid}.{name}.1.", ""):
        assert rooms.seat_at(made_up) is None


async def test_g4_nothing_is_said_before_everybody_agreed_to_the_limits(
    database: Database, keys: Keys
) -> None:
    """G4: one "Not for me" is enough."""
    held = await hold(database, keys)
    with pytest.raises(NotTheirs):
        await held.say(SOFA)
    said = await held.everybody(Press.RIGHT, Press.LEAVE_OUT, Press.RIGHT)

    assert said == "not_agreed"
    with pytest.raises(NotTheirs):
        await held.say(SOFA)


async def test_g6_a_typed_sentence_that_sounds_like_danger_is_passed_on(held: Held) -> None:
    """G6: words, home, time and who typed them; nobody's name, for nobody knows it.

    Fails when a typed sentence is not looked at.
    """
    await staff_the_rota(held.house)
    screening.warm_up()
    await held.say("A worker hit me last year.")
    async with held.house.world.database.read() as db:
        (concern,) = await concerns.list_concerns(db, held.house.world.keys)

    assert (concern.place, concern.author) == ("Maple House", None)
    assert concern.deeds[0].by == held.house.pid("Kit")
    assert concern.alerted
    assert (await held.view()).room.seen.what == "told"


async def test_d8_a_talk_that_is_over_keeps_nothing_of_the_room_and_its_key_dies(
    held: Held,
) -> None:
    """D8: what was left out is under no key that lives; how many they were is nowhere.

    Fails when the draft key outlives the talk.
    """
    world = held.house.world
    await held.say("Bin the rota.")
    await held.everybody(Press.LEAVE_OUT, Press.RIGHT, Press.RIGHT)
    await held.keep(SOFA)
    await talk_keeping.finish_due(world)
    async with world.database.read() as db:
        talk = await talks.load_talk(db, world.keys, held.rid)
        agreed = await talks.list_agreed(db, world.keys, held.rid)

    assert talk is not None
    assert (talk.stage.value, talk.count, talk.room, talk.ends_at) == ("kept", 0, b"", None)
    assert [one.words for one in agreed] == [SOFA]
    assert not world.keys.has_draft(held.rid)


async def test_d8_a_stopped_talk_leaves_no_key(held: Held) -> None:
    """2.2: anybody may stop it; an older backup opens no more.

    Fails when a key of a stopped talk stays.
    """
    world = held.house.world
    await held.say(SOFA)
    await talking.stop(world, held.rooms, held.rid)
    await talk_keeping.finish_due(world)
    left = [path.name for path in (world.keys.directory / "rounds").iterdir()]

    assert not [name for name in left if name.startswith(held.rid)]
    async with world.database.read() as db:
        assert await talks.load_talk(db, world.keys, held.rid) is None


async def test_d8_only_somebody_from_outside_the_home_reads_it_and_no_name_passes(
    held: Held,
) -> None:
    """D8: Rae reads, but is of Maple House; what names the home is held back from Sam's pass.

    Fails when the reader's home is not asked for, or a sentence passes with a name in it.
    """
    world = held.house.world
    await held.keep("It is cold at Maple House.")
    await talk_keeping.finish_due(world)
    for who in ("Rae", "Kit", "Ash"):
        with pytest.raises(talk_reading.NotTheirs):
            await talk_reading.to_read(world, held.house.people[who], held.rid)
    sam = held.house.people["Sam"]
    _, (one,) = await talk_reading.to_read(world, sam, held.rid)
    held_back = await talk_reading.decide(world, sam, held.rid, one.handle, ("passed", ""))

    assert one.suggested == "It is cold at [a place]."
    assert held_back is talk_reading.Held.NAMES
