"""C3 over HTTP: codes are tried at the real doors, and the clock on the wall is read.

Twenty wrong ones in an hour are slowed, two hundred from anywhere are told to the administrator,
and no answer, in its words or in its time, tells a code that is from one that is not.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest
from aiohttp import DummyCookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.services.guessing import ALLOWED, MANY, WrongCodes
from bot.services.people import enrolling, inviting
from bot.services.people.inviting import Wanted
from bot.services.world import World
from bot.webchat.desk import ChatDesk
from bot.webchat.site import build_site
from bot.webchat.wiring import Calls
from surveys.people.person import Kind
from surveys.people.roles import Role
from tests.bot.chatting import Chats

Visitor = TestClient[web.Request, web.Application]
WITHIN = 0.05
"""How far the answers to a right and a wrong code may lie apart. Unit: seconds."""
TIMES = 12


class Doors:
    """The site over a real house, whose alarm is counted."""

    def __init__(self, chats: Chats) -> None:
        self.chats, self.alarms = chats, 0
        self.codes = WrongCodes(chats.clock, self._sound)

    def _sound(self) -> None:
        self.alarms += 1

    def site(self, world: World) -> web.Application:
        async def never(*_: object) -> None:
            return None

        calls = Calls(
            take=never,
            enrol=partial(enrolling.enrol_web, world),
            enter_ticket=partial(enrolling.enter_ticket, world),
            whose=partial(enrolling.whose_token, world),
            on_open=never,
        )
        return build_site(world, ChatDesk(now=self.chats.clock), calls)


@pytest.fixture
async def doors(chats: Chats) -> Doors:
    return Doors(chats)


@pytest.fixture
async def client(doors: Doors) -> AsyncIterator[Visitor]:
    doors.chats.world = replace(doors.chats.world, wrong_codes=doors.codes)
    client = TestClient(TestServer(doors.site(doors.chats.world)), cookie_jar=DummyCookieJar())
    await client.start_server()
    yield client
    await client.close()


async def timed(client: Visitor, path: str, code: str) -> tuple[float, int, str]:
    """How long a code took, and what was said."""
    began = time.perf_counter()
    answer = await client.post(
        path, json={"code": code}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    said = await answer.text()
    return time.perf_counter() - began, answer.status, said


async def links(chats: Chats, count: int, days: int = 14) -> list[str]:
    wanted = Wanted(role=Role.EBE, kind=Kind.EBE, count=count, days=days)
    return [one.code for one in await inviting.invite(chats.world, wanted)]


@pytest.mark.full
@pytest.mark.alone
async def test_c3_a_code_that_is_takes_as_long_as_one_that_is_not(
    doors: Doors, client: Visitor
) -> None:
    """The middle of a dozen: right, made up, used, past its day, of the wrong shape."""
    right = await links(doors.chats, TIMES)
    old = await links(doors.chats, TIMES, days=1)
    doors.chats.clock.on(days=2)
    kinds = {
        "right": right,
        "used": right,
        "made up": [doors.chats.world.fresh_code() for _ in range(TIMES)],
        "old": old,
        "no code": ["x" * 40] * TIMES,
    }
    took: dict[str, list[float]] = {}
    said: dict[str, set[tuple[int, str]]] = {}
    for kind, codes in kinds.items():
        for code in codes:
            seconds, status, words = await timed(client, "/join", code)
            took.setdefault(kind, []).append(seconds)
            said.setdefault(kind, set()).add((status, words))
            doors.chats.clock.on(seconds=181)  # one more may be tried
    middle = {kind: statistics.median(some) for kind, some in took.items()}
    print({kind: f"{seconds * 1000:.1f} ms" for kind, seconds in middle.items()})

    assert max(middle.values()) - min(middle.values()) < WITHIN
    wrong = {kind: each for kind, each in said.items() if kind != "right"}
    assert set.union(*wrong.values()) == {(403, '{"why": "closed"}')}
    assert {status for status, _ in said["right"]} == {200}


@pytest.mark.full
async def test_c3_the_twenty_first_is_slowed_and_the_two_hundredth_is_told(
    doors: Doors, client: Visitor
) -> None:
    """From one place no code is looked at any more, not even a right one; the others go on."""
    (right,) = await links(doors.chats, 1)
    first = [await timed(client, "/join", f"guess{n:015}") for n in range(ALLOWED + 5)]
    refused_right = await timed(client, "/join", right)
    for number in range(MANY - ALLOWED - 1):
        doors.codes.note(f"place {number}")
    before = doors.alarms
    doors.codes.note("place of the last")
    doors.chats.clock.on(minutes=61)
    opened = await timed(client, "/join", right)

    assert [status for _, status, _ in first] == [403] * ALLOWED + [429] * 5
    assert refused_right[1:] == (429, '{"why": "slow"}')
    assert (before, doors.alarms) == (0, 1)
    assert opened[1] == 200
