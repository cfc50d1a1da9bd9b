"""The house of ``field`` with a rota, and somebody in it whose words look like danger."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from bot.services import backing_up
from storage import concerns, people
from storage.letters import Letter, list_letters
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern
from surveys.safeguarding.plan import HomePlan, Plan, Signpost
from tests.attacks.field import HOMES, Author, Hearing, House, Past, begin, house_in
from tests.attacks.looking import Browser

ABUSE = "zibblewick my dad hits me and nobody sees it"
NOW = "quorvelamp I want to kill myself tonight"
CHOICE = "plimsollgrove they call me names at school every day"
STAFF = "brindlecot a worker hurt me when the lights were off"

ROTA = {
    "Mina": Role.SAFEGUARDING_LEAD,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Omar": Role.OUTSIDE_PERSON,
    "Tess": Role.TRUSTEE,
}
OTHERS = {"Lou": Role.LISTENER, "Duty": Role.DUTY_PHONE}
UNINVOLVED = ("Ash", "Kit", "Sam", "Mo", "Jo", "Lee", "Lou", "Duty")
"""Everybody who works here and never may know of a concern."""

LADO = Signpost(name="LADO of the council", number="01632 960123", about="Harm by staff")
PLAN = Plan(
    safety_read=False,
    homes=tuple(
        HomePlan(home=home, duty_number="07700 900123", numbers=(LADO,)) for home in HOMES
    ),
)


class Watched(House):
    """The house, and ways to look at what became of a worry."""

    async def man(self, plan: Plan = PLAN) -> None:
        """Everybody of the rota, and those who are just around."""
        policy = self.world.policy.model_copy(update={"plan": plan})
        self.world = replace(self.world, policy=policy)
        for place, (nick, role) in enumerate({**ROTA, **OTHERS}.items()):
            if nick not in self.staff:
                home = HOMES[0] if role is Role.DUTY_PHONE else ""
                await self.employ(nick, role, home, 7_100_001 + place)

    async def employ(self, nick: str, role: Role, home: str, number: int) -> Hearing:
        """One more colleague, in the browser chat."""
        address = Address(Chat.WEB, number)
        person = Person(
            id=ParticipantId(self.world.fresh_bytes(16)),
            role=role,
            kind=Kind.STAFF,
            nick=nick,
            home=home,
            address=address,
        )
        async with self.world.database.write() as db:
            await people.add_person(db, self.world.keys, person)
        self.staff[nick] = cast(Hearing, self.at(address))
        return self.staff[nick]

    async def kept(self) -> list[Concern]:
        """Every concern there is, offered ones too."""
        async with self.world.database.read() as db:
            return await concerns.list_concerns(db, self.world.keys)

    async def letters(self) -> list[Letter]:
        """Every letter that waits."""
        async with self.world.database.read() as db:
            return await list_letters(db, self.world.keys)

    async def after(self, **time: float) -> dict[str, list[str]]:
        """Let time pass, tick, deliver; what each of the staff was newly told."""
        before = {nick: len(one.heard) for nick, one in self.staff.items()}
        self.clock.on(**time)
        await self.tick()
        return {
            nick: [getattr(said, "text", "") for said in one.heard[before[nick] :]]
            for nick, one in self.staff.items()
            if len(one.heard) > before[nick]
        }


@asynccontextmanager
async def house_with(past: Past, into: Path, plan: Plan = PLAN) -> AsyncIterator[Watched]:
    """The past with its round open, woken, and with a rota."""
    async with past.woken("open", into) as woken:
        house = cast(Watched, woken)
        house.__class__ = Watched
        await house.man(plan)
        yield house


@asynccontextmanager
async def reopened(disk: Path, at: datetime, plan: Plan = PLAN) -> AsyncIterator[Watched]:
    """The same disk after a restart."""
    async with house_in(disk, at=at) as opened:
        house = cast(Watched, opened)
        house.__class__ = Watched
        policy = house.world.policy.model_copy(update={"plan": plan})
        house.world = replace(house.world, policy=policy)
        async with house.world.database.read() as db:
            known = await people.list_people(db, house.world.keys)
        for person in known:
            if person.kind is not Kind.YOUNG_PERSON:
                house.staff[person.nick] = cast(Hearing, house.at(person.address))
        yield house


def somebody(house: House, past: Past) -> Hearing:
    """Somebody who is asked and has not begun."""
    return house.of(quiet(past))


def quiet(past: Past) -> Author:
    """Who that is."""
    return past.others[1]


async def at_the_words(house: House, past: Past) -> Hearing:
    """Somebody in the middle of the round, asked what they would change."""
    chatter = somebody(house, past)
    await begin(chatter, await house.round())
    await chatter.press("At six")
    return chatter


class Desk:
    """One of the rota at the signed-in views, over HTTP."""

    def __init__(self, pages: Browser, at: str) -> None:
        self.pages, self.at = pages, f"{at}/staff"

    @classmethod
    async def of(cls, pages: Browser, chatter: Hearing) -> Desk:
        return cls(pages, await pages.sign_in(chatter))

    async def see(self, path: str = "concerns/") -> str:
        """A page, with its status first."""
        return await self.pages.see(f"{self.at}/{path}")

    async def press(self, path: str, **form: str) -> str:
        """Send a form of a page; where that leads."""
        ask = self.pages.client.post(f"{self.at}/{path}", data=form, allow_redirects=False)
        async with ask as answer:
            assert answer.status < 500, path
            return f"{answer.status} {answer.headers.get('Location', '')}\n{await answer.text()}"

    async def bytes(self, path: str) -> bytes:
        """A file."""
        async with self.pages.client.get(f"{self.at}/{path}") as answer:
            assert answer.status == 200, path
            return await answer.read()


def shown_words(page: str) -> str:
    """What a page says, without what it is made of."""
    page = re.sub(r"<style.*?</style>|<script.*?</script>|<svg.*?</svg>", "", page, flags=re.S)
    return re.sub(r"<[^>]+>", " ", page)


def texts(chatter: Hearing) -> list[str]:
    """Everything somebody was ever told, in order."""
    return [getattr(said, "text", "") for said in chatter.heard]


async def empty(house: House) -> None:
    """What the program does every half minute: its own log holds nothing deleted."""
    await house.world.database.checkpoint()
    await backing_up.back_up(house.world)


def any_of(words: Sequence[str], text: str) -> list[str]:
    """Which of them stand in it."""
    return [word for word in words if word.casefold() in text.casefold()]
