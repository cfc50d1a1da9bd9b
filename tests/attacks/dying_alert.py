"""Somebody writes that they are in danger, and the program dies. Run as a program by the tests.

Its lines are ``DISK STEP SCENE``; the answer is the number of steps. A step is also the moment
before and after each message reaches a phone.

What phones got is in ``phones.jsonl`` beside the disk: they keep it whatever happens to us.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from bot.delivery.courier import Courier
from bot.outgoing import Outgoing, Say
from bot.services.safeguarding import alerting
from storage import concerns, outbox, people
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.safeguarding import screening
from tests.attacks.endangered import NOW, PLAN, Watched
from tests.attacks.field import House, house_in
from tests.bot.chatting import START
from tests.dying import Steps, serve

SCENES = ("writes", "is told", "acknowledges", "nobody looks")
"""What happens while it dies. Every scene first plays what comes before it, without dying."""
WHO = 6_000_000_001
UPDATE = 41


class Phones:
    """Every chat there is. What arrives is written down before the bot hears that it did."""

    def __init__(self, disk: Path, steps: Steps) -> None:
        self._file = disk / "phones.jsonl"
        self._steps = steps

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        self._steps.take("before a phone")
        with self._file.open("a") as out:
            out.write(json.dumps([number, said.text if isinstance(said, Say) else said.does]))
            out.write("\n")
            out.flush()
        self._steps.take("after a phone")
        return (1,)


def the_update() -> dict[str, object]:
    """The same each time: a chat offers what was not confirmed again."""
    who = {"id": WHO, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    message = {
        "message_id": 9,
        "date": int(START.timestamp()),
        "chat": {"id": WHO, "type": "private", "first_name": "Ann"},
        "from": who,
        "text": NOW,
    }
    return {"update_id": UPDATE, "message": message}


async def acknowledge(house: House) -> None:
    """The lead presses "I've seen it" on every concern that nobody has seen."""
    world = house.world
    async with world.database.write() as db:
        (lead,) = await people.list_people(db, world.keys, role=Role.SAFEGUARDING_LEAD)
        for concern in await concerns.list_concerns(db, world.keys):
            if concern.seen_by is None:
                await alerting.acknowledge(db, world, concern.handle, lead)


async def play(house: House, courier: Courier, scene: str) -> None:
    """One scene, to its end."""
    if scene == "writes":
        await house.take(Chat.TELEGRAM, the_update())
    if scene == "is told":
        await courier.drain()
        house.clock.at = START + timedelta(seconds=10)
        await courier.drain()
    if scene == "acknowledges":
        await acknowledge(house)
        await courier.drain()
    if scene == "nobody looks":
        for minutes in (11, 22, 33):
            house.clock.at = START + timedelta(minutes=minutes)
            await house.tick()
            await courier.drain()


def before(scene: str) -> tuple[str, ...]:
    """What was played before a scene; nobody looks where nobody acknowledges."""
    return SCENES[: min(SCENES.index(scene), 2)]


async def live(disk: Path, scene: str, steps: Steps) -> None:
    """Play what comes before a scene, then the scene, counting its steps."""
    steps.counts = False
    async with house_in(disk, at=START) as opened:
        house = opened
        house.__class__ = Watched
        house.delivers = False
        assert isinstance(house, Watched)
        policy = house.world.policy.model_copy(update={"plan": PLAN})
        object.__setattr__(house.world, "policy", policy)
        phones = Phones(disk, steps)
        carriers = dict.fromkeys(Chat, phones)
        courier = Courier(house.world, carriers, paces={})
        async with house.world.database.write() as db:
            await outbox.free_claims(db)  # after a death they are a dead one's
        for each in before(scene):
            await play(house, courier, each)
        steps.counts = True
        await play(house, courier, scene)
        steps.counts = False
        if scene == "writes":
            await play(house, courier, "is told")


def play_on(disk: Path, steps: Steps, more: tuple[str, ...]) -> str:
    """Tell how many steps there were."""
    (scene,) = more
    steps.before_statements()
    asyncio.run(live(disk, scene, steps))
    return str(steps.taken)


if __name__ == "__main__":
    screening.warm_up()
    serve(play_on)
