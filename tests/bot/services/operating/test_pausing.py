"""Pausing everything: what stops, what never does, and what a promise is worth meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.courier import Courier
from bot.outgoing import Outgoing, Say
from bot.services.operating import pausing
from bot.services.owing import BROADCAST, HELP, To, owe
from bot.services.rounds import fielding, reminding
from storage import audit, pauses
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.round import State
from tests.bot.chatting import Chats, Chatter
from tests.bot.fielded import again, crew, fielded, person, residents

pytestmark = pytest.mark.sqlite_only


class Carried:
    """A carrier that only remembers."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        self.said.append(said.text if isinstance(said, Say) else "")
        return (1,)


async def admin(chats: Chats) -> Chatter:
    return await chats.add("Lee", role=Role.ADMIN, home="")


async def pause(chats: Chats, who: Chatter) -> None:
    assert await pausing.pause(chats.world, await person(chats, who))


async def test_in_a_pause_nothing_unasked_goes_out_and_help_does(chats: Chats) -> None:
    """Somebody in danger never waits for the end of a pause; what goes to many does."""
    lee, mia = await admin(chats), await chats.add("Mia")
    await pause(chats, lee)
    who = await person(chats, mia)
    async with chats.world.database.write() as db:
        await owe(db, chats.world, To.person(who, rank=BROADCAST), Say(text="a new round"))
        await owe(db, chats.world, To.person(who, rank=HELP), Say(text="somebody is coming"))
        await owe(db, chats.world, To.through_pause(who), Say(text="your letter"))
    carried = Carried()
    courier = Courier(chats.world, {Chat.TELEGRAM: carried})
    await courier.drain()
    assert carried.said == ["somebody is coming", "your letter"]

    await pausing.resume(chats.world, await person(chats, lee))
    await courier.drain()
    assert "a new round" in carried.said


async def test_no_round_opens_reminds_or_closes_in_a_pause(chats: Chats) -> None:
    """The clock's every step of a round waits; the round stays open to those who answer."""
    await residents(chats, 12)
    ash, mo = await crew(chats)
    lee = await admin(chats)
    round_ = await fielded(chats, ash, mo)
    await pause(chats, lee)
    chats.clock.on(days=8)

    assert await reminding.remind_due(chats.world) == 0
    assert await fielding.close_due(chats.world) == 0
    assert (await again(chats, round_.id)).state is State.OPEN


async def test_a_promised_day_is_never_shorter_and_keeps_its_hour(chats: Chats) -> None:
    """Who was told "until Monday 12:00" finds it open then, and the days of the pause after."""
    await residents(chats, 12)
    ash, mo = await crew(chats)
    lee = await admin(chats)
    round_ = await fielded(chats, ash, mo)
    chats.clock.on(days=6)
    await pause(chats, lee)
    chats.clock.on(days=2, hours=3)
    await pausing.resume(chats.world, await person(chats, lee))
    await fielding.close_due(chats.world)
    now = await again(chats, round_.id)

    assert now.state is State.OPEN
    assert now.closes_at - round_.closes_at == timedelta(days=3)
    assert now.results_on > round_.results_on


async def test_a_pause_of_minutes_moves_no_day(chats: Chats) -> None:
    """A slip of the finger changes nobody's closing day."""
    await residents(chats, 12)
    ash, mo = await crew(chats)
    lee = await admin(chats)
    round_ = await fielded(chats, ash, mo)
    await pause(chats, lee)
    chats.clock.on(minutes=5)
    await pausing.resume(chats.world, await person(chats, lee))

    assert (await again(chats, round_.id)).closes_at == round_.closes_at


async def test_who_writes_hears_once_that_nothing_is_lost(chats: Chats) -> None:
    """They can go on; and they are not told it at every word."""
    mia, lee = await chats.add("Mia"), await admin(chats)
    round_ = await chats.open_round(mia)
    await pause(chats, lee)
    first = await mia.tap(f"go:{round_.tag}")
    second = await mia.press("Next")

    assert "Nothing you wrote is lost" in first
    assert "Nothing you wrote is lost" not in second


async def test_somebody_in_danger_gets_the_numbers_first_in_a_pause(chats: Chats) -> None:
    """/help is as ever: no word about a pause stands before it."""
    mia, lee = await chats.add("Mia"), await admin(chats)
    await pause(chats, lee)

    said = await mia.type("/help")
    assert "999" in said or "Childline" in said


async def test_only_administrator_and_lead_pause_and_it_is_in_the_trail(chats: Chats) -> None:
    """A designer who could pause could silence; whoever did is known."""
    mo = await chats.add("Mo", role=Role.DECISION_MAKER, home="")
    lee = await admin(chats)
    assert not await pausing.pause(chats.world, await person(chats, mo))
    await pause(chats, lee)
    assert not await pausing.pause(chats.world, await person(chats, lee))
    assert not await pausing.resume(chats.world, await person(chats, mo))

    async with chats.world.database.read() as db:
        assert await pauses.load_pause(db) is not None
        assert (await audit.list_audit(db))[-1].action == "paused"
