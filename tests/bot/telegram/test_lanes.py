"""One lane a person."""

from __future__ import annotations

import asyncio

from bot.telegram.lanes import Lanes


async def test_a_lane_is_first_come_first_served_and_forgotten_when_empty() -> None:
    """A bot that has met ten thousand people must not keep ten thousand locks."""
    lanes, order = Lanes(), list[str]()

    async def pass_through(key: int, name: str) -> None:
        async with lanes.hold(key):
            await asyncio.sleep(0)
            order.append(name)

    await asyncio.gather(*(pass_through(1, f"{n}") for n in range(5)), pass_through(2, "other"))

    assert [name for name in order if name != "other"] == ["0", "1", "2", "3", "4"]
    assert order.index("other") < 2
    assert len(lanes) == 0


async def test_whoever_gives_up_waiting_leaves_the_lane_usable() -> None:
    """A request that is cancelled must not close somebody's chat for good."""
    lanes = Lanes()
    inside, leave = asyncio.Event(), asyncio.Event()

    async def stay() -> None:
        async with lanes.hold(1):
            inside.set()
            await leave.wait()

    async def wait() -> None:
        async with lanes.hold(1):
            raise AssertionError("cancelled before")

    first = asyncio.create_task(stay())
    await inside.wait()
    second = asyncio.create_task(wait())
    await asyncio.sleep(0)
    second.cancel()
    leave.set()
    await asyncio.gather(first, second, return_exceptions=True)
    async with lanes.hold(1):
        assert len(lanes) == 1
    assert len(lanes) == 0
