"""A colleague goes: everything ends or is handed over in one commit, and is said."""

from __future__ import annotations

import pytest

from bot.services.people import leaving
from bot.services.people.leaving import CannotLeave
from bot.services.people.signing_in import choose_pin
from storage import (
    audit,
    concerns,
    duties,
    listeners,
    messages,
    people,
    rounds,
    signed_in,
    signins,
)
from storage.duties import Duty
from storage.listeners import Listener
from storage.messages import Route
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.bot.after_seal.house import House, a_round
from tests.bot.webchat.staff.worries import staff_the_rota, worry

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def staffed(house: House) -> House:
    await staff_the_rota(house)
    return house


async def go(house: House, name: str, by: str = "Lee") -> str:
    left = await leaving.leave(house.world, house.pid(name), house.pid(by))
    return "\n".join(left.lines)


async def test_c4_a_leaver_has_no_account_sign_in_pin_or_duty_left(staffed: House) -> None:
    """C4: their next page, tap or word is a stranger's."""
    house = staffed
    await choose_pin(house.world, house.pid("Sam"), "294817")
    async with house.world.database.write() as db:
        await signins.add_signin(db, house.pid("Sam"), b"x" * 32, house.world.today())
        await duties.save_duty(db, house.world.keys, Duty(house.pid("Sam"), "sam@example.org"))
    await go(house, "Sam")

    async with house.world.database.read() as db:
        assert await people.load_person(db, house.world.keys, house.pid("Sam")) is None
        assert (
            await signed_in.find_signed_in(db, house.world.keys, b"x" * 32, house.world.today())
            is None
        )
        assert not await signins.has_pin(db, house.pid("Sam"))
        assert house.pid("Sam") not in await duties.list_duties(db, house.world.keys)
        assert (await audit.list_audit(db))[-1].action == "left"


@pytest.mark.parametrize("name", ["Mina", "Dee", "Ola"])
async def test_the_only_lead_deputy_or_outside_person_cannot_leave_first(
    staffed: House, name: str
) -> None:
    """Without them a worry reaches nobody: the next one comes first."""
    with pytest.raises(CannotLeave, match="Invite the next one first"):
        await go(staffed, name)
    async with staffed.world.database.read() as db:
        assert await people.load_person(db, staffed.world.keys, staffed.pid(name)) is not None


async def test_nobody_lets_themselves_leave_or_a_young_person(staffed: House) -> None:
    """An administrator's slip must not lock everybody out, nor forget a young person."""
    for name in ("Lee", "yp0"):
        with pytest.raises(CannotLeave):
            await go(staffed, name)


async def test_a_worry_they_were_seeing_to_goes_to_the_next(staffed: House) -> None:
    """What somebody took on must not leave with them; the author hears who has it now."""
    house = staffed
    await house.add("Max", Role.SAFEGUARDING_LEAD)
    concern = await worry(house, seen_by=house.pid("Mina"), seen_at=house.clock())
    await go(house, "Mina")

    async with house.world.database.read() as db:
        (now,) = await concerns.list_concerns(db, house.world.keys)
    assert now.id == concern.id
    assert now.seen_by is None
    assert now.pings
    assert now.pings[-1].to != house.pid("Mina")


async def test_letters_go_to_the_second_person_and_the_card_goes(staffed: House) -> None:
    """Who wrote is not left waiting for somebody who is gone."""
    house = staffed
    keys = house.world.keys
    async with house.world.database.write() as db:
        await listeners.save_listener(
            db, keys, Listener(house.pid("Lou"), "visitor", second=house.pid("Ola"))
        )
        await listeners.save_listener(
            db, keys, Listener(house.pid("Ola"), "visitor", second=house.pid("Lou"))
        )
        await messages.add_message(
            db,
            keys,
            to=house.pid("Lou"),
            sender=house.pid("yp1"),
            body=b"[]",
            route=Route(named=True, second=house.pid("Ola")),
            due_on=house.world.today(),
        )
    said = await go(house, "Lou")

    async with house.world.database.read() as db:
        assert len(await messages.list_messages(db, keys, house.pid("Ola"))) == 1
        (left,) = await listeners.list_listeners(db, keys)
    assert (left.pid, left.second) == (house.pid("Ola"), None)
    assert "They were second to Ola" in said


async def test_a_round_they_proposed_is_stopped_before_anybody_is_asked(staffed: House) -> None:
    """Nobody would see it through; and it is said, so that it can be proposed anew."""
    house = staffed
    from dataclasses import replace

    proposed = replace(a_round(State.PROPOSED, count=None), proposed_by=house.pid("Kit"))
    async with house.world.database.write() as db:
        await rounds.add_round(db, proposed)
    said = await go(house, "Kit")

    async with house.world.database.read() as db:
        now = await rounds.load_round(db, proposed.id)
    assert now is not None
    assert now.state is State.CANCELLED
    assert "was stopped" in said


async def test_c6_the_lines_do_not_say_whether_there_was_a_worry_or_a_letter(
    staffed: House,
) -> None:
    """C6: an administrator reads them, and may not know that a worry exists."""
    house = staffed
    await house.add("Max", Role.SAFEGUARDING_LEAD)
    await house.add("May", Role.SAFEGUARDING_LEAD)
    without = await go(house, "Max")
    await worry(house, seen_by=house.pid("May"), seen_at=house.clock())
    assert without == await go(house, "May")
