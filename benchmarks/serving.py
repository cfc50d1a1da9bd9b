"""The bot as a program, to be measured: ``python -m benchmarks.serving PLACE URL``.

Polls that Bot API and delivers until it is told to stop. With ``PROFILE`` it leaves a profile of
``cProfile`` in a file of that name.
"""

from __future__ import annotations

import asyncio
import cProfile
import os
import signal
import sys
from pathlib import Path

from benchmarks.house import open_house
from bot import settling


async def main(place: Path, address: str) -> None:
    """Serve until SIGTERM."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with open_house(place, address) as house:
        settling.settle()  # as a house does once it runs
        await asyncio.gather(house.intake.poll(stop), house.courier.run(stop))


if __name__ == "__main__":
    profile = cProfile.Profile()
    if os.environ.get("PROFILE"):
        profile.enable()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
    if os.environ.get("PROFILE"):
        profile.dump_stats(os.environ["PROFILE"])
