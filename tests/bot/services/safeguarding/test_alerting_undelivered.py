"""Alerts that do not arrive: Telegram refuses, is away or says wait; the next person is told.

An outage of alerts is itself an alert.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.courier import Courier
from bot.outgoing import Outgoing, Say
from bot.services.delivering import DeliveryFault
from bot.services.owing import BROADCAST, To, owe
from bot.services.safeguarding import alerting, rostering
from bot.services.safeguarding.clocking import clock_due
from bot.services.safeguarding.mailing import Postman
from bot.services.safeguarding.rehearsing import last_rehearsal, rehearse
from bot.services.world import World
from storage import people
from storage.outbox import Owed
from surveys.people.person import Chat, Person
from surveys.people.roles import Role
from surveys.safeguarding import routing
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota
from tests.servers.post import post_office

pytestmark = pytest.mark.sqlite_only

Fault = Callable[[], DeliveryFault]


def blocked() -> DeliveryFault:
    return DeliveryFault("Forbidden", permanent=True, unreachable=True)


def out_of_reach() -> DeliveryFault:
    return DeliveryFault("TimedOut")


def no_page() -> DeliveryFault:
    return DeliveryFault("Forbidden", absent=True)


async def forget(_: object, __: object, ___: Owed, ____: tuple[int, ...]) -> None:
    """Nothing is tidied in these tests."""


class Line:
    """Telegram and the browser chat, in which some people can not be reached."""

    def __init__(self, rota: Alerted) -> None:
        self.rota = rota
        self.said: dict[str, list[str]] = defaultdict(list)
        self.faults: dict[str, Fault] = {}
        carriers = {Chat.TELEGRAM: self, Chat.WEB: self}
        self.courier = Courier(rota.world, carriers, remember=forget, paces={})

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        nick = next(n for n, one in self.rota.who.items() if one.address.number == number)
        if nick in self.faults:
            raise self.faults[nick]()
        self.said[nick].append(said.text if isinstance(said, Say) else said.does)
        return (1,)

    async def after(self, **time: float) -> list[str]:
        """Let time pass as the program does; return who was told something new."""
        self.said.clear()
        self.rota.clock.at += timedelta(**time)
        await self.courier.drain()
        await clock_due(self.rota.world)
        await self.courier.drain()
        return sorted(self.said)


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


@pytest.fixture
def line(rota: Alerted) -> Line:
    return Line(rota)


async def test_g7_a_lead_who_blocked_the_bot_costs_seconds_and_not_ten_minutes(
    rota: Alerted, line: Line
) -> None:
    """T4 holds for pings too: not retried. The deputy is told at once, and administrators."""
    line.faults["Mina"] = blocked
    concern = await rota.alert()

    assert await line.after(seconds=5) == ["Dee", "Lee"]
    assert line.said["Lee"][0].startswith("An alert could not be delivered to somebody.")
    kept = await rota.again(concern)
    assert kept is not None
    assert [d.what for d in kept.deeds] == [
        routing.ALERTED,
        routing.NOT_DELIVERED,
        routing.ALERTED,
    ]
    assert await line.after(minutes=9) == []
    assert await line.after(minutes=1) == ["Ann", "Omar"]


async def test_g7_everybody_blocked_ends_in_no_storm(rota: Alerted, line: Line) -> None:
    """One alarm for each who could not be reached, then the pace of the plan."""
    line.faults = dict.fromkeys(("Mina", "Dee", "Omar", "Tess"), blocked)
    await rota.alert()
    alarms = 0
    for _ in range(8):
        await line.after(seconds=5)
        alarms += len(line.said["Lee"])
    assert alarms <= 5
    told = [await line.after(minutes=10) for _ in range(4)]

    assert "Ann" in told[0]
    assert sum("Lee" in each for each in told) <= 2


@pytest.mark.parametrize("severity", [3, 2])
async def test_g7_a_chat_that_is_out_of_reach_is_passed_over_in_minutes(
    rota: Alerted, line: Line, severity: int
) -> None:
    """Three minutes at severity 3, a quarter of an hour at 2; the ping itself stays owed."""
    line.faults["Mina"] = out_of_reach
    await rota.alert(severity=severity)
    most = 3 if severity == 3 else 15
    await line.after(seconds=5)
    assert await line.after(minutes=most, seconds=-6) == []
    assert await line.after(seconds=1) == ["Dee", "Lee"]
    line.faults.clear()

    assert await line.after(minutes=5) == ["Mina"]


async def test_g7_everything_out_of_reach_reaches_everybody_when_it_is_back(
    rota: Alerted, line: Line
) -> None:
    """Telegram away for an hour: each has one ping of it then, not six."""
    line.faults = dict.fromkeys(rota.who, out_of_reach)
    await rota.alert()
    for _ in range(60):
        assert await line.after(minutes=1) == []
    line.faults.clear()
    await line.after(minutes=5)

    told = {nick: len(line.said[nick]) for nick in ("Mina", "Dee", "Omar", "Tess")}
    assert set(told.values()) <= {1, 2}
    assert sum(told.values()) <= 5  # the one whose turn it was just then has two
    assert line.said["Ann"][0].startswith("No one has opened it yet.")


async def test_g7_a_letter_counts_for_a_browser_chat_once_a_server_has_taken_it(
    chats: Chats, tmp_path: Path
) -> None:
    """A page that is closed shows nothing; a letter is the usual way then."""
    rota = await a_rota(chats)
    for nick in ("Mina", "Dee"):
        assert await rota.do(leave, await rota.person(nick))
    await rota.add("Mina", Role.SAFEGUARDING_LEAD, chat=Chat.WEB)
    await rota.add("Dee", Role.SAFEGUARDING_DEPUTY, chat=Chat.WEB)
    mina = await rota.person("Mina")
    assert await rota.do(set_email, mina, "mina@example.org")
    line = Line(rota)
    line.faults = dict.fromkeys(("Mina", "Dee"), no_page)
    async with post_office(tmp_path) as office:
        concern = await rota.alert()
        assert await Postman(rota.world, office.server).send_due() == 1
        assert concern.handle in str(office.letters[0].get_payload())
    assert await line.after(minutes=3) == []
    assert await line.after(minutes=7) == ["Ann"]
    assert await line.after(minutes=3) == ["Lee", "Omar"]


async def test_g7_a_letter_that_no_server_took_counts_for_nothing(
    rota: Alerted, line: Line
) -> None:
    """Without a mail server an address is no second route."""
    mina = await rota.person("Mina")
    await rota.do(set_email, mina, "mina@example.org")
    line.faults["Mina"] = no_page
    await rota.alert()
    await line.after(seconds=5)
    await Postman(rota.world, None).send_due()

    assert await line.after(minutes=3) == ["Dee", "Lee"]


@pytest.mark.parametrize("how", ["refuses", "says nothing", "speaks no TLS"])
async def test_g7_where_chat_and_letter_both_fail_the_next_person_and_administrators_are_told(
    rota: Alerted, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The lead's page is closed and the mail server is ill: the deputy is told after three
    minutes; administrators learn of the ping, and after three attempts of the letters."""
    monkeypatch.setattr("bot.smtp.PATIENCE", 0.05)
    await rota.do(set_email, await rota.person("Mina"), "mina@example.org")
    line.faults["Mina"] = no_page
    async with post_office(tmp_path) as office:
        office.silent = how == "says nothing"
        if how == "refuses":
            office.answers["DATA"] = "554 no"
        if how == "speaks no TLS":
            office.answers["EHLO"] = "250-post.example.org\r\n250 AUTH PLAIN"
        postman = Postman(rota.world, office.server)
        await rota.alert()
        told = []
        for seconds in (5, 30, 60, 85):
            told += await line.after(seconds=seconds)
            assert await postman.send_due() == 0

    assert told == ["Dee", "Lee"]
    assert sorted(line.said["Lee"])[1:] == [
        "Letters cannot be sent. Look at the settings for e-mail."
    ]
    assert line.said["Lee"][-1].startswith("An alert could not be delivered to somebody.")
    assert office.letters == []


async def test_t1_a_ping_overtakes_what_goes_to_many(rota: Alerted, line: Line) -> None:
    """T1: a lead who is asked things as well reads of the concern first."""
    mina = await rota.person("Mina")
    await rota.alert()
    rota.clock.on(seconds=5)
    async with rota.world.database.write() as db:
        for text in ("nudge", "news"):
            await owe(db, rota.world, To.person(mina, rank=BROADCAST), Say(text=text))
    await line.after(seconds=0)

    assert line.said["Mina"][0].startswith("A concern needs you")
    assert line.said["Mina"][1:] == ["nudge", "news"]


async def test_t1_asked_to_wait_longer_than_three_minutes_the_next_person_is_told(
    rota: Alerted, line: Line
) -> None:
    """429 is obeyed, and a child does not wait for it."""
    line.faults["Mina"] = lambda: DeliveryFault("HoldOff", retry_after=600)
    await rota.alert()
    await line.after(seconds=5)

    assert await line.after(minutes=3) == ["Dee", "Lee"]


async def test_a_rehearsal_with_the_leads_phone_off_is_passed_by_the_deputy(
    rota: Alerted, line: Line
) -> None:
    """What a phone that is off does in earnest, it does in a rehearsal: marked in each word."""
    line.faults["Mina"] = out_of_reach
    begun = await rehearse(rota.world)
    await line.after(seconds=5)
    await line.after(minutes=3)
    assert line.said["Dee"] == [
        f"REHEARSAL. A concern needs you: {begun.handle}, urgent. Sign in to Earshot to read it."
    ]
    assert all(text.startswith("REHEARSAL. ") for told in line.said.values() for text in told)
    await rota.do(alerting.acknowledge, begun.handle, await rota.person("Dee"))

    assert await last_rehearsal(rota.world) == rota.world.today()


async def test_what_was_given_up_after_it_was_seen_tells_nobody_else(
    rota: Alerted, line: Line
) -> None:
    """Opened in the browser before Telegram refused the ping: it is seen to."""
    concern = await rota.alert()
    await rota.do(alerting.acknowledge, concern.handle, await rota.person("Mina"))
    line.faults["Mina"] = blocked

    assert await line.after(seconds=5) == ["Ann"]


async def leave(db: AsyncSession, world: World, person: Person) -> bool:
    return await people.delete_person(db, person.id)


async def set_email(db: AsyncSession, world: World, person: Person, email: str) -> bool:
    return await rostering.set_email(db, world, person.id, email, by=person)
