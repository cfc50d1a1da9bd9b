"""Working time through the chat: started, stopped, forgotten, added, taken out; and paid."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.services.people import stretches
from bot.services.reading import paying, time_logging
from bot.services.reading.paying import PayRefused, Step
from storage import people, slots, working
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.people.slots import Slot
from surveys.people.working import Work
from tests.bot.chatting import Chats, Chatter


async def ebe(chats: Chats, nick: str = "Ash", role: Role = Role.EBE) -> Chatter:
    return await chats.add(nick, role=role, home="")


async def lines(chats: Chats, chatter: Chatter) -> list[tuple[str, str, int]]:
    """What is on somebody's list: what for, the day, minutes."""
    async with chats.world.database.read() as db:
        found = await working.list_worked(
            db, since=date(2020, 1, 1), before=date(2040, 1, 1), pid=await chats.pid(chatter)
        )
    return [(one.what.value, one.day.isoformat(), one.minutes) for one in found]


async def test_a_stretch_is_started_and_stopped_and_counts(chats: Chats) -> None:
    """Two taps, and it is on the list."""
    ash = await ebe(chats)
    await ash.type("/time")
    assert "Started: Preparing" in await ash.press("Start: Preparing")
    chats.clock.on(minutes=95)
    assert "So far 1 h 35 min" in await ash.type("/time")
    assert "1 h 35 min for Preparing" in await ash.press("Stop")

    assert await lines(chats, ash) == [("preparing", "2027-03-01", 95)]
    assert "1 h 35 min in all" in await ash.type("/time")


async def test_a_stretch_can_be_stopped_where_it_was_started(chats: Chats) -> None:
    """Whoever tapped the wrong one has Stop under their thumb."""
    ash = await ebe(chats)
    await ash.type("/time")
    await ash.press("Start: Preparing")

    assert "under a minute" in await ash.press("Stop")


async def test_44_of_two_starts_at_once_one_counts(chats: Chats) -> None:
    """Two phones, or a double tap: a stretch that runs goes on as it was."""
    ash = await ebe(chats)
    pid = await chats.pid(ash)

    async def start(what: Work) -> bool:
        async with chats.world.database.write() as db:
            return await stretches.start(db, chats.world, pid, what)

    assert sorted(await asyncio.gather(start(Work.MEETING), start(Work.TRAINING))) == [False, True]
    chats.clock.on(minutes=10)
    assert "is on already" in await ash.tap("tm:start:preparing")
    await ash.tap("tm:stop")
    await ash.tap("tm:stop")

    assert [minutes for _, _, minutes in await lines(chats, ash)] == [10]


async def test_a_stretch_survives_a_restart(chats: Chats) -> None:
    """It lies in the database: the next program goes on with it."""
    ash = await ebe(chats)
    await ash.tap("tm:start:meeting")
    chats.clock.on(minutes=30)
    await chats.close()
    chats.intakes.clear()
    chats.clock.on(minutes=30)
    await ash.tap("tm:stop")

    assert await lines(chats, ash) == [("meeting", "2027-03-01", 60)]


async def test_44_a_clock_change_in_a_stretch_moves_nothing(chats: Chats) -> None:
    """In the night to 28 March 2027 an hour of the wall is missing; nobody worked it."""
    for began, day in (
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "2027-03-28"),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "2027-10-31"),
    ):
        ash = await ebe(chats, f"Ash{day}")
        chats.clock.at = began
        await ash.tap("tm:start:training")
        chats.clock.on(hours=2)
        await ash.tap("tm:stop")

        assert await lines(chats, ash) == [("training", day, 120)]


async def test_whoever_works_long_is_asked_once_and_kindly(chats: Chats) -> None:
    """And goes on with one tap."""
    ash = await ebe(chats)
    await ash.tap("tm:start:preparing")
    chats.clock.on(hours=4)
    assert await time_logging.ask_due(chats.world) == 1
    assert await time_logging.ask_due(chats.world) == 0
    await chats.deliver()
    assert "Still working?" in ash.newest.text
    assert "on for 4 h" in ash.newest.text
    await ash.press("Yes, still working")
    chats.clock.on(hours=2)
    assert await time_logging.ask_due(chats.world) == 0
    await ash.tap("tm:stop")

    assert await lines(chats, ash) == [("preparing", "2027-03-01", 360)]


async def test_a_forgotten_stretch_ends_and_counts_up_to_the_question(chats: Chats) -> None:
    """Nobody is paid for a night, and nobody loses what they worked."""
    ash = await ebe(chats)
    await ash.tap("tm:start:preparing")
    chats.clock.on(hours=5)
    assert await time_logging.ask_due(chats.world) == 1
    await chats.deliver()

    assert "It counts 4 h" in ash.newest.text
    assert await lines(chats, ash) == [("preparing", "2027-03-01", 240)]
    assert await time_logging.ask_due(chats.world) == 0


async def test_a_stretch_that_was_stopped_after_days_counts_no_more(chats: Chats) -> None:
    """The program was off; the button still is there."""
    ash = await ebe(chats)
    await ash.tap("tm:start:preparing")
    chats.clock.on(days=3)
    await ash.tap("tm:stop")

    assert await lines(chats, ash) == [("preparing", "2027-03-01", 240)]


async def test_somebody_may_say_that_they_stopped_earlier(chats: Chats) -> None:
    """A button each, and never more than it ran."""
    ash = await ebe(chats)
    await ash.tap("tm:start:preparing")
    chats.clock.on(hours=4)
    await ash.tap("tm:short:60")
    await ash.tap("tm:start:preparing")
    chats.clock.on(minutes=20)
    await ash.tap("tm:short:9999")

    assert [minutes for _, _, minutes in await lines(chats, ash)] in ([60, 20], [20, 60])


async def test_44_reading_in_a_stretch_counts_once(chats: Chats) -> None:
    """A slot in the middle is paid as reading."""
    ash = await ebe(chats, role=Role.READER)
    pid = await chats.pid(ash)
    await ash.tap("tm:start:preparing")
    chats.clock.on(minutes=30)
    began = chats.clock()
    slot = Slot(b"s" * 16, pid, RoundId("x"), began, began + timedelta(minutes=40), began)
    async with chats.world.database.write() as db:
        await slots.add_slot(db, slot)
        await slots.stop_slot(db, slot, began + timedelta(minutes=40))
    chats.clock.on(minutes=60)
    await ash.tap("tm:stop")

    assert await lines(chats, ash) == [("preparing", "2027-03-01", 50)]
    assert "1 h 30 min in all" in await ash.type("/time")


async def test_time_is_added_by_hand_and_taken_out(chats: Chats) -> None:
    """What for, how long, which day: three taps; and one to take it out."""
    ash = await ebe(chats)
    await ash.type("/time")
    await ash.press("Add time")
    await ash.press("A meeting")
    await ash.press("30 min")
    assert "Added: 30 min" in await ash.press("Yesterday")
    assert await lines(chats, ash) == [("meeting", "2027-02-28", 30)]
    await ash.type("/time")
    await ash.press("Take something out")
    assert "Taken out: 30 min" in await ash.press("Sunday 28 February")

    assert await lines(chats, ash) == []


async def test_no_day_takes_more_than_a_day(chats: Chats) -> None:
    """A button pressed by hand, thirty times."""
    ash = await ebe(chats)
    for _ in range(4):
        said = await ash.tap("tm:add:meeting:240:0")

    assert "more than 12 h on one day" in said
    assert sum(minutes for _, _, minutes in await lines(chats, ash)) == 720


async def test_c5_a_forged_button_changes_nobody_elses_time(chats: Chats) -> None:
    """Nor does one with minutes, a day or a thing that is not offered."""
    ash, kit = await ebe(chats), await ebe(chats, "Kit")
    await ash.tap("tm:add:meeting:30:0")
    async with chats.world.database.read() as db:
        (mine,) = await working.list_worked(
            db, since=date(2027, 1, 1), before=date(2028, 1, 1), pid=await chats.pid(ash)
        )
    for code in (
        f"tm:out:{mine.id.hex()}",
        "tm:out:zz",
        "tm:add:meeting:9999:0",
        "tm:add:meeting:30:9",
        "tm:add:golf:30:0",
        "tm:start:golf",
        "tm:short",
        "tm:everything",
        "tm",
    ):
        await kit.tap(code)

    assert await lines(chats, kit) == []
    assert await lines(chats, ash) == [("meeting", "2027-03-01", 30)]


async def test_a_list_is_saved_as_a_file(chats: Chats) -> None:
    """Their own, with reading in it, and nothing of what was read."""
    ash = await ebe(chats)
    await ebe(chats, "Kit")
    assert "nothing on your list" in await ash.tap("tm:csv")
    await ash.tap("tm:add:meeting:30:0")
    await ash.tap("tm:csv")
    text = base64.b64decode(ash.files[-1].content).decode("utf-8-sig")

    assert ash.files[-1].name == "my-minutes.csv"
    assert text.splitlines() == ["day,name,what,minutes", "2027-03-01,Ash,A meeting,30"]


async def test_mydata_says_what_is_kept_of_working_time(chats: Chats) -> None:
    """Of reading, too, and that a clock is on."""
    ash = await ebe(chats)
    assert "working and reading time" not in await ash.type("/mydata")
    await ash.tap("tm:add:meeting:30:0")
    await ash.tap("tm:start:training")
    said = await ash.type("/mydata")

    assert "30 min in the last year" in said
    assert "A clock is on for Training" in said


async def lee(chats: Chats) -> tuple[Chatter, Person]:
    admin = await ebe(chats, "Lee", Role.ADMIN)
    async with chats.world.database.read() as db:
        found = await people.load_person(db, chats.world.keys, await chats.pid(admin))
    assert found is not None
    return admin, found


async def pay(chats: Chats, by: ParticipantId, who: Chatter, step: Step) -> PayRefused | None:
    return await paying.do(chats.world, by, await chats.pid(who), date(2027, 3, 1), step)


async def test_44_a_month_is_approved_when_it_is_over_then_paid_then_locked(chats: Chats) -> None:
    """What is paid does not change any more, from either side."""
    ash, (_, admin) = await ebe(chats), await lee(chats)
    chats.clock.at = datetime(2027, 3, 28, 12, 0, tzinfo=UTC)
    await ash.tap("tm:add:meeting:30:0")
    assert await pay(chats, admin.id, ash, Step.APPROVE) is PayRefused.NOT_OVER
    chats.clock.on(days=5)
    assert await pay(chats, admin.id, ash, Step.PAID) is PayRefused.REFUSED
    assert await pay(chats, admin.id, ash, Step.APPROVE) is None
    assert await pay(chats, admin.id, ash, Step.PAID) is None
    for again in Step:
        assert await pay(chats, admin.id, ash, again) is not None
    (line,) = await _all(chats, ash)

    assert "is paid" in await ash.tap("tm:add:meeting:60:7")
    assert "gone already, or paid" in await ash.tap(f"tm:out:{line.hex()}")
    assert await lines(chats, ash) == [("meeting", "2027-03-28", 30)]


async def test_44_what_changes_after_the_approval_is_approved_anew(chats: Chats) -> None:
    """Nobody adds an hour between a yes and the pay."""
    ash, (_, admin) = await ebe(chats), await lee(chats)
    chats.clock.at = datetime(2027, 3, 30, 12, 0, tzinfo=UTC)
    await ash.tap("tm:add:meeting:30:0")
    chats.clock.on(days=3)
    assert await pay(chats, admin.id, ash, Step.APPROVE) is None
    assert "Added" in await ash.tap("tm:add:meeting:240:3")

    assert await pay(chats, admin.id, ash, Step.PAID) is PayRefused.REFUSED
    assert await pay(chats, admin.id, ash, Step.APPROVE) is None
    assert await pay(chats, admin.id, ash, Step.PAID) is None


async def test_a_stretch_into_a_paid_month_counts_on_the_day_it_was_stopped(
    chats: Chats,
) -> None:
    """Worked is worked; a locked month stays locked."""
    ash, (_, admin) = await ebe(chats), await lee(chats)
    chats.clock.at = datetime(2027, 3, 31, 22, 30, tzinfo=UTC)
    await ash.tap("tm:add:meeting:30:1")
    chats.clock.at = datetime(2027, 3, 31, 22, 40, tzinfo=UTC)
    await ash.tap("tm:start:preparing")
    chats.clock.on(minutes=50)
    assert await pay(chats, admin.id, ash, Step.APPROVE) is None
    assert await pay(chats, admin.id, ash, Step.PAID) is None
    await ash.tap("tm:stop")

    assert ("preparing", "2027-04-01", 50) in await lines(chats, ash)


async def test_44_nobody_approves_their_own_time_with_either_account(chats: Chats) -> None:
    """Not as Expert by Experience, not as administrator, not with the other account."""
    ash, (_, admin) = await ebe(chats), await lee(chats)
    await ash.tap("tm:add:meeting:30:0")
    chats.clock.on(days=40)
    pid = await chats.pid(ash)
    assert await pay(chats, pid, ash, Step.APPROVE) is PayRefused.REFUSED
    async with chats.world.database.write() as db:
        await people.delete_person(db, admin.id)
        await people.add_person(db, chats.world.keys, replace(admin, same_as=pid))

    assert await pay(chats, admin.id, ash, Step.APPROVE) is PayRefused.OWN


async def test_leaving_ends_the_clock_and_keeps_what_was_worked(chats: Chats) -> None:
    """They are paid for it under a number that no name belongs to."""
    ash = await ebe(chats)
    pid = await chats.pid(ash)
    await ash.tap("tm:start:preparing")
    chats.clock.on(minutes=45)
    await ash.type("/deleteme")
    await ash.press("Yes")
    async with chats.world.database.read() as db:
        assert await working.find_stretch(db, pid) is None
    (payee,) = await paying.list_payees(chats.world, date(2027, 3, 1))

    assert payee.minutes == 45
    assert "Somebody who left" in payee.name


async def _all(chats: Chats, chatter: Chatter) -> list[bytes]:
    async with chats.world.database.read() as db:
        found = await working.list_worked(
            db, since=date(2020, 1, 1), before=date(2040, 1, 1), pid=await chats.pid(chatter)
        )
    return [one.id for one in found]
