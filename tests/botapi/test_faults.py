"""The faults that can be ordered do what they are called, and the same seed does the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.botapi import faults
from tests.botapi.faults import FOR_GOOD, PASSING, Fault
from tests.botapi.mischief import OLD, Mischief
from tests.botapi.people import Phone
from tests.botapi.running import Clock
from tests.botapi.server import Server

HANGS_UP = aiohttp.ClientError


@dataclass
class Line:
    """Somebody who calls the server, and how long the server made them wait."""

    server: Server
    phones: dict[int, Phone]
    clock: Clock
    naps: list[float]
    session: aiohttp.ClientSession

    async def call(self, method: str = "sendMessage", chat: int = 1001) -> tuple[int, bytes]:
        given = {"chat_id": chat, "text": "x"} if method == "sendMessage" else {}
        address = f"{self.server.address}/bot{self.server.token}/{method}"
        async with self.session.post(address, json=given) as answer:
            return answer.status, await answer.read()

    @property
    def said(self) -> list[str]:
        return self.phones[1001].said


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    clock, naps = Clock(), list[float]()

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    async with Server(clock.seconds) as server, aiohttp.ClientSession() as session:
        server.faults.nap = nap
        phones = {number: Phone(server, number) for number in (1001, 1002)}
        yield Line(server, phones, clock, naps, session)


async def test_what_is_late_slow_or_in_pieces_is_whole_all_the_same(line: Line) -> None:
    """Latency, bandwidth, slices and a slow close change when it comes, and nothing else."""
    plain = await line.call("getMe")
    whole = {
        "latency": faults.latency(3.0),
        "bandwidth": faults.bandwidth(100),
        "slicer": faults.slicer(),
        "slow close": faults.slow_close(2.0),
        "two": faults.latency(3.0) & faults.slicer(),
    }
    for name, fault in whole.items():
        line.naps.clear()
        line.server.breaks("getMe", fault)
        assert await line.call("getMe") == plain, name
        assert sum(line.naps) > 0 or name == "slicer"
        assert len(line.naps) > 10 or name in {"latency", "bandwidth", "slow close"}


@pytest.mark.parametrize(
    ("fault", "is_done"),
    [
        (faults.timeout(9.0), False),
        (faults.reset(), False),
        (faults.half(), True),
        (faults.lost(), True),
    ],
)
async def test_an_answer_that_does_not_come_says_nothing_of_what_was_done(
    line: Line, fault: Fault, is_done: bool
) -> None:
    """The bot cannot tell one from another; the books can."""
    line.server.breaks("sendMessage", fault)
    with pytest.raises(HANGS_UP):
        await line.call()
    last = line.server.books.calls[-1]

    assert line.said == ["x"] * is_done
    assert (last.status == 200, last.is_heard) == (is_done, False)


async def test_telegrams_own_refusals_come_with_their_status(line: Line) -> None:
    """401, 403, 400, 429 and 5xx, of which nothing was done."""
    for name in ("401", "429", "500", "502", "504", *FOR_GOOD):
        fault = {**PASSING, **FOR_GOOD}[name]
        line.server.breaks("sendMessage", fault)
        status, _ = await line.call()
        assert status == fault.status, name
    assert line.said == []
    for name in ("no JSON", "no object", "no text"):
        line.server.breaks("sendMessage", PASSING[name])
        status, body = await line.call()
        assert (status, body) == (200, PASSING[name].body), name
    assert line.said == ["x"] * 3


WHOM: list[tuple[faults.Scope, dict[tuple[str, int], int]]] = [
    ("call", {}),
    ("chat", {("sendMessage", 1001): 429}),
    ("method", {("sendMessage", 1001): 429, ("sendMessage", 1002): 429}),
    ("bot", {("sendMessage", 1001): 429, ("sendMessage", 1002): 429, ("getMe", 0): 429}),
]


@pytest.mark.parametrize(("scope", "refused"), WHOM)
async def test_a_429_holds_whom_it_means_until_its_time_is_over(
    line: Line, scope: faults.Scope, refused: dict[tuple[str, int], int]
) -> None:
    """Telegram does not say whom it means; the bot has to find out."""
    calls = [("sendMessage", 1001), ("sendMessage", 1002), ("getMe", 0)]
    line.server.breaks("sendMessage", faults.too_many(30), chat=1001, scope=scope)
    await line.call()
    line.clock.advance(seconds=29)
    found = {call: (await line.call(*call))[0] for call in calls}
    line.clock.advance(seconds=1)

    assert found == {call: refused.get(call, 200) for call in calls}
    assert line.server.faults.impatient == int(scope != "call")
    assert {(await line.call(*call))[0] for call in calls} == {200}


async def test_the_same_seed_does_the_same_to_a_chat_whoever_is_served_first(line: Line) -> None:
    """A failure is played again from its seed, though calls come in another order."""

    async def drawn(seed: int, chats: list[int]) -> dict[int, list[int]]:
        line.server.faults = faults.Faults(line.clock.seconds, seed)
        line.server.breaks("sendMessage", faults.down(), times=None, chance=0.4, between=(2, 18))
        found: dict[int, list[int]] = {1001: [], 1002: []}
        for chat in chats:
            found[chat].append((await line.call(chat=chat))[0])
        return found

    first = await drawn(7, [1001, 1002] * 20)
    again = await drawn(7, [1002] * 20 + [1001] * 20)
    other = await drawn(8, [1001, 1002] * 20)

    assert first == again != other
    assert {*first[1001][:2], *first[1001][18:]} == {200}
    assert {*first[1001]} == {200, 502}


async def test_updates_come_twice_shuffled_old_expired_and_renumbered(line: Line) -> None:
    """Each at once, since each is drawn to be certain."""
    books, sam = line.server.books, line.phones[1001]
    books.mischief = Mischief(3, 1.0, 1.0, 1.0, 1.0, 1.0)
    for text in "abcd":
        await sam.type(text)
    numbers = [one.number for one in books.waiting]
    first = books.mischief.hand_out([one.body for one in books.waiting], books.taps)
    assert sorted(one["update_id"] for one in first) == numbers
    assert [one["update_id"] for one in first] != numbers
    assert {one["message"]["date"] for one in first} == {int(books.now()) - OLD}
    books.waiting.clear()
    await sam.tap_code("go")
    tapped = [one.body for one in books.waiting]
    again = books.mischief.hand_out(tapped, books.taps)
    assert sorted(one["update_id"] for one in again) == [*numbers, numbers[-1] + 1]
    assert books.taps == {}
    books.waiting.clear()
    await sam.type("numbered on")
    assert books.waiting[0].number == numbers[-1] + 2
    books.waiting.clear()
    assert books.mischief.hand_out([], books.taps) == []
    await sam.type("after a quiet week")
    assert books.waiting[0].number != numbers[-1] + 3


def test_a_fault_that_is_put_to_another_adds_to_it() -> None:
    """Where both say something the second is heard."""
    both: Any = faults.latency(1.0) & faults.lost() & faults.latency(2.0)

    assert (both.late, both.reset, both.happens, both.is_heard) == (2.0, True, True, False)
