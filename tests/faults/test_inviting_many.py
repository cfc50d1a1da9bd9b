"""Ten thousand invitations over HTTP, at Telegram's pace: none refused, none twice, none late.

``EARSHOT_FULL=1`` sends ten thousand (or ``EARSHOT_INVITED``); otherwise sixty, unkilled.
``benchmarks/invitations.py`` prints the figures.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from storage import outbox
from storage.engine import Database, open_database
from storage.keys import Keys
from tests.botapi.limits import BOT_A_SECOND
from tests.botapi.people import Phone
from tests.botapi.running import Clock, a_world
from tests.botapi.server import Server, bot_api
from tests.faults.inviting import FIRST, NOON, invite_many, owe_many, reply_amid_many
from tests.faults.killing import started

MANY = int(os.environ.get("EARSHOT_INVITED", 10_000 if os.environ.get("EARSHOT_FULL") else 60))
KILLED, KILLS = min(MANY, 2_000), 6
"""How many are invited by a process that is killed, at Telegram's real pace, and how often."""

MOST_SILENT = 12
"""How often nothing may come for eight seconds while something is owed, under load."""

MOST_LOST = 8
"""Most messages that are on their way at once at that pace, for one kill to lose."""


async def test_t1_invitations_are_paced_to_telegrams_limits_and_none_is_refused(
    database: Database, keys: Keys, record_property: Callable[[str, object], None]
) -> None:
    """Simulated clock, real adaptor, real HTTP: within 5 % of what physics allows."""
    sent = await invite_many(database, keys, MANY)
    least = MANY / BOT_A_SECOND
    record_property("seconds for invitations", round(sent.seconds, 1))

    assert sent.refused == 0
    assert sent.to_each == {1: MANY}
    assert sent.seconds <= least * 1.05
    async with database.read() as db:
        assert await outbox.count_owed(db) == 0


@pytest.mark.full
async def test_t9_thirty_people_have_their_replies_amid_invitations_within_the_limits(
    database: Database, keys: Keys
) -> None:
    """Whoever waits comes first, and still no second holds more than Telegram allows."""
    seconds, refused = await reply_amid_many(database, keys, 300)

    assert seconds < 15
    assert refused == 0


@pytest.mark.full
async def test_t3_killed_in_the_middle_nobody_gets_an_invitation_twice(
    database: Database,
    database_url: str,
    keys: Keys,
    record_property: Callable[[str, object], None],
) -> None:
    """A real process, kill -9 at random moments. What was on its way then is not said again, so
    a few may have none: the round is open to them, and the reminder goes to everybody."""
    await owe_many(a_world(database, keys, Clock(NOON)), KILLED)
    await database.close()
    env = {"MANY_DATABASE": database_url, "MANY_KEYS": str(keys.directory)}
    async with bot_api() as server:
        env["MANY_API"] = server.address
        for number in range(KILLED):
            Phone(server, FIRST + number)
        moment = random.Random(20270607)
        for _ in range(KILLS):
            await _run_until_killed(server, env, moment.randrange(5, KILLED // (KILLS + 2)))
        await _run_to_the_end(server, env)
        to_each = Counter(len(room.messages) for room in server.books.rooms.values())
    record_property("kill -9 among invitations", KILLS)
    record_property("invitations nobody can tell arrived", to_each[0])

    assert set(to_each) <= {0, 1}
    assert to_each[0] <= KILLS * MOST_LOST


async def _run_until_killed(server: Server, env: dict[str, str], more: int) -> None:
    """Let it make so many more calls, and kill it in the middle of whatever it does then."""
    calls = server.books.calls
    async with started("-m", "tests.faults.inviting_program", env=env) as program:
        await server.books.until(partial(_has, calls, len(calls) + more), 60 + more)
        await program.kill()


async def _run_to_the_end(server: Server, env: dict[str, str]) -> None:
    """Until nothing is owed any more: a machine under load is silent for long, and not done."""
    async with started("-m", "tests.faults.inviting_program", env=env):
        calls, silent = server.books.calls, 0
        while silent < MOST_SILENT:
            try:
                await server.books.until(partial(_has, calls, len(calls) + 1), 8)
                silent = 0
            except TimeoutError:
                if not await _owed(env):
                    return
                silent += 1


async def _owed(env: dict[str, str]) -> int:
    """How many invitations still wait, as the database has it."""
    database = await open_database(env["MANY_DATABASE"], lock=False)
    try:
        async with database.read() as db:
            return await outbox.count_owed(db)
    finally:
        await database.close()


def _has(calls: Sequence[object], count: int) -> bool:
    return len(calls) >= count
