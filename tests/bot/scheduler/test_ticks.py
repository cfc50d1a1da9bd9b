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
