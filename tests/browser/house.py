"""The whole program on a real port, with a small made-up organisation and one open round."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from bot.demo.showing import demo_settings
from bot.main import House, running
from bot.opening import open_world
from bot.policies import write_policy
from bot.services.asking import launching
from bot.services.people import enrolling
from bot.services.people.enrolling import SignedIn
from bot.services.rounds import fielding
from bot.services.world import World
from storage import people
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.library import load_library
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.quiet import Hours, Quiet
from surveys.people.roles import Role
from tests import agreed
from tests.bot.webchat.scripted import POLICY
from tests.whole.stage import free_port

RID = RoundId("rooms")
HOMES = ("Maple House", "Fern House", "Birch House")
NEVER = Quiet(hours=Hours(begins=time(12), ends=time(12)))
"""No quiet hours: these tests run by the machine's clock, at night too."""


@dataclass
class Running:
    """The program, and the young person whose browser it is."""

    house: House
    young_person: Person
    signed: SignedIn

    @property
    def world(self) -> World:
        """What every use case is given."""
        return self.house.world

    @property
    def chat(self) -> str:
        """The address of the young person's chat."""
        return f"{self.world.public_url}/c/{self.signed.slot}/"

    @property
    def cookie(self) -> dict[str, str]:
        """What signs their browser in."""
        return {
            "name": f"earshot_{self.signed.slot}",
            "value": f"own.{self.signed.token}",
            "url": self.chat,
        }


@asynccontextmanager
async def the_whole_program(
    directory: Path, survey: Survey | None = None
) -> AsyncIterator[Running]:
    """Run everything that ``earshot run`` runs, on files under ``directory``."""
    settings = demo_settings(directory, free_port())
    settings.data.mkdir(mode=0o700, parents=True)
    write_policy(settings.data / "policy.toml", POLICY.model_copy(update={"quiet": NEVER}))
    async with open_world(settings, alone=True, first=True) as world:
        young_person = await _move_in(world, survey or load_library("room-thats-yours"))
        async with world.database.write() as db:
            address = young_person.address
            signed = await enrolling.sign_in(db, world, young_person.id, address)
        async with running(world, settings, asyncio.Event()) as house:
            yield Running(house, young_person, signed)


async def _move_in(world: World, survey: Survey) -> Person:
    asked = [person_for(world, Role.YOUNG_PERSON, HOMES[n % 3]) for n in range(9)]
    author = person_for(world, Role.EBE, nick="Ash")
    second = person_for(world, Role.DECISION_MAKER, nick="Mo")
    now = world.now()
    plan = launching.Plan(
        key=RID,
        survey=survey,
        audience=RESIDENTS,
        closes_at=(now + timedelta(days=7)).replace(minute=0, second=0, microsecond=0),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash", "Kit"),
        decider="",
        keeper=author,
    )
    async with world.database.write() as db:
        for person in (*asked, author, second):
            await people.add_person(db, world.keys, person)
        await agreed.launch(db, world, plan, author, second)
    await fielding.open_due(world)
    return asked[0]


def person_for(world: World, role: Role, home: str = "", nick: str = "Robin") -> Person:
    kind = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON, Role.EBE: Kind.EBE}
    return Person(
        id=ParticipantId(world.fresh_bytes(16)),
        role=role,
        kind=kind.get(role, Kind.STAFF),
        nick=nick,
        home=home,
        address=Address(Chat.WEB, world.chance.getrandbits(50)),
    )
