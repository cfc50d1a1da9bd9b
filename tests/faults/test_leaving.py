"""F5 with everything running: `earshot run` is told to end while Telegram is slow."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping

import pytest

from storage.keys import Keys
from tests.botapi.faults import Fault
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, bot_api
from tests.faults.deaf_program import NOWHERE
from tests.faults.killing import Program, started
from tests.faults.test_killing_the_house import (
    ASKED,
    RUN,
    assert_silent,
    consent,
    env,
    fielded,
    written,
)
from tests.whole.stage import free_port

# ``make prove`` runs this on PostgreSQL as well.
pytestmark = pytest.mark.full

__all__ = ["env"]

PEOPLE = 5
LATE = 4.0
"""How much later Telegram answers. Unit: seconds."""
WITHIN = 10.0
"""A stop takes no longer. Unit: seconds."""
QUIETLY = 8.0
"""Nor does one that nothing cuts short, on a busy machine: five seconds are for what is on its
way, two for open pages. Unit: seconds."""


@pytest.fixture
def mute() -> Iterator[str]:
    """An address that takes a connection and never says a word: the dead man's, on a bad day."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield f"http://127.0.0.1:{opened.getsockname()[1]}/ping"


async def test_f5_told_to_end_while_telegram_is_slow_the_house_ends_in_ten_seconds(
    database_url: str,
    keys: Keys,
    env: Mapping[str, str],
    mute: str,
    record_property: Callable[[str, object], None],
) -> None:
    """Twenty-five answers wait, each reply takes four seconds, one never comes, and the dead man's
    address hangs. What was not sent is sent after the next start, and no answer is lost or
    doubled.

    Fails when a stop waits for whoever is slow, or drops what it does not wait for.
    """
    numbers = [1001 + n for n in range(PEOPLE)]
    round_ = await fielded(database_url, keys, numbers)
    async with bot_api() as server:
        given = {**env, "EARSHOT_TELEGRAM_API": server.address, "EARSHOT_DEADMAN_URL": mute}
        phones = [Phone(server, number) for number in numbers]
        async with started(*RUN, env=given) as house:
            for phone in phones:  # one by one: what is measured comes after it
                await consent(phone, round_)
            never = asyncio.Event()
            server.breaks("*", Fault(late=LATE), times=None)
            server.breaks("sendMessage", Fault(until=never), chat=numbers[0], times=None)
            for n in range(ASKED):
                for phone in phones:
                    await phone.type(f"answer {n} of {phone.number}")
            before = len(server.books.calls)
            await server.books.until(lambda: len(server.books.calls) > before + PEOPLE, 30)
            began = asyncio.get_running_loop().time()
            code, wrote = await house.end(2 * WITHIN)
            took = asyncio.get_running_loop().time() - began
        record_property("stopped in seconds", round(took, 1))
        never.set()
        server.faults.rules.clear()
        async with started(*RUN, env={**env, "EARSHOT_TELEGRAM_API": server.address}) as house:
            await server.books.until(lambda: not server.books.waiting, 60)
            await asyncio.gather(*(phone.sees("✓ Only readers", 60) for phone in phones))
            with contextlib.suppress(TimeoutError):
                await house.end(20)

        assert code == 0, wrote
        assert took <= QUIETLY
        assert "not waited for" not in wrote
        assert_silent(wrote, numbers)
        assert await written(database_url, keys, round_, numbers) == {
            n: [f"answer {q} of {n}" for q in range(ASKED)] for n in numbers
        }


async def how_long(program: Program) -> tuple[float, int, str]:
    """Tell it to end; return how long that took, its exit code and what it wrote."""
    began = asyncio.get_running_loop().time()
    code, wrote = await program.end(2 * WITHIN)
    return asyncio.get_running_loop().time() - began, code, wrote


@pytest.mark.sqlite_only
@pytest.mark.parametrize("ready", [False, True])
async def test_f5_a_name_server_that_does_not_answer_holds_no_stop_up(
    env: Mapping[str, str], ready: bool
) -> None:
    """Whoever asks one waits in a thread that nothing can break off; also at the start, while
    Telegram is looked for.

    Fails when the program waits for its threads.
    """
    given = {**env, "EARSHOT_TELEGRAM_API": f"http://{NOWHERE}", "EARSHOT_TELEGRAM_TOKEN": TOKEN}
    deaf = ("-m", "tests.faults.deaf_program", *RUN[2:])
    async with started(*deaf, env=given) as house:
        async for line in house.lines():
            if ("browser chat is at" if ready else "Rehearsal:") in line:
                break
        if not ready:
            await asyncio.sleep(3.0)  # it has asked by now, or does after it was told to end
        took, code, wrote = await how_long(house)

    assert (code, took <= WITHIN) == (0, True), (code, took, wrote)


@pytest.mark.sqlite_only
async def test_f5_a_page_that_is_half_sent_holds_no_stop_up(env: Mapping[str, str]) -> None:
    """Somebody's phone lost its line in the middle of a message."""
    at = f"127.0.0.1:{free_port()}"
    given = {**env, "EARSHOT_TELEGRAM_TOKEN": "", "EARSHOT_WEBCHAT": at}
    async with started(*RUN, env=given) as house:
        async for line in house.lines():
            if "browser chat is at" in line:
                break
        _, writer = await asyncio.open_connection(*at.split(":"))
        head = f"POST /join HTTP/1.1\r\nHost: {at}\r\nContent-Length: 900\r\n"
        writer.write(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
        await writer.drain()
        took, code, wrote = await how_long(house)
        writer.close()

    assert (code, took <= QUIETLY) == (0, True), (code, took, wrote)
    assert "not waited for" not in wrote
