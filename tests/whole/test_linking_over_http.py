"""A4 from what the running program wrote: eight people type over HTTP, with a backup after each
message; the solver of ``tests/attacks`` has all of them, the sealed database and the keys.
"""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import pytest

from bot.main import House
from bot.services import backing_up
from bot.services.asking import launching
from storage.keys import Keys
from surveys.ids import RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests import agreed
from tests.attacks import intruder
from tests.attacks.intruder import Rows
from tests.attacks.test_linking import (
    BRANCH,
    PEOPLE,
    SURVEY,
    Hits,
    Played,
    no_mixing,
    the_key_stays,
)
from tests.whole import story
from tests.whole.stage import SOON, Stage, known, reaches
from tests.whole.story import HOMES
from tests.whole.test_taking_back import Page, pages

pytestmark = pytest.mark.full

ROUNDS = {"sqlite": 10, "postgresql": 3}
"""Rounds that are played with every defence in: hundreds of backups each."""
WITHOUT: Mapping[Callable[[pytest.MonkeyPatch], None], int] = {
    the_key_stays: 1,
    no_mixing: 2,
}
"""Defences that are taken out, and how many rounds it takes to be sure that somebody is found.
Which envelope a backup shows as changed tells too little for so few rounds of a dozen messages
each: ``tests/attacks/test_linking.py`` takes that out over more of them."""
YOUNG = tuple(f"Quillon{number:02}" for number in range(PEOPLE))

FOR_EVER = aiohttp.ClientTimeout(total=None)
Step = tuple[str, str]
"""What somebody does: "begin", "press" and a label, or "type" and words."""


@dataclass
class Listening(Page):
    """A page that hears what the bot says, so that it can press what is shown."""

    shown: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    stirred: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Hear until cancelled."""
        line = {"life": secrets.token_hex(8), "after": "0"}
        ask = self.session.get(f"{self.base}{self.chat}events", params=line, timeout=FOR_EVER)
        async with ask as heard:
            async for said in heard.content:
                if said.startswith(b"data: "):
                    self._hear(json.loads(said[6:]))

    async def does(self, step: Step, tag: str) -> None:
        """Do one thing that makes one message."""
        match step:
            case ("type", words):
                await self.send(kind="text", text=words)
            case ("begin", _):
                await self.send(kind="tap", message=1, press=f"go:{tag}")
            case (_, label):
                message, code = await self._button(label)
                self.shown.clear()  # what is pressed next stands in what is said next
                await self.send(kind="tap", message=message, press=code)

    def _hear(self, said: dict[str, object]) -> None:
        rows, number = said.get("rows"), said.get("message")
        if isinstance(rows, list) and isinstance(number, int):
            self.shown[number] = [
                (str(one["text"]), str(one["callback_data"]))
                for row in rows
                for one in row
                if "callback_data" in one
            ]
        self.stirred.set()

    async def _button(self, label: str) -> tuple[int, str]:
        """The newest button that begins so, once it is there."""
        try:
            async with asyncio.timeout(SOON):
                while True:
                    for number in sorted(self.shown, reverse=True):
                        for text, code in self.shown[number]:
                            if text.removeprefix("✓ ").startswith(label):
                                return number, code
                    self.stirred.clear()
                    await self.stirred.wait()
        except TimeoutError:
            raise AssertionError(f"no button {label!r}: {self.shown}") from None


@asynccontextmanager
async def eight(house: House) -> AsyncIterator[list[Listening]]:
    """Everybody has used their link; the eight have their pages open."""
    world = house.world
    crew = (("Ash", Role.EBE), ("Kit", Role.DECISION_MAKER))
    async with pages(world.public_url, len(crew) + PEOPLE) as opened, AsyncExitStack() as stack:
        for page, (nick, role) in zip(opened, crew, strict=False):
            await page.join(await story.invited(world, role, nick))
        listening = [Listening(page.session, page.base) for page in opened[len(crew) :]]
        for number, page in enumerate(listening):
            home = HOMES[number % len(HOMES)]
            await page.join(await story.invited(world, Role.YOUNG_PERSON, YOUNG[number], home))
            hearing = asyncio.create_task(page.listen())
            stack.push_async_callback(_ended, hearing)
        yield listening


async def _ended(hearing: asyncio.Task[None]) -> None:
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing


def steps_of(draw: random.Random, *, branch: bool) -> tuple[list[Step], list[str]]:
    """One person's round, and the texts that are theirs at its end; some change their mind."""
    words = f"{draw.randrange(10**9)}" + " and so" * draw.randrange(1, 45)
    steps = [("begin", ""), ("press", "Next"), ("press", "OK"), ("press", "Start")]
    texts = [words]
    if branch:
        about = f"{BRANCH} {draw.randrange(10**9)}"
        steps += [("press", "Yes"), ("type", about), ("press", "Yes")]
        texts.append(about)
    else:
        steps.append(("press", "No"))
    if draw.randrange(2):
        steps += [("type", f"{draw.randrange(10**9)} at first"), ("press", "Back")]
    steps += [("type", words), ("press", "My words"), ("press", "Rip"), ("press", "Send")]
    return steps, texts


async def play(house: House, browsers: Sequence[Listening], seed: int) -> Played:
    """One round, typed in turns, with a backup after each message; closed and sealed."""
    draw, rid = random.Random(seed), RoundId(f"hearing-{seed}")
    round_ = await _launched(house, rid)
    people = await known(house.world)
    places = list(range(PEOPLE))
    draw.shuffle(places)
    left: dict[int, list[Step]] = {}
    truth: dict[str, bytes] = {}
    for number, place in enumerate(places):
        left[number], texts = steps_of(draw, branch=place == 0)
        truth |= {text: bytes(people[YOUNG[number]].id) for text in texts}
    made = [await _backed_up(house)]
    while any(left.values()):
        number = draw.choice([number for number in left if left[number]])
        await browsers[number].does(left[number].pop(0), round_.tag)
        made.append(await _backed_up(house))
    house.world.now.to(round_.closes_at)  # type: ignore[attr-defined]
    await reaches(house, rid, State.SEALED)
    final = intruder.laid(house.world.database.url)
    return Played(made, final, Keys.open(house.world.keys.directory), truth, rid)


async def _launched(house: House, rid: RoundId) -> Round:
    world = house.world
    people, now = await known(world), world.now()
    plan = launching.Plan(
        key=rid,
        survey=SURVEY,
        audience=RESIDENTS,
        closes_at=now + timedelta(days=7),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="",
        keeper=people["Ash"],
    )
    async with world.database.write() as db:
        await agreed.all_answered(db, world)
        await agreed.launch(db, world, plan, people["Ash"], people["Kit"])
    return await reaches(house, rid, State.OPEN)


async def _backed_up(house: House) -> Rows:
    """What ``earshot backup`` leaves, read by somebody who took it away."""
    made = await backing_up.back_up(house.world)
    rows = intruder.tables(made)
    made.unlink()
    return rows


async def played(stage: Stage, count: int) -> Hits:
    """What the solver gets right over some rounds of one house."""
    found = Hits(0, 0)
    await stage.set_up()
    async with stage.up() as house, eight(house) as browsers:
        for seed in range(count):
            hits = (await play(house, browsers, seed)).hits()
            found = Hits(found.of_all + hits.of_all, found.of_branch + hits.of_branch)
    return found


async def test_a4_whoever_has_all_the_running_program_wrote_links_nobody_to_their_words(
    stage: Stage, dialect: str, record_property: Callable[[str, object], None]
) -> None:
    """Rounds of eight. By luck one in eight is right, and of 80 more than 21 once in a thousand
    times (``most_by_chance``): above that somebody was found.

    Fails when any of the defences below is out.
    """
    count = ROUNDS[dialect]

    hits = await played(stage, count)

    record_property(f"of {count * PEOPLE} texts linked over HTTP on {dialect}", str(hits.of_all))
    assert not hits.above_chance(count), hits


@pytest.mark.sqlite_only
@pytest.mark.parametrize("defence", WITHOUT, ids=lambda one: one.__name__)
async def test_a4_over_http_the_same_solver_finds_people_when_one_defence_is_out(
    stage: Stage,
    defence: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A solver that could read nothing of what the program writes would prove nothing."""
    defence(monkeypatch)

    hits = await played(stage, WITHOUT[defence])

    assert hits.above_chance(WITHOUT[defence]), hits
