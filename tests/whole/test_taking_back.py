"""Torn up, taken back, forgotten, past its time: over HTTP, from what the program leaves."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.main import House
from bot.services import backing_up
from bot.services.asking import launching
from storage import envelopes
from surveys.anonymity.envelope import unpack
from surveys.ids import ParticipantId
from surveys.library import load_library
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from tests import agreed
from tests.attacks import intruder
from tests.whole import story
from tests.whole.stage import Stage, count_answers, found_in, known, reaches
from tests.whole.story import HOMES, NICKS, RID

pytestmark = pytest.mark.full
FILES = Callable[[], list[Path]]
ALIKE = 0.050
"""Right words and wrong ones differ by less. Unit: seconds."""
TORN, GONE, BACK = 0, 2, 4
"""Who tears up, who is forgotten and who takes back: each has written something."""


@dataclass
class Page:
    """Somebody's browser, without the browser."""

    session: aiohttp.ClientSession
    base: str
    chat: str = ""
    _client: int = field(default_factory=lambda: random.randrange(1, 2**40))

    async def join(self, code: str) -> None:
        """Use a personal link."""
        async with self.session.post(f"{self.base}/join", json={"code": code}) as answer:
            assert answer.status == 200
            self.chat = (await answer.json())["to"]

    async def send(self, **what: object) -> None:
        """Type or tap."""
        self._client += 1
        body = {"client": self._client, **what}
        async with self.session.post(f"{self.base}{self.chat}updates", json=body) as answer:
            assert (await answer.json())["saved"], await answer.text()

    async def take_back(self, words: Sequence[str]) -> tuple[str, float]:
        """Type words at the door; what is said, and how long it took."""
        before = time.perf_counter()
        body = {"words": " ".join(words)}
        async with self.session.post(f"{self.base}/takeback", json=body) as answer:
            return f"{answer.status} {await answer.text()}", time.perf_counter() - before


@asynccontextmanager
async def pages(base: str, count: int) -> AsyncIterator[list[Page]]:
    """As many browsers, each with a jar of its own."""
    head = {"Sec-Fetch-Site": "same-origin"}
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(count):
            jar = aiohttp.CookieJar(unsafe=True)
            session = aiohttp.ClientSession(headers=head, cookie_jar=jar)
            made.append(Page(await stack.enter_async_context(session), base))
        yield made


async def test_x1_x2_x3_x4_from_the_bytes_that_the_running_program_leaves(
    stage: Stage, disk: FILES, dialect: str
) -> None:
    """One house, one round, twelve people: one tears up, one is forgotten, one takes back with
    nothing but six words; a year later no key on the disk opens a word of anybody's."""
    await stage.set_up()
    async with stage.up() as house, pages(house.world.public_url, 13) as browsers:
        round_ = await _answered(house, browsers)
        words = await _words_of(house, NICKS[BACK])
        await _tears_up(house, browsers[TORN], round_, disk, dialect)
        await _is_forgotten(house, browsers[GONE])
        house.world.now.to(round_.closes_at)  # type: ignore[attr-defined]
        await reaches(house, RID, State.SEALED)
        await _takes_back(house, browsers[12], words)
        house.world.now.on(days=366)  # type: ignore[attr-defined]
        await house.ticks.tidy()
        await house.ticks.wipe()
        await backing_up.back_up(house.world)
        opened = _opened(stage, house)
    canaries = [text.encode() for text in story.canaries(range(12))]

    assert [text for text in canaries if text in opened] == []
    assert not list((stage.settings.key_directory / "rounds").glob("*.text"))
    assert found_in(disk(), story.canaries(range(12))) == []


async def _answered(house: House, browsers: list[Page]) -> Round:
    """Everybody joins by their own link; a round opens, and all twelve send."""
    world = house.world
    await story.invited(world, Role.DECISION_MAKER, "Mo")
    ash = Page(browsers[12].session, world.public_url)
    await ash.join(await story.invited(world, Role.EBE, "Ash"))
    kit = Page(browsers[12].session, world.public_url)
    await kit.join(await story.invited(world, Role.DECISION_MAKER, "Kit"))
    for number, page in enumerate(browsers[:12]):
        home = HOMES[number % 3]
        await page.join(await story.invited(world, Role.YOUNG_PERSON, NICKS[number], home))
    people = await known(world)
    now = world.now()
    plan = launching.Plan(
        key=RID,
        survey=load_library(RID),
        audience=RESIDENTS,
        closes_at=now + timedelta(days=7),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="",
        keeper=people["Ash"],
    )
    async with world.database.write() as db:
        await agreed.launch(db, world, plan, people["Ash"], people["Kit"])
    round_ = await reaches(house, RID, State.OPEN)
    for number, nick in enumerate(NICKS):
        await story.answer_by_services(world, round_, people[nick], number)
    return round_


async def _words_of(house: House, nick: str) -> tuple[str, ...]:
    pid = (await known(house.world))[nick].id
    return unpack(await _envelope(house, pid)).words


async def _envelope(house: House, pid: ParticipantId) -> bytes:
    async with house.world.database.read() as db:
        held = await envelopes.load_envelope(db, house.world.keys, RID, pid)
    assert held is not None
    return held


async def _tears_up(house: House, page: Page, round_: Round, disk: FILES, dialect: str) -> None:
    """X1: off the database and its log within a minute; later backups hold an empty one."""
    pid = (await known(house.world))[NICKS[TORN]].id
    async with house.world.database.read() as db:
        row = envelopes.EnvelopeRow
        found = await db.get(row, (RID, pid))
        assert found is not None
        sealed = found.blob[:48]
    await page.send(kind="text", text="/withdraw")
    await page.send(kind="tap", message=1, press=f"tearyes:{round_.tag}")
    await house.ticks.wipe()
    own = [path for path in disk() if path.name.startswith("earshot.db")]
    later = await backing_up.back_up(house.world)
    opened = intruder.open_boxes(intruder.tables(later), house.world.keys)["envelopes"]

    assert [path for path in own if sealed in path.read_bytes()] == []
    assert bool(own) is (dialect == "sqlite")
    assert not any(story.long_words(TORN).encode() in box for box in opened)
    assert any(story.long_words(GONE).encode() in box for box in opened)


async def _is_forgotten(house: House, page: Page) -> None:
    """X3: nowhere in a later backup, by bytes or under any key."""
    pid = (await known(house.world))[NICKS[GONE]].id
    await page.send(kind="text", text="/deleteme")
    await page.send(kind="tap", message=1, press="eraseyes")
    later = await backing_up.back_up(house.world)
    rows = intruder.tables(later)
    boxes = intruder.open_boxes(rows, house.world.keys).values()
    opened = b"\n".join(box for each in boxes for box in each)

    assert bytes(pid) not in later.read_bytes()
    assert NICKS[GONE].encode() not in opened
    assert story.long_words(GONE).encode() not in opened
    assert NICKS[GONE] not in await known(house.world)


async def _takes_back(house: House, page: Page, words: tuple[str, ...]) -> None:
    """X2: exactly theirs, once; right and wrong alike in words and time."""
    kept = await count_answers(house.world, RID)
    wrong = [tuple(reversed(words)), (*words[1:], words[0]), (*words[2:], *words[:2])]
    tried = [await page.take_back(each) for each in wrong]
    untouched = await count_answers(house.world, RID)
    right = await page.take_back(words)
    gone = await count_answers(house.world, RID)
    again = [await page.take_back(words) for _ in range(2)]

    assert {said for said, _ in (*tried, right, *again)} == {'200 {"why": "done"}'}
    assert untouched == kept
    assert gone < kept
    assert await count_answers(house.world, RID) == gone
    usual = statistics.median(took for _, took in tried)
    assert abs(right[1] - usual) < ALIKE or abs(right[1] - max(t for _, t in tried)) < ALIKE


def _opened(stage: Stage, house: House) -> bytes:
    """What every key that is left opens of every backup."""
    found = [
        box
        for file in intruder.databases(stage.settings.backup_directory)
        for boxes in intruder.open_boxes(intruder.tables(file), house.world.keys).values()
        for box in boxes
    ]
    return b"\n".join(found)
