"""An adult here is asked to come: with a first name and a house, and not a word more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.knowing import visit
from bot.services.people import enrolling
from bot.services.safeguarding import calling
from storage import audit, outbox, tickets
from storage.tables import IN_FLIGHT
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from tests.bot.chatting import Chats, Chatter
from tests.bot.services.people.test_enrolling import sit_down, ticket_round

ASKED = "I've asked the duty phone at Maple House."
COMES = "asks for an adult to come now."
pytestmark = pytest.mark.sqlite_only


async def duty(chats: Chats, home: str = "Maple House") -> Chatter:
    return await chats.add("", role=Role.DUTY_PHONE, home=home)


async def count(chats: Chats) -> int:
    async with chats.world.database.read() as db:
        connection = await db.connection()
        return int((await connection.exec_driver_sql("SELECT count(*) FROM calls")).scalar() or 0)


def heard(phone: Chatter) -> list[str]:
    """Everything the phone was asked, first to last."""
    return [m.text for _, m in sorted(phone.shown.items()) if COMES in m.text]


async def wait(chats: Chats, minutes: float) -> None:
    chats.clock.on(minutes=minutes)
    await calling.clock_due(chats.world)
    await chats.deliver()


async def test_g5_one_tap_asks_the_homes_duty_phone_with_name_and_house_alone(
    chats: Chats,
) -> None:
    """Whoever carries the phone learns who and where, and nothing that was written."""
    ann, phone = await chats.add(), await duty(chats)
    elsewhere = await duty(chats, "Oak House")
    await ann.tap("help")
    said = await ann.press("Ask an adult here to come")

    assert ASKED in said
    assert "“Ann, Maple House”" in said
    assert heard(phone) == [
        "Ann, Maple House, asks for an adult to come now.\n"
        "That is all that was sent. Tap the button as you go. They are told that you did."
    ]
    assert heard(elsewhere) == []


async def test_on_my_way_is_told_and_promises_nothing(chats: Chats) -> None:
    """What is said is that a button was tapped, not that somebody will arrive (G12)."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    done = await phone.press("On my way")

    assert "You said that you are on your way." in done
    assert ann.newest.text.startswith("Somebody tapped “On my way”.")
    assert "will" not in ann.newest.text
    await wait(chats, 31)
    assert await count(chats) == 0
    assert ann.newest.text.startswith("Somebody tapped")


async def test_nobody_in_time_is_said_honestly_with_numbers_and_asked_once_more(
    chats: Chats,
) -> None:
    """Somebody who waits for nobody must be told to stop waiting."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    await wait(chats, 4.9)
    assert len(heard(phone)) == 1
    await wait(chats, 0.2)
    texts = [m.text for _, m in sorted(ann.shown.items())]
    assert texts[-2].startswith("Nobody has tapped “On my way” yet.")
    assert "Childline\n0800 1111" in texts[-1]
    assert len(heard(phone)) == 2
    assert "Asked again." in heard(phone)[1]
    await wait(chats, 5.1)
    texts = [m.text for _, m in sorted(ann.shown.items())]
    assert "Please don't wait for them." in texts[-2]
    assert texts[-1].splitlines()[2] == "Emergency"
    await wait(chats, 5.1)

    assert len(heard(phone)) == 2


async def test_somebody_may_still_come_after_that(chats: Chats) -> None:
    """A late tap is better than none, and is told."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    await wait(chats, 5.1)
    await wait(chats, 5.1)
    await phone.press("On my way")

    assert ann.newest.text.startswith("Somebody tapped “On my way”.")


async def test_t8_twenty_taps_ask_once(chats: Chats) -> None:
    """A shaking thumb must not make the phone ring twenty times."""
    ann, phone = await chats.add(), await duty(chats)
    said = [await ann.tap("co") for _ in range(20)]

    assert ASKED in said[0]
    assert all("They've been asked" in each for each in said[1:])
    assert len(heard(phone)) == 1
    (press,) = (button.press for button in phone.newest.buttons)
    for _ in range(5):
        await phone.tap(press)
    told = [m for m in ann.shown.values() if m.text.startswith("Somebody tapped")]
    assert len(told) == 1


async def test_more_than_a_few_calls_in_ten_minutes_are_answered_kindly(chats: Chats) -> None:
    """The phone is not worn out, and nobody is told off."""
    ann, phone = await chats.add(), await duty(chats)
    for _ in range(3):
        assert ASKED in await ann.tap("co")
        await phone.press("On my way")
        chats.clock.on(minutes=1)
    said = await ann.tap("co")

    assert "I've asked them 3 times just now. They have your message." in said
    assert "Childline\n0800 1111" in said
    assert len([m for m in phone.shown.values() if COMES in m.text]) == 3
    chats.clock.on(minutes=10)
    assert ASKED in await ann.tap("co")


async def test_the_button_is_not_there_where_nobody_could_be_asked(chats: Chats) -> None:
    """A button that reaches nobody costs the minutes that count."""
    ann = await chats.add()
    moved = await chats.add("Bo", home="")
    stranger = chats.stranger()
    phone = await duty(chats, "Oak House")
    for who in (ann, moved, stranger, phone):
        await who.tap("help")
        assert not any("come" in label for label in who.newest.labels())
        said = await who.tap("co")
        assert "There's no phone here that I can ask." in said
        assert "Childline\n0800 1111" in said

    assert await count(chats) == 0


async def test_g10_the_button_is_not_there_where_staff_may_be_meant(chats: Chats) -> None:
    """Whoever carries the phone may be the one."""
    ann, _ = await chats.add(), await duty(chats)
    async with chats.world.database.read() as db:
        here = await visit(db, chats.world, ann.address)
        there = await calling.come_button(db, chats.world, here, staff_meant=False)
        meant = await calling.come_button(db, chats.world, here, staff_meant=True)

    assert there is not None
    assert meant is None


async def test_c5_only_who_was_asked_can_say_that_they_come(chats: Chats) -> None:
    """Another home's phone, or the young person, could calm somebody whom nobody comes to."""
    ann, phone = await chats.add(), await duty(chats)
    other = await duty(chats, "Oak House")
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    await ann.tap("co")
    (press,) = (button.press for button in phone.newest.buttons)
    for who in (ann, other, lead, chats.stranger()):
        assert "That isn't open to you." in await who.tap(press)
    for forged in ("coway", "coway:", "coway:zz", "coway:" + "0" * 32):
        await phone.tap(forged)

    assert not any(m.text.startswith("Somebody tapped") for m in ann.shown.values())


async def test_g5_nothing_is_written_down_but_the_call_itself_for_minutes(
    chats: Chats, caplog: pytest.LogCaptureFixture
) -> None:
    """No trail, no log, nothing in a backup; the call goes once it is over."""
    caplog.set_level("DEBUG", "bot")
    ann, phone = await chats.add(), await duty(chats)
    caplog.clear()
    await ann.tap("co")
    await phone.press("On my way")
    async with chats.world.database.read() as db:
        trail = await audit.list_audit(db)
        rows = (await (await db.connection()).exec_driver_sql("SELECT * FROM calls")).all()

    assert trail == []
    assert caplog.records == []
    assert "calls" in IN_FLIGHT
    kept = b"".join(value for row in rows for value in row if isinstance(value, bytes))
    assert b"Ann" not in kept
    await wait(chats, 31)
    assert await count(chats) == 0


async def test_f2_a_call_survives_a_restart(chats: Chats) -> None:
    """What is due lies in the database: the clock of a new process finds it."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    chats.clock.on(minutes=6)
    assert await calling.clock_due(chats.world) == 1
    assert await calling.clock_due(chats.world) == 0
    await chats.deliver()

    assert len(heard(phone)) == 2


async def test_after_a_long_outage_nobody_is_asked_in_vain(chats: Chats) -> None:
    """An hour later the phone would ring for something long over; the truth is still said."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    await wait(chats, 90)

    assert len(heard(phone)) == 1
    assert any("Please don't wait for them." in m.text for m in ann.shown.values())


async def test_a_ticket_asks_where_its_sitting_is_held(chats: Chats) -> None:
    """No name is known: the house's phone is asked, else whoever runs the session."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    async with chats.world.database.read() as db:
        seat = await tickets.find_seat(db, chats.world.keys, signed.pid)
    assert seat is not None
    phone = await duty(chats, seat[0].upper())
    assert "It shows only the name of the house." in await sitter.tap("co")
    assert heard(phone)[0].startswith(f"Somebody at {seat[0].upper()} asks for an adult")
    await phone.press("On my way")

    assert sitter.newest.text.startswith("Somebody tapped “On my way”.")


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("Maple House", True),
        ("maple house, tablet", True),
        ("Maple House 2", True),
        ("Maple Houses", False),
        ("Oak House", False),
        ("", False),
    ],
)
def test_a_sittings_place_is_matched_to_a_home_by_its_name(place: str, there: bool) -> None:
    """Whoever opens a sitting writes where it is in their own way."""
    assert calling.is_at(place, "Maple House") is there


async def test_x3_whoever_is_forgotten_is_not_called_about_any_more(chats: Chats) -> None:
    """Their name goes from what waits, too."""
    ann, phone = await chats.add(), await duty(chats)
    await ann.tap("co")
    await ann.tap("eraseyes")
    await wait(chats, 6)

    assert await count(chats) == 0
    assert len(heard(phone)) == 1


async def test_what_is_owed_to_the_phone_overtakes_everything(chats: Chats) -> None:
    """A reminder must not hold it up."""
    ann, phone = await chats.add(), await duty(chats)
    async with chats.world.database.write() as db:
        here = await visit(db, chats.world, ann.address)
        await calling.come(db, chats.world, here)
        due = await outbox.claim_due(
            db, chats.world.keys, chats.clock(), lease=timedelta(seconds=1)
        )

    assert [one.rank for one in due] == [0]
    assert phone.address == due[0].to
