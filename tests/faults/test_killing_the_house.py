"""F1 with everything running: `earshot run`, killed while twelve people answer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import envelopes, ledger, people, rounds
from storage.engine import open_database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.definitions.questions import ShortText
from surveys.definitions.survey import Survey
from surveys.flow.answers import Wrote
from surveys.ids import QuestionKey
from surveys.rounds.round import Round
from tests.bot.chatting import a_round
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, Server, bot_api
from tests.faults.housing import pid_of, settings_of_a_house, with_a_phone
from tests.faults.killing import started

# ``make prove`` runs these on PostgreSQL as well.
pytestmark = pytest.mark.full

KILLS = 100 if os.environ.get("EARSHOT_FULL") else 2
PEOPLE, ASKED = 12, 5
MOST_CALLS = 8 if os.environ.get("EARSHOT_FULL") else 2 * PEOPLE
"""A life ends after fewer calls than this; shorter lives where there are many."""

RUN = ("-m", "bot", "run", "--rehearsal")

FIVE = Survey(
    key="evenings",
    title={"en": "Evenings"},
    why={"en": "To make evenings better."},
    could_change={"en": "Bedtimes."},
    decides={"en": "Mo, manager"},
    questions=tuple(
        ShortText(id=QuestionKey(f"q{n}"), text={"en": f"What about {n}?"}) for n in range(ASKED)
    ),
)


async def fielded(url: str, keys: Keys, numbers: list[int]) -> Round:
    """People with phones, and an open round they are asked in."""
    now = datetime.now(UTC)
    round_ = a_round(FIVE, now=now - timedelta(hours=1))
    keys.make_round_keys(round_.id)
    empty = pack(Envelope(None), round_.envelope_size)
    database = await open_database(url, lock=False)
    async with database.write() as db:
        for n in numbers:
            one = with_a_phone(n)
            await people.add_person(db, keys, one)
        pids = [pid_of(n) for n in numbers]
        await rounds.add_round(db, round_)
        await ledger.open_ledger(db, round_.id, pids)
        await envelopes.open_envelopes(db, keys, round_.id, pids, empty)
    await database.close()
    return round_


async def written(url: str, keys: Keys, round_: Round, numbers: list[int]) -> dict[int, list[str]]:
    """What is in everybody's envelope, in the order of the questions."""
    database = await open_database(url, lock=False)
    found: dict[int, list[str]] = {}
    async with database.read() as db:
        for n in numbers:
            blob = await envelopes.load_envelope(db, keys, round_.id, pid_of(n))
            assert blob is not None
            sitting = unpack(blob).sitting
            kept = {} if sitting is None else sitting.answers
            texts = [kept.get(question.id) for question in FIVE.questions]
            found[n] = [one.text for one in texts if isinstance(one, Wrote)]
    await database.close()
    return found


async def consent(phone: Phone, round_: Round) -> None:
    await phone.type("/start")
    await phone.sees(f"Start: {FIVE.title['en']}", 60)
    await phone.tap(f"Start: {FIVE.title['en']}")
    for label in ("Next", "OK"):
        await phone.sees(label)
        await phone.tap(label)
    await phone.reads("Skip any question.")
    await phone.tap("Start")
    await phone.reads(f"1 of {ASKED}")


def reached(phone: Phone) -> int:
    """The highest question the bot has asked: that many answers but one were acknowledged."""
    asked = re.findall(rf"(\d) of {ASKED} ", "\n".join(phone.said))
    return max(int(number) for number in asked)


def assert_silent(wrote: str, numbers: list[int]) -> None:
    """A14: what it writes for the operator holds nobody's words, name, number or token."""
    for word in ("answer", "Otter", TOKEN, TOKEN.split(":")[1], *map(str, numbers)):
        assert word not in wrote


def calm(wrote: str) -> list[str]:
    """The lines that tell of no fault: as many with twelve people answering as with none."""
    return [line for line in wrote.splitlines() if " WARNING " not in line]


async def one_life(server: Server, env: Mapping[str, str], moment: random.Random) -> None:
    """Start the house, let it work until some call of its own, kill it."""
    calls = server.books.calls
    async with started(*RUN, env={**env, "EARSHOT_TELEGRAM_API": server.address}) as house:
        after = len(calls) + moment.randrange(1, MOST_CALLS)
        with contextlib.suppress(TimeoutError):
            await server.books.until(lambda: len(calls) >= after or house.is_over, 10)
        await house.kill()


@pytest.fixture
def env(database_url: str, keys: Keys, tmp_path: Path) -> Mapping[str, str]:
    return settings_of_a_house(database_url, keys, tmp_path) | {
        "EARSHOT_TELEGRAM_TOKEN": TOKEN,
        "EARSHOT_WEBCHAT": "127.0.0.1:0",
    }


async def test_f1_the_house_is_killed_at_random_and_every_answer_is_where_it_belongs(
    database_url: str,
    keys: Keys,
    env: Mapping[str, str],
    record_property: Callable[[str, object], None],
) -> None:
    """Sixty queued answers. One lost or doubled would shift all that follow it.

    F3: after every kill, all that had been acknowledged is in its envelope.
    """
    moment = random.Random(20261121)
    record_property("kill -9", KILLS)
    numbers = [1001 + n for n in range(PEOPLE)]
    round_ = await fielded(database_url, keys, numbers)
    async with bot_api() as server:
        phones = [Phone(server, number) for number in numbers]
        async with started(*RUN, env={**env, "EARSHOT_TELEGRAM_API": server.address}) as house:
            await asyncio.gather(*(consent(phone, round_) for phone in phones))
            code, busy = await house.end(20)
            assert code == 0, busy
        for n in range(ASKED):
            for phone in phones:
                await phone.type(f"answer {n} of {phone.number}")
        for _ in range(KILLS):
            await one_life(server, env, moment)
            kept = await written(database_url, keys, round_, numbers)
            for phone in phones:
                assert reached(phone) - 1 <= len(kept[phone.number])
        async with started(*RUN, env={**env, "EARSHOT_TELEGRAM_API": server.address}) as house:
            await server.books.until(lambda: not server.books.waiting, 60)
            await asyncio.gather(*(phone.sees("✓ Only readers", 60) for phone in phones))
            code, wrote = await house.end(20)

        assert code == 0, wrote
        assert_silent(busy + wrote, numbers)
        assert calm(busy) == calm(wrote)
        assert await written(database_url, keys, round_, numbers) == {
            n: [f"answer {q} of {n}" for q in range(ASKED)] for n in numbers
        }
