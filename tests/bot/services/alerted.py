"""A rota of four and somebody to worry about, for the tests of what happens with a concern."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.services.safeguarding import alerting
from bot.services.safeguarding.clocking import clock_due
from bot.services.world import World
from storage import concerns, people
from storage.letters import Letter, list_letters
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.plan import Plan
from tests.bot.chatting import Chats, Chatter, Clock

ROTA = {
    "Mina": Role.SAFEGUARDING_LEAD,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Omar": Role.OUTSIDE_PERSON,
    "Tess": Role.TRUSTEE,
}


@dataclass
class Alerted:
    """Both chats, with the rota, an administrator and a young person in them."""

    chats: Chats
    who: dict[str, Chatter] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.chats.world

    @property
    def clock(self) -> Clock:
        return self.chats.clock

    async def add(self, nick: str, role: Role, **more: Any) -> Chatter:
        more.setdefault("home", "")
        self.who[nick] = await self.chats.add(nick, role=role, **more)
        return self.who[nick]

    async def person(self, nick: str) -> Person:
        async with self.world.database.read() as db:
            found = await people.find_person(db, self.world.keys, self.who[nick].address)
        assert found is not None
        return found

    async def pid(self, nick: str) -> ParticipantId:
        return (await self.person(nick)).id

    async def concern(self, **changes: Any) -> Concern:
        """A concern of Ann's that nobody keeps yet."""
        made = Concern(
            id=os.urandom(16),
            handle="",
            at=self.clock(),
            source=Source.ANSWER,
            telling=Telling.TOLD_FIRST,
            severity=3,
            words="he keeps hitting me",
            category="abuse",
            author=await self.pid("Ann"),
            home="Maple House",
        )
        return replace(made, **changes)

    async def alert(self, **changes: Any) -> Concern:
        """Somebody was told of a concern of Ann's."""
        async with self.world.database.write() as db:
            return await alerting.alert(db, self.world, await self.concern(**changes))

    async def do(self, deed: Any, *given: Any) -> Any:
        """One deed of ``alerting``, in a transaction of its own."""
        async with self.world.database.write() as db:
            return await deed(db, self.world, *given)

    async def again(self, concern: Concern) -> Concern | None:
        """The concern as it is kept now."""
        async with self.world.database.read() as db:
            found = await concerns.find_concern(db, self.world.keys, concern.handle)
        return None if found is None else found[0]

    async def after(self, **time: float) -> dict[str, list[str]]:
        """Let time pass, do what is due and deliver it; return what each was newly told."""
        self.clock.at += timedelta(**time)
        await clock_due(self.world)
        return await self.told()

    async def told(self) -> dict[str, list[str]]:
        """Deliver what is due; return what each was newly told."""
        before = {nick: set(one.shown) for nick, one in self.who.items()}
        await self.chats.deliver()
        return {
            nick: [one.shown[n].text for n in sorted(set(one.shown) - before[nick])]
            for nick, one in self.who.items()
            if set(one.shown) - before[nick]
        }

    async def letters(self) -> list[Letter]:
        async with self.world.database.read() as db:
            return await list_letters(db, self.world.keys)


async def a_rota(chats: Chats, plan: Plan | None = None) -> Alerted:
    """Mina leads, Dee is her deputy, Omar is from outside, Tess a trustee, Lee administrates."""
    if plan is not None:
        policy = chats.world.policy.model_copy(update={"plan": plan})
        chats.world = replace(chats.world, policy=policy)
    here = Alerted(chats)
    for nick, role in ROTA.items():
        await here.add(nick, role)
    await here.add("Lee", Role.ADMIN)
    await here.add("Ann", Role.YOUNG_PERSON, home="Maple House")
    return here
