import asyncio
import logging
from functools import partial

import pytest

from bot.scheduler.ticks import SECONDS, Ticks


async def test_what_is_due_is_done_in_order_and_a_failure_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One broken job must not keep a round from closing; its fault is named without words."""
    done: list[str] = []

    async def note(name: str) -> None:
        done.append(name)

    async def fail() -> None:
        raise RuntimeError("A secret somebody wrote")

    ticks = Ticks([partial(note, "close"), fail, partial(note, "seal")])
    with caplog.at_level(logging.DEBUG):
        await ticks.tick()

    assert done == ["close", "seal"]
    assert "fail (RuntimeError)" in caplog.text
    assert "secret" not in caplog.text


async def test_ticks_come_by_themselves_and_stop_when_told() -> None:
    """The real scheduler calls; after stop nothing runs any more."""
    came = asyncio.Event()

    async def note() -> None:
        came.set()

    ticks = Ticks([note], seconds=0.01)
    ticks.start()
    async with asyncio.timeout(5):
        await came.wait()
    await ticks.stop()

    assert SECONDS < 1


async def test_what_was_handed_out_at_the_moment_of_stopping_is_not_cut_off() -> None:
    """F5: a tick that has begun ends; one that has not does not begin. Neither is an error."""
    done: list[str] = []
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        done.append("ended")

    ticks = Ticks([slow], often=[slow])
    ticks.start()
    under_way = asyncio.create_task(ticks.tick())
    await asyncio.sleep(0)
    handed_out = asyncio.create_task(ticks.wipe())
    stopping = asyncio.create_task(ticks.stop())
    await asyncio.sleep(0)
    late = asyncio.create_task(ticks.wipe())
    gate.set()
    await asyncio.gather(under_way, handed_out, stopping, late)

    assert done == ["ended", "ended"]
    assert not any(task.cancelled() for task in (under_way, handed_out, late))
