"""The way out to Telegram: one session, closed; faults that repeat no address."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import NetworkError, TimedOut

from bot.telegram.requests import POOL, AioRequest, HoldOff
from tests.botapi.people import Phone
from tests.botapi.server import Server


async def test_a_form_and_an_answer(server: Server) -> None:
    """The plain case, as python-telegram-bot uses it."""
    async with AioRequest() as request:
        me = await request.post(f"{server.address}/bot{server.token}/getMe")

    assert isinstance(me, dict)
    assert me["username"] == "earshot_test_bot"


async def test_opening_and_closing_twice_is_fine(server: Server) -> None:
    """One request serves both of python-telegram-bot's uses, so it is opened and closed twice."""
    request = AioRequest()
    await request.initialize()
    session = request._session
    await request.initialize()
    assert request._session is session
    await request.shutdown()
    await request.shutdown()

    assert session is not None
    assert session.closed
    with pytest.raises(NetworkError):
        await request.post(f"{server.address}/bot{server.token}/getMe")


async def test_an_answer_that_does_not_come_is_timed_out(server: Server) -> None:
    """Whoever waits for ever sends nothing else."""
    server.breaks("getMe", until=asyncio.Event())
    async with AioRequest() as request:
        with pytest.raises(TimedOut):
            await request.post(f"{server.address}/bot{server.token}/getMe", read_timeout=0.05)


async def test_a_429_says_how_long(server: Server) -> None:
    """As a fault of our own: PTB's warns whenever it is made."""
    server.breaks("getMe", status=429, retry_after=12)
    async with AioRequest() as request:
        with pytest.raises(HoldOff) as caught:
            await request.post(f"{server.address}/bot{server.token}/getMe")

    assert caught.value.seconds == 12


async def test_no_fault_repeats_the_address(server: Server) -> None:
    """The token is in it."""
    server.breaks("getMe", reset=True)
    async with AioRequest() as request:
        for address in (server.address, "http://127.0.0.1:9"):
            with pytest.raises(NetworkError) as caught:
                await request.post(f"{address}/bot{server.token}/getMe")
            assert server.token not in repr(caught.value)
            assert caught.value.__cause__ is None
            assert caught.value.__suppress_context__


async def test_many_calls_at_once_share_the_pool(server: Server) -> None:
    """Sixty-four side by side must not be slower than one after another."""
    phones = [Phone(server, 5000 + n) for n in range(64)]
    async with AioRequest() as request:
        base = f"{server.address}/bot{server.token}/sendMessage"
        await asyncio.gather(
            *(request.post(f"{base}?chat_id={phone.number}&text=hello") for phone in phones)
        )

    assert POOL >= 64
    assert all(phone.said == ["hello"] for phone in phones)
