"""The small bot as a program of its own, so that it can be killed. Ends on SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from pathlib import Path

from bot import logs
from storage.engine import open_database
from storage.keys import Keys
from tests.botapi.running import Clock, bot, going
from tests.botapi.server import Server


async def main() -> None:
    logs.set_up(level=logging.INFO)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = await open_database(os.environ["SMALL_DATABASE"])
    keys = Keys.open(Path(os.environ["SMALL_KEYS"]))
    elsewhere = Server()
    elsewhere.address = os.environ["SMALL_API"]
    clock = Clock()
    try:
        async with bot(database, keys, elsewhere, clock=clock) as built, going(built):
            ticking = asyncio.create_task(_tick(clock))
            await stop.wait()
            ticking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ticking
    finally:
        await database.close()


async def _tick(clock: Clock) -> None:
    while True:
        await asyncio.sleep(0.1)
        clock.advance(seconds=0.1)


if __name__ == "__main__":
    asyncio.run(main())
