"""A house and four workers on one PostgreSQL, each a process, and one worker killed at random."""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import envelopes, inbox, ledger, people, rounds
from storage.engine import Database, open_database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.definitions.questions import ShortText, YesNo
from surveys.definitions.survey import Survey
from surveys.flow.answers import Wrote
from surveys.flow.engine import begin
from surveys.ids import QuestionKey
from surveys.people.person import Desk
from surveys.rounds.round import Round
from tests.bot.chatting import a_round
from tests.botapi.people import Phone
from tests.botapi.pushing import PushingServer, pushing_api
from tests.botapi.server import TOKEN
from tests.faults.housing import pid_of, settings_of_a_house, with_a_phone
from tests.faults.killing import Program, started

pytestmark = [pytest.mark.full, pytest.mark.postgres_only]

RUNS = 50 if os.environ.get("EARSHOT_FULL") else 2
WORKERS, PEOPLE = 4, 50
LONGEST_START = 180.0
"""Of a process, beside all that other tests do meanwhile. Unit: seconds."""
SEED = int(os.environ.get("EARSHOT_SEED", "20261122"))

THREE = Survey(
    key="evenings",
    title={"en": "Evenings"},
    why={"en": "To make evenings better."},
    could_change={"en": "Bedtimes."},
    decides={"en": "Mo, manager"},
    questions=(
        ShortText(id=QuestionKey("q0"), text={"en": "What about evenings?"}),
        YesNo(id=QuestionKey("q1"), text={"en": "Is it warm enough?"}),
        ShortText(id=QuestionKey("q2"), text={"en": "What about mornings?"}),
    ),
)


@dataclass
class Work:
    """A house, its workers, and Telegram in front of them."""

    telegram: PushingServer
    env: Mapping[str, str]
    stack: AsyncExitStack
    workers: dict[str, Program]
    hiring: asyncio.Task[None] | None = None

    async def hire(self) -> None:
        """Start another worker, and have it pushed to."""
        program = await self.stack.enter_async_context(started("-m", "bot", "work", env=self.env))
        async with asyncio.timeout(LONGEST_START):
            async for line in program.lines():
                if found := re.search(r"listens at (http://\S+)", line):
                    self.workers[found[1]] = program
                    self.telegram.workers.append(found[1])
                    return
        raise AssertionError("a worker ended at its start")

    async def kill_one(self, moment: random.Random) -> None:
        """kill -9 of one, and no word to anybody. Another is started, and is there before the
        next is killed."""
        if self.hiring is not None:
            await self.hiring
        address = moment.choice(sorted(self.workers))
        await self.workers.pop(address).kill()
        self.telegram.workers.remove(address)
        self.hiring = asyncio.create_task(self.hire())


@asynccontextmanager
async def at_work(moment: random.Random, env: Mapping[str, str]) -> AsyncIterator[Work]:
    async with pushing_api(moment) as telegram, AsyncExitStack() as stack:
        env = {**env, "EARSHOT_TELEGRAM_API": telegram.address}
        house = started("-m", "bot", "run", "--rehearsal", env=env)
        await stack.enter_async_context(house)
        work = Work(telegram, env, stack, {})
        await asyncio.gather(*(work.hire() for _ in range(WORKERS)))
        yield work
        if work.hiring is not None:
            await work.hiring


@pytest.fixture
def env(database_url: str, keys: Keys, tmp_path: Path) -> Mapping[str, str]:
    return settings_of_a_house(database_url, keys, tmp_path) | {
        "EARSHOT_TELEGRAM_TOKEN": TOKEN,
        "EARSHOT_TELEGRAM_WEBHOOK": "https://earshot.example",
        "EARSHOT_WEBCHAT": "127.0.0.1:0",
        "EARSHOT_PUBLIC_URL": "https://earshot.example",
        "EARSHOT_WORKERS": "1",
    }


async def fielded(database: Database, keys: Keys, run: int, numbers: list[int]) -> Round:
    """People in the middle of an open round: the first question was asked."""
    made = a_round(THREE, key=f"r{run}", now=datetime.now(UTC) - timedelta(hours=1))
    round_ = replace(made, tag=f"t{run:05}")
    keys.make_round_keys(round_.id)
    begun = begin(THREE, language="en", consented=True).sitting
    async with database.write() as db:
        for n in numbers:
            one = with_a_phone(n)
            await people.add_person(db, keys, one)
            await people.save_desk(db, keys, one.id, Desk(round_tag=round_.tag))
        pids = [pid_of(n) for n in numbers]
        await rounds.add_round(db, round_)
        await ledger.open_ledger(db, round_.id, pids)
        blob = pack(Envelope(begun), round_.envelope_size)
        await envelopes.open_envelopes(db, keys, round_.id, pids, blob)
    return round_


async def kept(database: Database, keys: Keys, round_: Round, n: int) -> list[object]:
    """What is in somebody's envelope, in the order of the questions."""
    async with database.read() as db:
        blob = await envelopes.load_envelope(db, keys, round_.id, pid_of(n))
    assert blob is not None
    sitting = unpack(blob).sitting
    assert sitting is not None
    given = [sitting.answers.get(question.id) for question in THREE.questions]
    return [one.text if isinstance(one, Wrote) else getattr(one, "values", one) for one in given]


def words(question: int, number: int) -> str:
    """What somebody writes, of which the check for danger says nothing: two answers that it took
    for danger would be met with one card, twice."""
    return f"more films please, {question} of {number}"


async def answer(phone: Phone, round_: Round) -> None:
    """Everything at once: what comes out of order answers the wrong question."""
    await phone.type(words(0, phone.number))
    await phone.tap_code(f"c:{round_.tag}:1:0")
    await phone.type(words(2, phone.number))


def said_twice(work: Work, number: int) -> list[object]:
    """What somebody was sent more than once. A worker sends nothing, and its death repeats
    nothing: what it owed was committed with the update that it was for. Only where the house
    dies may what was on its way just then come twice (tests/faults/test_killing_the_house.py)."""
    sent = Counter(
        (call.given.get("text"), str(call.given.get("reply_markup")))
        for call in work.telegram.books.calls
        if call.method.startswith("send") and call.given.get("chat_id") == number
    )
    assert sent, "they were answered"
    return [what for what, count in sent.items() if count > 1]


async def one_run(
    work: Work, database: Database, keys: Keys, moment: random.Random, run: int
) -> None:
    numbers = [100_000 + 100 * run + n for n in range(PEOPLE)]
    round_ = await fielded(database, keys, run, numbers)
    phones = [Phone(work.telegram, number) for number in numbers]
    after = work.telegram.taken + moment.randrange(1, 3 * PEOPLE)
    await asyncio.gather(*(answer(phone, round_) for phone in phones))
    await work.telegram.books.until(lambda: work.telegram.taken >= after, 60)
    await work.kill_one(moment)
    await asyncio.gather(*(phone.sees("✓ Only readers", 90) for phone in phones))

    for n in numbers:
        assert said_twice(work, n) == [], (SEED, run)
        first, picked, last = await kept(database, keys, round_, n)
        assert (first, last) == (words(0, n), words(2, n)), (SEED, run)
        assert picked is not None, (SEED, run)
    async with database.read() as db:
        assert await inbox.count_set_aside(db) == 0


async def test_f1_t5_four_workers_take_everything_once_and_in_order_though_one_is_killed(
    database_url: str,
    keys: Keys,
    env: Mapping[str, str],
    record_property: Callable[[str, object], None],
) -> None:
    """Fifty people, each with words, a tap and words, some of them brought twice; and everybody
    is answered, each thing once. A worker is killed at a random moment of every run, and another
    started."""
    moment = random.Random(SEED)
    record_property("kills of a worker", RUNS)
    record_property("seed of workers", f"seed {SEED}:")
    database = await open_database(database_url, lock=False)
    try:
        async with at_work(moment, env) as work:
            for run in range(RUNS):
                await one_run(work, database, keys, moment, run)
            record_property("updates brought to workers", work.telegram.taken)
            record_property("of them brought twice", work.telegram.twice)
    finally:
        await database.close()
