"""F5: a stop is over in time, though what it waits for hangs."""

from __future__ import annotations

import subprocess
import sys
import time

from bot.ending_in_time import LONGEST
from tests.deploy.test_systemd import GRACEFUL, unit

HANGS = """
import asyncio, os, signal, sys, time
from bot import ending_in_time

ending_in_time.LONGEST = 0.2

async def main():
    stop = ending_in_time.told_to_end()
    asyncio.get_running_loop().run_in_executor(None, time.sleep, {asleep})
    os.kill(os.getpid(), signal.SIGTERM)
    await stop.wait()
    print("was told", flush=True)

asyncio.run(main())
print("ended by itself", flush=True)
"""


def lived(asleep: float) -> tuple[str, int, float]:
    """What a program wrote that ends beside a thread which sleeps; its exit code; how long."""
    began = time.monotonic()
    came = subprocess.run(
        [sys.executable, "-c", HANGS.format(asleep=asleep)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return came.stdout, came.returncode, time.monotonic() - began


def test_f5_a_thread_that_nothing_can_break_off_does_not_keep_it_from_ending() -> None:
    """As one that asks a name server which does not answer. Nothing that was said to be saved
    hangs on it: a power cut would do no other."""
    said, code, took = lived(30.0)

    assert (said, code) == ("was told\n", 0)
    assert took < 20


def test_f5_a_stop_that_is_over_in_time_is_not_cut_short() -> None:
    said, code, _ = lived(0.0)

    assert (said, code) == ("was told\nended by itself\n", 0)


def test_f5_whoever_supervises_it_waits_longer_than_that() -> None:
    (given,) = unit("earshot.service")["TimeoutStopSec"]

    assert LONGEST < GRACEFUL < int(given.removesuffix("s"))
